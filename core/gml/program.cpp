#include "core/gml/function_compiler.h"

#include "core/base/verify.h"
#include "core/gml/chunk_invariants.h"

#include <algorithm>
#include <cmath>

namespace scope {

namespace {

constexpr size_t longest_name = 200;   // of code, before the nesting of functions is left out
constexpr uint32_t deepest_enum = 100; // enums whose values rest on each other

bool is_global_unit(const UnitInput& unit) {
    return unit.kind == UnitKind::script || unit.kind == UnitKind::hidden || unit.kind == UnitKind::console;
}

/// Whether the whole game knows the function by its name.
bool is_global(const UnitInput& unit, const Function& function) {
    return function.is_statement && function.outer == 0 && is_global_unit(unit);
}

/// The name of the script whose file the unit is; empty when it is none's.
std::string_view script_asset(const UnitInput& unit) {
    constexpr std::string_view prefix = "gml_GlobalScript_";
    if (unit.kind != UnitKind::script || !unit.name.starts_with(prefix)) return {};
    return std::string_view(unit.name).substr(prefix.size());
}

/// Whether GML can come upon the function as a value, by a number at least: events and what is ours it cannot.
bool is_value(const UnitInput& unit, FunctionId id) {
    if (unit.kind == UnitKind::hidden) return false;
    return id != 0 || unit.kind == UnitKind::creation || !script_asset(unit).empty();
}

} // namespace

Code::Code() = default;
Code::Code(Code&&) noexcept = default;
Code::~Code() = default;
Program::Program() : m_tables(std::make_unique<Tables>()) {}
Program::~Program() = default;

std::vector<CodeId> Program::build(std::span<const UnitInput> units, const Resolver& resolver, NameTable& names,
                                   std::vector<Diagnostic>& diagnostics) {
    return Compiler(*this, resolver, names, diagnostics).build(units);
}

CodeId Program::find_function(std::string_view name) const {
    auto found = m_functions.find(std::string(name));
    return found == m_functions.end() ? no_code : newest_seen(found->second);
}

CodeId Program::newest_seen(std::span<const CodeId> all) const {
    for (size_t at = all.size(); at-- > 0;)
        if (sees(all[at])) return all[at];
    return no_code;
}

uint32_t Program::begin_unit(uint32_t after) {
    m_units.push_back({after, m_units[after].numbers});
    look_at(static_cast<uint32_t>(m_units.size() - 1));
    return m_seen;
}

void Program::look_at(uint32_t unit) {
    m_seen = unit;
    m_visible.assign(m_units.size(), false);
    for (; unit != 0; unit = m_units[unit].after) m_visible[unit] = true;
}

void Program::give_number(Code& code, CodeId id) {
    uint32_t place = m_units[m_seen].numbers++;
    code.number = first_function_number + place;
    if (place >= m_numbered.size()) m_numbered.resize(place + 1);
    m_numbered[place].push_back(id);
}

CodeId Program::numbered(double number) const {
    double place = number - first_function_number;
    return place >= 0 && place < static_cast<double>(m_numbered.size())
               ? newest_seen(m_numbered[static_cast<size_t>(place)])
               : no_code;
}

std::span<const CodeId> Program::inner_functions(std::string_view name) const {
    auto found = m_tables->nested.find(std::string(name));
    return found == m_tables->nested.end() ? std::span<const CodeId>() : found->second;
}

CodeId Program::find(std::string_view path, uint32_t ordinal) const {
    for (CodeId id = 0; id < m_codes.size(); ++id)
        if (m_codes[id].ordinal == ordinal && m_files[m_codes[id].file]->path() == path) return id;
    return no_code;
}

Place Program::place(CodeId id, uint32_t pc) const {
    if (id >= m_codes.size()) return {};
    const Code& found = m_codes[id];
    return place_of(*m_files[found.file], found.chunk->span_at(pc));
}

std::vector<uint32_t> Program::code_lines(uint32_t file) const {
    std::vector<uint32_t> lines;
    for (const Code& one : m_codes) {
        if (one.file != file) continue;
        for (const PlaceEntry& entry : one.chunk->places) lines.push_back(m_files[file]->locate(entry.span.begin).line);
    }
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    return lines;
}

Compiler::Compiler(Program& program, const Resolver& resolver, NameTable& names, std::vector<Diagnostic>& diagnostics)
    : m_program(program)
    , m_resolver(resolver)
    , m_names(names)
    , m_diagnostics(diagnostics)
    , m_scratch(std::make_shared<NameTable>()) {}

Compiler::~Compiler() = default;

std::vector<CodeId> Compiler::build(std::span<const UnitInput> units) {
    m_units = units;
    std::vector<CodeId> first_codes;
    for (const UnitInput& unit : units) {
        first_codes.push_back(static_cast<CodeId>(m_program.m_codes.size()));
        declare(unit, first_codes.size() - 1);
    }
    for (size_t index = 0; index < units.size(); ++index) {
        const UnitInput& unit = units[index];
        analyse(unit);
        for (FunctionId function = 0; function < unit.ast->functions().size(); ++function) {
            Code& code = m_program.m_codes[first_codes[index] + function];
            Chunk& chunk = *code.chunk;
            if (!FunctionCompiler(*this, unit, function, first_codes[index], chunk, false).compile())
                FunctionCompiler(*this, unit, function, first_codes[index], chunk, true).compile();
            code.parent = chunk.parent;
#ifdef ASYNCSCOPE_TORMENT
            verify_whole(broken_invariant(chunk, m_names.size()));
#endif
        }
    }
    settle_enums();
    return first_codes;
}

/// What is asked of many nodes again and again, worked out once: children come before their parents.
void Compiler::analyse(const UnitInput& unit) {
    const Ast& ast = *unit.ast;
    m_declared_in.assign(ast.functions().size(), {});
    for (FunctionId id = 1; id < ast.functions().size(); ++id) {
        const Function& function = ast.function(id);
        if (function.is_statement && function.name != no_name) m_declared_in[function.outer].push_back(id);
    }
    m_has_update.assign(ast.node_count(), false);
    m_may_be_constant.assign(ast.node_count(), false);
    for (NodeId id = 1; id < ast.node_count(); ++id) {
        const Node& node = ast.node(id);
        bool update = node.kind == NodeKind::prefix_update || node.kind == NodeKind::postfix_update;
        bool all_constant = true;
        for_each_child(ast, id, [&](NodeId child) {
            update = update || m_has_update[child];
            all_constant = all_constant && m_may_be_constant[child];
        });
        m_has_update[id] = update;
        bool known = false;
        switch (node.kind) {
        case NodeKind::real_literal:
        case NodeKind::int64_literal:
        case NodeKind::bool_literal:
        case NodeKind::undefined_literal: known = true; break;
        case NodeKind::identifier: known = resolve(ast.text(node.a)).kind == Resolution::Kind::constant; break;
        case NodeKind::member:
            known = ast.node(node.a).kind == NodeKind::identifier && is_enum(ast.text(ast.node(node.a).a));
            break;
        case NodeKind::unary:
        case NodeKind::binary: known = all_constant; break;
        default: break;
        }
        m_may_be_constant[id] = known;
    }
}

void Compiler::declare(const UnitInput& unit, size_t index) {
    auto first = static_cast<CodeId>(m_program.m_codes.size());
    auto file = static_cast<uint32_t>(m_program.m_files.size());
    m_program.m_files.push_back(unit.file);
    for (FunctionId id = 0; id < unit.ast->functions().size(); ++id) {
        const Function& function = unit.ast->function(id);
        Code code;
        code.name = function_name(unit, first, id);
        code.short_name = unit.ast->text(function.name);
        code.file = file;
        code.ordinal = id;
        code.unit = m_program.m_seen;
        if (is_value(unit, id)) m_program.give_number(code, first + id);
        code.span = function.span;
        code.is_constructor = function.is_constructor;
        code.chunk = std::make_unique<Chunk>();
        code.chunk->id = first + id;
        code.chunk->is_constructor = function.is_constructor;
        code.chunk->is_hidden = unit.kind == UnitKind::hidden;
        m_program.m_codes.push_back(std::move(code));
    }
    declare_functions(unit, first);
    declare_enums(unit, index);
    collect_names(unit);
}

std::string Compiler::function_name(const UnitInput& unit, CodeId first, FunctionId id) const {
    if (id == 0) return unit.name;
    const Function& function = unit.ast->function(id);
    std::string name(unit.ast->text(function.name));
    if (is_global(unit, function)) return "gml_Script_" + name;
    std::string outer = m_program.m_codes[first + function.outer].name;
    if (outer.size() > longest_name) outer = unit.name;
    if (outer.starts_with("gml_Script_")) outer.erase(0, 11);
    if (function.outer != 0 && is_global(unit, unit.ast->function(function.outer)))
        if (std::string_view asset = script_asset(unit); !asset.empty()) outer.append("@").append(asset);
    if (name.empty()) {
        name = "anon@" + std::to_string(function.span.begin);
        if (function.variable != no_name) name.insert(0, std::string(unit.ast->text(function.variable)) + "@");
    }
    return "gml_Script_" + name + "@" + outer;
}

void Compiler::declare_functions(const UnitInput& unit, CodeId first) {
    // A script's name calls its top level where no function of the file has that name.
    if (std::string name(script_asset(unit)); !name.empty()) {
        m_program.m_tables->written.insert(name);
        m_program.m_tables->nested[std::move(name)].push_back(first);
    }
    for (FunctionId id = 1; id < unit.ast->functions().size(); ++id) {
        const Function& function = unit.ast->function(id);
        if (function.name == no_name) continue;
        std::string name(unit.ast->text(function.name));
        m_program.m_tables->written.insert(name);
        if (!function.is_statement) continue;
        if (!is_global(unit, function)) {
            m_program.m_tables->nested[name].push_back(first + id);
            continue;
        }
        CodeId known = m_program.find_function(name);
        m_program.m_functions[name].push_back(first + id);
        if (known != no_code && unit.kind == UnitKind::script) {
            const Code& other = m_program.m_codes[known];
            Place before = place_of(*m_program.m_files[other.file], other.span);
            report(unit, function.name_span, Severity::warning, "duplicate-function",
                   "function '" + name + "' is declared twice; the last one counts",
                   "the other one is at " + before.text());
        }
    }
}

void Compiler::declare_enums(const UnitInput& unit, size_t index) {
    for (const Enum& declared : unit.ast->enums()) {
        std::string name(unit.ast->text(declared.name));
        Program::Tables::EnumTable& table = m_program.m_tables->enums[name];
        if (!table.order.empty() && unit.kind == UnitKind::script)
            report(unit, declared.span, Severity::warning, "duplicate-enum",
                   "enum '" + name + "' is declared twice; the last one counts");
        table = {};
        for (const EnumMember& member : declared.members) {
            std::string key(unit.ast->text(member.name));
            Program::Tables::Member made{.unit = index, .node = member.value, .place = table.order.size()};
            if (!table.members.try_emplace(key, made).second)
                report(unit, member.span, Severity::error, "duplicate-enum-member",
                       "'" + name + "." + key + "' is declared twice");
            else
                table.order.push_back(key);
        }
    }
}

/// Works out what nobody has asked for, while the syntax trees are there. What has no value is no error: nobody uses
/// it.
void Compiler::settle_enums() {
    m_settling = true;
    for (const UnitInput& unit : m_units)
        for (const Enum& declared : unit.ast->enums())
            for (const EnumMember& member : declared.members)
                enum_member(unit.ast->text(declared.name), unit.ast->text(member.name));
}

bool Compiler::is_enum(std::string_view name) const {
    return m_program.m_tables->enums.contains(std::string(name));
}

// Members without a value count on from the one before, so what is asked for is worked out from the nearest member that
// has one.
std::optional<int64_t> Compiler::enum_member(std::string_view name, std::string_view member) {
    using Member = Program::Tables::Member;
    auto table = m_program.m_tables->enums.find(std::string(name));
    if (table == m_program.m_tables->enums.end()) return {};
    auto found = table->second.members.find(std::string(member));
    if (found == table->second.members.end()) return {};
    if (found->second.state == Member::State::done) return found->second.value;
    const std::vector<std::string>& order = table->second.order;
    size_t wanted = found->second.place, from = wanted;
    auto at = [&](size_t index) -> Member& { return table->second.members.find(order[index])->second; };
    while (from > 0 && at(from).node == no_node && at(from).state == Member::State::open) --from;
    for (size_t index = from; index <= wanted; ++index) {
        Member& one = at(index);
        if (one.state == Member::State::done) continue;
        if (one.state != Member::State::open) {
            if (m_settling) at(wanted).state = Member::State::unknown;
            return {};
        }
        one.state = Member::State::busy;
        int64_t result = 0;
        bool known = true;
        if (one.node != no_node) {
            std::string error;
            ++m_enum_depth;
            std::optional<Value> value;
            if (m_enum_depth <= deepest_enum) value = constant(m_units[one.unit], one.node);
            --m_enum_depth;
            known = value && to_int64(*value, result, error);
        } else if (index > 0) {
            result = static_cast<int64_t>(static_cast<uint64_t>(at(index - 1).value) + 1);
        }
        one.state = known || !m_settling ? Member::State::done : Member::State::unknown;
        one.value = result;
        if (!known && m_settling) return {};
        if (!known) {
            const UnitInput& unit = m_units[one.unit];
            report(unit, unit.ast->node(one.node).span, Severity::error, "not-constant",
                   "the value of '" + std::string(name) + "." + order[index] +
                       "' is not known when the project is compiled");
        }
    }
    return found->second.value;
}

void Compiler::note_target(const UnitInput& unit, NodeId target) {
    const Ast& ast = *unit.ast;
    const Node* node = &ast.node(target);
    while (node->kind == NodeKind::index) node = &ast.node(node->a);
    if (node->kind == NodeKind::identifier) m_program.m_tables->written.emplace(ast.text(node->a));
    if (node->kind == NodeKind::member) m_program.m_tables->written.emplace(ast.text(node->b));
}

void Compiler::note_creation(const UnitInput& unit, NodeId call) {
    const Ast& ast = *unit.ast;
    const Node& callee = ast.node(ast.node(call).a);
    std::span<const NodeId> given = ast.list(call);
    if (callee.kind != NodeKind::identifier || given.size() != 5 || given[3] == no_node || given[4] == no_node) return;
    std::string_view name = ast.text(callee.a);
    if (name != "instance_create_layer" && name != "instance_create_depth") return;
    if (ast.node(given[4]).kind == NodeKind::struct_literal) return; // its fields are written names already
    const Node& object = ast.node(given[3]);
    std::string_view named = object.kind == NodeKind::identifier ? ast.text(object.a) : "";
    bool is_object = !named.empty() && m_resolver.resolve(named).value.is_ref(RefKind::object);
    m_program.m_tables->filled.emplace(is_object ? named : "");
}

/// Whether code of `unit` may read variables that came out of a struct.
bool Compiler::is_filled(const UnitInput& unit) const {
    const auto& filled = m_program.m_tables->filled;
    constexpr std::string_view prefix = "gml_Object_";
    if (filled.empty() || !unit.name.starts_with(prefix)) return false;
    if (filled.contains("")) return true;
    std::string_view rest = std::string_view(unit.name).substr(prefix.size());
    return std::any_of(filled.begin(), filled.end(), [&](const std::string& object) {
        return rest.size() > object.size() && rest.starts_with(object) && rest[object.size()] == '_';
    });
}

// Names that may exist at run time, for note_name: whoever assigns, declares or merely spells one in a string.
void Compiler::collect_names(const UnitInput& unit) {
    const Ast& ast = *unit.ast;
    std::unordered_set<std::string>& written = m_program.m_tables->written;
    for (NodeId id = 1; id < ast.node_count(); ++id) {
        const Node& node = ast.node(id);
        switch (node.kind) {
        case NodeKind::assign:
        case NodeKind::prefix_update:
        case NodeKind::postfix_update: note_target(unit, node.a); break;
        case NodeKind::call:
            if (ast.node(node.a).kind == NodeKind::identifier)
                m_program.m_tables->called.emplace(ast.text(ast.node(node.a).a));
            note_creation(unit, id);
            break;
        case NodeKind::declarator:
        case NodeKind::struct_field: written.emplace(ast.text(node.a)); break;
        case NodeKind::string_literal: m_program.m_tables->spelled.emplace(ast.text(node.a)); break;
        case NodeKind::globalvar_declaration:
            for (NodeId one : ast.list(id)) m_program.m_tables->globalvars.emplace(ast.text(ast.node(one).a));
            break;
        default: break;
        }
    }
}

const Resolution& Compiler::resolve(std::string_view name) {
    auto [entry, fresh] = m_resolved.try_emplace(std::string(name));
    if (!fresh) return entry->second;
    if (CodeId function = m_program.find_function(name); function != no_code) {
        entry->second.kind = Resolution::Kind::function;
        entry->second.index = function;
    } else {
        entry->second = m_resolver.resolve(name);
        bool unknown = entry->second.kind == Resolution::Kind::unknown && !entry->second.of_instance;
        if (unknown && !is_written(name))
            entry->second = m_resolver.resolve_foreign(name, m_program.m_tables->called.contains(entry->first));
    }
    return entry->second;
}

bool Compiler::is_globalvar(std::string_view name) const {
    return m_program.m_tables->globalvars.contains(std::string(name));
}

// Numbered names are often put together: struct[$ "_" + string(i)].
bool Compiler::is_written(std::string_view name) const {
    const Program::Tables& tables = *m_program.m_tables;
    size_t stem = name.find_last_not_of("0123456789") + 1;
    return tables.written.contains(std::string(name)) || tables.spelled.contains(std::string(name)) ||
           (stem < name.size() && tables.spelled.contains(std::string(name.substr(0, stem))));
}

void Compiler::report(const UnitInput& unit, Span span, Severity severity, std::string code, std::string message,
                      std::string hint) {
    m_diagnostics.push_back(
        {std::move(code), severity, std::move(message), place_of(*unit.file, span), std::move(hint)});
}

void Compiler::note_name(const UnitInput& unit, Span span, std::string_view name, bool called) {
    if (unit.kind == UnitKind::console || is_written(name) || resolve(name).of_instance) return;
    std::string quoted = "'" + std::string(name) + "'";
    if (called)
        report(unit, span, Severity::error, "unknown-name", "nobody declares the function " + quoted,
               "is a script or an extension missing from the project?");
    else if (!is_filled(unit))
        report(unit, span, Severity::warning, "unknown-variable", "nobody gives the variable " + quoted + " a value");
}

std::optional<Arithmetic> arithmetic_of(Operator op) {
    switch (op) {
    case Operator::add: return Arithmetic::add;
    case Operator::subtract: return Arithmetic::subtract;
    case Operator::multiply: return Arithmetic::multiply;
    case Operator::divide: return Arithmetic::divide;
    case Operator::int_divide: return Arithmetic::integer_divide;
    case Operator::modulo: return Arithmetic::modulo;
    case Operator::bit_and: return Arithmetic::bit_and;
    case Operator::bit_or: return Arithmetic::bit_or;
    case Operator::bit_xor: return Arithmetic::bit_xor;
    case Operator::shift_left: return Arithmetic::shift_left;
    case Operator::shift_right: return Arithmetic::shift_right;
    default: return {};
    }
}

bool Compiler::is_integer_literal(Operator op, const Value& known) {
    if (!known.is_real() || op == Operator::divide) return false;
    constexpr double exact = 9007199254740992.0; // 2^53
    double number = known.as_real();
    return std::abs(number) <= exact && number == std::trunc(number);
}

std::optional<Value> Compiler::constant(const UnitInput& unit, NodeId id, const std::unordered_set<NameId>* hidden) {
    const Ast& ast = *unit.ast;
    const Node& node = ast.node(id);
    switch (node.kind) {
    case NodeKind::real_literal: return Value(ast.real(id));
    case NodeKind::int64_literal: return Value::int64(ast.int64(id));
    case NodeKind::bool_literal: return Value::boolean(node.a != 0);
    case NodeKind::undefined_literal: return Value();
    case NodeKind::identifier: {
        if (hidden && hidden->contains(node.a)) return {};
        const Resolution& found = resolve(ast.text(node.a));
        if (found.kind != Resolution::Kind::constant || found.value.is_counted()) return {};
        return found.value;
    }
    case NodeKind::member: {
        const Node& object = ast.node(node.a);
        if (object.kind != NodeKind::identifier || (hidden && hidden->contains(object.a))) return {};
        std::optional<int64_t> value = enum_member(ast.text(object.a), ast.text(node.b));
        if (!value) return {};
        return Value::int64(*value);
    }
    case NodeKind::unary: {
        std::optional<Value> operand = constant(unit, node.a, hidden);
        std::string error;
        Value result;
        if (!operand || !operand->is_numeric()) return {};
        if (node.op == Operator::plus) return operand;
        if (node.op == Operator::negate && scope::negate(*operand, result, error)) return result;
        if (node.op == Operator::bit_not && scope::bit_not(*operand, result, error)) return result;
        return {};
    }
    case NodeKind::binary: return constant_binary(unit, id, hidden);
    default: return {};
    }
}

std::optional<Value> Compiler::constant_binary(const UnitInput& unit, NodeId id,
                                               const std::unordered_set<NameId>* hidden) {
    std::optional<Value> left;
    for (const BinaryLink& link : unit.ast->links(id)) {
        if (!arithmetic_of(link.op)) return {};
        if (!left) left = constant(unit, unit.ast->node(id).a, hidden);
        std::optional<Value> right = left ? constant(unit, link.operand, hidden) : std::nullopt;
        left = right ? combined(link.op, *left, *right) : std::nullopt;
        if (!left) return {};
    }
    return left;
}

std::optional<Value> Compiler::combined(Operator op, const Value& left, const Value& right) {
    std::optional<Arithmetic> arithmetic = arithmetic_of(op);
    if (!arithmetic || !left.is_numeric() || !right.is_numeric()) return {};
    bool whole_left = right.is_int64() && is_integer_literal(op, left);
    bool whole_right = left.is_int64() && is_integer_literal(op, right);
    Value result;
    std::string error;
    if (!combine(m_scratch, *arithmetic, whole_left ? Value::int64(static_cast<int64_t>(left.as_real())) : left,
                 whole_right ? Value::int64(static_cast<int64_t>(right.as_real())) : right, result, error))
        return {};
    return result.is_numeric() ? std::optional(result) : std::nullopt;
}

} // namespace scope
