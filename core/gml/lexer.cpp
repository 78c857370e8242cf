#include "core/gml/lexer.h"

#include "core/base/text.h"
#include "core/gml/literals.h"

#include <algorithm>
#include <array>

namespace scope {

namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Whether a value may end with this token, so that '[' behind it is an accessor and not an array literal: this is what
// tells map[? "k"] and struct[$ "k"] from [$FF, $00], and grid[# x, y] from [#FF0000].
bool ends_operand(const Token& token) {
    switch (token.kind) {
    case TokenKind::identifier:
    case TokenKind::string:
    case TokenKind::template_end:
    case TokenKind::paren_close:
    case TokenKind::bracket_close: return true;
    default: return false;
    }
}

// The length of the white space at `position` that is not ASCII: what editors and copied web pages leave in code.
size_t odd_space(std::string_view text, size_t position) {
    std::string_view rest = text.substr(position, 3);
    if (rest.starts_with("\u00A0")) return 2;
    for (std::string_view space : {"\uFEFF", "\u200B", "\u200C", "\u200D", "\u200E", "\u200F", "\u2028", "\u2029",
                                   "\u202F", "\u205F", "\u2060", "\u3000", "\u2009", "\u2003", "\u2002"})
        if (rest == space) return 3;
    return 0;
}

// Text has no NUL and few control characters; a picture or an UTF-16 file has many.
bool looks_like_text(std::string_view text) {
    std::string_view head = text.substr(0, 65536);
    size_t control = 0;
    for (char c : head)
        if (static_cast<unsigned char>(c) < 9 || (c > '\r' && c < ' ')) ++control;
    return text.find('\0') == std::string_view::npos && control * 20 <= head.size();
}

// The punctuators that begin with `first`, longest first, so that the first match is the right one.
const std::vector<TokenKind>& punctuators_by_first(char first) {
    static const std::array<std::vector<TokenKind>, 128> table = [] {
        std::array<std::vector<TokenKind>, 128> lists;
        for (size_t length : {3, 2, 1})
            for (int i = int(TokenKind::brace_open); i <= int(TokenKind::shift_right); ++i)
                if (std::string_view text = token_spelling(TokenKind(i)); text.size() == length)
                    lists[static_cast<size_t>(text[0])].push_back(TokenKind(i));
        return lists;
    }();
    return table[static_cast<unsigned char>(first) < 128 ? static_cast<size_t>(first) : 0];
}

class Lexer {
public:
    Lexer(const SourceFile& file, const LexOptions& options) : m_file(file), m_text(file.text()), m_options(options) {}

    TokenList run();

private:
    void read_token();
    void skip_space();
    void skip_line();
    void skip_block_comment();
    bool skip_continuation();
    void end_macro();
    void read_directive();
    void read_macro();
    void read_define();
    void read_word();
    void read_string();
    void read_verbatim_string(size_t begin);
    void read_template_text(size_t begin);
    bool read_character(std::string& out);
    void read_bracket();
    void read_punctuation();
    void read_unknown();

    char at(size_t ahead) const { return m_position + ahead < m_text.size() ? m_text[m_position + ahead] : '\0'; }
    std::string_view word_here() const;
    Token& emit(TokenKind kind, size_t begin);
    std::string_view keep(std::string text) { return m_list.pool.emplace_back(std::move(text)); }
    void report(Severity severity, const char* code, size_t begin, std::string message, std::string hint = {});
    void error(const char* code, size_t begin, std::string message, std::string hint = {}) {
        report(Severity::error, code, begin, std::move(message), std::move(hint));
    }

    const SourceFile& m_file;
    std::string_view m_text;
    const LexOptions& m_options;
    size_t m_position = 0;
    bool m_line_break = true;
    bool m_in_macro = false;
    size_t m_macro_templates = 0;      // open templates when the macro began
    std::vector<uint32_t> m_templates; // per open template expression, the braces open inside it
    uint32_t m_errors = 0;
    uint32_t m_emitted = 0; ///< tokens, those of macros too
    TokenList m_list;
};

TokenList Lexer::run() {
    if (m_text.starts_with("\xFF\xFE") || m_text.starts_with("\xFE\xFF") || !looks_like_text(m_text)) {
        bool wide = m_text.starts_with("\xFF\xFE") || m_text.starts_with("\xFE\xFF");
        error("not-text", 0,
              wide ? "this file is UTF-16, GML files are UTF-8" : "this file is not text, so it cannot be GML");
        m_position = m_text.size();
    }
    if (m_text.size() > UINT32_MAX / 2) {
        error("not-text", 0, "this file is larger than 2 GB");
        m_position = m_text.size();
    }
    m_list.tokens.reserve(std::min<size_t>((m_text.size() - m_position) / 6, m_options.max_tokens) + 16);
    for (skip_space(); m_position < m_text.size(); skip_space()) {
        read_token();
        if (m_emitted < m_options.max_tokens) continue;
        error("too-large", m_position,
              "this file has more than " + std::to_string(m_options.max_tokens) +
                  " words and signs; what follows is not read");
        m_position = m_text.size();
    }
    if (m_in_macro) end_macro();
    if (!m_templates.empty()) error("unterminated-string", m_text.size(), "a template string is not closed");
    emit(TokenKind::end_of_file, m_text.size());
    return std::move(m_list);
}

void Lexer::report(Severity severity, const char* code, size_t begin, std::string message, std::string hint) {
    if (severity == Severity::error && ++m_errors > m_options.max_errors) return;
    Span span{static_cast<uint32_t>(begin), static_cast<uint32_t>(begin)};
    m_list.diagnostics.push_back({code, severity, std::move(message), place_of(m_file, span), std::move(hint)});
}

Token& Lexer::emit(TokenKind kind, size_t begin) {
    Token token;
    token.kind = kind;
    token.line_break_before = m_line_break;
    token.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(m_position)};
    m_line_break = false;
    ++m_emitted;
    std::vector<Token>& target = m_in_macro ? m_list.macros.back().body : m_list.tokens;
    return target.emplace_back(token);
}

void Lexer::skip_line() {
    while (m_position < m_text.size() && m_text[m_position] != '\n' && m_text[m_position] != '\r') ++m_position;
}

// A comment that is never closed runs to the end of the file: GameMaker says nothing, we warn. They do not nest.
void Lexer::skip_block_comment() {
    size_t begin = m_position;
    size_t end = m_text.find("*/", m_position + 2);
    if (end == std::string_view::npos) {
        report(Severity::warning, "unterminated-comment", begin,
               "this comment is never closed, so all that follows is part of it");
        end = m_text.size() - 2;
    }
    m_position = end + 2;
    if (m_text.substr(begin, m_position - begin).find('\n') != std::string_view::npos) m_line_break = true;
}

// A backslash, then nothing but comments up to the line break: the macro goes on in the next line.
bool Lexer::skip_continuation() {
    size_t look = m_position;
    while (look < m_text.size() && m_text[look] == '\\') ++look;
    while (look < m_text.size() && (m_text[look] == ' ' || m_text[look] == '\t')) ++look;
    std::string_view rest = m_text.substr(look);
    if (rest.starts_with("//")) look = std::min(m_text.find_first_of("\r\n", look), m_text.size());
    if (look < m_text.size() && m_text[look] != '\n' && m_text[look] != '\r') return false;
    if (m_text.substr(look).starts_with("\r\n")) ++look;
    m_position = std::min(look + 1, m_text.size());
    m_line_break = true;
    return true;
}

void Lexer::end_macro() {
    if (m_templates.size() > m_macro_templates) {
        error("unterminated-string", m_position, "a template string is not closed at the end of the macro");
        m_templates.resize(m_macro_templates);
    }
    m_in_macro = false;
}

void Lexer::skip_space() {
    while (m_position < m_text.size()) {
        char c = m_text[m_position];
        if (c == '\n' || c == '\r') {
            if (m_in_macro) end_macro();
            m_line_break = true;
            ++m_position;
        } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
            ++m_position;
        } else if (c == '/' && at(1) == '/') {
            skip_line();
        } else if (c == '/' && at(1) == '*') {
            skip_block_comment();
        } else if (c == '\\' && m_in_macro) {
            if (!skip_continuation()) return;
        } else if (static_cast<unsigned char>(c) >= 0x80 && odd_space(m_text, m_position)) {
            m_position += odd_space(m_text, m_position);
        } else {
            return;
        }
    }
}

void Lexer::read_token() {
    size_t begin = m_position;
    char c = m_text[begin];
    if (is_letter(c)) return read_word();
    bool number = is_digit(c) || (c == '.' && is_digit(at(1))) || (c == '$' && at(1) != '"');
    if (number || (c == '#' && is_colour(m_text, begin))) {
        NumberLiteral literal = c == '#' ? read_colour(m_text, m_position) : read_number(m_text, m_position);
        Token& token = emit(literal.is_int64 ? TokenKind::integer_number : TokenKind::real_number, begin);
        token.real = literal.real;
        token.integer = literal.integer;
        if (!literal.problem.empty()) error("bad-number", begin, std::string(literal.problem));
    } else if (c == '#') {
        read_directive();
    } else if (c == '"') {
        read_string();
    } else if (c == '@' && (at(1) == '"' || at(1) == '\'')) {
        read_verbatim_string(begin);
    } else if (c == '$') {
        m_position += 2;
        emit(TokenKind::template_begin, begin);
        read_template_text(begin);
    } else if (c == '[') {
        read_bracket();
    } else if (c == '\'') {
        error("bad-character", begin, "text in single quotes is not a string in GameMaker",
              "use double quotes, or @'...' for text that holds double quotes");
        size_t end = m_text.find_first_of("'\r\n", begin + 1);
        m_position = std::min(end, m_text.size());
        if (at(0) == '\'') ++m_position;
        emit(TokenKind::string, begin);
    } else {
        read_punctuation();
    }
}

std::string_view Lexer::word_here() const {
    size_t end = m_position;
    while (end < m_text.size() && (is_letter(m_text[end]) || is_digit(m_text[end]))) ++end;
    return m_text.substr(m_position, end - m_position);
}

void Lexer::read_word() {
    size_t begin = m_position;
    std::string_view word = word_here();
    m_position += word.size();
    const std::vector<Token>& before = m_in_macro ? m_list.macros.back().body : m_list.tokens;
    bool member = !before.empty() && before.back().kind == TokenKind::dot;
    // A word behind a dot is a name, whatever it means elsewhere.
    Token& token = emit(member ? TokenKind::identifier : keyword_kind(word), begin);
    token.text = word;
}

void Lexer::read_directive() {
    size_t begin = m_position++;
    std::string_view word = word_here();
    if (word == "macro" && !m_in_macro) return read_macro();
    if (word == "define" && !m_in_macro) return read_define();
    if (word == "region" || word == "endregion") return skip_line();
    if (word.empty()) {
        m_position = begin;
        return read_unknown();
    }
    m_position += word.size();
    if (m_in_macro)
        error("unknown-directive", begin, "a directive cannot stand inside a macro");
    else
        error("unknown-directive", begin, "#" + std::string(word) + " is no directive of GameMaker");
    skip_line();
}

void Lexer::read_macro() {
    size_t begin = m_position - 1;
    m_position += std::string_view("macro").size();
    auto skip_blanks = [&] {
        while (at(0) == ' ' || at(0) == '\t') ++m_position;
    };
    skip_blanks();
    MacroDefinition macro;
    size_t name_begin = m_position;
    macro.name = word_here();
    m_position += macro.name.size();
    if (at(0) == ':' && is_letter(at(1))) {
        ++m_position;
        macro.config = macro.name;
        name_begin = m_position;
        macro.name = word_here();
        m_position += macro.name.size();
    }
    macro.span = {static_cast<uint32_t>(name_begin), static_cast<uint32_t>(m_position)};
    if (macro.name.empty() || is_digit(macro.name[0])) {
        error("bad-macro", begin, "#macro needs a name behind it");
        return skip_line();
    }
    m_list.macros.push_back(std::move(macro));
    m_in_macro = true;
    m_macro_templates = m_templates.size();
    m_line_break = false;
}

void Lexer::read_define() {
    size_t begin = m_position - 1;
    m_position += std::string_view("define").size();
    while (at(0) == ' ' || at(0) == '\t') ++m_position;
    std::string_view name = word_here();
    m_position += name.size();
    if (name.empty()) error("bad-define", begin, "#define needs a name behind it");
    emit(TokenKind::define_directive, begin).text = name;
    skip_line();
}

// One character of a string, escapes decoded. False at the end of the line or file, where an ordinary string may not go
// on.
bool Lexer::read_character(std::string& out) {
    char c = at(0);
    if (m_position >= m_text.size() || c == '\n' || c == '\r') return false;
    if (c != '\\') {
        out.push_back(c);
        ++m_position;
        return true;
    }
    if (at(1) == '\n' || at(1) == '\r' || m_position + 1 == m_text.size()) {
        ++m_position;
        return false;
    }
    size_t begin = m_position;
    std::string_view problem = read_escape(m_text, m_position, out);
    if (!problem.empty()) report(Severity::warning, "bad-escape", begin, std::string(problem));
    return true;
}

void Lexer::read_string() {
    size_t begin = m_position++;
    size_t end = m_text.find_first_of("\"\\\r\n", m_position);
    if (end != std::string_view::npos && m_text[end] == '"') { // nothing to decode: borrow
        std::string_view content = m_text.substr(m_position, end - m_position);
        m_position = end + 1;
        emit(TokenKind::string, begin).text = content;
        return;
    }
    std::string content;
    bool closed = true;
    while (at(0) != '"' && closed) closed = read_character(content);
    if (closed)
        ++m_position;
    else
        error("unterminated-string", begin, "this string is not closed in its line",
              "close it with a double quote, or write @\"...\" for text of several lines");
    emit(TokenKind::string, begin).text = keep(std::move(content));
}

void Lexer::read_verbatim_string(size_t begin) {
    char quote = m_text[begin + 1];
    size_t end = m_text.find(quote, begin + 2);
    if (end == std::string_view::npos) error("unterminated-string", begin, "this string is never closed");
    end = std::min(end, m_text.size());
    m_position = std::min(end + 1, m_text.size());
    emit(TokenKind::string, begin).text = m_text.substr(begin + 2, end - begin - 2);
}

// From behind $" or a closed expression up to the next expression or the end of the template that began at `begin`.
void Lexer::read_template_text(size_t begin) {
    size_t text_begin = m_position;
    std::string content;
    bool closed = true;
    bool too_deep = m_templates.size() >= m_options.max_template_depth;
    while (closed && at(0) != '"' && (at(0) != '{' || too_deep)) closed = read_character(content);
    if (!content.empty()) emit(TokenKind::template_text, text_begin).text = keep(std::move(content));
    if (!closed) {
        error("unterminated-string", begin, "this template string is not closed in its line");
        emit(TokenKind::template_end, m_position);
        return;
    }
    size_t mark = m_position++;
    bool opens = m_text[mark] == '{';
    if (opens) m_templates.push_back(0);
    if (too_deep && m_text[mark] == '"') error("too-deep", begin, "template strings are nested too deeply");
    emit(opens ? TokenKind::template_open : TokenKind::template_end, mark);
}

void Lexer::read_bracket() {
    size_t begin = m_position++;
    const std::vector<Token>& before = m_in_macro ? m_list.macros.back().body : m_list.tokens;
    TokenKind kind = TokenKind::bracket_open;
    if (!before.empty() && ends_operand(before.back())) {
        switch (at(0)) {
        case '|': kind = TokenKind::open_list; break;
        case '?': kind = TokenKind::open_map; break;
        case '#': kind = TokenKind::open_grid; break;
        case '@': kind = TokenKind::open_array; break;
        case '$': kind = TokenKind::open_struct; break;
        default: break;
        }
        if (kind != TokenKind::bracket_open) ++m_position;
    }
    emit(kind, begin);
}

void Lexer::read_punctuation() {
    size_t begin = m_position;
    std::string_view rest = m_text.substr(begin, 3);
    if (rest.starts_with("<>")) {
        m_position += 2;
        emit(TokenKind::not_equal, begin);
        return;
    }
    for (TokenKind kind : punctuators_by_first(rest[0])) {
        if (!rest.starts_with(token_spelling(kind))) continue;
        m_position += token_spelling(kind).size();
        bool in_template = m_templates.size() > (m_in_macro ? m_macro_templates : 0);
        if (in_template && kind == TokenKind::brace_open) ++m_templates.back();
        if (in_template && kind == TokenKind::brace_close && m_templates.back()-- == 0) {
            m_templates.pop_back();
            emit(TokenKind::template_close, begin);
            read_template_text(begin);
            return;
        }
        emit(kind, begin);
        return;
    }
    read_unknown();
}

void Lexer::read_unknown() {
    size_t begin = m_position;
    auto strange = [&](size_t position) {
        char c = m_text[position];
        return static_cast<unsigned char>(c) >= 0x80 || c == '`' || c == '\'' || c == '\\' || c < ' ' || c == 0x7F;
    };
    ++m_position;
    while (m_position < m_text.size() && strange(m_position) && m_text[m_position] != '\n' &&
           m_text[m_position] != '\r' && m_text[m_position] != '\t' && !odd_space(m_text, m_position))
        ++m_position;
    std::string shown = escape_control(m_text.substr(begin, std::min<size_t>(m_position - begin, 24)));
    error("bad-character", begin, "'" + shown + "' has no meaning in GML");
    emit(TokenKind::bad, begin);
}

} // namespace

TokenList lex(const SourceFile& file, const LexOptions& options) {
    return Lexer(file, options).run();
}

} // namespace scope
