#include "core/gml/function_compiler.h"

namespace scope {

namespace {

AccessKind access_of(Operator op) {
    switch (op) {
    case Operator::access_map: return AccessKind::map;
    case Operator::access_grid: return AccessKind::grid;
    case Operator::access_struct: return AccessKind::member;
    default: return AccessKind::list;
    }
}

bool is_global(const Node& object) {
    return object.kind == NodeKind::instance_keyword &&
           static_cast<InstanceKeyword>(object.a) == InstanceKeyword::global;
}

} // namespace

// ---- what can be assigned

FunctionCompiler::Target FunctionCompiler::target_of(NodeId id) {
    const Node& node = m_ast.node(id);
    switch (node.kind) {
    case NodeKind::identifier: return name_target(id);
    case NodeKind::member: return member_target(id);
    case NodeKind::index:
        if (node.op == Operator::access_array || node.op == Operator::access_array_ref) return index_target(id);
        return entry_target(id);
    default: error(node.span, "bad-target", "this cannot be assigned to"); return {};
    }
}

FunctionCompiler::Target FunctionCompiler::name_target(NodeId id) {
    const Node& node = m_ast.node(id);
    std::string_view name = text(node.a);
    Name found = find_name(node.a);
    Target target;
    switch (found.kind) {
    case NameKind::local:
        target.kind = Target::Kind::local;
        target.object = found.reg;
        return target;
    case NameKind::static_variable: target.kind = Target::Kind::static_variable; break;
    case NameKind::global_variable: target.kind = Target::Kind::global_variable; break;
    case NameKind::builtin:
        target.kind = Target::Kind::builtin;
        target.site = site(name, found.resolution);
        return target;
    case NameKind::argument_count:
    case NameKind::argument_array:
        error(node.span, "bad-target", "'" + std::string(name) + "' cannot be assigned to");
        return {};
    default:
        target.kind = Target::Kind::self_variable;
        break; // also a variable that has the name of a function or asset
    }
    target.site = site(name, nullptr);
    return target;
}

/// Whether `member` is global.score and the like, the built-in variable. One that code cannot set may be a variable of
/// the game's own, and so is what globalvar declares.
bool FunctionCompiler::is_global_builtin(const Node& member) const {
    if (!is_global(m_ast.node(member.a)) || m_shared.is_globalvar(text(member.b))) return false;
    const Resolution& found = m_shared.resolve(text(member.b));
    return found.kind == Resolution::Kind::variable && !found.of_instance && !found.read_only;
}

// self.x and global.x need no look at what stands before the dot.
FunctionCompiler::Target FunctionCompiler::member_target(NodeId id) {
    const Node& node = m_ast.node(id);
    const Node& object = m_ast.node(node.a);
    std::string_view name = text(node.b);
    const Resolution& found = m_shared.resolve(name);
    bool builtin = found.kind == Resolution::Kind::variable && found.of_instance;
    bool global_builtin = is_global_builtin(node);
    Target target;
    target.site = site(name, builtin || global_builtin ? &found : nullptr);
    if (object.kind == NodeKind::instance_keyword) {
        auto keyword = static_cast<InstanceKeyword>(object.a);
        if (keyword == InstanceKeyword::self) {
            target.kind = builtin ? Target::Kind::builtin : Target::Kind::self_variable;
            target.says_self = true;
            return target;
        }
        if (keyword == InstanceKeyword::global) {
            target.kind = global_builtin ? Target::Kind::builtin : Target::Kind::global_variable;
            return target;
        }
    }
    target.kind = builtin ? Target::Kind::member_builtin : Target::Kind::member;
    target.object = value(node.a);
    return target;
}

bool FunctionCompiler::is_special_array(NodeId id) {
    const Node& node = m_ast.node(id);
    if (node.kind == NodeKind::identifier) {
        NameKind kind = find_name(node.a).kind;
        return kind == NameKind::builtin || kind == NameKind::argument_array;
    }
    if (node.kind != NodeKind::member) return false;
    if (is_global(m_ast.node(node.a))) return is_global_builtin(node);
    const Resolution& found = m_shared.resolve(text(node.b));
    return found.kind == Resolution::Kind::variable && found.of_instance;
}

/// One or two keys in neighbouring registers.
FunctionCompiler::Register FunctionCompiler::keys(NodeId id, size_t count) {
    if (count == 1) return value(m_ast.list(id).front());
    Register first = temporary();
    value_to(m_ast.list(id)[0], first);
    value_to(m_ast.list(id)[1], temporary());
    return first;
}

/// The constant that a key is; no_register or more when it is none that fits an operand.
uint32_t FunctionCompiler::known_key(NodeId id) {
    const Node& node = m_ast.node(id);
    if (node.kind == NodeKind::string_literal) return constant_text(text(node.a));
    std::optional<Value> known = folded(id);
    if (known && known->is_string()) return constant_text(known->as_string()->view());
    return known && known->is_real() ? constant(*known) : no_register;
}

FunctionCompiler::Target FunctionCompiler::entry_target(NodeId id) {
    const Node& node = m_ast.node(id);
    Target target;
    target.kind = Target::Kind::entry;
    target.access = access_of(node.op);
    size_t count = m_ast.list(id).size();
    if (count != (target.access == AccessKind::grid ? 2u : 1u)) {
        error(node.span, "bad-accessor",
              target.access == AccessKind::grid ? "a grid accessor takes a column and a row"
                                                : "this accessor takes one key");
        return {};
    }
    target.object = left_operand(node.a, m_ast.list(id).front());
    uint32_t known = count == 1 ? known_key(m_ast.list(id).front()) : no_register;
    target.constant_key = known < no_register;
    target.key = target.constant_key ? static_cast<Register>(known) : keys(id, count);
    return target;
}

FunctionCompiler::Target FunctionCompiler::index_target(NodeId id) {
    const Node& node = m_ast.node(id);
    std::span<const NodeId> list = m_ast.list(id);
    if (list.size() == 1 && is_special_array(node.a)) {
        const Node& array = m_ast.node(node.a);
        if (array.kind == NodeKind::identifier && find_name(array.a).kind == NameKind::argument_array)
            return {.kind = Target::Kind::argument,
                    .object = value(list[0]),
                    .key = no_register,
                    .site = 0,
                    .access = {},
                    .must_exist = false};
        Target target = target_of(node.a);
        if (target.kind == Target::Kind::member_builtin) { // object and key side by side
            Register object = temporary();
            emit(Op::move, object, target.object);
            target.object = object;
            target.key = temporary();
            value_to(list[0], target.key);
        } else {
            target.key = value(list[0]);
        }
        return target;
    }
    Target target;
    target.kind = Target::Kind::element;
    target.object = container(node.a, list.size() == 1, target.must_exist);
    if (list.size() == 2) { // a[i, j] is a[i][j]
        Target row = target;
        row.key = value(list[0]);
        Register inner = temporary();
        get(row, inner, get_quiet);
        Jumps present{emit_wide(Op::ensure_array, inner, 0)};
        set(row, inner, false);
        patch(present, here());
        target.object = inner;
        target.must_exist = false;
    }
    target.key = value(list.back());
    return target;
}

/// The array in `id`, made and stored there if it holds none: a[3] = 1 makes an array of what a was. A local that is
/// written `at_once` is left to set_index.
FunctionCompiler::Register FunctionCompiler::container(NodeId id, bool at_once, bool& must_exist) {
    const Node& node = m_ast.node(id);
    must_exist = false;
    if (node.kind != NodeKind::identifier && node.kind != NodeKind::member && node.kind != NodeKind::index) {
        must_exist = true;
        return value(id);
    }
    Target outer = target_of(id);
    if (outer.kind == Target::Kind::none) return 0;
    Span span = m_span;
    m_span = node.span;
    Register array = outer.object;
    if (outer.kind == Target::Kind::local && at_once) return array;
    if (outer.kind != Target::Kind::local) {
        array = temporary();
        get(outer, array, get_quiet);
    }
    Jumps present{emit_wide(Op::ensure_array, array, 0)};
    if (outer.kind == Target::Kind::local)
        mark_assigned(node.a);
    else
        set(outer, array, false);
    patch(present, here());
    m_span = span;
    return array;
}

/// `x`: get_quiet, get_called.
void FunctionCompiler::get(const Target& from, Register target, uint8_t x) {
    bool console = is_console() && !from.says_self;
    switch (from.kind) {
    case Target::Kind::local: emit(Op::move, target, from.object); break;
    case Target::Kind::self_variable:
        emit_wide(Op::get_self, target, from.site, static_cast<uint8_t>(x | get_bare | (console ? get_console : 0)));
        break;
    case Target::Kind::global_variable: emit_wide(Op::get_global, target, from.site, x); break;
    case Target::Kind::static_variable: emit_wide(Op::get_static, target, from.site, x); break;
    case Target::Kind::builtin: emit(Op::get_builtin, target, from.key, from.site); break;
    case Target::Kind::member: emit(Op::get_member, target, from.object, from.site, x); break;
    case Target::Kind::member_builtin:
        emit(Op::get_member_builtin, target, from.object, from.site, from.key == no_register ? 0 : 1);
        break;
    case Target::Kind::element: emit(Op::get_index, target, from.object, from.key, x); break;
    case Target::Kind::entry:
        emit(from.constant_key ? Op::get_entry_const : Op::get_entry, target, from.object, from.key,
             static_cast<uint8_t>(from.access));
        break;
    case Target::Kind::argument: emit(Op::get_argument, target, from.object); break;
    case Target::Kind::none: break;
    }
}

void FunctionCompiler::set(const Target& to, Register from, bool takes) {
    uint8_t x = takes ? set_takes : 0;
    switch (to.kind) {
    case Target::Kind::local:
        if (to.object != from) emit(takes ? Op::take : Op::move, to.object, from);
        break;
    case Target::Kind::self_variable:
        emit_wide(Op::set_self, from, to.site,
                  static_cast<uint8_t>(x | (is_console() && !to.says_self ? get_console : 0)));
        break;
    case Target::Kind::global_variable: emit_wide(Op::set_global, from, to.site, x); break;
    case Target::Kind::static_variable: emit_wide(Op::set_static, from, to.site, x); break;
    case Target::Kind::builtin: emit(Op::set_builtin, from, to.key, to.site); break;
    case Target::Kind::member: emit(Op::set_member, to.object, from, to.site, x); break;
    case Target::Kind::member_builtin:
        emit(Op::set_member_builtin, from, to.object, to.site, to.key == no_register ? 0 : 1);
        break;
    case Target::Kind::element:
        emit(Op::set_index, to.object, to.key, from, static_cast<uint8_t>(x | (to.must_exist ? set_needs_array : 0)));
        break;
    case Target::Kind::entry:
        emit(to.constant_key ? Op::set_entry_const : Op::set_entry, to.object, to.key, from,
             static_cast<uint8_t>(to.access));
        break;
    case Target::Kind::argument: emit(Op::set_argument, to.object, from); break;
    case Target::Kind::none: break;
    }
}

// ---- statements that assign

void FunctionCompiler::assign(NodeId id) {
    const Node& node = m_ast.node(id);
    if (node.op != Operator::none) return assign_compound(id);
    const Node& to = m_ast.node(node.a);
    if (to.kind == NodeKind::identifier && find_name(to.a).kind == NameKind::local) {
        Target local = name_target(node.a);
        value_to(node.b, local.object);
        mark_assigned(to.a);
        return;
    }
    Register from = left_operand(node.b, node.a);
    Target target = target_of(node.a);
    m_span = node.span;
    set(target, from, is_temporary(from));
}

/// Whether `to += value` is one instruction. What a person types may mean a variable of self or a global one, which
/// only reading finds out.
bool FunctionCompiler::adds_in_place(const Target& to) const {
    switch (to.kind) {
    case Target::Kind::self_variable: return !is_console() || to.says_self;
    case Target::Kind::global_variable:
    case Target::Kind::static_variable:
    case Target::Kind::member: return true;
    default: return false;
    }
}

void FunctionCompiler::add_to(const Target& to, Register from, uint8_t x) {
    if (to.kind == Target::Kind::self_variable)
        emit_wide(Op::add_self, from, to.site, x);
    else if (to.kind == Target::Kind::global_variable)
        emit_wide(Op::add_global, from, to.site, x);
    else if (to.kind == Target::Kind::static_variable)
        emit_wide(Op::add_static, from, to.site, x);
    else
        emit(Op::add_member, to.object, from, to.site, x);
}

void FunctionCompiler::assign_compound(NodeId id) {
    const Node& node = m_ast.node(id);
    Target target = target_of(node.a);
    using Kind = Target::Kind;
    Register from = target.object;
    bool local = target.kind == Kind::local;
    if (local) {
        from = left_operand(node.a, node.b); // faults when it has no value yet
    } else if (node.op == Operator::add && adds_in_place(target)) {
        std::optional<Value> known = folded(node.b);
        bool literal = known && Compiler::is_integer_literal(node.op, *known);
        Register more = value(node.b);
        m_span = node.span;
        add_to(target, more, literal ? literal_right : 0);
        return;
    } else {
        from = temporary();
        m_span = m_ast.node(node.a).span;
        get(target, from);
    }
    m_span = node.span;
    if (node.op != Operator::nullish) {
        Register result = local ? target.object : from;
        operate(node.op, result, from, node.b);
        if (!local) set(target, result, true);
        return;
    }
    Jumps keep{emit_wide(Op::jump_if_not_nullish, from, 0)};
    size_t conditional = begin_conditional();
    if (local) {
        value_to(node.b, target.object);
    } else {
        value_to(node.b, from);
        m_span = node.span;
        set(target, from, true);
    }
    end_conditional(conditional);
    patch(keep, here());
}

/// ++ and --, before or after; the value goes to `target` when it is `wanted`.
void FunctionCompiler::update_to(NodeId id, Register target, bool wanted) {
    const Node& node = m_ast.node(id);
    bool before = node.kind == NodeKind::prefix_update;
    Op op = node.op == Operator::add ? Op::increment : Op::decrement;
    Register mark = m_next;
    Target place = target_of(node.a);
    m_span = node.span;
    using Kind = Target::Kind;
    if (place.kind == Kind::local) {
        Register local = value(node.a); // faults when it has no value yet
        if (wanted && !before) {
            Register old = target == local ? temporary() : target; // x = x++ leaves x as it was
            emit(Op::move, old, local);
            emit(op, local, local);
            if (old != target) emit(Op::take, target, old);
        } else {
            emit(op, local, local);
            if (wanted && target != local) emit(Op::move, target, local);
        }
    } else if (!wanted && adds_in_place(place)) {
        Register step = temporary();
        load(step, Value(node.op == Operator::add ? 1.0 : -1.0));
        add_to(place, step, add_steps);
    } else if (place.kind != Kind::none) {
        Register old = temporary();
        get(place, old);
        Register fresh = temporary();
        emit(op, fresh, old);
        set(place, fresh, false);
        if (wanted) emit(Op::move, target, before ? fresh : old);
    }
    free_to(mark);
}

} // namespace scope
