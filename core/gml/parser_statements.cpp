#include "core/gml/parser_impl.h"

namespace scope {

// Statements up to the end of the block (or of the file for `top`), which is left for the caller.
NodeId Parser::parse_statement_list(uint32_t begin, bool top) {
    Gather statements(m_lists);
    while (!at_end()) {
        if (at_block_end()) {
            if (!top) break;
            complain(peek().span, "stray-brace", found() + " closes a block that was never opened");
            advance();
            continue;
        }
        if (at(TokenKind::define_directive) && !top) break;
        size_t before = m_next;
        NodeId statement = at(TokenKind::define_directive) ? parse_legacy_script() : parse_statement();
        if (statement != no_node && !m_panic) statements.push(statement);
        if (m_panic) recover();
        if (m_next == before && !m_stopped && !at_block_end()) advance(); // never stand still
    }
    return add({.kind = NodeKind::block, .span = from(begin)}, statements);
}

// #define NAME: all that follows up to the next one is the script's code.
NodeId Parser::parse_legacy_script() {
    const Token& directive = advance();
    Function function;
    function.outer = m_function;
    function.name = m_ast.intern(directive.text);
    function.name_span = directive.span;
    function.is_legacy = function.is_statement = true;
    FunctionId id = m_ast.add_function(function);
    m_function = id;
    uint32_t begin = peek().span.begin;
    NodeId body = no_node;
    {
        Gather statements(m_lists);
        while (!at_end() && !at(TokenKind::define_directive)) {
            NodeId part = parse_statement_list(peek().span.begin, false);
            if (part != no_node) statements.push(part);
            if (!at_block_end()) continue;
            complain(peek().span, "stray-brace", found() + " closes a block that was never opened");
            advance();
        }
        body = statements.size() == 1 ? statements.ids()[0]
                                      : add({.kind = NodeKind::block, .span = from(begin)}, statements);
    }
    m_function = function.outer;
    m_ast.function(id).body = body;
    m_ast.function(id).span = from(directive.span.begin);
    return add({.kind = NodeKind::function_statement, .span = from(directive.span.begin), .a = id});
}

NodeId Parser::parse_block(std::string_view where) {
    const Token& open = peek();
    if (!expect_block_begin(where)) return no_node;
    bool word = open.kind == TokenKind::kw_begin;
    m_begins += word;
    NodeId block = parse_statement_list(open.span.begin, false);
    m_begins -= word;
    expect_block_end(open);
    m_ast.node(block).span = from(open.span.begin);
    return block;
}

// What a loop or condition governs; an empty statement is an empty block.
NodeId Parser::parse_body(std::string_view where) {
    uint32_t begin = peek().span.begin;
    if (at_end() || at_block_end()) {
        expected("a statement " + std::string(where));
        return no_node;
    }
    NodeId body = parse_statement();
    if (body != no_node || m_panic) return body;
    return add({.kind = NodeKind::block, .span = from(begin)}, Gather(m_lists));
}

// One statement and the ';' behind it, if any. no_node for an empty one and for declarations that leave nothing.
NodeId Parser::parse_statement() {
    Deeper deeper(*this);
    if (!deeper.ok() || accept(TokenKind::semicolon)) return no_node;
    NodeId statement = parse_statement_by_keyword();
    if (!m_panic) accept(TokenKind::semicolon);
    return statement;
}

NodeId Parser::parse_statement_by_keyword() {
    switch (peek().kind) {
    case TokenKind::brace_open:
    case TokenKind::kw_begin: return parse_block("");
    case TokenKind::kw_if: return parse_if();
    case TokenKind::kw_while: return parse_while();
    case TokenKind::kw_do: return parse_do();
    case TokenKind::kw_for: return parse_for();
    case TokenKind::kw_repeat: return parse_counted(NodeKind::repeat_statement);
    case TokenKind::kw_with: return parse_counted(NodeKind::with_statement);
    case TokenKind::kw_switch: return parse_switch();
    case TokenKind::kw_try: return parse_try();
    case TokenKind::kw_var: return parse_declarations(NodeKind::var_declaration);
    case TokenKind::kw_globalvar: return parse_declarations(NodeKind::globalvar_declaration);
    case TokenKind::kw_static: return parse_declarations(NodeKind::static_declaration);
    case TokenKind::kw_return: return parse_valued(NodeKind::return_statement, true);
    case TokenKind::kw_throw: return parse_valued(NodeKind::throw_statement, false);
    case TokenKind::kw_delete: return parse_valued(NodeKind::delete_statement, false);
    case TokenKind::kw_exit: return parse_word(NodeKind::exit_statement);
    case TokenKind::kw_break: return parse_word(NodeKind::break_statement);
    case TokenKind::kw_continue: return parse_word(NodeKind::continue_statement);
    case TokenKind::kw_enum: parse_enum(); return no_node;
    case TokenKind::kw_function:
        if (peek_after().kind == TokenKind::identifier) return parse_function(true);
        return parse_simple_statement();
    case TokenKind::kw_else: expected("a statement", "this 'else' has no 'if' before it"); return no_node;
    case TokenKind::kw_case:
    case TokenKind::kw_default: expected("a statement", "labels stand directly in a switch"); return no_node;
    default: return parse_simple_statement();
    }
}

// Flat: else-if chains of any length are one node.
NodeId Parser::parse_if() {
    uint32_t begin = peek().span.begin;
    Gather parts(m_lists);
    bool more = true;
    while (more && !m_panic) {
        advance(); // if
        parts.push(parse_expression());
        if (m_panic) break;
        accept(TokenKind::kw_then);
        parts.push(parse_body("after the condition"));
        more = false;
        if (m_panic) break;
        size_t before = m_next;
        while (accept(TokenKind::semicolon)) {
        }
        if (!accept(TokenKind::kw_else)) {
            m_next = before;
            break;
        }
        more = at(TokenKind::kw_if);
        if (!more) parts.push(parse_body("after 'else'"));
    }
    return add({.kind = NodeKind::if_statement, .span = from(begin)}, parts);
}

NodeId Parser::parse_while() {
    uint32_t begin = advance().span.begin;
    NodeId condition = parse_expression();
    NodeId body = m_panic ? no_node : parse_loop_body("after the condition");
    return add({.kind = NodeKind::while_statement, .span = from(begin), .a = condition, .b = body});
}

NodeId Parser::parse_counted(NodeKind kind) {
    uint32_t begin = advance().span.begin;
    NodeId subject = parse_expression();
    NodeId body =
        m_panic ? no_node : parse_loop_body(kind == NodeKind::with_statement ? "after 'with'" : "after 'repeat'");
    return add({.kind = kind, .span = from(begin), .a = subject, .b = body});
}

// `while (x) do { }` is old style; when an `until` follows, the `do` is a loop of its own.
NodeId Parser::parse_loop_body(std::string_view where) {
    if (!at(TokenKind::kw_do)) return parse_body(where);
    Deeper deeper(*this);
    if (!deeper.ok()) return no_node;
    uint32_t begin = advance().span.begin;
    NodeId body = parse_body(where);
    if (m_panic || !accept(TokenKind::kw_until)) return body;
    NodeId condition = parse_expression();
    accept(TokenKind::semicolon);
    return add({.kind = NodeKind::do_until_statement, .span = from(begin), .a = body, .b = condition});
}

NodeId Parser::parse_do() {
    uint32_t begin = advance().span.begin;
    NodeId body = parse_body("after 'do'");
    NodeId condition = no_node;
    if (!m_panic && expect(TokenKind::kw_until, "after the body of 'do'")) condition = parse_expression();
    return add({.kind = NodeKind::do_until_statement, .span = from(begin), .a = body, .b = condition});
}

// for (start; condition; step) with any part missing, `;` before the ')', and a block or statements as the step.
NodeId Parser::parse_for() {
    uint32_t begin = advance().span.begin;
    Node node;
    node.kind = NodeKind::for_statement;
    expect(TokenKind::paren_open, "after 'for'");
    // The statement takes its own ';', so an empty start is that ';' itself.
    if (!m_panic) node.a = parse_statement();
    if (!m_panic && !at(TokenKind::semicolon)) node.b = parse_expression();
    if (!m_panic && !at(TokenKind::paren_close)) expect(TokenKind::semicolon, "after the condition of 'for'");
    while (!m_panic && accept(TokenKind::semicolon)) {
    }
    if (!m_panic && !at(TokenKind::paren_close)) node.c = parse_statement();
    while (!m_panic && accept(TokenKind::semicolon)) {
    }
    if (!m_panic) expect(TokenKind::paren_close, "after the step of 'for'");
    if (!m_panic) node.d = parse_body("after 'for (...)'");
    node.span = from(begin);
    return add(node);
}

NodeId Parser::parse_switch() {
    uint32_t begin = advance().span.begin;
    NodeId subject = parse_expression();
    const Token& open = peek();
    Gather cases(m_lists);
    if (!m_panic && expect_block_begin("before the cases")) {
        while (!at_end() && !at_block_end() && !m_stopped) {
            bool label = at(TokenKind::kw_case) || at(TokenKind::kw_default);
            size_t before = m_next;
            if (label)
                cases.push(parse_case());
            else if (!accept(TokenKind::semicolon))
                expected("'case', 'default' or '}' in the switch");
            if (m_panic) recover();
            if (m_next == before && !m_stopped && !at_block_end()) advance();
        }
        expect_block_end(open);
    }
    return add({.kind = NodeKind::switch_statement, .span = from(begin), .a = subject}, cases);
}

NodeId Parser::parse_case() {
    uint32_t begin = peek().span.begin;
    NodeId label = no_node;
    if (advance().kind == TokenKind::kw_case) label = parse_expression();
    if (!m_panic) expect(TokenKind::colon, "after the label");
    if (m_panic) recover();
    Gather statements(m_lists);
    auto ends = [&] { return at_end() || at_block_end() || at(TokenKind::kw_case) || at(TokenKind::kw_default); };
    while (!ends()) {
        size_t before = m_next;
        NodeId statement = parse_statement();
        if (statement != no_node && !m_panic) statements.push(statement);
        if (m_panic) recover();
        if (m_next == before && !m_stopped && !ends()) advance();
    }
    return add({.kind = NodeKind::switch_case, .span = from(begin), .a = label}, statements);
}

NodeId Parser::parse_try() {
    Node node;
    node.kind = NodeKind::try_statement;
    uint32_t begin = advance().span.begin;
    node.a = parse_body("after 'try'");
    if (!m_panic && accept(TokenKind::kw_catch)) {
        bool parenthesis = accept(TokenKind::paren_open);
        if (parenthesis || at_name()) node.b = take_name("a name for the caught value");
        if (parenthesis && !m_panic) expect(TokenKind::paren_close, "after the name of the caught value");
        if (!m_panic) node.c = parse_body("after 'catch'");
    }
    if (!m_panic && accept(TokenKind::kw_finally)) node.d = parse_body("after 'finally'");
    if (!m_panic && node.c == no_node && node.d == no_node) expected("'catch' or 'finally' after the body of 'try'");
    node.span = from(begin);
    return add(node);
}

// return VALUE?, throw VALUE, delete VALUE. The value may stand in the next line.
NodeId Parser::parse_valued(NodeKind kind, bool optional) {
    uint32_t begin = advance().span.begin;
    NodeId value = no_node;
    if (!optional || starts_expression()) value = parse_expression();
    if (kind == NodeKind::delete_statement && !m_panic) check_target(value, "'delete'");
    return add({.kind = kind, .span = from(begin), .a = value});
}

NodeId Parser::parse_word(NodeKind kind) {
    Span span = advance().span;
    return add({.kind = kind, .span = span});
}

// var a = 1, b; with a trailing comma and a repeated `var` behind a comma allowed.
NodeId Parser::parse_declarations(NodeKind kind) {
    TokenKind keyword = peek().kind;
    uint32_t begin = advance().span.begin;
    Gather declarators(m_lists);
    do {
        if (declarators.size() > 0) {
            accept(keyword);
            if (!at_name()) break;
        }
        uint32_t name_begin = peek().span.begin;
        if (kind == NodeKind::var_declaration && declarators.size() == 0 && at_macro_path()) return parse_macro_path();
        NameId name = take_name("a variable's name");
        NodeId value = no_node;
        if (kind == NodeKind::static_declaration) m_static = name;
        if (!m_panic && (accept(TokenKind::assign) || accept(TokenKind::colon_assign))) value = parse_expression();
        m_static = no_name;
        declarators.push(add({.kind = NodeKind::declarator, .span = from(name_begin), .a = name, .b = value}));
    } while (!m_panic && accept(TokenKind::comma));
    NodeId declaration = add({.kind = kind, .span = from(begin)}, declarators);
    if (kind == NodeKind::static_declaration && !m_panic) m_ast.function(m_function).statics.push_back(declaration);
    return declaration;
}

// A macro that stands for a path (#macro current global.queue[0]) where a declaration wants a name.
bool Parser::at_macro_path() const {
    const Token& next = peek_after();
    bool path =
        next.kind == TokenKind::dot || (next.kind >= TokenKind::bracket_open && next.kind <= TokenKind::open_struct);
    return at_name() && peek().macro && next.macro == peek().macro && path;
}

// `var current = value` then assigns to the path, since every later use of the name means the path too.
NodeId Parser::parse_macro_path() {
    const Token& use = peek();
    warn(use, "macro-as-variable",
         "'" + use.macro->name + "' is a macro, so this assigns to what it stands for and declares no variable");
    return parse_simple_statement();
}

void Parser::parse_enum() {
    advance();
    Enum declaration;
    declaration.span = peek().span;
    declaration.name = take_name("the enum's name");
    const Token& open = peek();
    if (m_panic || !expect_block_begin("after the enum's name")) return;
    while (!at_block_end() && !m_panic) {
        EnumMember member;
        member.span = peek().span;
        member.name = take_name("the name of an enum member");
        if (!m_panic && accept(TokenKind::assign)) member.value = parse_expression();
        declaration.members.push_back(member);
        if (m_panic || !accept(TokenKind::comma)) break;
    }
    if (!m_panic) expect_block_end(open);
    if (!m_panic) m_ast.add_enum(std::move(declaration));
}

bool Parser::check_target(NodeId target, std::string_view what) {
    const Node& node = m_ast.node(target);
    if (node.kind == NodeKind::identifier || node.kind == NodeKind::member || node.kind == NodeKind::index) return true;
    complain(node.span, "bad-target", std::string(what) + " needs a variable, and this is none");
    return false;
}

namespace {

struct Assignment {
    bool is_assignment = false;
    Operator op = Operator::none;
};

Assignment assignment(TokenKind kind) {
    switch (kind) {
    case TokenKind::assign:
    case TokenKind::colon_assign: return {true, Operator::none};
    case TokenKind::plus_assign: return {true, Operator::add};
    case TokenKind::minus_assign: return {true, Operator::subtract};
    case TokenKind::star_assign: return {true, Operator::multiply};
    case TokenKind::slash_assign: return {true, Operator::divide};
    case TokenKind::percent_assign: return {true, Operator::modulo};
    case TokenKind::ampersand_assign: return {true, Operator::bit_and};
    case TokenKind::pipe_assign: return {true, Operator::bit_or};
    case TokenKind::caret_assign: return {true, Operator::bit_xor};
    case TokenKind::nullish_assign: return {true, Operator::nullish};
    default: return {};
    }
}

} // namespace

// An assignment, a call, ++ or --; a lone variable or function passes as well, as in GameMaker.
NodeId Parser::parse_simple_statement() {
    if (!starts_expression()) {
        bool reserved = is_word(peek().kind);
        expected("a statement", reserved ? found() + " is a reserved word" : std::string());
        return no_node;
    }
    uint32_t begin = peek().span.begin;
    NodeId left = parse_unary();
    if (m_panic) return no_node;
    Assignment assigns = assignment(peek().kind);
    if (assigns.is_assignment) {
        check_target(left, token_kind_description(peek().kind));
        advance();
        NodeId right = parse_expression();
        return add({.kind = NodeKind::assign, .op = assigns.op, .span = from(begin), .a = left, .b = right});
    }
    NodeId value = continue_conditional(continue_binary(left, 1));
    if (m_panic) return no_node;
    switch (m_options.lone_values ? NodeKind::none : m_ast.node(value).kind) {
    case NodeKind::binary:
    case NodeKind::unary:
    case NodeKind::real_literal:
    case NodeKind::int64_literal:
    case NodeKind::string_literal:
        complain(m_ast.node(value).span, "no-effect", "this value is worked out and not used; expected a statement",
                 "assign it with '=', or call a function with it");
        break;
    default: break;
    }
    return add({.kind = NodeKind::expression_statement, .span = from(begin), .a = value});
}

} // namespace scope
