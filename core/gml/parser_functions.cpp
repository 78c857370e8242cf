#include "core/gml/parser_impl.h"

#include <utility>

namespace scope {

// function NAME? ( parameters ) [: Parent(args)] [constructor] { ... }
NodeId Parser::parse_function(bool statement) {
    Deeper deeper(*this);
    uint32_t begin = advance().span.begin;
    Function function;
    function.outer = m_function;
    function.is_statement = statement;
    if (at_name()) {
        function.name_span = peek().span;
        function.name = m_ast.intern(advance().text);
    } else if (is_word(peek().kind)) {
        take_name("the function's name or '('");
    }
    if (function.name == no_name) function.variable = m_static;
    FunctionId id = m_ast.add_function(function);
    m_function = id;
    NameId outer_static = std::exchange(m_static, no_name);
    std::vector<Parameter> parameters = parse_parameters();
    NodeId parent_call = at(TokenKind::colon) ? parse_parent_call() : no_node;
    bool constructor = at_contextual("constructor");
    if (constructor)
        advance();
    else if (parent_call != no_node)
        expected("'constructor'", "only a constructor can inherit: function A() : B() constructor { }");
    NodeId body = m_panic ? no_node : parse_block("before the function's code");
    m_function = function.outer;
    m_static = outer_static;

    Function& done = m_ast.function(id);
    done.parameters = std::move(parameters);
    done.parent_call = parent_call;
    done.is_constructor = constructor;
    done.body = body;
    done.span = from(begin);
    NodeKind kind = statement ? NodeKind::function_statement : NodeKind::function_expression;
    return add({.kind = kind, .span = done.span, .a = id});
}

std::vector<Parameter> Parser::parse_parameters() {
    std::vector<Parameter> parameters;
    if (!expect(TokenKind::paren_open, "before the parameters")) return parameters;
    while (!at(TokenKind::paren_close) && !m_panic) {
        Parameter parameter;
        parameter.span = peek().span;
        parameter.name = take_name("a parameter's name");
        if (accept(TokenKind::assign) || accept(TokenKind::colon_assign)) parameter.default_value = parse_expression();
        parameters.push_back(parameter);
        if (!accept(TokenKind::comma)) break;
    }
    expect(TokenKind::paren_close, "after the parameters");
    return parameters;
}

// `: Parent(args)`, with Parent a name or a path of names.
NodeId Parser::parse_parent_call() {
    advance();
    uint32_t begin = peek().span.begin;
    NameId name = take_name("the parent constructor's name");
    NodeId parent = add({.kind = NodeKind::identifier, .span = from(begin), .a = name});
    parent = continue_postfix(parent, false);
    return parse_call(NodeKind::call, parent, begin);
}

} // namespace scope
