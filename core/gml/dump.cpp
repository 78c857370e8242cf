#include "core/gml/dump.h"

#include "core/base/text.h"

#include <algorithm>

namespace scope {

namespace {

std::string quoted(std::string_view text) {
    return "\"" + escape_control(text) + "\"";
}

// Line and column by counting on from the last place asked for: dumps go through a file nearly in order, and counting
// from the start of the line each time would be quadratic in files that are one long line.
class Places {
public:
    explicit Places(const SourceFile& file) : m_file(file) {}

    std::string operator()(Span span) {
        std::string_view text = m_file.text();
        uint32_t offset = span.begin < text.size() ? span.begin : static_cast<uint32_t>(text.size());
        uint32_t from = offset < m_offset ? offset : m_offset;
        uint32_t to = offset < m_offset ? m_offset : offset;
        std::string_view between = text.substr(from, to - from);
        if (between.find_first_of("\r\n") != std::string_view::npos) {
            m_at = m_file.locate(offset);
        } else {
            auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
            uint32_t columns = static_cast<uint32_t>(std::count_if(between.begin(), between.end(), starts));
            m_at.column = offset < m_offset ? m_at.column - columns : m_at.column + columns;
        }
        m_offset = offset;
        return std::to_string(m_at.line) + ":" + std::to_string(m_at.column);
    }

private:
    const SourceFile& m_file;
    uint32_t m_offset = 0;
    LineColumn m_at;
};

void dump_token(Places& places, const Token& token, std::string& out) {
    out += places(token.span) + " " + std::string(token_kind_name(token.kind));
    switch (token.kind) {
    case TokenKind::identifier:
    case TokenKind::define_directive: out += " " + std::string(token.text); break;
    case TokenKind::string:
    case TokenKind::template_text: out += " " + quoted(token.text); break;
    case TokenKind::real_number: out += " " + shortest_number(token.real); break;
    case TokenKind::integer_number: out += " " + std::to_string(token.integer); break;
    default: break;
    }
    if (token.line_break_before) out += " (new line)";
    out += "\n";
}

class AstDumper {
public:
    AstDumper(const SourceFile& file, const Ast& ast) : m_places(file), m_ast(ast) {}

    std::string run() {
        for (FunctionId id = 0; id < m_ast.functions().size(); ++id) function(id);
        for (const Enum& declaration : m_ast.enums()) {
            line(0, m_places(declaration.span) + " enum " + name(declaration.name));
            for (const EnumMember& member : declaration.members) {
                line(1, m_places(member.span) + " " + name(member.name));
                if (member.value != no_node) node(2, member.value);
            }
        }
        return std::move(m_out);
    }

private:
    std::string name(NameId id) const { return std::string(m_ast.text(id)); }

    void line(int depth, std::string_view text) {
        m_out.append(static_cast<size_t>(depth) * 2, ' ').append(text).append("\n");
    }

    void function(FunctionId id) {
        const Function& function = m_ast.function(id);
        std::string head = m_places(function.span) + " function " + std::to_string(id);
        if (id == 0) head = "code of the file";
        if (function.name != no_name) head += " " + name(function.name);
        if (function.outer != 0) head += " in " + std::to_string(function.outer);
        if (function.is_constructor) head += " constructor";
        if (function.is_legacy) head += " #define";
        line(0, head);
        for (const Parameter& parameter : function.parameters) {
            line(1, m_places(parameter.span) + " parameter " + name(parameter.name));
            if (parameter.default_value != no_node) node(2, parameter.default_value);
        }
        if (function.parent_call != no_node) {
            line(1, "parent");
            node(2, function.parent_call);
        }
        if (function.body != no_node) node(1, function.body);
    }

    std::string detail(NodeId id) const {
        const Node& node = m_ast.node(id);
        std::string op = node.op == Operator::none ? "" : " " + std::string(operator_spelling(node.op));
        switch (node.kind) {
        case NodeKind::real_literal: return " " + shortest_number(m_ast.real(id));
        case NodeKind::int64_literal: return " " + std::to_string(m_ast.int64(id));
        case NodeKind::string_literal: return " " + quoted(m_ast.text(node.a));
        case NodeKind::bool_literal: return node.a ? " true" : " false";
        case NodeKind::instance_keyword: return " " + std::string(instance_keyword_name(InstanceKeyword(node.a)));
        case NodeKind::identifier:
        case NodeKind::declarator: return " " + name(node.a);
        case NodeKind::member: return " ." + name(node.b);
        case NodeKind::struct_field: return " " + quoted(m_ast.text(node.a));
        case NodeKind::function_expression:
        case NodeKind::function_statement: return " " + std::to_string(node.a);
        case NodeKind::try_statement: return node.b == no_name ? "" : " catch " + name(node.b);
        case NodeKind::switch_case: return node.a == no_node ? " default" : "";
        case NodeKind::assign: return node.op == Operator::none ? " =" : op + "=";
        default: return op;
        }
    }

    // Recursion is bounded by the height that the parser allows.
    void node(int depth, NodeId id) {
        const Node& node = m_ast.node(id);
        line(depth, m_places(node.span) + " " + std::string(node_kind_name(node.kind)) + detail(id));
        switch (node.kind) {
        case NodeKind::binary: binary(depth + 1, id); return;
        case NodeKind::call:
        case NodeKind::new_call:
            this->node(depth + 1, node.a);
            for (NodeId argument : m_ast.list(id)) part(depth + 1, argument, "skipped");
            return;
        case NodeKind::for_statement:
            part(depth + 1, node.a, "no start");
            part(depth + 1, node.b, "no condition");
            part(depth + 1, node.c, "no step");
            part(depth + 1, node.d, "no body");
            return;
        case NodeKind::try_statement:
            part(depth + 1, node.a, "no body");
            part(depth + 1, node.c, "no catch");
            part(depth + 1, node.d, "no finally");
            return;
        default: for_each_child(m_ast, id, [&](NodeId child) { this->node(depth + 1, child); });
        }
    }

    void part(int depth, NodeId id, std::string_view otherwise) {
        if (id == no_node)
            line(depth, otherwise);
        else
            node(depth, id);
    }

    void binary(int depth, NodeId id) {
        node(depth, m_ast.node(id).a);
        for (const BinaryLink& link : m_ast.links(id)) {
            line(depth, operator_spelling(link.op));
            node(depth, link.operand);
        }
    }

    Places m_places;
    const Ast& m_ast;
    std::string m_out;
};

} // namespace

std::string dump_tokens(const SourceFile& file, const TokenList& tokens) {
    std::string out;
    Places places(file);
    for (const Token& token : tokens.tokens) dump_token(places, token, out);
    for (const MacroDefinition& macro : tokens.macros) {
        out += places(macro.span) + " macro " + std::string(macro.name);
        if (!macro.config.empty()) out += " for " + std::string(macro.config);
        out += "\n";
        for (const Token& token : macro.body) {
            out += "  ";
            dump_token(places, token, out);
        }
    }
    return out;
}

std::string dump_ast(const SourceFile& file, const Ast& ast) {
    return AstDumper(file, ast).run();
}

} // namespace scope
