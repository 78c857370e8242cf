#include "core/gml/function_compiler.h"

#include <algorithm>

namespace scope {

namespace {

constexpr size_t array_batch = 64; // elements of an array literal that are worked out before they are stored
constexpr size_t most_room = 1024; // members of a struct literal that are made room for at once

struct BinaryOp {
    Op op;
    Op with_constant = Op::count; ///< count: there is none
};

BinaryOp binary_op(Operator op) {
    switch (op) {
    case Operator::add: return {Op::add, Op::add_const};
    case Operator::subtract: return {Op::subtract, Op::subtract_const};
    case Operator::multiply: return {Op::multiply, Op::multiply_const};
    case Operator::divide: return {Op::divide, Op::divide_const};
    case Operator::int_divide: return {Op::int_divide};
    case Operator::modulo: return {Op::modulo};
    case Operator::bit_and: return {Op::bit_and};
    case Operator::bit_or: return {Op::bit_or};
    case Operator::bit_xor: return {Op::bit_xor};
    case Operator::shift_left: return {Op::shift_left};
    case Operator::shift_right: return {Op::shift_right};
    case Operator::equal: return {Op::equal};
    case Operator::not_equal: return {Op::not_equal};
    case Operator::less: return {Op::less};
    case Operator::less_equal: return {Op::less_equal};
    case Operator::greater: return {Op::greater};
    case Operator::greater_equal: return {Op::greater_equal};
    case Operator::logical_xor: return {Op::logical_xor};
    default: return {Op::count};
    }
}

/// The branch that is taken when `op` holds; `^ 1` on its distance from jump_less gives the other.
Op branch_op(Operator op, bool when, bool with_constant) {
    Op base = Op::count;
    switch (op) {
    case Operator::less: base = Op::jump_less; break;
    case Operator::less_equal: base = Op::jump_less_equal; break;
    case Operator::greater: base = Op::jump_greater; break;
    case Operator::greater_equal: base = Op::jump_greater_equal; break;
    case Operator::equal: base = Op::jump_equal; break;
    case Operator::not_equal:
        base = Op::jump_equal;
        when = !when;
        break;
    default: return Op::count;
    }
    int step = static_cast<int>(Op::jump_less_const) - static_cast<int>(Op::jump_less);
    return static_cast<Op>(static_cast<int>(base) + (with_constant ? step : 0) + (when ? 0 : 1));
}

} // namespace

// ---- values

FunctionCompiler::Register FunctionCompiler::value(NodeId id) {
    const Node& node = m_ast.node(id);
    if (node.kind == NodeKind::identifier) {
        Name name = find_name(node.a);
        if (name.kind == NameKind::local) {
            auto local = m_locals.find(node.a);
            if (local != m_locals.end() && !local->second.assigned) {
                m_span = node.span;
                emit_wide(Op::check_set, name.reg, m_shared.names().intern(text(node.a)));
            }
            return name.reg;
        }
    }
    Register made = temporary();
    value_to(id, made);
    return made;
}

/// Leaves the value of `id` in `target`. A target that is a local is written by the last instruction only, since the
/// expression may read it before.
void FunctionCompiler::value_to(NodeId id, Register target) {
    if (id == no_node) {
        emit(Op::load_undefined, target);
        return;
    }
    const Node& node = m_ast.node(id);
    Span outer = m_span;
    m_span = node.span;
    switch (node.kind) {
    case NodeKind::real_literal:
    case NodeKind::int64_literal:
    case NodeKind::bool_literal:
    case NodeKind::undefined_literal: load(target, *folded(id)); break;
    case NodeKind::string_literal: emit_wide(Op::load_const, target, constant_text(text(node.a))); break;
    case NodeKind::template_string: template_to(id, target); break;
    case NodeKind::identifier: identifier_to(id, target, false); break;
    case NodeKind::instance_keyword: keyword_to(id, target); break;
    case NodeKind::member: member_to(id, target); break;
    case NodeKind::index: index_to(id, target); break;
    case NodeKind::call: call_to(id, target); break;
    case NodeKind::new_call: new_to(id, target); break;
    case NodeKind::unary: unary_to(id, target); break;
    case NodeKind::binary: binary_to(id, target); break;
    case NodeKind::conditional: conditional_to(id, target); break;
    case NodeKind::prefix_update:
    case NodeKind::postfix_update: update_to(id, target, true); break;
    case NodeKind::array_literal: array_to(id, target); break;
    case NodeKind::struct_literal: struct_to(id, target); break;
    case NodeKind::function_expression: function_to(node.a, target, bind_self); break;
    default: error(node.span, "syntax", "this is no value"); break;
    }
    m_span = outer;
}

void FunctionCompiler::identifier_to(NodeId id, Register target, bool called) {
    const Node& node = m_ast.node(id);
    Name name = find_name(node.a);
    switch (name.kind) {
    case NameKind::local: {
        Register from = value(id);
        if (from != target) emit(Op::move, target, from);
        break;
    }
    case NameKind::argument_count: emit(Op::load_argument_count, target); break;
    case NameKind::argument_array: emit(Op::make_arguments, target); break;
    case NameKind::constant: {
        const Value& value = name.resolution->value;
        if (value.is_string())
            emit_wide(Op::load_const, target, constant_text(value.as_string()->view()));
        else
            load(target, value);
        break;
    }
    case NameKind::native: load(target, Value::ref(RefKind::function, name.index)); break;
    case NameKind::function: load(target, m_shared.program().function_value(name.index)); break;
    case NameKind::self_variable: {
        m_shared.note_name(m_unit, node.span, text(node.a), called);
        bool unknown = called && !m_shared.is_written(text(node.a));
        get(name_target(id), target, unknown ? get_called : 0);
        break;
    }
    default: get(name_target(id), target); break;
    }
}

void FunctionCompiler::keyword_to(NodeId id, Register target) {
    switch (static_cast<InstanceKeyword>(m_ast.node(id).a)) {
    case InstanceKeyword::self: emit(Op::load_self, target); break;
    case InstanceKeyword::other: emit(Op::load_other, target); break;
    case InstanceKeyword::all: load(target, Value(-3.0)); break;
    case InstanceKeyword::noone: load(target, Value(-4.0)); break;
    case InstanceKeyword::global: emit(Op::load_global, target); break;
    }
}

// What string() and a template show: there a bare `self` or `other` is but its old number.
void FunctionCompiler::shown_to(NodeId id, Register target) {
    const Node& node = m_ast.node(id);
    bool keyword = id != no_node && node.kind == NodeKind::instance_keyword;
    switch (keyword ? static_cast<InstanceKeyword>(node.a) : InstanceKeyword::all) {
    case InstanceKeyword::self: load(target, Value(-1.0)); break;
    case InstanceKeyword::other: load(target, Value(-2.0)); break;
    default: value_to(id, target); break;
    }
}

void FunctionCompiler::template_to(NodeId id, Register target) {
    Register mark = m_next;
    Register first = m_next;
    uint32_t count = 0;
    for (NodeId part : m_ast.list(id)) {
        Register reg = temporary();
        shown_to(part, reg);
        if (m_ast.node(part).kind != NodeKind::string_literal) emit(Op::text, reg, reg);
        ++count;
    }
    if (count == 0)
        emit_wide(Op::load_const, target, constant_text(""));
    else
        emit(Op::concat, target, first, count);
    free_to(mark);
}

// ---- operators

void FunctionCompiler::unary_to(NodeId id, Register target) {
    if (std::optional<Value> known = folded(id)) {
        load(target, *known);
        return;
    }
    const Node& node = m_ast.node(id);
    if (node.op == Operator::plus) return value_to(node.a, target); // also of what is no number
    Register mark = m_next;
    Register operand = value(node.a);
    Op op = node.op == Operator::negate ? Op::negate : node.op == Operator::bit_not ? Op::bit_not : Op::logical_not;
    emit(op, target, operand);
    free_to(mark);
}

// A local as the left operand is used where it stands, unless the right one changes it first (x + x++).
FunctionCompiler::Register FunctionCompiler::left_operand(NodeId id, NodeId other) {
    Register left = value(id);
    if (is_temporary(left) || !m_shared.has_update(other)) return left;
    Register copy = temporary();
    emit(Op::move, copy, left);
    return copy;
}

void FunctionCompiler::operate(Operator op, Register target, Register left, NodeId right, uint8_t flags) {
    BinaryOp ops = binary_op(op);
    Register mark = m_next;
    std::optional<Value> known = folded(right);
    if (known && Compiler::is_integer_literal(op, *known)) flags |= literal_right;
    if (ops.op != Op::add) flags &= literal_left | literal_right;
    if (ops.with_constant != Op::count && known && known->is_real()) {
        uint32_t index = constant(*known);
        if (index <= 0xFFFF) {
            emit(ops.with_constant, target, left, index, flags & literal_right);
            return;
        }
    }
    Register operand = value(right);
    emit(ops.op, target, left, operand, flags);
    free_to(mark);
}

void FunctionCompiler::binary_to(NodeId id, Register target) {
    if (std::optional<Value> known = folded(id)) {
        load(target, *known);
        return;
    }
    std::span<const BinaryLink> links = m_ast.links(id);
    Operator first_op = links.front().op;
    if (first_op == Operator::nullish) return nullish_to(id, target);
    if (first_op == Operator::logical_and || first_op == Operator::logical_or) return truth_to(id, target);
    Register mark = m_next;
    // What a chain begins with is worked out here as far as it is known.
    std::optional<Value> known = folded(m_ast.node(id).a);
    size_t begin = 0;
    for (; known && begin < links.size(); ++begin) {
        std::optional<Value> right = folded(links[begin].operand);
        std::optional<Value> sum = right ? m_shared.combined(links[begin].op, *known, *right) : std::nullopt;
        if (!sum) break;
        known = sum;
    }
    Register left = begin > 0 ? temporary() : left_operand(m_ast.node(id).a, links.front().operand);
    if (begin > 0) load(left, *known);
    for (size_t index = begin; index < links.size(); ++index) {
        bool last = index + 1 == links.size();
        Register into = last ? target : is_temporary(left) ? left : temporary();
        m_span = {m_ast.node(id).span.begin, m_ast.node(links[index].operand).span.end};
        uint8_t flags = is_temporary(left) ? add_takes : 0;
        if (!last && links[index + 1].op == Operator::add) flags |= add_goes_on;
        if (index == begin && known && Compiler::is_integer_literal(links[index].op, *known)) flags |= literal_left;
        operate(links[index].op, into, left, links[index].operand, flags);
        left = into;
    }
    free_to(mark);
}

void FunctionCompiler::nullish_to(NodeId id, Register target) {
    Register mark = m_next;
    Register into = is_temporary(target) ? target : temporary();
    value_to(m_ast.node(id).a, into);
    Jumps done;
    size_t conditional = begin_conditional();
    for (const BinaryLink& link : m_ast.links(id)) {
        done.push_back(emit_wide(Op::jump_if_not_nullish, into, 0));
        value_to(link.operand, into);
    }
    end_conditional(conditional);
    patch(done, here());
    if (into != target) emit(Op::take, target, into);
    free_to(mark);
}

void FunctionCompiler::truth_to(NodeId id, Register target) {
    Jumps no, done;
    branch(id, false, no);
    load(target, Value::boolean(true));
    jump(done);
    patch(no, here());
    load(target, Value::boolean(false));
    patch(done, here());
}

void FunctionCompiler::conditional_to(NodeId id, Register target) {
    const Node& node = m_ast.node(id);
    Jumps no, done;
    branch(node.a, false, no);
    size_t conditional = begin_conditional();
    value_to(node.b, target);
    jump(done);
    patch(no, here());
    value_to(node.c, target);
    end_conditional(conditional);
    patch(done, here());
}

// ---- branches

/// Jumps to `out` when the truth of `id` is `when`; falls through otherwise.
void FunctionCompiler::branch(NodeId id, bool when, Jumps& out) {
    const Node& node = m_ast.node(id);
    Span outer = m_span;
    m_span = node.span;
    if (node.kind == NodeKind::bool_literal || node.kind == NodeKind::real_literal) {
        bool truth = node.kind == NodeKind::bool_literal ? node.a != 0 : m_ast.real(id) > 0.5;
        if (truth == when) jump(out);
    } else if (node.kind == NodeKind::unary && node.op == Operator::logical_not) {
        if (m_negated.end == 0) m_negated = node.span;
        branch(node.a, !when, out);
    } else if (node.kind == NodeKind::binary && (m_ast.links(id).front().op == Operator::logical_and ||
                                                 m_ast.links(id).front().op == Operator::logical_or)) {
        branch_logical(id, when, out);
    } else if (!branch_compare(id, when, out)) {
        Register mark = m_next;
        Span whole = take_negated(node.span);
        Register truth = value(id);
        m_out.compares.push_back({here(), node.span, {}, whole});
        out.push_back(emit_wide(when ? Op::jump_if : Op::jump_if_not, truth, 0));
        free_to(mark);
    }
    m_span = outer;
}

// a && b && c and a || b || c: each operand jumps as soon as it decides the whole.
void FunctionCompiler::branch_logical(NodeId id, bool when, Jumps& out) {
    std::span<const BinaryLink> links = m_ast.links(id);
    m_negated = {};
    bool any = links.front().op == Operator::logical_or; // true decides; else false does
    Jumps decided;
    Jumps& early = any == when ? out : decided;
    size_t conditional = begin_conditional();
    branch(m_ast.node(id).a, any, early);
    for (size_t index = 0; index < links.size(); ++index) {
        bool last = index + 1 == links.size();
        if (last)
            branch(links[index].operand, when, out);
        else
            branch(links[index].operand, any, early);
    }
    end_conditional(conditional);
    patch(decided, here());
}

bool FunctionCompiler::branch_compare(NodeId id, bool when, Jumps& out) {
    const Node& node = m_ast.node(id);
    if (node.kind != NodeKind::binary || m_ast.links(id).size() != 1) return false;
    BinaryLink link = m_ast.links(id).front();
    if (branch_op(link.op, when, false) == Op::count) return false;
    Register mark = m_next;
    Span whole = take_negated(node.span);
    Register left = left_operand(node.a, link.operand);
    std::optional<Value> known = folded(link.operand);
    const Node& operand = m_ast.node(link.operand);
    uint32_t index = 0x10000;
    if (known && (known->is_real() || link.op == Operator::equal || link.op == Operator::not_equal))
        index = constant(*known);
    if (operand.kind == NodeKind::string_literal && (link.op == Operator::equal || link.op == Operator::not_equal))
        index = constant_text(text(operand.a));
    bool with_constant = index <= 0xFFFF;
    uint32_t right = with_constant ? index : value(link.operand);
    m_span = node.span;
    m_out.compares.push_back({here(), m_ast.node(node.a).span, operand.span, whole});
    compare_jump(branch_op(link.op, when, with_constant), left, right, out);
    free_to(mark);
    return true;
}

// ---- arrays, structs, functions

void FunctionCompiler::array_to(NodeId id, Register target) {
    std::span<const NodeId> elements = m_ast.list(id);
    Register mark = m_next;
    bool at_once = elements.size() <= array_batch;
    Register made = at_once || is_temporary(target) ? target : temporary();
    for (size_t begin = 0; begin == 0 || begin < elements.size(); begin += array_batch) {
        Register first = m_next;
        size_t count = std::min(array_batch, elements.size() - begin);
        for (size_t index = 0; index < count; ++index) value_to(elements[begin + index], temporary());
        emit(begin == 0 ? Op::make_array : Op::append_array, made, first, static_cast<uint32_t>(count));
        free_to(first);
    }
    if (made != target) emit(Op::take, target, made);
    free_to(mark);
}

// A bare `self` in a struct literal is the new struct, a bare `other` the one that makes it; everything else is worked
// out where the literal stands. A function written as a member's value is bound to the struct.
void FunctionCompiler::field_value(NodeId field, Register made, Register& from, bool& takes) {
    NodeId id = m_ast.node(field).b;
    const Node& node = m_ast.node(id);
    from = temporary();
    takes = true;
    if (node.kind == NodeKind::function_expression) {
        function_to(node.a, from, made);
    } else if (node.kind == NodeKind::instance_keyword &&
               static_cast<InstanceKeyword>(node.a) == InstanceKeyword::self) {
        emit(Op::move, from, made);
    } else if (node.kind == NodeKind::instance_keyword &&
               static_cast<InstanceKeyword>(node.a) == InstanceKeyword::other) {
        emit(Op::load_self, from);
    } else {
        free_to(from);
        from = value(id);
        takes = is_temporary(from);
    }
}

void FunctionCompiler::struct_to(NodeId id, Register target) {
    Register mark = m_next;
    Register made = is_temporary(target) ? target : temporary();
    // A target below other temporaries may be read by the fields only through its own place, so it is safe to fill at
    // once.
    emit(Op::make_struct, made, static_cast<uint32_t>(std::min(m_ast.list(id).size(), most_room)));
    for (NodeId field : m_ast.list(id)) {
        const Node& node = m_ast.node(field);
        Register inner = m_next;
        Register from;
        bool takes;
        field_value(field, made, from, takes);
        m_span = node.span;
        emit(Op::init_member, made, from, site(text(node.a), nullptr), takes ? set_takes : 0);
        free_to(inner);
    }
    if (made != target) emit(Op::take, target, made);
    free_to(mark);
}

/// `bound`: a register with a struct, bind_self or bind_nothing.
void FunctionCompiler::function_to(FunctionId function, Register target, Register bound) {
    CodeId code = m_first + function;
    if (m_ast.function(function).is_constructor) {
        load(target, m_shared.program().function_value(code));
        return;
    }
    if (m_out.functions.size() > 0xFFFF) {
        if (m_error.empty()) error(m_span, "too-large", "the function holds too many functions");
        return;
    }
    emit(Op::make_function, target, static_cast<uint32_t>(m_out.functions.size()), bound);
    m_out.functions.push_back(code);
}

// ---- members, elements, calls

void FunctionCompiler::member_to(NodeId id, Register target) {
    const Node& node = m_ast.node(id);
    if (std::optional<Value> known = folded(id)) {
        load(target, *known);
        return;
    }
    const Node& object = m_ast.node(node.a);
    if (object.kind == NodeKind::identifier && !m_hidden.contains(object.a) && m_shared.is_enum(text(object.a))) {
        error(node.span, "unknown-enum-member",
              "enum '" + std::string(text(object.a)) + "' has no member '" + std::string(text(node.b)) + "'");
        return;
    }
    Register mark = m_next;
    Target from = member_target(id);
    m_span = node.span;
    get(from, target);
    free_to(mark);
}

void FunctionCompiler::index_to(NodeId id, Register target) {
    const Node& node = m_ast.node(id);
    Register mark = m_next;
    Span span = node.span;
    std::span<const NodeId> list = m_ast.list(id);
    bool array = node.op == Operator::access_array || node.op == Operator::access_array_ref;
    // async_load[? "id"] is one instruction.
    if (node.op == Operator::access_map && list.size() == 1 && m_ast.node(node.a).kind == NodeKind::identifier &&
        find_name(m_ast.node(node.a).a).kind == NameKind::builtin) {
        uint32_t key = known_key(list.front());
        if (key < no_register) {
            emit(Op::get_builtin_entry, target, key, name_target(node.a).site);
            return;
        }
    }
    if (!array || (list.size() == 1 && is_special_array(node.a))) {
        Target from = array ? index_target(id) : entry_target(id);
        m_span = span;
        get(from, target);
        free_to(mark);
        return;
    }
    Register object = left_operand(node.a, list.front());
    for (size_t index = 0; index < list.size(); ++index) {
        Register key = value(list[index]);
        Register into = index + 1 == list.size() ? target : temporary();
        m_span = span;
        emit(Op::get_index, into, object, key);
        object = into;
    }
    free_to(mark);
}

/// Where the callee's registers begin: at `target` when nothing lies above it, so that the result needs no move.
FunctionCompiler::Register FunctionCompiler::call_base(Register target) {
    return is_temporary(target) && target + 1 == m_next ? target : temporary();
}

/// Arguments into `first`, `first + 1`, ...; `first` itself is taken already. `shows`: of string().
uint32_t FunctionCompiler::arguments(NodeId call, Register first, bool shows) {
    uint32_t count = 0;
    for (NodeId argument : m_ast.list(call)) {
        Register reg = count == 0 ? first : temporary();
        if (shows)
            shown_to(argument, reg);
        else
            value_to(argument, reg);
        ++count;
    }
    return count;
}

void FunctionCompiler::finish_call(Register base, Register target) {
    if (base == target) {
        free_to(static_cast<Register>(base + 1));
        return;
    }
    emit(Op::take, target, base);
    free_to(base);
}

void FunctionCompiler::call_to(NodeId id, Register target) {
    const Node& node = m_ast.node(id);
    const Node& callee = m_ast.node(node.a);
    Register base = call_base(target);
    Span span = node.span;
    Name name{NameKind::self_variable};
    if (callee.kind == NodeKind::identifier) name = find_name(callee.a);
    if (name.kind == NameKind::native || name.kind == NameKind::function) {
        if (name.resolution->stub)
            m_shared.report(m_unit, callee.span, Severity::note, "stub",
                            "'" + std::string(text(callee.a)) + "' is answered, not simulated");
        std::span<const NodeId> given = m_ast.list(id);
        bool shows = name.kind == NameKind::native && text(callee.a) == "string";
        if (shows && given.size() == 1 && given[0] != no_node) {
            bool keyword = m_ast.node(given[0]).kind == NodeKind::instance_keyword;
            Register from = keyword ? temporary() : value(given[0]);
            if (keyword) shown_to(given[0], from);
            m_span = span;
            emit(Op::text, target, from);
            free_to(base == target ? static_cast<Register>(base + 1) : base);
            return;
        }
        uint32_t count = arguments(id, base, shows);
        m_span = span;
        if (name.kind == NameKind::native) {
            emit(Op::call_native, base, count, name.index);
        } else {
            auto [entry, fresh] = m_callees.try_emplace(name.index, static_cast<uint32_t>(m_out.callees.size()));
            if (fresh) m_out.callees.push_back(m_shared.program().code(name.index).chunk.get());
            emit(Op::call_code, base, count, entry->second);
        }
        finish_call(base, target);
        return;
    }
    bool keyword_object = callee.kind == NodeKind::member && m_ast.node(callee.a).kind == NodeKind::instance_keyword;
    auto keyword = keyword_object ? static_cast<InstanceKeyword>(m_ast.node(callee.a).a) : InstanceKeyword::all;
    bool plain = keyword == InstanceKeyword::self || keyword == InstanceKeyword::global;
    if (callee.kind == NodeKind::member && !plain) {
        value_to(callee.a, base);
        temporary(); // for the callee
        uint32_t count = 0;
        for (NodeId argument : m_ast.list(id)) value_to(argument, temporary()), ++count;
        m_span = span;
        emit(Op::call_method, base, count, site(text(callee.b), nullptr));
        finish_call(base, target);
        return;
    }
    if (callee.kind == NodeKind::identifier) {
        m_span = callee.span;
        identifier_to(node.a, base, true);
    } else {
        value_to(node.a, base);
    }
    uint32_t count = 0;
    for (NodeId argument : m_ast.list(id)) value_to(argument, temporary()), ++count;
    m_span = span;
    emit(Op::call_value, base, count);
    finish_call(base, target);
}

void FunctionCompiler::new_to(NodeId id, Register target) {
    const Node& node = m_ast.node(id);
    Span span = node.span;
    Register base = call_base(target);
    if (m_ast.node(node.a).kind == NodeKind::identifier)
        identifier_to(node.a, base, true);
    else
        value_to(node.a, base);
    uint32_t count = 0;
    for (NodeId argument : m_ast.list(id)) value_to(argument, temporary()), ++count;
    m_span = span;
    emit(Op::call_new, base, count);
    finish_call(base, target);
}

} // namespace scope
