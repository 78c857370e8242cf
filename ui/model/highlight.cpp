#include "ui/model/highlight.h"

#include "ui/model/code_search.h"

#include <algorithm>
#include <array>

namespace scope {

namespace {

constexpr std::array keywords = {"and",          "begin",         "break",     "case",  "catch",     "constructor",
                                 "continue",     "default",       "delete",    "div",   "do",        "else",
                                 "end",          "enum",          "exit",      "false", "finally",   "for",
                                 "function",     "global",        "globalvar", "if",    "infinity",  "mod",
                                 "NaN",          "new",           "not",       "or",    "other",     "pointer_invalid",
                                 "pointer_null", "repeat",        "return",    "self",  "static",    "switch",
                                 "then",         "throw",         "true",      "try",   "undefined", "until",
                                 "var",          "while",         "with",      "xor",   "all",       "noone",
                                 "argument",     "argument_count"};

constexpr std::array builtin_variables = {"async_load",
                                          "event_data",
                                          "event_type",
                                          "event_number",
                                          "event_object",
                                          "current_time",
                                          "current_second",
                                          "current_minute",
                                          "current_hour",
                                          "current_day",
                                          "current_month",
                                          "current_year",
                                          "delta_time",
                                          "fps",
                                          "fps_real",
                                          "game_id",
                                          "id",
                                          "instance_count",
                                          "instance_id",
                                          "keyboard_key",
                                          "keyboard_lastkey",
                                          "keyboard_string",
                                          "mouse_x",
                                          "mouse_y",
                                          "object_index",
                                          "os_browser",
                                          "os_device",
                                          "os_type",
                                          "os_version",
                                          "persistent",
                                          "room",
                                          "room_height",
                                          "room_speed",
                                          "room_width",
                                          "score",
                                          "health",
                                          "lives",
                                          "solid",
                                          "sprite_index",
                                          "image_index",
                                          "image_speed",
                                          "temp_directory",
                                          "visible",
                                          "working_directory",
                                          "x",
                                          "xprevious",
                                          "xstart",
                                          "y",
                                          "yprevious",
                                          "ystart",
                                          "alarm",
                                          "depth",
                                          "direction",
                                          "speed",
                                          "hspeed",
                                          "vspeed",
                                          "gravity",
                                          "friction",
                                          "layer"};

bool is_word_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_word(char c) {
    return is_word_start(c) || is_digit(c);
}

class Scanner {
public:
    explicit Scanner(std::string_view text) : m_text(text) {}

    std::vector<CodePiece> run() {
        while (m_at < m_text.size()) next();
        return std::move(m_pieces);
    }

private:
    char look(size_t ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0'; }
    bool starts(std::string_view with) const { return m_text.substr(m_at).starts_with(with); }

    void piece(size_t end, CodeKind kind) {
        end = std::min(end, m_text.size());
        if (!m_pieces.empty() && m_pieces.back().kind == kind && m_pieces.back().end == m_at)
            m_pieces.back().end = static_cast<uint32_t>(end);
        else
            m_pieces.push_back({static_cast<uint32_t>(m_at), static_cast<uint32_t>(end), kind});
        m_at = end;
    }

    size_t line_end(size_t from) const { return std::min(m_text.find('\n', from), m_text.size()); }

    void next() {
        char c = look();
        if (starts("//")) return piece(line_end(m_at), CodeKind::comment);
        if (starts("/*")) {
            size_t end = m_text.find("*/", m_at + 2);
            return piece(end == std::string_view::npos ? m_text.size() : end + 2, CodeKind::comment);
        }
        if (c == '#' && is_word_start(look(1))) return directive();
        if (c == '"' || starts("$\"")) return escaped_string();
        if (c == '@' && (look(1) == '"' || look(1) == '\'')) {
            size_t end = m_text.find(look(1), m_at + 2);
            return piece(end == std::string_view::npos ? m_text.size() : end + 1, CodeKind::string);
        }
        if (is_digit(c) || (c == '.' && is_digit(look(1))) ||
            (c == '$' && std::isxdigit(static_cast<unsigned char>(look(1)))))
            return number();
        if (is_word_start(c)) return word();
        piece(m_at + 1, CodeKind::plain);
    }

    void directive() {
        size_t end = m_at + 1;
        while (end < m_text.size() && is_word(m_text[end])) ++end;
        piece(end, CodeKind::macro);
    }

    void escaped_string() {
        size_t end = m_at + (look() == '$' ? 2 : 1);
        while (end < m_text.size() && m_text[end] != '"' && m_text[end] != '\n') end += m_text[end] == '\\' ? 2 : 1;
        piece(end < m_text.size() && m_text[end] == '"' ? end + 1 : end, CodeKind::string);
    }

    void number() {
        size_t end = m_at + 1;
        while (
            end < m_text.size() &&
            (is_word(m_text[end]) || (m_text[end] == '.' && is_digit(end + 1 < m_text.size() ? m_text[end + 1] : ' '))))
            ++end;
        piece(end, CodeKind::number);
    }

    void word() {
        size_t end = m_at;
        while (end < m_text.size() && is_word(m_text[end])) ++end;
        std::string_view text = m_text.substr(m_at, end - m_at);
        bool member = m_at > 0 && m_text[m_at - 1] == '.';
        size_t after = std::min(m_text.find_first_not_of(" \t", end), m_text.size());
        CodeKind kind = CodeKind::plain;
        if (!member && is_gml_keyword(text))
            kind = CodeKind::keyword;
        else if (after < m_text.size() && m_text[after] == '(')
            kind = CodeKind::function;
        else if (!member && is_gml_builtin_variable(text))
            kind = CodeKind::builtin;
        else if (is_macro(text))
            kind = CodeKind::macro;
        piece(end, kind);
    }

    /// By custom, macros and enums' members are written in capitals.
    static bool is_macro(std::string_view text) {
        return text.size() > 1 &&
               std::all_of(text.begin(), text.end(),
                           [](char c) { return (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_'; }) &&
               std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    }

    std::string_view m_text;
    size_t m_at = 0;
    std::vector<CodePiece> m_pieces;
};

} // namespace

bool is_gml_keyword(std::string_view word) {
    return std::find(keywords.begin(), keywords.end(), word) != keywords.end();
}
bool is_gml_builtin_variable(std::string_view word) {
    return std::find(builtin_variables.begin(), builtin_variables.end(), word) != builtin_variables.end();
}

CodeText::CodeText(std::string text) : m_text(std::move(text)) {
    constexpr size_t most = UINT32_MAX - 1;
    if (m_text.size() > most) m_text.resize(most);
    m_pieces = Scanner(m_text).run();
    for (size_t at = 0;;) {
        size_t end = std::min(m_text.find('\n', at), m_text.size());
        size_t stop = end > at && m_text[end - 1] == '\r' ? end - 1 : end;
        m_lines.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(stop)});
        m_widest = std::max(m_widest, columns_of(std::string_view(m_text).substr(at, stop - at)));
        if (end == m_text.size()) break;
        at = end + 1;
    }
    if (m_lines.size() > 1 && m_lines.back().begin == m_lines.back().end)
        m_lines.pop_back(); // a final line break starts no line
}

std::string_view CodeText::line(size_t index) const {
    if (index >= m_lines.size()) return {};
    return std::string_view(m_text).substr(m_lines[index].begin, m_lines[index].end - m_lines[index].begin);
}

std::vector<CodePiece> CodeText::pieces(size_t index) const {
    std::vector<CodePiece> found;
    if (index >= m_lines.size()) return found;
    auto [begin, end] = m_lines[index];
    auto at = std::lower_bound(m_pieces.begin(), m_pieces.end(), begin,
                               [](const CodePiece& piece, uint32_t offset) { return piece.end <= offset; });
    for (; at != m_pieces.end() && at->begin < end; ++at)
        found.push_back({std::max(at->begin, begin), std::min(at->end, end), at->kind});
    return found;
}

} // namespace scope
