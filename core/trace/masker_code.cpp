// Secrets in the literals of GML, and in conditions with their operands.

#include "core/base/text.h"
#include "core/gml/lexer.h"
#include "core/trace/guard_text.h"
#include "core/trace/masker.h"
#include "core/trace/splice.h"

#include <algorithm>

namespace scope {

namespace {

bool is_literal(const Token& token) {
    return token.kind == TokenKind::string || token.kind == TokenKind::template_text;
}
bool is_number(const Token& token) {
    return token.kind == TokenKind::real_number || token.kind == TokenKind::integer_number;
}
bool is_name(const Token& token) {
    return token.kind == TokenKind::identifier || token.kind == TokenKind::string || is_word(token.kind);
}
bool names_secret(const Token& token) {
    return is_name(token) && is_secret_key(token.text);
}

bool opens(const Token& token) {
    std::string_view text = token_spelling(token.kind);
    return text == "(" || text == "{" || text.starts_with('[');
}
bool closes(const Token& token) {
    std::string_view text = token_spelling(token.kind);
    return text == ")" || text == "}" || text == "]";
}
bool compares(const Token& token) {
    std::string_view text = token_spelling(token.kind);
    return text == "==" || text == "!=" || text == "<>";
}
/// `=`, `+=`, `:` and comparisons: what follows belongs to what stands before.
bool binds(const Token& token) {
    std::string_view text = token_spelling(token.kind);
    return text == ":" || compares(token) || (text.ends_with('=') && text != "<=" && text != ">=");
}

/// Whether what stands before `at` is a secret's name: `token`, `m[? "token"]`, `auth[0]`; before a `:` a member's, not
/// a `case` or one of two choices.
bool secret_before(const std::vector<Token>& tokens, size_t at) {
    constexpr size_t farthest = 50; // tokens in brackets
    if (at == 0) return false;
    if (token_spelling(tokens[at].kind) == ":") {
        std::string_view before = at > 1 ? token_spelling(tokens[at - 2].kind) : "";
        return (before == "{" || before == ",") && names_secret(tokens[at - 1]);
    }
    size_t name = at - 1;
    if (tokens[name].kind == TokenKind::bracket_close) {
        auto begins = [&] { return token_spelling(tokens[name].kind).starts_with('['); };
        for (size_t steps = 0; name > 0 && steps < farthest && !begins(); ++steps)
            if (names_secret(tokens[--name])) return true;
        if (name > 0) --name;
    }
    return names_secret(tokens[name]);
}

/// Where the expression that begins at `at` ends: before a `;`, a `,` or a bracket that closes around it, or a
/// statement.
size_t end_of_expression(const std::vector<Token>& tokens, size_t at) {
    size_t depth = 0;
    for (size_t begin = at; at < tokens.size(); ++at) {
        std::string_view text = token_spelling(tokens[at].kind);
        if (depth == 0 && (text == ";" || text == "," || text == "}" || closes(tokens[at]))) break;
        if (depth == 0 && at > begin && tokens[at].line_break_before && !binds(tokens[at]) && is_name(tokens[at]) &&
            tokens[at].kind != TokenKind::string)
            break;
        depth += opens(tokens[at]);
        depth -= closes(tokens[at]) && depth > 0;
    }
    return at;
}

/// Which tokens are of a secret: what is assigned to one's name, compared with it, or stored under it.
std::vector<bool> of_secrets(const std::vector<Token>& tokens) {
    std::vector<bool> out(tokens.size());
    size_t marked = 0; // up to where
    for (size_t at = 0; at < tokens.size(); ++at) {
        std::string_view text = token_spelling(tokens[at].kind);
        bool stored = at > 0 && text == "," && tokens[at - 1].kind == TokenKind::string && names_secret(tokens[at - 1]);
        if (stored || (binds(tokens[at]) && secret_before(tokens, at))) {
            size_t end = end_of_expression(tokens, at + 1);
            for (size_t i = std::max(at + 1, marked); i < end; ++i) out[i] = true;
            marked = std::max(marked, end);
        }
        if (at > 0 && compares(tokens[at]) && at + 1 < tokens.size() && names_secret(tokens[at + 1]))
            out[at - 1] = true;
        if (text == "switch") { // (token) { case "abc": ...
            size_t body = at;
            bool asks = false;
            while (body < tokens.size() && token_spelling(tokens[body].kind) != "{")
                asks |= names_secret(tokens[body++]);
            size_t depth = 0;
            for (size_t i = body; asks && i + 1 < tokens.size(); ++i) {
                depth += token_spelling(tokens[i].kind) == "{";
                depth -= token_spelling(tokens[i].kind) == "}";
                if (depth == 0) break;
                if (tokens[i].kind == TokenKind::kw_case && depth == 1) out[i + 1] = true;
            }
        }
    }
    return out;
}

/// A literal without its quotes.
Range inside(std::string_view code, const Token& token) {
    size_t begin = token.span.begin, end = std::min<size_t>(token.span.end, code.size());
    if (token.kind == TokenKind::template_text) return {begin, end};
    if (begin < end && code[begin] == '@') ++begin;
    if (begin >= end) return {end, end};
    char quote = code[begin++];
    if (end > begin && code[end - 1] == quote) --end;
    return {begin, end};
}

} // namespace

std::string Masker::masked_code(std::string_view code, bool secret) {
    SourceFile file("", std::string(code));
    TokenList list = lex(file);
    struct Literal {
        const Token* token;
        bool secret;
    };
    std::vector<Literal> literals;
    auto collect = [&](const std::vector<Token>& tokens, bool all) {
        std::vector<bool> secrets = of_secrets(tokens);
        for (size_t i = 0; i < tokens.size(); ++i)
            if (is_literal(tokens[i]) || is_number(tokens[i])) literals.push_back({&tokens[i], all || secrets[i]});
    };
    collect(list.tokens, secret);
    for (const MacroDefinition& macro : list.macros) collect(macro.body, secret || is_secret_key(macro.name));
    std::sort(literals.begin(), literals.end(),
              [](const Literal& a, const Literal& b) { return a.token->span.begin < b.token->span.begin; });
    Splice out(code);
    size_t behind = 0;
    auto between = [&](size_t end) { // comments, names, signs: a name is never a secret's text by chance
        std::string_view part = code.substr(behind, end - behind);
        if (size_t comment = std::min(part.find("//"), part.find("/*")); comment != std::string_view::npos)
            out.replace(behind + comment, end, masked_words(part.substr(comment)));
    };
    for (const Literal& literal : literals) {
        Span span = literal.token->span;
        if (span.begin < behind || span.end > code.size()) continue;
        between(span.begin);
        behind = span.end;
        if (is_number(*literal.token)) {
            std::string_view digits = code.substr(span.begin, span.end - span.begin);
            if (literal.secret) out.replace(span.begin, span.end, m_secrets.image_of_number(digits));
            continue;
        }
        Range range = inside(code, *literal.token);
        std::string_view content = code.substr(range.begin, range.end - range.begin);
        out.replace(range.begin, range.end, literal.secret ? m_secrets.image(content) : masked_words(content));
    }
    between(code.size());
    return out.result();
}

std::string Masker::masked_guard(std::string_view text, const std::vector<std::string>& cut) {
    SourceFile file("", std::string(text));
    TokenList list = lex(file);
    bool asks_secret = std::any_of(list.tokens.begin(), list.tokens.end(), names_secret);
    auto shown = [&](const std::string& whole) { // what is shown of one that was cut
        std::string masked = asks_secret ? m_secrets.image(whole) : masked_words(whole);
        return masked == whole ? std::string() : without_middle(masked, most_operand_shown);
    };
    Splice out(text);
    for (const Token& token : list.tokens) {
        if (asks_secret && names_secret(token)) continue;
        if (is_number(token) && asks_secret) {
            std::string_view digits = text.substr(token.span.begin, token.span.end - token.span.begin);
            out.replace(token.span.begin, token.span.end, m_secrets.image_of_number(digits));
        } else if (is_literal(token)) {
            Range range = inside(text, token);
            std::string content(text.substr(range.begin, range.end - range.begin));
            auto whole = std::find_if(cut.begin(), cut.end(), [&](const std::string& one) {
                return without_middle(one, most_operand_shown) == content;
            });
            std::string masked = whole != cut.end() ? shown(*whole)
                                 : asks_secret      ? m_secrets.image(content)
                                                    : masked_words(content);
            if (whole != cut.end() && masked.empty()) continue;
            out.replace(range.begin, range.end, masked);
        }
    }
    return out.result();
}

} // namespace scope
