#include "core/gml/chunk_invariants.h"

#include <algorithm>

namespace scope {

namespace {

class ChunkCheck {
public:
    ChunkCheck(const Chunk& chunk, size_t names) : m_chunk(chunk), m_names(names) {}

    std::string run() {
        if (m_chunk.instructions.empty()) return "no instruction";
        check_frame();
        for (m_pc = 0; m_pc < m_chunk.instructions.size() && m_broken.empty(); ++m_pc) check_instruction();
        if (m_broken.empty() && !ends(m_chunk.instructions.back().op)) m_broken = "it runs past its end";
        if (m_broken.empty()) check_tables();
        return m_broken;
    }

private:
    const Instruction& at() const { return m_chunk.instructions[m_pc]; }
    void broken(const std::string& what) {
        if (m_broken.empty()) m_broken = std::to_string(m_pc) + " " + std::string(op_name(at().op)) + ": " + what;
    }
    void below(const char* what, uint64_t index, uint64_t count) {
        if (index >= count) broken(std::string(what) + " " + std::to_string(index) + " of " + std::to_string(count));
    }
    /// `count` registers from `first` on.
    void registers(uint64_t first, uint64_t count = 1) {
        if (count > 0) below("register", first + count - 1, m_chunk.register_count);
    }

    void check_frame() {
        if (m_chunk.parameter_count > m_chunk.local_end || m_chunk.local_end > m_chunk.register_count)
            m_broken = "parameters, locals and registers do not contain one another";
    }

    void check_instruction() {
        if (at().op >= Op::count) return void(m_broken = std::to_string(m_pc) + ": no instruction of ours");
        std::string_view kinds = op_operands(at().op);
        const uint16_t fields[] = {at().a, at().b, at().c};
        for (size_t index = 0; index < kinds.size(); ++index) check_operand(kinds[index], fields[index]);
        check_rows();
    }

    void check_operand(char kind, uint16_t field) {
        switch (kind) {
        case 'r':
            if (!is_no_register(field)) registers(field);
            break;
        case 'k': below("constant", field, m_chunk.constants.size()); break;
        case 'K': below("constant", at().wide(), m_chunk.constants.size()); break;
        case 's': below("member site", field, m_chunk.sites.size()); break;
        case 'S': below("member site", at().wide(), m_chunk.sites.size()); break;
        case 'f': below("function", field, m_chunk.functions.size()); break;
        case 'v':
            below("callee", field, m_chunk.callees.size());
            if (field < m_chunk.callees.size() && !m_chunk.callees[field]) broken("no callee");
            break;
        case 'T': below("name", at().wide(), m_names); break;
        case 'j': check_target(static_cast<int16_t>(field)); break;
        case 'J': check_target(at().offset()); break;
        default: break;
        }
    }
    /// Values of a register operand that mean something else, and the first of no registers.
    bool is_no_register(uint16_t field) const {
        switch (at().op) {
        case Op::make_array:
        case Op::append_array: return at().c == 0 && field == at().b;
        case Op::get_builtin:
        case Op::set_builtin: return field == no_register;
        case Op::make_function: return field == bind_self || field == bind_nothing;
        default: return false;
        }
    }
    void check_target(int64_t offset) {
        int64_t target = int64_t(m_pc) + 1 + offset;
        if (target < 0 || target >= static_cast<int64_t>(m_chunk.instructions.size()))
            broken("a jump to " + std::to_string(target));
    }

    /// Instructions that work on registers in a row.
    void check_rows() {
        switch (at().op) {
        case Op::concat:
        case Op::make_array:
        case Op::append_array: return registers(at().b, at().c);
        case Op::call_code:
        case Op::call_native:
        case Op::call_parent: return registers(at().a, at().b);
        case Op::call_value:
        case Op::call_new: return registers(at().a, at().b + 1u);
        case Op::call_method: return registers(at().a, at().b + 2u);
        case Op::get_member_builtin:
        case Op::set_member_builtin: return registers(at().b, at().x ? 2 : 1);
        default: return;
        }
    }

    static bool ends(Op op) {
        return op == Op::return_value || op == Op::return_undefined || op == Op::jump || op == Op::throw_value ||
               op == Op::rethrow || op == Op::fault;
    }

    void check_tables() {
        size_t end = m_chunk.instructions.size();
        auto wrong = [&](const char* table) {
            if (m_broken.empty()) m_broken = table;
        };
        for (const TryHandler& handler : m_chunk.handlers) {
            if (handler.begin > handler.end || handler.end > end || handler.target >= end) wrong("a try out of bounds");
            if (!handler.is_finally && handler.register_ >= m_chunk.register_count) wrong("a catch without a register");
        }
        auto by_pc = [](const auto& a, const auto& b) { return a.pc < b.pc; };
        if (!std::is_sorted(m_chunk.places.begin(), m_chunk.places.end(), by_pc)) wrong("places out of order");
        if (!std::is_sorted(m_chunk.compares.begin(), m_chunk.compares.end(), by_pc)) wrong("compares out of order");
        if (!m_chunk.places.empty() && m_chunk.places.back().pc >= end) wrong("a place past the end");
        if (!m_chunk.compares.empty() && m_chunk.compares.back().pc >= end) wrong("a compare past the end");
        for (const PlaceEntry& place : m_chunk.places)
            if (place.span.begin > place.span.end) wrong("a place that ends before it begins");
        for (const LocalName& local : m_chunk.locals)
            if (local.register_ >= m_chunk.register_count) wrong("a local without a register");
    }

    const Chunk& m_chunk;
    size_t m_names;
    uint32_t m_pc = 0;
    std::string m_broken;
};

} // namespace

std::string broken_invariant(const Chunk& chunk, size_t names) {
    return ChunkCheck(chunk, names).run();
}

} // namespace scope
