#pragma once
// The parser's state and its grammar functions, one per construct, private to the parser_*.cpp files. Recursive descent
// with precedence climbing over the expanded tokens of one file.
//
// Errors: the first one of a statement sets `m_panic`, which silences all that follow from it; every function then
// returns soon (loops test it), and the statement list skips to where a statement may begin. `m_stopped` ends the file:
// too deep, too many.

#include "core/gml/parser.h"

#include <string_view>

namespace scope {

class Parser {
public:
    Parser(const SourceFile& file, std::vector<Token> tokens, const ParseOptions& options,
           std::vector<Diagnostic>& diagnostics);
    Ast run();

private:
    /// Counts nesting while it lives; `ok()` is false when the source is nested too deeply, which stops the file.
    class Deeper {
    public:
        explicit Deeper(Parser& parser) : m_parser(parser) {
            if (++parser.m_depth > parser.m_options.max_depth) parser.stop_too_deep();
        }
        ~Deeper() { --m_parser.m_depth; }
        Deeper(const Deeper&) = delete;
        Deeper& operator=(const Deeper&) = delete;
        bool ok() const { return !m_parser.m_stopped; }

    private:
        Parser& m_parser;
    };

    /// A list being gathered on the shared stack; nested lists lie above it.
    class Gather {
    public:
        explicit Gather(std::vector<NodeId>& stack) : m_stack(stack), m_begin(stack.size()) {}
        ~Gather() { m_stack.resize(m_begin); }
        Gather(const Gather&) = delete;
        Gather& operator=(const Gather&) = delete;
        void push(NodeId id) { m_stack.push_back(id); }
        size_t size() const { return m_stack.size() - m_begin; }
        std::span<const NodeId> ids() const { return {m_stack.data() + m_begin, size()}; }

    private:
        std::vector<NodeId>& m_stack;
        size_t m_begin;
    };

    // parser.cpp: tokens, errors, nodes.
    const Token& peek() const { return m_tokens[m_next]; }
    const Token& peek_after() const { return m_tokens[m_next + 1 < m_tokens.size() ? m_next + 1 : m_next]; }
    bool at(TokenKind kind) const { return peek().kind == kind; }
    bool at_block_end() const { return at(TokenKind::brace_close) || at(TokenKind::kw_end); }
    bool at_end() const { return at(TokenKind::end_of_file); }
    const Token& advance();
    bool accept(TokenKind kind);
    /// Takes `kind` or reports that it was expected `where`: "after the condition".
    bool expect(TokenKind kind, std::string_view where);
    bool expect_block_begin(std::string_view where);
    void expect_block_end(const Token& begin);
    bool at_name() const { return at(TokenKind::identifier); }
    bool at_contextual(std::string_view word) const { return at_name() && peek().text == word; }
    /// Takes a name, reporting "expected `what`, found ..." otherwise.
    NameId take_name(std::string_view what);
    std::string found() const;
    void error(const Token& token, const char* code, std::string message, std::string hint = {});
    /// "expected X, found Y" at the next token.
    void expected(std::string_view what, std::string hint = {});
    /// An error that leaves the parser in step, so that it is not silenced and silences nothing.
    void complain(Span span, const char* code, std::string message, std::string hint = {});
    void warn(const Token& token, const char* code, std::string message);
    void stop(const char* code, std::string message, std::string hint);
    void stop_too_deep();
    void recover();
    void skip_struct_rest();
    bool at_statement_line() const;
    Span from(uint32_t begin) const { return {begin, m_last_end > begin ? m_last_end : begin}; }
    NodeId add(Node node);
    NodeId add(Node node, const Gather& list);
    NodeId checked(NodeId id);

    // parser_statements.cpp
    NodeId parse_statement_list(uint32_t begin, bool top);
    NodeId parse_legacy_script();
    NodeId parse_block(std::string_view where);
    NodeId parse_body(std::string_view where);
    NodeId parse_statement();
    NodeId parse_statement_by_keyword();
    NodeId parse_if();
    NodeId parse_while();
    NodeId parse_do();
    NodeId parse_for();
    NodeId parse_counted(NodeKind kind);
    NodeId parse_loop_body(std::string_view where);
    NodeId parse_switch();
    NodeId parse_case();
    NodeId parse_try();
    NodeId parse_valued(NodeKind kind, bool optional);
    NodeId parse_word(NodeKind kind);
    NodeId parse_declarations(NodeKind kind);
    bool at_macro_path() const;
    NodeId parse_macro_path();
    void parse_enum();
    NodeId parse_simple_statement();
    bool check_target(NodeId target, std::string_view what);

    // parser_expressions.cpp
    NodeId parse_expression();
    NodeId parse_binary(int level);
    NodeId continue_binary(NodeId first, int level);
    NodeId continue_conditional(NodeId condition);
    NodeId parse_unary();
    NodeId parse_postfix();
    NodeId continue_postfix(NodeId first, bool calls);
    NodeId parse_primary();
    NodeId parse_name();
    std::string path_text(NodeId id) const;
    NodeId parse_name_of(uint32_t begin);
    NodeId parse_index(NodeId container);
    NodeId parse_call(NodeKind kind, NodeId callee, uint32_t begin);
    NodeId parse_new();
    NodeId parse_array();
    NodeId parse_struct();
    NodeId parse_struct_field();
    NodeId parse_template();
    bool starts_expression() const;

    // parser_functions.cpp
    NodeId parse_function(bool statement);
    std::vector<Parameter> parse_parameters();
    NodeId parse_parent_call();

    const SourceFile& m_file;
    std::vector<Token> m_tokens;
    const ParseOptions& m_options;
    std::vector<Diagnostic>& m_diagnostics;
    Ast m_ast;
    size_t m_next = 0;
    uint32_t m_last_end = 0; // where the last token taken ends
    FunctionId m_function = 0;
    NameId m_static = no_name; ///< the static variable of m_function whose value is being read
    uint32_t m_depth = 0;
    uint32_t m_begins = 0; // blocks open that began with `begin`
    uint32_t m_errors = 0;
    uint32_t m_warnings = 0;
    bool m_panic = false;
    bool m_stopped = false;
    std::vector<NodeId> m_lists;
    std::vector<BinaryLink> m_links;
};

} // namespace scope
