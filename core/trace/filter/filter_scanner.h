#pragma once
// The text of a filter as pieces: words, quoted text, regular expressions, operators. What is wrong with a piece is
// said with its place. Shared by the parser and by completion, so both agree on where a term begins.

#include "core/trace/filter/filter.h"

#include <string>
#include <string_view>

namespace scope {

/// Whether a byte ends a word that is not quoted.
bool ends_filter_word(char c);

class FilterScanner {
public:
    explicit FilterScanner(std::string_view text) : m_text(text) {}

    size_t at() const { return m_at; }
    bool done() const { return m_at == m_text.size(); }
    char peek(size_t ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0'; }
    void skip(size_t bytes) { m_at += bytes; }
    bool at_space() const;
    void skip_spaces();
    std::string_view from(size_t begin) const { return m_text.substr(begin, m_at - begin); }

    /// Up to white space, a bracket, a quote or an operator: what may be a word of the language.
    std::string_view word();
    /// Up to white space, a bracket or a quote: what may stand behind an operator.
    std::string_view bare_value();
    /// ":", "=", "==", "!=", "<", "<=", ">", ">=", "~" or "!~", where one stands here; "" otherwise.
    std::string_view operation() const;
    /// The text between two quotes, the first of which stands here; `\"` and `\\` stand for themselves.
    tl::expected<std::string, FilterError> quoted();
    struct Expression {
        std::string pattern;
        size_t begin = 0; ///< where it stands
        bool ignore_case = false;
    };
    /// /pattern/ or /pattern/i; `\/` is a slash.
    tl::expected<Expression, FilterError> expression();

    FilterError error(size_t begin, size_t end, std::string message) const;

private:
    std::string_view m_text;
    size_t m_at = 0;
};

} // namespace scope
