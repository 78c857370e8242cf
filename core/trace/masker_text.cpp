// Secrets in texts: JSON, forms, URLs and headers inside a string, and the literals of GML.

#include "core/base/text.h"
#include "core/data/json_reader.h"
#include "core/data/json_writer.h"
#include "core/gml/lexer.h"
#include "core/trace/masker.h"

#include <algorithm>

namespace scope {

namespace {

/// Parts of a text, from its front to its end, and what each becomes.
class Splice {
public:
    explicit Splice(std::string_view text) : m_text(text) {}

    void replace(size_t begin, size_t end, std::string_view by) {
        m_out += m_text.substr(m_copied, begin - m_copied);
        m_out += by;
        m_copied = end;
    }
    std::string result() { return std::move(m_out += m_text.substr(m_copied)); }

private:
    std::string_view m_text;
    std::string m_out;
    size_t m_copied = 0;
};

constexpr int deepest_json = 8; // JSON in a string of JSON ...

bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.';
}

bool is_quote(char c) {
    return c == '"' || c == '\'';
}

/// Behind the quoted text whose opening quote is at `begin`, without the closing quote.
size_t end_of_quoted(std::string_view text, size_t begin) {
    size_t at = begin + 1;
    while (at < text.size() && text[at] != text[begin]) at += text[at] == '\\' ? 2 : 1;
    return std::min(at, text.size());
}

/// The name in front of the '=' or ':' at `at`: `name=`, `"name":`, `name :`.
std::string_view name_before(std::string_view text, size_t at) {
    constexpr size_t longest = 200;
    while (at > 0 && text[at - 1] == ' ') --at;
    bool quoted = at > 0 && is_quote(text[at - 1]);
    size_t end = quoted ? at - 1 : at, begin = end;
    while (begin > 0 && end - begin < longest && is_name_byte(text[begin - 1])) --begin;
    return text.substr(begin, end - begin);
}

/// Says nothing about a secret.
bool is_filler(std::string_view value) {
    for (std::string_view word : {"", "0", "1", "true", "false", "null", "undefined"})
        if (value == word) return true;
    return false;
}

struct Range {
    size_t begin, end;
};

/// The bytes of the value behind the '=' or ':' at `at`, which `name` is the name of; empty when there is none to hide.
Range value_behind(std::string_view text, size_t at, std::string_view name) {
    constexpr std::string_view ends = "&;, \t\r\n\"'<>#)]}|";
    bool is_header = text[at] == ':';
    size_t begin = at + 1;
    while (begin < text.size() && (text[begin] == '=' || text[begin] == ' ')) ++begin;
    if (begin < text.size() && is_quote(text[begin])) return {begin + 1, end_of_quoted(text, begin)};
    if (!is_header && begin > at + 1 && text[begin - 1] == ' ') return {begin, begin};
    std::string lower = lower_ascii(name);
    if (is_header && lower.ends_with("cookie"))
        return {begin, std::min(text.find_first_of("\r\n\"", begin), text.size())};
    for (std::string_view scheme : {"bearer ", "basic ", "digest ", "token "})
        if (lower_ascii(text.substr(begin, scheme.size())) == scheme) begin += scheme.size();
    size_t end = std::min(text.find_first_of(ends, begin), text.size());
    // A word behind a colon is as likely prose.
    if (is_header && end - begin < 8) return {begin, begin};
    return {begin, end};
}

} // namespace

std::string Masker::found_in_json(std::string_view text, int depth, bool& is_json) {
    size_t first = text.find_first_not_of(" \t\r\n");
    is_json = first != std::string_view::npos && (text[first] == '{' || text[first] == '[') && depth < deepest_json;
    if (!is_json) return std::string(text);
    Splice out(text);
    JsonReader reader(text);
    std::vector<bool> secret{false}; // of each open bracket
    bool next = false;               // of the value behind the key
    for (;;) {
        auto token = reader.next();
        if (!token) {
            is_json = false;
            return std::string(text);
        }
        size_t begin = reader.offset();
        bool here = next || secret.back();
        if (*token != JsonToken::key) next = false;
        switch (*token) {
        case JsonToken::end: return out.result();
        case JsonToken::key: next = is_secret_key(reader.text()); break;
        case JsonToken::begin_object:
        case JsonToken::begin_array: secret.push_back(here); break;
        case JsonToken::end_object:
        case JsonToken::end_array: secret.pop_back(); break;
        case JsonToken::number:
            if (here) {
                std::string image = m_secrets.image_of_number(reader.text());
                out.replace(begin, begin + reader.text().size(), image);
            }
            break;
        case JsonToken::string: {
            std::string image = here ? m_secrets.image(reader.text()) : found_in_words(reader.text(), depth + 1);
            if (image == reader.text()) break;
            std::string quoted;
            append_json_string(quoted, image);
            out.replace(begin, end_of_quoted(text, begin) + 1, quoted);
            break;
        }
        case JsonToken::boolean:
        case JsonToken::null: break;
        }
    }
}

std::string Masker::found_in_words(std::string_view text, int depth) {
    bool is_json = false;
    std::string json = found_in_json(text, depth, is_json);
    if (is_json) return json;
    Splice out(text);
    for (size_t at = text.find_first_of(":= "); at != std::string_view::npos; at = text.find_first_of(":= ", at)) {
        Range value{at, at};
        if (text.substr(at, 3) == "://") { // name:password@
            size_t end = std::min(text.find_first_of("/?# \t\r\n\"'<>", at + 3), text.size());
            std::string_view host = text.substr(at + 3, end - at - 3);
            size_t sign = host.rfind('@');
            if (sign == std::string_view::npos || sign == 0) {
                at = end;
                continue;
            }
            size_t colon = host.substr(0, sign).find(':');
            value = {at + 3 + (colon == std::string_view::npos ? 0 : colon + 1), at + 3 + sign};
        } else if (text[at] == ' ') { // "Bearer abc" wherever it stands
            bool scheme = lower_ascii(text.substr(at < 6 ? 0 : at - 6, at < 6 ? at : 6)) == "bearer";
            if (scheme) value = {at + 1, std::min(text.find_first_of("&;, \t\r\n\"'<>", at + 1), text.size())};
            if (value.end - value.begin < 8) value = {at, at};
        } else if (std::string_view name = name_before(text, at); is_secret_key(name)) {
            value = value_behind(text, at, name);
        }
        std::string_view found = text.substr(value.begin, value.end - value.begin);
        if (!is_filler(found)) out.replace(value.begin, value.end, m_secrets.image(found));
        at = std::max(at + 1, value.end);
    }
    return out.result();
}

std::string Masker::masked_words(std::string_view text) {
    return m_secrets.without_known(found_in_words(text, 0));
}

// --- GML

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

/// Whether the literal at `at` is assigned to, compared with or stored under something that a secret's name stands for.
bool is_of_secret(const std::vector<Token>& tokens, size_t at) {
    constexpr size_t farthest = 50; // tokens in brackets
    if (at < 2) return false;
    std::string_view before = token_spelling(tokens[at - 1].kind);
    size_t name = at - 2;
    if (before == ",") return tokens[name].kind == TokenKind::string && names_secret(tokens[name]);
    bool binds = before == ":" || (before.ends_with('=') && before != "<=" && before != ">=");
    if (!binds) return false;
    if (tokens[name].kind == TokenKind::bracket_close) { // m[? "token"] = ...
        auto opens = [&] { return token_spelling(tokens[name].kind).starts_with('['); };
        for (size_t steps = 0; name > 0 && steps < farthest && !opens(); ++steps)
            if (names_secret(tokens[--name])) return true;
        if (name > 0) --name;
    }
    return names_secret(tokens[name]);
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
        const Token* joined = nullptr; // the last secret one: what is added to it is part of it
        for (size_t i = 0; i < tokens.size(); ++i) {
            if (!is_literal(tokens[i]) && !is_number(tokens[i])) continue;
            bool of_secret = all || is_of_secret(tokens, i) ||
                             (i >= 2 && &tokens[i - 2] == joined && token_spelling(tokens[i - 1].kind) == "+");
            if (of_secret) joined = &tokens[i];
            literals.push_back({&tokens[i], of_secret});
        }
    };
    collect(list.tokens, secret);
    for (const MacroDefinition& macro : list.macros) collect(macro.body, secret || is_secret_key(macro.name));
    std::sort(literals.begin(), literals.end(),
              [](const Literal& a, const Literal& b) { return a.token->span.begin < b.token->span.begin; });
    Splice out(code);
    for (const Literal& literal : literals) {
        Span span = literal.token->span;
        if (is_number(*literal.token)) {
            std::string_view digits = code.substr(span.begin, span.end - span.begin);
            if (literal.secret) out.replace(span.begin, span.end, m_secrets.image_of_number(digits));
            continue;
        }
        Range range = inside(code, *literal.token);
        std::string_view content = code.substr(range.begin, range.end - range.begin);
        out.replace(range.begin, range.end, literal.secret ? m_secrets.image(content) : masked_words(content));
    }
    return out.result();
}

std::string Masker::masked_guard(std::string_view text) {
    SourceFile file("", std::string(text));
    TokenList list = lex(file);
    if (std::none_of(list.tokens.begin(), list.tokens.end(), names_secret)) return masked_code(text);
    Splice out(text);
    for (const Token& token : list.tokens) {
        if (names_secret(token)) continue;
        if (is_number(token)) {
            std::string_view digits = text.substr(token.span.begin, token.span.end - token.span.begin);
            out.replace(token.span.begin, token.span.end, m_secrets.image_of_number(digits));
        } else if (is_literal(token)) {
            Range range = inside(text, token);
            out.replace(range.begin, range.end, m_secrets.image(text.substr(range.begin, range.end - range.begin)));
        }
    }
    return out.result();
}

} // namespace scope
