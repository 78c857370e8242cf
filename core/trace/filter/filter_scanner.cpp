#include "core/trace/filter/filter_scanner.h"

#include <algorithm>

namespace scope {

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

bool ends_filter_word(char c) {
    return is_space(c) || std::string_view("()\"<>=~:").find(c) != std::string_view::npos;
}

bool FilterScanner::at_space() const {
    return !done() && is_space(m_text[m_at]);
}

void FilterScanner::skip_spaces() {
    while (at_space()) ++m_at;
}

std::string_view FilterScanner::word() {
    size_t begin = m_at;
    while (!done() && !ends_filter_word(m_text[m_at]) && !(peek() == '!' && (peek(1) == '=' || peek(1) == '~'))) ++m_at;
    return from(begin);
}

std::string_view FilterScanner::bare_value() {
    size_t begin = m_at;
    auto ends = [](char c) { return is_space(c) || c == '(' || c == ')' || c == '"'; };
    while (!done() && !ends(m_text[m_at])) ++m_at;
    return from(begin);
}

std::string_view FilterScanner::operation() const {
    for (std::string_view each : {"==", "!=", "<=", ">=", "!~", ":", "=", "<", ">", "~"})
        if (m_text.substr(m_at, each.size()) == each) return m_text.substr(m_at, each.size());
    return {};
}

tl::expected<std::string, FilterError> FilterScanner::quoted() {
    size_t begin = m_at++;
    std::string text;
    for (; !done(); ++m_at) {
        if (peek() == '"') {
            ++m_at;
            return text;
        }
        if (peek() == '\\' && (peek(1) == '"' || peek(1) == '\\')) ++m_at;
        text += peek();
    }
    return tl::unexpected(error(begin, begin + 1, "this quote is not closed"));
}

tl::expected<FilterScanner::Expression, FilterError> FilterScanner::expression() {
    Expression found;
    size_t begin = m_at++;
    found.begin = m_at;
    for (; !done(); ++m_at) {
        if (peek() == '/') {
            ++m_at;
            if (peek() == 'i') {
                found.ignore_case = true;
                ++m_at;
            }
            return found;
        }
        if (peek() == '\\' && m_at + 1 < m_text.size()) {
            if (peek(1) != '/') found.pattern += '\\';
            ++m_at;
        }
        found.pattern += peek();
    }
    return tl::unexpected(error(begin, begin + 1,
                                "this regular expression is not closed by another /; text with a / at its beginning is "
                                "searched for in quotes"));
}

FilterError FilterScanner::error(size_t begin, size_t end, std::string message) const {
    std::string_view before = m_text.substr(0, begin);
    auto characters = std::count_if(before.begin(), before.end(), [](char c) { return !continues_character(c); });
    return {begin, end - begin, static_cast<size_t>(characters) + 1, std::move(message)};
}

std::string FilterError::drawing(std::string_view filter) const {
    constexpr size_t around = 60; // bytes on either side
    size_t begin = offset > around ? offset - around : 0;
    size_t end = std::min(filter.size(), offset + std::min(length, around) + around);
    while (begin > 0 && begin < filter.size() && continues_character(filter[begin])) --begin;
    while (end < filter.size() && continues_character(filter[end])) ++end;
    std::string line = begin > 0 ? "..." : "", carets(line.size(), ' ');
    size_t marked = 0;
    for (size_t i = begin; i < end; ++i) {
        unsigned char c = static_cast<unsigned char>(filter[i]);
        line += c < ' ' || c == 127 ? ' ' : filter[i];
        if (continues_character(filter[i])) continue;
        bool wrong = i >= offset && i < offset + std::max<size_t>(length, 1);
        if (wrong) ++marked;
        if (i < offset)
            carets += ' ';
        else if (wrong)
            carets += marked == 1 ? '^' : '~';
    }
    if (marked == 0) carets += '^';
    if (end < filter.size()) line += "...";
    return line + "\n" + carets;
}

} // namespace scope
