#include "core/gml/function_compiler.h"

namespace scope {

void FunctionCompiler::mark_assigned(NameId name) {
    auto local = m_locals.find(name);
    if (local == m_locals.end() || local->second.assigned) return;
    local->second.assigned = true;
    m_assigned.push_back(name);
}

size_t FunctionCompiler::begin_conditional() {
    ++m_early;
    return m_assigned.size();
}

/// What got its first value in a part that may not run is not sure to have one afterwards.
void FunctionCompiler::end_conditional(size_t mark) {
    --m_early;
    for (; m_assigned.size() > mark; m_assigned.pop_back()) m_locals[m_assigned.back()].assigned = false;
}

void FunctionCompiler::open_loop(Scope::Kind kind) {
    m_scopes.push_back({});
    m_scopes.back().kind = kind;
}

FunctionCompiler::Scope FunctionCompiler::close_scope() {
    Scope closed = std::move(m_scopes.back());
    m_scopes.pop_back();
    return closed;
}

void FunctionCompiler::block(NodeId id) {
    auto list = m_ast.list(id);
    size_t last = list.size(); // behind it nothing runs
    while (last > 0 && m_ast.node(list[last - 1]).kind == NodeKind::function_statement) --last;
    for (size_t i = 0; i < list.size(); ++i) {
        bool followed = i + 1 < last;
        m_early += followed;
        statement(list[i]);
        m_early -= followed;
    }
}

void FunctionCompiler::statement(NodeId id) {
    if (id == no_node) return;
    const Node& node = m_ast.node(id);
    Span outer = m_span;
    Register mark = m_next;
    m_span = node.span;
    switch (node.kind) {
    case NodeKind::block: block(id); break;
    case NodeKind::expression_statement: {
        NodeKind inner = m_ast.node(node.a).kind;
        if (inner == NodeKind::prefix_update || inner == NodeKind::postfix_update)
            update_to(node.a, 0, false);
        else
            value(node.a);
        break;
    }
    case NodeKind::assign: assign(id); break;
    case NodeKind::var_declaration: {
        uint32_t begin = here();
        for (NodeId one : m_ast.list(id)) {
            const Node& declarator = m_ast.node(one);
            if (declarator.b == no_node || declarator.a == no_name) continue;
            m_span = declarator.span;
            value_to(declarator.b, m_locals[declarator.a].reg);
            mark_assigned(declarator.a);
            free_to(mark);
        }
        looked(begin);
        break;
    }
    case NodeKind::static_declaration: break; // done when the function was entered
    case NodeKind::globalvar_declaration:
        for (NodeId one : m_ast.list(id)) {
            const Node& declarator = m_ast.node(one);
            if (declarator.b == no_node) continue;
            Register from = value(declarator.b);
            emit_wide(Op::set_global, from, site(text(declarator.a), nullptr), is_temporary(from) ? set_takes : 0);
            free_to(mark);
        }
        break;
    case NodeKind::function_statement: break; // hoisted
    case NodeKind::if_statement: if_statement(id); break;
    case NodeKind::while_statement: while_statement(id); break;
    case NodeKind::do_until_statement: do_until_statement(id); break;
    case NodeKind::for_statement: for_statement(id); break;
    case NodeKind::repeat_statement: repeat_statement(id); break;
    case NodeKind::with_statement: with_statement(id); break;
    case NodeKind::switch_statement: switch_statement(id); break;
    case NodeKind::try_statement: try_statement(id); break;
    case NodeKind::throw_statement: emit(Op::throw_value, value(node.a)); break;
    case NodeKind::return_statement: return_statement(id); break;
    case NodeKind::exit_statement: leave(Leave::exit_, 0, m_early > 0, m_scopes.size()); break;
    case NodeKind::break_statement: leave_statement(id, Leave::break_); break;
    case NodeKind::continue_statement: leave_statement(id, Leave::continue_); break;
    case NodeKind::delete_statement: {
        Target target = target_of(node.a);
        Register nothing = temporary();
        emit(Op::load_undefined, nothing);
        set(target, nothing, true);
        break;
    }
    default: error(node.span, "syntax", "this is no statement"); break;
    }
    free_to(mark);
    m_span = outer;
}

/// Of console input: the value of an expression that stands last is what the console shows.
void FunctionCompiler::last_statement(NodeId id) {
    const Node& node = m_ast.node(id);
    std::span<const NodeId> list = m_ast.list(id);
    if (node.kind != NodeKind::block || list.empty()) return statement(id);
    for (NodeId one : list.first(list.size() - 1)) statement(one);
    const Node& last = m_ast.node(list.back());
    if (last.kind != NodeKind::expression_statement) return statement(list.back());
    m_span = last.span;
    emit(Op::return_value, value(last.a));
    free_to(m_first_temporary);
}

void FunctionCompiler::if_statement(NodeId id) {
    std::span<const NodeId> parts = live_parts(id);
    Jumps done;
    Span outer = m_condition;
    for (size_t index = 0; index < parts.size(); index += 2) {
        size_t mark = begin_conditional();
        if (index + 1 == parts.size()) {
            statement(parts[index]); // else
            end_conditional(mark);
            break;
        }
        Jumps next;
        uint32_t begin = here();
        branch(parts[index], false, next);
        looked(begin);
        m_condition = {m_ast.node(parts[0]).span.begin, m_ast.node(parts[index]).span.end};
        statement(parts[index + 1]);
        if (index + 2 < parts.size()) jump(done);
        patch(next, here());
        end_conditional(mark);
    }
    m_condition = outer;
    patch(done, here());
}

// The condition stands at the bottom, so each round has one branch.
void FunctionCompiler::while_statement(NodeId id) {
    const Node& node = m_ast.node(id);
    Jumps enter, again;
    jump(enter);
    uint32_t top = here();
    looked(top - 1);
    open_loop(Scope::Kind::loop);
    size_t mark = begin_conditional();
    Span outer = std::exchange(m_condition, m_ast.node(node.a).span);
    statement(node.b);
    m_condition = outer;
    Scope scope = close_scope();
    end_conditional(mark);
    patch(scope.continues, here());
    patch(enter, here());
    uint32_t begin = here();
    branch(node.a, true, again);
    looked(begin);
    patch(again, top);
    patch(scope.breaks, here());
}

void FunctionCompiler::do_until_statement(NodeId id) {
    const Node& node = m_ast.node(id);
    Jumps again;
    uint32_t top = here();
    open_loop(Scope::Kind::loop);
    size_t mark = begin_conditional();
    statement(node.a);
    Scope scope = close_scope();
    end_conditional(mark);
    patch(scope.continues, here());
    branch(node.b, false, again);
    patch(again, top);
    patch(scope.breaks, here());
}

void FunctionCompiler::for_statement(NodeId id) {
    const Node& node = m_ast.node(id);
    statement(node.a);
    Jumps enter, again;
    jump(enter);
    uint32_t top = here();
    looked(top - 1);
    open_loop(Scope::Kind::loop);
    size_t mark = begin_conditional();
    Span outer = std::exchange(m_condition, node.b == no_node ? Span{} : m_ast.node(node.b).span);
    statement(node.d);
    m_condition = outer;
    Scope scope = close_scope();
    patch(scope.continues, here());
    statement(node.c);
    end_conditional(mark);
    patch(enter, here());
    uint32_t begin = here();
    if (node.b == no_node)
        jump(again);
    else
        branch(node.b, true, again);
    looked(begin);
    patch(again, top);
    patch(scope.breaks, here());
}

void FunctionCompiler::repeat_statement(NodeId id) {
    const Node& node = m_ast.node(id);
    Register count = temporary();
    value_to(node.a, count);
    emit(Op::repeat_begin, count);
    Jumps enter;
    jump(enter);
    uint32_t top = here();
    open_loop(Scope::Kind::loop);
    size_t mark = begin_conditional();
    statement(node.b);
    Scope scope = close_scope();
    end_conditional(mark);
    patch(scope.continues, here());
    patch(enter, here());
    patch({emit_wide(Op::repeat_next, count, 0)}, top);
    patch(scope.breaks, here());
}

void FunctionCompiler::with_statement(NodeId id) {
    const Node& node = m_ast.node(id);
    Register mark_register = m_next;
    emit(Op::with_begin, value(node.a));
    free_to(mark_register);
    Jumps enter;
    jump(enter);
    uint32_t top = here();
    open_loop(Scope::Kind::with);
    ++m_withs;
    size_t mark = begin_conditional();
    statement(node.b);
    Scope scope = close_scope();
    end_conditional(mark);
    patch(scope.continues, here());
    patch(enter, here());
    patch({emit_wide(Op::with_next, 0, 0)}, top);
    --m_withs;
    patch(scope.breaks, here());
}

void FunctionCompiler::switch_statement(NodeId id) {
    const Node& node = m_ast.node(id);
    uint32_t begin = here();
    Register subject = temporary(); // its own, also of a local variable: what a case sets does not change what is asked
    value_to(node.a, subject);
    std::span<const NodeId> cases = m_ast.list(id);
    std::vector<Jumps> entries(cases.size());
    Jumps otherwise;
    for (size_t index = 0; index < cases.size(); ++index) {
        NodeId label_id = m_ast.node(cases[index]).a;
        if (label_id == no_node) continue;
        const Node& label = m_ast.node(label_id);
        m_span = label.span;
        Register mark = m_next;
        uint32_t known = 0x10000;
        if (std::optional<Value> folded_label = folded(label_id)) known = constant(*folded_label);
        if (label.kind == NodeKind::string_literal) known = constant_text(text(label.a));
        bool with_constant = known <= 0xFFFF;
        uint32_t right = with_constant ? known : value(label_id);
        m_out.compares.push_back({here(), m_ast.node(node.a).span, label.span, {}});
        compare_jump(with_constant ? Op::jump_equal_const : Op::jump_equal, subject, right, entries[index]);
        free_to(mark);
    }
    m_span = node.span;
    jump(otherwise);
    looked(begin);
    open_loop(Scope::Kind::switch_);
    Span outer = m_condition;
    bool has_default = false;
    for (size_t index = 0; index < cases.size(); ++index) {
        patch(entries[index], here());
        if (m_ast.node(cases[index]).a == no_node && !has_default) {
            patch(otherwise, here());
            has_default = true;
        }
        // Of the default the subject alone: no label led there.
        NodeId label_id = m_ast.node(cases[index]).a;
        m_condition = m_ast.node(label_id == no_node ? node.a : label_id).span;
        size_t mark = begin_conditional();
        for (NodeId one : m_ast.list(cases[index])) statement(one);
        end_conditional(mark);
    }
    m_condition = outer;
    Scope scope = close_scope();
    if (!has_default) patch(otherwise, here());
    patch(scope.breaks, here());
}

// ---- leaving early

void FunctionCompiler::return_statement(NodeId id) {
    const Node& node = m_ast.node(id);
    bool early = m_early > 0;
    if (node.a == no_node)
        leave(Leave::exit_, 0, early, m_scopes.size());
    else
        leave(Leave::return_, value(node.a), early, m_scopes.size());
}

void FunctionCompiler::leave_statement(NodeId id, Leave kind) {
    bool inside = false;
    for (const Scope& scope : m_scopes) {
        inside = inside || scope.kind == Scope::Kind::loop || scope.kind == Scope::Kind::with ||
                 (kind == Leave::break_ && scope.kind == Scope::Kind::switch_);
    }
    if (inside) {
        leave(kind, 0, false, m_scopes.size());
    } else if (kind == Leave::break_) {
        error(m_ast.node(id).span, "bad-break", "'break' stands outside of loops and switches");
    } else {
        error(m_ast.node(id).span, "bad-continue", "'continue' stands outside of loops");
    }
}

/// Emits the way out through the scopes below `from`: a with is put back; a finally is run first and then goes on from
/// there.
void FunctionCompiler::leave(Leave kind, Register value, bool early, size_t from) {
    for (size_t index = from; index > 0; --index) {
        Scope& scope = m_scopes[index - 1];
        bool to_loop = kind == Leave::break_ || kind == Leave::continue_;
        switch (scope.kind) {
        case Scope::Kind::switch_:
            if (kind == Leave::break_) return jump(scope.breaks);
            break;
        case Scope::Kind::loop:
            if (to_loop) return jump(kind == Leave::break_ ? scope.breaks : scope.continues);
            break;
        case Scope::Kind::with:
            if (kind == Leave::continue_) return jump(scope.continues);
            emit(Op::with_pop);
            if (kind == Leave::break_) return jump(scope.breaks);
            break;
        case Scope::Kind::finally_:
            if (kind == Leave::return_) emit(Op::move, scope.value, value);
            scope.exits.push_back({kind, early});
            load(scope.token, Value(static_cast<double>(scope.exits.size())));
            return jump(scope.entries);
        case Scope::Kind::finally_body:
            error(m_span, "leaves-finally", "a 'finally' cannot be left with break, continue, exit or return");
            return;
        }
    }
    uint8_t x = early ? return_early : 0;
    if (early) m_out.guards.push_back({here(), m_condition});
    if (kind == Leave::return_)
        emit(Op::return_value, value, 0, 0, x);
    else
        emit(Op::return_undefined, 0, 0, 0, x);
}

// The body of a finally exists once. A register says who sent us there: 0 the normal end, -1 a fault, n the n-th early
// exit.
void FunctionCompiler::try_statement(NodeId id) {
    const Node& node = m_ast.node(id);
    bool has_finally = node.d != no_node;
    uint32_t level = m_level;
    if (has_finally) {
        Register token = temporary();
        Register value = temporary();
        open_loop(Scope::Kind::finally_);
        m_scopes.back().token = token;
        m_scopes.back().value = value;
        ++m_level;
    }
    uint32_t begin = here();
    size_t mark = begin_conditional();
    if (node.c != no_node) {
        Register caught = node.b == no_name ? temporary() : m_locals[node.b].reg;
        ++m_level;
        statement(node.a);
        --m_level;
        end_conditional(mark);
        uint32_t end = here();
        Jumps done;
        jump(done);
        m_out.handlers.push_back(
            {begin, end, here(), caught, static_cast<uint16_t>(m_withs), static_cast<uint16_t>(m_level), false});
        mark = begin_conditional();
        mark_assigned(node.b);
        statement(node.c);
        patch(done, here());
    } else {
        statement(node.a);
    }
    end_conditional(mark);
    if (!has_finally) return;
    Scope scope = close_scope();
    uint32_t end = here();
    Jumps normal;
    load(scope.token, Value(0.0));
    jump(normal);
    m_out.handlers.push_back(
        {begin, end, here(), scope.token, static_cast<uint16_t>(m_withs), static_cast<uint16_t>(level), true});
    load(scope.token, Value(-1.0));
    patch(normal, here());
    patch(scope.entries, here());
    m_level = level + 1;
    open_loop(Scope::Kind::finally_body);
    statement(node.d);
    close_scope();
    m_level = level;
    m_span = node.span;
    finally_part(scope);
}

/// Behind the body of a finally: goes on where it was entered from.
void FunctionCompiler::finally_part(const Scope& scope) {
    Jumps next;
    compare_jump(Op::jump_not_equal_const, scope.token, constant(Value(-1.0)), next);
    emit(Op::rethrow);
    patch(next, here());
    for (size_t index = 0; index < scope.exits.size(); ++index) {
        Jumps other;
        compare_jump(Op::jump_not_equal_const, scope.token, constant(Value(static_cast<double>(index + 1))), other);
        leave(scope.exits[index].kind, scope.value, scope.exits[index].early, m_scopes.size());
        patch(other, here());
    }
}

} // namespace scope
