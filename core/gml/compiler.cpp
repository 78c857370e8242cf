#include "core/gml/function_compiler.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace scope {

namespace {

constexpr uint32_t most_registers = 65000;
constexpr uint32_t most_own_sites = 60000; // beyond, places share one site a name
constexpr uint32_t most_sites = 65535;
constexpr uint32_t most_cost = 64;

/// The number in "argument7", or -1.
int argument_number(std::string_view name) {
    if (!name.starts_with("argument") || name.size() < 9 || name.size() > 10) return -1;
    int number = 0;
    for (char digit : name.substr(8)) {
        if (digit < '0' || digit > '9') return -1;
        number = number * 10 + digit - '0';
    }
    return number < 16 ? number : -1;
}

} // namespace

FunctionCompiler::FunctionCompiler(Compiler& shared, const UnitInput& unit, FunctionId function, CodeId first,
                                   Chunk& out, bool far_jumps)
    : m_shared(shared)
    , m_unit(unit)
    , m_ast(*unit.ast)
    , m_id(function)
    , m_function(unit.ast->function(function))
    , m_first(first)
    , m_out(out)
    , m_far(far_jumps) {
    Chunk fresh;
    fresh.id = out.id;
    fresh.is_constructor = out.is_constructor;
    fresh.is_hidden = out.is_hidden;
    out = std::move(fresh);
}

bool FunctionCompiler::compile() {
    m_span = {m_function.span.begin, m_function.span.begin};
    if (!m_unit.error.empty()) {
        m_error = m_unit.error;
        finish();
        return true;
    }
    collect_locals();
    prologue();
    NodeId body = m_function.body;
    if (body != no_node) {
        if (is_console())
            last_statement(body);
        else
            statement(body);
    }
    if (!m_out.places.empty()) m_span = m_out.places.back().span; // the end of a function is no line of its own
    emit(Op::return_undefined, 0, 0, 0, return_implicit);
    if (m_too_far && !m_far) return false;
    finish();
    return true;
}

void FunctionCompiler::finish() {
    m_out.register_count = std::max(m_highest, 1u);
    if (!m_error.empty()) {
        m_out.instructions.clear();
        m_out.handlers.clear();
        m_out.compares.clear();
        m_out.guards.clear();
        m_out.looks.clear();
        m_out.places.clear();
        m_out.parameter_count = m_out.local_end = 0;
        emit_wide(Op::fault, 0, constant_text(m_error));
    }
    auto length = static_cast<uint32_t>(m_out.instructions.size());
    m_out.call_cost = std::min(8 + length / 4, most_cost);
}

void FunctionCompiler::error(Span span, std::string code, std::string message, std::string hint) {
    if (m_error.empty()) m_error = message;
    if (!m_far) m_shared.report(m_unit, span, Severity::error, std::move(code), std::move(message), std::move(hint));
}

// ---- registers and emission

FunctionCompiler::Register FunctionCompiler::temporary() {
    if (m_next >= most_registers) {
        if (m_error.empty()) error(m_span, "too-large", "the function needs too many variables and values at a time");
        return m_next - 1;
    }
    m_highest = std::max<uint32_t>(m_highest, m_next + 1u);
    return m_next++;
}

uint32_t FunctionCompiler::emit(Op op, uint32_t a, uint32_t b, uint32_t c, uint8_t x) {
    uint32_t pc = here();
    if (m_out.places.empty() || m_out.places.back().span.begin != m_span.begin ||
        m_out.places.back().span.end != m_span.end) {
        if (!m_out.places.empty() && m_out.places.back().pc == pc)
            m_out.places.back().span = m_span;
        else
            m_out.places.push_back({pc, m_span});
    }
    m_out.instructions.push_back({op, x, static_cast<uint16_t>(a), static_cast<uint16_t>(b), static_cast<uint16_t>(c)});
    return pc;
}

uint32_t FunctionCompiler::emit_wide(Op op, uint32_t a, uint32_t wide, uint8_t x) {
    return emit(op, a, wide & 0xFFFF, wide >> 16, x);
}

void FunctionCompiler::patch(const Jumps& list, uint32_t target) {
    for (uint32_t pc : list) {
        Instruction& jump = m_out.instructions[pc];
        auto offset = static_cast<int32_t>(target) - static_cast<int32_t>(pc + 1);
        if (op_operands(jump.op).back() == 'J') {
            jump.b = static_cast<uint16_t>(static_cast<uint32_t>(offset) & 0xFFFF);
            jump.c = static_cast<uint16_t>(static_cast<uint32_t>(offset) >> 16);
        } else if (offset < std::numeric_limits<int16_t>::min() || offset > std::numeric_limits<int16_t>::max()) {
            m_too_far = true;
        } else {
            jump.c = static_cast<uint16_t>(offset);
        }
    }
}

// A fused branch reaches 32,767 instructions. A longer function is compiled again with each one turned round over a
// long jump.
void FunctionCompiler::compare_jump(Op op, Register a, uint32_t b, Jumps& list) {
    if (!m_far) {
        list.push_back(emit(op, a, b, 0));
        return;
    }
    auto first = static_cast<int>(Op::jump_less);
    auto turned = static_cast<Op>(((static_cast<int>(op) - first) ^ 1) + first);
    emit(turned, a, b, 1);
    jump(list);
}

uint32_t FunctionCompiler::constant(const Value& value) {
    auto fresh = static_cast<uint32_t>(m_out.constants.size());
    uint32_t found = fresh;
    if (value.is_real()) {
        double number = value.as_real();
        uint64_t bits;
        std::memcpy(&bits, &number, 8);
        found = m_reals.try_emplace(bits, fresh).first->second;
    } else if (value.is_int64()) {
        found = m_int64s.try_emplace(value.as_int64(), fresh).first->second;
    }
    if (found == fresh) m_out.constants.push_back({.value = value, .text = {}, .is_text = false});
    return found;
}

uint32_t FunctionCompiler::constant_text(std::string_view text) {
    auto fresh = static_cast<uint32_t>(m_out.constants.size());
    uint32_t found = m_texts.try_emplace(std::string(text), fresh).first->second;
    if (found == fresh) m_out.constants.push_back({.value = Value(), .text = std::string(text), .is_text = true});
    return found;
}

void FunctionCompiler::load(Register target, const Value& value) {
    if (value.is_undefined())
        emit(Op::load_undefined, target);
    else
        emit_wide(Op::load_const, target, constant(value));
}

uint32_t FunctionCompiler::site(std::string_view name, const Resolution* builtin) {
    auto fresh = static_cast<uint32_t>(m_out.sites.size());
    if (fresh >= most_own_sites) {
        std::string key(name);
        if (builtin) key += '='; // `score` and `a.score` are no one place
        auto [entry, is_new] = m_shared_sites.try_emplace(std::move(key), fresh);
        if (!is_new) return entry->second;
        if (fresh >= most_sites) {
            if (m_error.empty()) error(m_span, "too-large", "the function uses too many different names");
            return 0;
        }
    }
    MemberSite made;
    made.name = m_shared.names().intern(name);
    if (builtin) {
        made.builtin = builtin->index;
        made.of_instance = builtin->of_instance;
    }
    m_out.sites.push_back(made);
    return fresh;
}

// ---- names

void FunctionCompiler::declare_local(NameId name) {
    if (name == no_name || m_locals.contains(name)) return;
    Register reg = temporary();
    m_locals[name] = {reg, false};
    m_hidden.insert(name);
    m_out.locals.push_back({std::string(text(name)), reg});
}

void FunctionCompiler::note_argument(std::string_view name) {
    if (name == "argument") m_out.uses_arguments = true;
    int number = argument_number(name);
    if (number >= 0) m_out.parameter_count = std::max(m_out.parameter_count, static_cast<uint32_t>(number) + 1);
}

void FunctionCompiler::scan(NodeId id) {
    const Node& node = m_ast.node(id);
    switch (node.kind) {
    case NodeKind::var_declaration:
        for (NodeId one : m_ast.list(id)) declare_local(m_ast.node(one).a);
        break;
    case NodeKind::static_declaration:
        m_live_statics.insert(id);
        for (NodeId one : m_ast.list(id)) {
            m_statics.insert(m_ast.node(one).a);
            m_hidden.insert(m_ast.node(one).a);
        }
        break;
    case NodeKind::try_statement: declare_local(node.b); break;
    case NodeKind::if_statement:
        for (NodeId part : live_parts(id)) scan(part);
        return;
    default: break;
    }
    for_each_child(m_ast, id, [&](NodeId child) { scan(child); });
}

// Decided once, before any name is known to be a local: what is left out declares nothing either, which code rests on
// that chooses between `static x` and `var x` by a macro.
std::span<const NodeId> FunctionCompiler::live_parts(NodeId id) {
    if (auto known = m_live_parts.find(id); known != m_live_parts.end()) return known->second;
    std::span<const NodeId> parts = m_ast.list(id);
    std::vector<NodeId> live;
    bool decided = false;
    for (size_t index = 0; index < parts.size(); index += 2) {
        bool is_else = index + 1 == parts.size(), truth = false;
        std::string unused;
        std::optional<Value> constant = is_else ? std::nullopt : folded(parts[index]);
        if (constant && to_bool(*constant, truth, unused)) {
            decided = true;
            if (truth) live.push_back(parts[index + 1]);
            if (truth) break;
            continue;
        }
        live.insert(live.end(), parts.begin() + static_cast<ptrdiff_t>(index),
                    parts.begin() + static_cast<ptrdiff_t>(std::min(index + 2, parts.size())));
    }
    return decided ? m_live_parts.emplace(id, std::move(live)).first->second : parts;
}

// A `var` counts for the whole function, wherever it stands.
void FunctionCompiler::collect_locals() {
    // argument0 .. argument15 are the first registers, with or without a name of their own.
    auto arguments = [&](auto&& self, NodeId id) -> void {
        const Node& node = m_ast.node(id);
        if (node.kind == NodeKind::identifier) note_argument(text(node.a));
        for_each_child(m_ast, id, [&](NodeId child) { self(self, child); });
    };
    if (m_function.body != no_node) arguments(arguments, m_function.body);
    if (m_function.parent_call != no_node) arguments(arguments, m_function.parent_call);
    auto named = static_cast<uint32_t>(m_function.parameters.size());
    m_out.parameter_count = std::max(m_out.parameter_count, named);
    for (uint32_t index = 0; index < m_out.parameter_count; ++index) {
        Register reg = temporary();
        NameId name = index < named ? m_function.parameters[index].name : no_name;
        std::string shown = name == no_name ? "argument" + std::to_string(index) : std::string(text(name));
        m_out.locals.push_back({shown, reg});
        if (name == no_name) continue;
        m_locals[name] = {reg, true};
        m_hidden.insert(name);
    }
    if (m_function.body != no_node) scan(m_function.body);
    m_first_temporary = m_next;
    m_out.local_end = m_next;
}

FunctionCompiler::Name FunctionCompiler::find_argument(std::string_view name) {
    if (name == "argument_count") return {NameKind::argument_count};
    if (name == "argument") return {NameKind::argument_array};
    int number = argument_number(name);
    if (number >= 0 && static_cast<uint32_t>(number) < m_out.parameter_count)
        return {NameKind::local, static_cast<Register>(number)};
    return {NameKind::self_variable};
}

/// What a name without a dot means: a local, a static, a built-in word, a globalvar, a function, a constant, a built-in
/// variable, else a variable of self.
FunctionCompiler::Name FunctionCompiler::find_name(NameId id) {
    if (auto local = m_locals.find(id); local != m_locals.end()) return {NameKind::local, local->second.reg};
    if (m_statics.contains(id)) return {NameKind::static_variable};
    std::string_view name = text(id);
    if (name.starts_with("argument")) {
        Name argument = find_argument(name);
        if (argument.kind != NameKind::self_variable) return argument;
    }
    if (m_shared.is_globalvar(name)) return {NameKind::global_variable};
    const Resolution& found = m_shared.resolve(name);
    switch (found.kind) {
    case Resolution::Kind::constant: return {NameKind::constant, 0, 0, &found};
    case Resolution::Kind::native: return {NameKind::native, 0, found.index, &found};
    case Resolution::Kind::function: return {NameKind::function, 0, found.index, &found};
    case Resolution::Kind::variable: return {NameKind::builtin, 0, found.index, &found};
    case Resolution::Kind::unknown: break;
    }
    return {NameKind::self_variable, 0, 0, &found};
}

// ---- what runs before the first statement

void FunctionCompiler::prologue() {
    for (const Parameter& parameter : m_function.parameters) {
        if (parameter.default_value == no_node) continue;
        Register reg = m_locals[parameter.name].reg;
        m_span = m_ast.node(parameter.default_value).span;
        Jumps given{emit_wide(Op::jump_if_defined, reg, 0)};
        value_to(parameter.default_value, reg);
        free_to(m_first_temporary);
        patch(given, here());
    }
    if (m_function.is_constructor && m_function.parent_call != no_node) call_parent();
    if (!m_function.statics.empty()) initialise_statics();
    hoist_functions();
}

/// What the name of a parent means: a global function, else what is declared nearest: around this function, in other
/// code of the same object, anywhere.
CodeId FunctionCompiler::parent_named(std::string_view name) const {
    const Resolution& global_one = m_shared.resolve(name);
    if (global_one.kind == Resolution::Kind::function) return global_one.index;
    for (FunctionId around = m_function.outer;; around = m_ast.function(around).outer) {
        for (FunctionId one : m_shared.declared_in(around))
            if (text(m_ast.function(one).name) == name) return m_first + one;
        if (around == 0) break;
    }
    const Program& program = m_shared.program();
    std::string_view own = program.code(m_first).name;
    CodeId best = no_code;
    size_t most = 0;
    for (CodeId one : program.inner_functions(name)) {
        if (!program.sees(one)) continue;
        std::string_view other = program.code(program.unit_of(one)).name;
        size_t common = std::mismatch(own.begin(), own.end(), other.begin(), other.end()).first - own.begin();
        if (best != no_code && common <= most) continue;
        best = one;
        most = common;
    }
    return best;
}

void FunctionCompiler::call_parent() {
    NodeId id = m_function.parent_call;
    const Node& call = m_ast.node(id);
    const Node& callee = m_ast.node(call.a);
    m_span = call.span;
    m_out.parent = callee.kind == NodeKind::identifier ? parent_named(text(callee.a)) : no_code;
    if (m_out.parent == no_code) {
        error(callee.span, "unknown-constructor", "the parent of a constructor must be a declared constructor");
        return;
    }
    Register base = temporary();
    uint32_t count = arguments(id, base);
    emit(Op::call_parent, base, count);
    emit(Op::become);
    free_to(base);
}

// All statics of a function come to life together when it is first entered, wherever they stand in it.
void FunctionCompiler::initialise_statics() {
    m_out.has_statics = true;
    Jumps done{emit_wide(Op::statics_once, 0, 0)};
    for (NodeId declaration : m_function.statics) {
        if (!m_live_statics.contains(declaration)) continue;
        for (NodeId one : m_ast.list(declaration)) {
            const Node& declarator = m_ast.node(one);
            m_span = declarator.span;
            Register reg = temporary();
            if (declarator.b == no_node)
                emit(Op::load_undefined, reg);
            else if (m_ast.node(declarator.b).kind == NodeKind::function_expression)
                function_to(m_ast.node(declarator.b).a, reg, bind_nothing);
            else
                value_to(declarator.b, reg);
            emit_wide(Op::set_static, reg, site(text(declarator.a), nullptr), set_takes);
            free_to(reg);
        }
    }
    patch(done, here());
}

// `function name() {}` inside of other code is a variable of self there, set before anything else runs.
void FunctionCompiler::hoist_functions() {
    bool global_unit =
        m_unit.kind == UnitKind::script || m_unit.kind == UnitKind::hidden || m_unit.kind == UnitKind::console;
    if (m_id == 0 && global_unit) return;
    for (FunctionId id : m_shared.declared_in(m_id)) {
        const Function& function = m_ast.function(id);
        m_span = function.name_span;
        Register reg = temporary();
        function_to(id, reg, bind_self);
        emit_wide(Op::set_self, reg, site(text(function.name), nullptr), set_takes);
        free_to(reg);
    }
}

} // namespace scope
