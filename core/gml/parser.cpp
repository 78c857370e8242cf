#include "core/gml/parser_impl.h"

#include "core/base/text.h"
#include "core/gml/lexer.h"

#include <algorithm>

namespace scope {

Parser::Parser(const SourceFile& file, std::vector<Token> tokens, const ParseOptions& options,
               std::vector<Diagnostic>& diagnostics)
    : m_file(file)
    , m_tokens(std::move(tokens))
    , m_options(options)
    , m_diagnostics(diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics) m_errors += diagnostic.severity == Severity::error;
}

Ast Parser::run() {
    Function top;
    top.span = {0, static_cast<uint32_t>(m_file.text().size())};
    m_ast.add_function(std::move(top));
    NodeId body = no_node;
    if (m_options.expression) {
        NodeId value = parse_expression();
        accept(TokenKind::semicolon);
        if (!at_end()) expected("the end of the expression");
        Gather statements(m_lists);
        statements.push(add({.kind = NodeKind::return_statement, .span = from(0), .a = value}));
        body = add({.kind = NodeKind::block, .span = from(0)}, statements);
    } else {
        body = parse_statement_list(0, true);
    }
    m_ast.function(0).body = body;
    return std::move(m_ast);
}

const Token& Parser::advance() {
    const Token& token = m_tokens[m_next];
    if (token.kind == TokenKind::end_of_file) return token;
    m_last_end = token.span.end;
    ++m_next;
    return token;
}

bool Parser::accept(TokenKind kind) {
    if (!at(kind) || at_end()) return false;
    advance();
    return true;
}

bool Parser::expect(TokenKind kind, std::string_view where) {
    if (accept(kind)) return true;
    std::string what = token_kind_description(kind);
    if (!where.empty()) what += " " + std::string(where);
    expected(what);
    return false;
}

bool Parser::expect_block_begin(std::string_view where) {
    return accept(TokenKind::kw_begin) || expect(TokenKind::brace_open, where);
}

void Parser::expect_block_end(const Token& begin) {
    if (accept(TokenKind::brace_close) || accept(TokenKind::kw_end)) return;
    uint32_t line = m_file.locate(begin.span.begin).line;
    expected("'}' for the '{' in line " + std::to_string(line));
}

NameId Parser::take_name(std::string_view what) {
    if (at_name()) return m_ast.intern(advance().text);
    bool reserved = is_word(peek().kind);
    expected(what, reserved ? found() + " is a reserved word and cannot name anything" : std::string());
    return no_name;
}

std::string Parser::found() const {
    const Token& token = peek();
    if (token.kind == TokenKind::identifier) return "'" + std::string(token.text.substr(0, 60)) + "'";
    if (token.kind == TokenKind::string) {
        bool longer = token.text.size() > 30;
        return "the string \"" + escape_control(token.text.substr(0, 30)) + (longer ? "...\"" : "\"");
    }
    return token_kind_description(token.kind);
}

void Parser::error(const Token& token, const char* code, std::string message, std::string hint) {
    if (m_panic || m_stopped) return;
    m_panic = true;
    if (token.kind == TokenKind::bad) return; // the lexer has said so
    if (token.macro) message += " (in the macro " + token.macro->name + " of " + token.macro->place.text() + ")";
    complain(token.span, code, std::move(message), std::move(hint));
}

void Parser::expected(std::string_view what, std::string hint) {
    error(peek(), at_end() ? "unexpected-end" : "syntax", "expected " + std::string(what) + ", found " + found(),
          std::move(hint));
}

void Parser::complain(Span span, const char* code, std::string message, std::string hint) {
    if (m_stopped) return;
    if (m_errors >= m_options.max_errors)
        return stop("too-many-errors",
                    "there are more errors than the " + std::to_string(m_options.max_errors) +
                        " above; the rest of this file was not read",
                    {});
    ++m_errors;
    m_diagnostics.push_back({code, Severity::error, std::move(message), place_of(m_file, span), std::move(hint)});
}

void Parser::warn(const Token& token, const char* code, std::string message) {
    if (m_panic || m_stopped || ++m_warnings > m_options.max_errors) return;
    m_diagnostics.push_back({code, Severity::warning, std::move(message), place_of(m_file, token.span), {}});
}

// Ends the file: everything sees the end of the tokens, and nothing more is reported.
void Parser::stop(const char* code, std::string message, std::string hint) {
    if (m_stopped) return;
    m_diagnostics.push_back(
        {code, Severity::error, std::move(message), place_of(m_file, peek().span), std::move(hint)});
    m_stopped = m_panic = true;
    m_next = m_tokens.size() - 1;
}

void Parser::stop_too_deep() {
    stop("too-deep", "the code is nested too deeply here; the rest of this file was not read",
         "split the expression or move inner blocks into functions");
}

// A keyword that opens a line and a statement.
bool Parser::at_statement_line() const {
    TokenKind kind = peek().kind;
    bool word = kind >= TokenKind::kw_if && kind <= TokenKind::kw_throw && kind != TokenKind::kw_then &&
                kind != TokenKind::kw_new && kind != TokenKind::kw_end;
    return word && peek().line_break_before;
}

// Skips to where a statement may begin: behind a ';', before the '}' that closes the block we are in, or before a
// keyword that opens a line. Blocks met on the way are skipped whole.
void Parser::recover() {
    if (m_stopped) return;
    m_panic = false;
    uint32_t braces = 0;
    for (bool first = true; !at_end(); first = false) {
        TokenKind kind = peek().kind;
        bool opens = kind == TokenKind::brace_open || kind == TokenKind::template_open;
        bool closes = kind == TokenKind::brace_close || kind == TokenKind::template_close;
        if (kind == TokenKind::define_directive) return;
        if (braces == 0 && (closes || (kind == TokenKind::kw_end && m_begins > 0))) return;
        if (braces == 0 && !first && at_statement_line()) return;
        advance();
        if (opens) ++braces;
        if (closes && --braces == 0) return;
        if (braces == 0 && kind == TokenKind::semicolon) return;
    }
}

// After an error inside a struct literal: to behind its '}', so that the block around it is not closed by it.
void Parser::skip_struct_rest() {
    for (uint32_t braces = 0; !at_end() && !(braces == 0 && at_statement_line()); advance()) {
        if (at(TokenKind::brace_open)) ++braces;
        if (at(TokenKind::brace_close) && braces-- == 0) {
            advance();
            return;
        }
    }
}

NodeId Parser::add(Node node) {
    return checked(m_ast.add(node));
}

NodeId Parser::add(Node node, const Gather& list) {
    return checked(m_ast.add(node, list.ids()));
}

NodeId Parser::checked(NodeId id) {
    if (m_ast.node(id).height > m_options.max_height) stop_too_deep();
    return id;
}

bool ParseResult::ok() const {
    return std::none_of(diagnostics.begin(), diagnostics.end(),
                        [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
}

ParseResult parse(const SourceFile& file, const TokenList& tokens, const MacroTable& macros,
                  const ParseOptions& options) {
    ParseResult result;
    result.diagnostics = tokens.diagnostics;
    ExpandLimits limits{.max_tokens = options.max_expanded_tokens};
    std::vector<Token> expanded = expand(file, tokens, macros, limits, result.diagnostics);
    result.ast = Parser(file, std::move(expanded), options, result.diagnostics).run();
    std::stable_sort(result.diagnostics.begin(), result.diagnostics.end(),
                     [](const Diagnostic& a, const Diagnostic& b) {
                         return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
                     });
    return result;
}

ParseResult parse(const SourceFile& file, const MacroTable& macros, const ParseOptions& options) {
    return parse(file, lex(file, {.max_errors = options.max_errors}), macros, options);
}

ParseResult parse(const SourceFile& file, const ParseOptions& options) {
    TokenList tokens = lex(file, {.max_errors = options.max_errors});
    MacroTable macros;
    std::vector<Diagnostic> diagnostics;
    macros.collect(file, tokens, diagnostics);
    ParseResult result = parse(file, tokens, macros, options);
    result.diagnostics.insert(result.diagnostics.begin(), diagnostics.begin(), diagnostics.end());
    return result;
}

} // namespace scope
