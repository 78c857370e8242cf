#include "core/gml/parser_impl.h"

#include <utility>

namespace scope {

namespace {

struct BinaryOperator {
    int level = 0; // 0: not a binary operator; higher binds tighter
    Operator op = Operator::none;
};

constexpr int lowest_level = 1;

// GameMaker's levels: all comparisons share one, and so do & | ^.
BinaryOperator binary_operator(TokenKind kind) {
    switch (kind) {
    case TokenKind::nullish: return {1, Operator::nullish};
    case TokenKind::logical_or:
    case TokenKind::kw_or: return {2, Operator::logical_or};
    case TokenKind::logical_and:
    case TokenKind::kw_and: return {3, Operator::logical_and};
    case TokenKind::logical_xor:
    case TokenKind::kw_xor: return {4, Operator::logical_xor};
    case TokenKind::assign:
    case TokenKind::colon_assign:
    case TokenKind::equal: return {5, Operator::equal};
    case TokenKind::not_equal: return {5, Operator::not_equal};
    case TokenKind::less: return {5, Operator::less};
    case TokenKind::less_equal: return {5, Operator::less_equal};
    case TokenKind::greater: return {5, Operator::greater};
    case TokenKind::greater_equal: return {5, Operator::greater_equal};
    case TokenKind::ampersand: return {6, Operator::bit_and};
    case TokenKind::pipe: return {6, Operator::bit_or};
    case TokenKind::caret: return {6, Operator::bit_xor};
    case TokenKind::shift_left: return {7, Operator::shift_left};
    case TokenKind::shift_right: return {7, Operator::shift_right};
    case TokenKind::plus: return {8, Operator::add};
    case TokenKind::minus: return {8, Operator::subtract};
    case TokenKind::star: return {9, Operator::multiply};
    case TokenKind::slash: return {9, Operator::divide};
    case TokenKind::percent:
    case TokenKind::kw_mod: return {9, Operator::modulo};
    case TokenKind::kw_div: return {9, Operator::int_divide};
    default: return {};
    }
}

Operator unary_operator(TokenKind kind) {
    switch (kind) {
    case TokenKind::minus: return Operator::negate;
    case TokenKind::plus: return Operator::plus;
    case TokenKind::bang:
    case TokenKind::kw_not: return Operator::logical_not;
    case TokenKind::tilde: return Operator::bit_not;
    default: return Operator::none;
    }
}

Operator accessor(TokenKind kind) {
    switch (kind) {
    case TokenKind::bracket_open: return Operator::access_array;
    case TokenKind::open_array: return Operator::access_array_ref;
    case TokenKind::open_list: return Operator::access_list;
    case TokenKind::open_map: return Operator::access_map;
    case TokenKind::open_grid: return Operator::access_grid;
    case TokenKind::open_struct: return Operator::access_struct;
    default: return Operator::none;
    }
}

} // namespace

bool Parser::starts_expression() const {
    TokenKind kind = peek().kind;
    switch (kind) {
    case TokenKind::identifier:
    case TokenKind::real_number:
    case TokenKind::integer_number:
    case TokenKind::string:
    case TokenKind::template_begin:
    case TokenKind::paren_open:
    case TokenKind::bracket_open:
    case TokenKind::brace_open:
    case TokenKind::kw_begin:
    case TokenKind::kw_function:
    case TokenKind::kw_new:
    case TokenKind::plus_plus:
    case TokenKind::minus_minus: return true;
    default: return unary_operator(kind) != Operator::none;
    }
}

NodeId Parser::parse_expression() {
    Deeper deeper(*this);
    if (!deeper.ok()) return no_node;
    return continue_conditional(parse_binary(lowest_level));
}

NodeId Parser::continue_conditional(NodeId condition) {
    if (m_panic || !accept(TokenKind::question)) return condition;
    NodeId when_true = parse_expression();
    expect(TokenKind::colon, "between the two values of '?'");
    NodeId when_false = m_panic ? no_node : parse_expression();
    Span span = from(m_ast.node(condition).span.begin);
    return add({.kind = NodeKind::conditional, .span = span, .a = condition, .b = when_true, .c = when_false});
}

NodeId Parser::parse_binary(int level) {
    return continue_binary(parse_unary(), level);
}

// Takes the operators of `level` and tighter behind `first`. Those of one level become one node, so that "a" + "b" +
// ... of any length stays flat.
NodeId Parser::continue_binary(NodeId first, int level) {
    while (!m_panic) {
        BinaryOperator next = binary_operator(peek().kind);
        if (next.level < level || next.level == 0) break;
        size_t mark = m_links.size();
        int this_level = next.level;
        while (next.level == this_level && !m_panic) {
            advance();
            NodeId operand = parse_binary(this_level + 1);
            m_links.push_back({next.op, operand});
            next = binary_operator(peek().kind);
        }
        std::span<const BinaryLink> links(m_links.data() + mark, m_links.size() - mark);
        first = checked(m_ast.add_binary(from(m_ast.node(first).span.begin), first, links));
        m_links.resize(mark);
    }
    return first;
}

NodeId Parser::parse_unary() {
    uint32_t begin = peek().span.begin;
    Operator op = unary_operator(peek().kind);
    bool update = at(TokenKind::plus_plus) || at(TokenKind::minus_minus);
    if (op == Operator::none && !update) return parse_postfix();
    Deeper deeper(*this);
    if (!deeper.ok()) return no_node;
    TokenKind kind = advance().kind;
    NodeId operand = parse_unary();
    if (m_panic) return no_node;
    if (!update) return add({.kind = NodeKind::unary, .op = op, .span = from(begin), .a = operand});
    check_target(operand, kind == TokenKind::plus_plus ? "'++'" : "'--'");
    op = kind == TokenKind::plus_plus ? Operator::add : Operator::subtract;
    return add({.kind = NodeKind::prefix_update, .op = op, .span = from(begin), .a = operand});
}

NodeId Parser::parse_postfix() {
    return continue_postfix(parse_primary(), true);
}

// Members, accessors, calls and ++ -- behind `first`. Without `calls`, stops before '(' (for `new a.b()`).
NodeId Parser::continue_postfix(NodeId first, bool calls) {
    uint32_t begin = m_ast.node(first).span.begin;
    while (!m_panic) {
        if (accept(TokenKind::dot)) {
            bool name = at_name() || is_word(peek().kind);
            if (!name) {
                expected("a member's name after '.'");
                break;
            }
            NameId member = m_ast.intern(advance().text);
            first = add({.kind = NodeKind::member, .span = from(begin), .a = first, .b = member});
        } else if (accessor(peek().kind) != Operator::none) {
            first = parse_index(first);
        } else if (calls && at(TokenKind::paren_open)) {
            first = parse_call(NodeKind::call, first, begin);
        } else {
            break;
        }
    }
    // On a new line ++ belongs to what follows it.
    bool update = (at(TokenKind::plus_plus) || at(TokenKind::minus_minus)) && !peek().line_break_before;
    NodeKind kind = m_ast.node(first).kind;
    bool target = kind == NodeKind::identifier || kind == NodeKind::member || kind == NodeKind::index;
    if (m_panic || !calls || !update || !target) return first;
    Operator op = advance().kind == TokenKind::plus_plus ? Operator::add : Operator::subtract;
    return add({.kind = NodeKind::postfix_update, .op = op, .span = from(begin), .a = first});
}

NodeId Parser::parse_primary() {
    const Token& token = peek();
    switch (token.kind) {
    case TokenKind::identifier: return parse_name();
    case TokenKind::real_number: advance(); return checked(m_ast.add_real(token.span, token.real));
    case TokenKind::integer_number: advance(); return checked(m_ast.add_int64(token.span, token.integer));
    case TokenKind::string:
        advance();
        return add({.kind = NodeKind::string_literal, .span = token.span, .a = m_ast.intern(token.text)});
    case TokenKind::template_begin: return parse_template();
    case TokenKind::bracket_open: return parse_array();
    case TokenKind::brace_open:
    case TokenKind::kw_begin: return parse_struct();
    case TokenKind::kw_function: return parse_function(false);
    case TokenKind::kw_new: return parse_new();
    case TokenKind::paren_open: {
        advance();
        NodeId inner = parse_expression();
        expect(TokenKind::paren_close, "to close the '('");
        return inner;
    }
    default: break;
    }
    bool reserved = is_word(token.kind);
    expected("a value", reserved ? found() + " is a reserved word and cannot name a variable" : std::string());
    return no_node;
}

NodeId Parser::parse_name() {
    const Token& token = advance();
    std::string_view text = token.text;
    if (text == "true" || text == "false")
        return add({.kind = NodeKind::bool_literal, .span = token.span, .a = text == "true"});
    if (text == "undefined") return add({.kind = NodeKind::undefined_literal, .span = token.span});
    for (uint32_t i = 0; i <= uint32_t(InstanceKeyword::global); ++i)
        if (text == instance_keyword_name(InstanceKeyword(i)))
            return add({.kind = NodeKind::instance_keyword, .span = token.span, .a = i});
    if (text == "nameof" && at(TokenKind::paren_open)) return parse_name_of(token.span.begin);
    return add({.kind = NodeKind::identifier, .span = token.span, .a = m_ast.intern(text)});
}

// The text of a path of names: "x", "global.x", "Enum.member"; empty for anything else.
std::string Parser::path_text(NodeId id) const {
    std::string text;
    const Node* node = &m_ast.node(id);
    for (; node->kind == NodeKind::member; node = &m_ast.node(node->a)) {
        text.insert(0, m_ast.text(node->b));
        text.insert(0, ".");
    }
    switch (node->kind) {
    case NodeKind::identifier: return std::string(m_ast.text(node->a)) + text;
    case NodeKind::instance_keyword: return std::string(instance_keyword_name(InstanceKeyword(node->a))) + text;
    case NodeKind::undefined_literal: return "undefined";
    case NodeKind::bool_literal: return node->a ? "true" : "false";
    default: return {};
    }
}

// nameof(path) is its text, worked out here; that of a call is its callee's.
NodeId Parser::parse_name_of(uint32_t begin) {
    advance();
    Span place = peek().span;
    NodeId named = parse_expression();
    expect(TokenKind::paren_close, "after the name");
    if (m_panic) return no_node;
    if (m_ast.node(named).kind == NodeKind::call) named = m_ast.node(named).a;
    std::string text = path_text(named);
    if (text.empty()) complain(place, "bad-nameof", "nameof needs a name between its parentheses");
    return add({.kind = NodeKind::string_literal, .span = from(begin), .a = m_ast.intern(text)});
}

NodeId Parser::parse_index(NodeId container) {
    Token open = advance();
    Gather keys(m_lists);
    do keys.push(parse_expression());
    while (!m_panic && accept(TokenKind::comma));
    expect(TokenKind::bracket_close, "after the index");
    if (!m_panic && keys.size() > 2)
        complain(open.span, "syntax", "an index has one or two parts, this one has " + std::to_string(keys.size()));
    Span span = from(m_ast.node(container).span.begin);
    return add({.kind = NodeKind::index, .op = accessor(open.kind), .span = span, .a = container}, keys);
}

// ( arguments ), any of which may be left out; a comma before ')' adds none.
NodeId Parser::parse_call(NodeKind kind, NodeId callee, uint32_t begin) {
    Gather arguments(m_lists);
    if (expect(TokenKind::paren_open, "before the arguments")) {
        while (!at(TokenKind::paren_close) && !m_panic) {
            if (accept(TokenKind::comma)) {
                arguments.push(no_node);
                continue;
            }
            arguments.push(parse_expression());
            if (!accept(TokenKind::comma)) break;
        }
        expect(TokenKind::paren_close, "or ',' after the argument");
    }
    return add({.kind = kind, .span = from(begin), .a = callee}, arguments);
}

NodeId Parser::parse_new() {
    Deeper deeper(*this);
    if (!deeper.ok()) return no_node;
    uint32_t begin = advance().span.begin;
    NodeId callee = continue_postfix(parse_primary(), false);
    return parse_call(NodeKind::new_call, callee, begin);
}

NodeId Parser::parse_array() {
    uint32_t begin = advance().span.begin;
    Gather elements(m_lists);
    while (!at(TokenKind::bracket_close) && !m_panic) {
        elements.push(parse_expression());
        if (!accept(TokenKind::comma)) break;
    }
    expect(TokenKind::bracket_close, "or ',' after the element");
    return add({.kind = NodeKind::array_literal, .span = from(begin)}, elements);
}

NodeId Parser::parse_struct() {
    Token open = advance();
    NameId outer_static = std::exchange(m_static, no_name); // a function of its own to GameMaker
    Gather fields(m_lists);
    auto closes = [&] {
        return at(TokenKind::brace_close) || (at(TokenKind::kw_end) && peek_after().kind != TokenKind::colon);
    };
    while (!closes() && !m_panic) {
        fields.push(parse_struct_field());
        if (!accept(TokenKind::comma)) break;
    }
    if (!m_panic && !closes())
        expected("',' or '}' after the struct member");
    else if (!m_panic)
        advance();
    if (m_panic && !m_stopped) skip_struct_rest();
    m_static = outer_static;
    return add({.kind = NodeKind::struct_literal, .span = from(open.span.begin)}, fields);
}

// key: value, "key": value, or a lone name that is key and value.
NodeId Parser::parse_struct_field() {
    const Token& token = peek();
    bool word = is_word(token.kind);
    if (!word && token.kind != TokenKind::identifier && token.kind != TokenKind::string) {
        expected("a struct member's name");
        return no_node;
    }
    advance();
    NameId key = m_ast.intern(token.text);
    NodeId value = no_node;
    if (token.kind == TokenKind::identifier && !at(TokenKind::colon)) {
        --m_next;
        value = parse_name();
    } else {
        expect(TokenKind::colon, "after the struct member's name");
        value = m_panic ? no_node : parse_expression();
    }
    return add({.kind = NodeKind::struct_field, .span = from(token.span.begin), .a = key, .b = value});
}

NodeId Parser::parse_template() {
    uint32_t begin = advance().span.begin;
    Gather parts(m_lists);
    while (!m_panic && !at(TokenKind::template_end)) {
        if (at(TokenKind::template_text)) {
            const Token& text = advance();
            parts.push(add({.kind = NodeKind::string_literal, .span = text.span, .a = m_ast.intern(text.text)}));
        } else if (expect(TokenKind::template_open, "in the template string")) {
            parts.push(parse_expression());
            expect(TokenKind::template_close, "after the value");
        }
    }
    accept(TokenKind::template_end);
    return add({.kind = NodeKind::template_string, .span = from(begin)}, parts);
}

} // namespace scope
