#pragma once
// Trees as one-line text for expectations: "(a + (b * c))", "f(1, , 2)". Shows shape, not places; the golden dumps show
// those.
#include "core/base/text.h"
#include "core/gml/parser.h"

#include <string>

namespace scope::test {

inline std::string shape(const Ast& ast, NodeId id);

inline std::string shapes(const Ast& ast, std::span<const NodeId> ids, const char* between) {
    std::string out;
    for (size_t i = 0; i < ids.size(); ++i) out += (i ? between : "") + shape(ast, ids[i]);
    return out;
}

inline std::string function_shape(const Ast& ast, FunctionId id) {
    const Function& function = ast.function(id);
    std::string out = "function " + std::string(ast.text(function.name)) + "(";
    for (size_t i = 0; i < function.parameters.size(); ++i) {
        out += (i ? ", " : "") + std::string(ast.text(function.parameters[i].name));
        if (function.parameters[i].default_value) out += " = " + shape(ast, function.parameters[i].default_value);
    }
    out += ")";
    if (function.parent_call) out += " : " + shape(ast, function.parent_call);
    return out + (function.is_constructor ? " constructor " : " ") + shape(ast, function.body);
}

inline std::string shape(const Ast& ast, NodeId id) {
    const Node& node = ast.node(id);
    auto text = [&](NameId name) { return std::string(ast.text(name)); };
    auto child = [&](NodeId part) { return shape(ast, part); };
    std::string op(operator_spelling(node.op));
    switch (node.kind) {
    case NodeKind::none: return "";
    case NodeKind::real_literal: return shortest_number(ast.real(id));
    case NodeKind::int64_literal: return std::to_string(ast.int64(id)) + "L";
    case NodeKind::string_literal: return "\"" + escape_control(ast.text(node.a)) + "\"";
    case NodeKind::bool_literal: return node.a ? "true" : "false";
    case NodeKind::undefined_literal: return "undefined";
    case NodeKind::template_string: return "$(" + shapes(ast, ast.list(id), " ") + ")";
    case NodeKind::identifier: return text(node.a);
    case NodeKind::instance_keyword: return "@" + std::string(instance_keyword_name(InstanceKeyword(node.a)));
    case NodeKind::member: return child(node.a) + "." + text(node.b);
    case NodeKind::index: return child(node.a) + op + shapes(ast, ast.list(id), ", ") + "]";
    case NodeKind::call: return child(node.a) + "(" + shapes(ast, ast.list(id), ", ") + ")";
    case NodeKind::new_call: return "new " + child(node.a) + "(" + shapes(ast, ast.list(id), ", ") + ")";
    case NodeKind::unary: return "(" + op + child(node.a) + ")";
    case NodeKind::binary: {
        std::string out = "(" + child(node.a);
        for (const BinaryLink& link : ast.links(id))
            out += " " + std::string(operator_spelling(link.op)) + " " + child(link.operand);
        return out + ")";
    }
    case NodeKind::conditional: return "(" + child(node.a) + " ? " + child(node.b) + " : " + child(node.c) + ")";
    case NodeKind::prefix_update: return "(" + op + op + child(node.a) + ")";
    case NodeKind::postfix_update: return "(" + child(node.a) + op + op + ")";
    case NodeKind::array_literal: return "[" + shapes(ast, ast.list(id), ", ") + "]";
    case NodeKind::struct_literal: return "{" + shapes(ast, ast.list(id), ", ") + "}";
    case NodeKind::struct_field: return text(node.a) + ": " + child(node.b);
    case NodeKind::function_expression:
    case NodeKind::function_statement: return function_shape(ast, node.a);
    case NodeKind::block: return "{" + shapes(ast, ast.list(id), " ") + "}";
    case NodeKind::expression_statement: return child(node.a) + ";";
    case NodeKind::assign: return child(node.a) + " " + op + "= " + child(node.b) + ";";
    case NodeKind::var_declaration: return "var " + shapes(ast, ast.list(id), ", ") + ";";
    case NodeKind::static_declaration: return "static " + shapes(ast, ast.list(id), ", ") + ";";
    case NodeKind::globalvar_declaration: return "globalvar " + shapes(ast, ast.list(id), ", ") + ";";
    case NodeKind::declarator: return text(node.a) + (node.b ? " = " + child(node.b) : "");
    case NodeKind::if_statement: return "if(" + shapes(ast, ast.list(id), " | ") + ")";
    case NodeKind::while_statement: return "while(" + child(node.a) + " | " + child(node.b) + ")";
    case NodeKind::do_until_statement: return "do(" + child(node.a) + " | " + child(node.b) + ")";
    case NodeKind::for_statement:
        return "for(" + child(node.a) + " | " + child(node.b) + " | " + child(node.c) + " | " + child(node.d) + ")";
    case NodeKind::repeat_statement: return "repeat(" + child(node.a) + " | " + child(node.b) + ")";
    case NodeKind::with_statement: return "with(" + child(node.a) + " | " + child(node.b) + ")";
    case NodeKind::switch_statement: return "switch(" + child(node.a) + " | " + shapes(ast, ast.list(id), " | ") + ")";
    case NodeKind::switch_case:
        return (node.a ? "case " + child(node.a) : "default") + ": " + shapes(ast, ast.list(id), " ");
    case NodeKind::try_statement:
        return "try(" + child(node.a) + " | " + text(node.b) + " " + child(node.c) + " | " + child(node.d) + ")";
    case NodeKind::throw_statement: return "throw " + child(node.a) + ";";
    case NodeKind::return_statement: return "return " + child(node.a) + ";";
    case NodeKind::exit_statement: return "exit;";
    case NodeKind::break_statement: return "break;";
    case NodeKind::continue_statement: return "continue;";
    case NodeKind::delete_statement: return "delete " + child(node.a) + ";";
    }
    return "?";
}

inline std::string errors(const ParseResult& result) {
    std::string out;
    for (const Diagnostic& diagnostic : result.diagnostics)
        if (diagnostic.severity == Severity::error) out += diagnostic.text() + "\n";
    return out;
}

inline ParseResult parse_text(std::string text, ParseOptions options = {}) {
    SourceFile file("t.gml", std::move(text));
    return parse(file, options);
}

/// The file's code without its outermost braces, or its errors.
inline std::string statements(std::string text) {
    ParseResult result = parse_text(std::move(text));
    if (!result.ok()) return errors(result);
    std::string out = shape(result.ast, result.ast.function(0).body);
    return out.substr(1, out.size() - 2);
}

inline std::string expression(std::string text) {
    ParseResult result = parse_text(std::move(text), {.expression = true});
    if (!result.ok()) return errors(result);
    NodeId body = result.ast.function(0).body;
    return shape(result.ast, result.ast.node(result.ast.list(body)[0]).a);
}

} // namespace scope::test
