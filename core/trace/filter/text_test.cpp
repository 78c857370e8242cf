#include "core/trace/filter/text_test.h"

#include "core/base/text.h"

#include <re2/re2.h>

namespace scope {

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// `wanted` is lower case. Texts are short and most do not even have its first letter.
static bool holds(std::string_view text, std::string_view wanted) {
    if (wanted.empty()) return true;
    if (wanted.size() > text.size()) return false;
    const char first = wanted[0], capital = first >= 'a' && first <= 'z' ? static_cast<char>(first - 'a' + 'A') : first;
    for (size_t at = 0, last = text.size() - wanted.size(); at <= last; ++at) {
        if (text[at] != first && text[at] != capital) continue;
        size_t same = 1;
        while (same < wanted.size() && lower(text[at + same]) == wanted[same]) ++same;
        if (same == wanted.size()) return true;
    }
    return false;
}

/// Goes back to the last star alone, so the work is at most the product of both lengths.
static bool fits(std::string_view text, std::string_view pattern) {
    size_t at = 0, in_pattern = 0, star = std::string_view::npos, after_star = 0;
    while (at < text.size()) {
        if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
            star = in_pattern++;
            after_star = at;
        } else if (in_pattern < pattern.size() && pattern[in_pattern] == lower(text[at])) {
            ++at, ++in_pattern;
        } else if (star != std::string_view::npos) {
            in_pattern = star + 1;
            at = ++after_star;
        } else
            return false;
    }
    return pattern.find_first_not_of('*', in_pattern) == std::string_view::npos;
}

TextTest TextTest::plain(std::string_view text) {
    TextTest test;
    test.m_kind = Kind::within;
    test.m_text = lower_ascii(text);
    return test;
}

TextTest TextTest::within(std::string_view text) {
    if (text == "*") return {};
    TextTest test = plain(text);
    if (text.find('*') != std::string_view::npos) test.m_kind = Kind::wild;
    return test;
}

TextTest TextTest::exactly(std::string_view text) {
    TextTest test;
    test.m_kind = Kind::exact;
    test.m_text = text;
    return test;
}

Result<TextTest> TextTest::expression(std::string_view pattern, bool ignore_case) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_case_sensitive(!ignore_case);
    options.set_max_mem(1 << 20);
    auto compiled = std::make_shared<const re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
    if (!compiled->ok()) return fail(compiled->error(), compiled->error_arg());
    TextTest test;
    test.m_kind = Kind::expression;
    test.m_expression = std::move(compiled);
    return test;
}

bool TextTest::operator()(std::string_view text) const {
    switch (m_kind) {
    case Kind::any: return true;
    case Kind::within: return holds(text, m_text);
    case Kind::wild: return fits(text, m_text);
    case Kind::exact: return text == m_text;
    case Kind::expression: return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *m_expression);
    }
    return false;
}

} // namespace scope
