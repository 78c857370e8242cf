#include "core/gml/dump_code.h"

#include "core/base/text.h"
#include "core/gml/chunk.h"

namespace scope {

namespace {

std::string in_quotes(std::string_view text) {
    return "\"" + escape_control(text) + "\"";
}

std::string constant_text(const ChunkConstant& constant) {
    if (constant.is_text) return in_quotes(constant.text);
    const Value& value = constant.value;
    switch (value.type()) {
    case Type::real: return shortest_number(value.as_real());
    case Type::int64:
    case Type::int32: return std::to_string(value.as_int64()) + "i";
    case Type::boolean: return value.as_bool() ? "true" : "false";
    case Type::undefined: return "undefined";
    case Type::pointer: return value.as_pointer() == 0 ? "pointer_null" : "pointer";
    default: break;
    }
    return "ref " + std::string(ref_kind_name(value.ref_kind())) + " " + std::to_string(value.ref_index());
}

class Dumper {
public:
    Dumper(const Program& program, const NameTable& names, const Code& code)
        : m_program(program)
        , m_names(names)
        , m_code(code)
        , m_chunk(*code.chunk) {}

    std::string dump();

private:
    std::string register_text(uint16_t reg) const {
        if (reg >= bind_nothing) return reg == no_register ? "-" : "nothing";
        for (const LocalName& local : m_chunk.locals)
            if (local.register_ == reg) return "r" + std::to_string(reg) + ":" + local.name;
        return "r" + std::to_string(reg);
    }
    std::string site_text(uint32_t index) const {
        const MemberSite& site = m_chunk.sites[index];
        return "'" + std::string(m_names.text(site.name)) + (site.builtin == ~0u ? "'" : "' built-in");
    }
    std::string operand(char kind, uint16_t field, const Instruction& at, uint32_t pc) const;

    const Program& m_program;
    const NameTable& m_names;
    const Code& m_code;
    const Chunk& m_chunk;
};

std::string Dumper::operand(char kind, uint16_t field, const Instruction& at, uint32_t pc) const {
    switch (kind) {
    case 'r': return register_text(field);
    case 'k': return constant_text(m_chunk.constants[field]);
    case 'K': return constant_text(m_chunk.constants[at.wide()]);
    case 's': return site_text(field);
    case 'S': return site_text(at.wide());
    case 'T': return "'" + std::string(m_names.text(at.wide())) + "'";
    case 'j': return "-> " + std::to_string(static_cast<int64_t>(pc) + 1 + static_cast<int16_t>(field));
    case 'J': return "-> " + std::to_string(static_cast<int64_t>(pc) + 1 + at.offset());
    case 'f': return m_program.code(m_chunk.functions[field]).name;
    case 'v': return m_program.code(m_chunk.callees[field]->id).name;
    case 'N': return "native " + std::to_string(field);
    default: return std::to_string(field);
    }
}

std::string Dumper::dump() {
    std::string out = "== " + m_code.name + ": " + std::to_string(m_chunk.parameter_count) + " parameters, " +
                      std::to_string(m_chunk.register_count) + " registers";
    if (m_chunk.is_constructor) out += ", constructor";
    if (m_chunk.parent != no_code) out += " of " + m_program.code(m_chunk.parent).name;
    out += "\n";
    for (uint32_t pc = 0; pc < m_chunk.instructions.size(); ++pc) {
        const Instruction& at = m_chunk.instructions[pc];
        std::string number = std::to_string(pc), line = std::to_string(m_program.place(m_chunk.id, pc).line);
        out.append(number.size() < 5 ? 5 - number.size() : 0, ' ').append(number);
        out.append(line.size() < 6 ? 6 - line.size() : 1, ' ').append(line).append("  ").append(op_name(at.op));
        std::string_view kinds = op_operands(at.op);
        const uint16_t fields[] = {at.a, at.b, at.c};
        const char* separator = " ";
        for (size_t index = 0; index < kinds.size(); ++index) {
            if (kinds[index] == '-') continue;
            out.append(separator).append(operand(kinds[index], fields[index], at, pc));
            separator = ", ";
        }
        if (at.x) out.append(" [").append(std::to_string(at.x)).append("]");
        out += "\n";
    }
    for (const TryHandler& handler : m_chunk.handlers)
        out += "      " + std::string(handler.is_finally ? "finally" : "catch") + " " + std::to_string(handler.begin) +
               ".." + std::to_string(handler.end) + " -> " + std::to_string(handler.target) + " " +
               register_text(handler.register_) + "\n";
    return out;
}

} // namespace

std::string dump_code(const Program& program, const NameTable& names, CodeId code) {
    return Dumper(program, names, program.code(code)).dump();
}

std::string dump_file_code(const Program& program, const NameTable& names, uint32_t file) {
    std::string out;
    for (CodeId id = 0; id < program.size(); ++id)
        if (program.code(id).file == file) out += dump_code(program, names, id) + "\n";
    return out;
}

} // namespace scope
