#include "core/gml/literals.h"

#include "core/base/text.h"

#include <charconv>
#include <cmath>

namespace scope {

namespace {

int digit_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 99;
}

bool is_digit(std::string_view text, size_t position) {
    return position < text.size() && digit_value(text[position]) < 10;
}

bool is_word_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

NumberLiteral from_integer(uint64_t value) {
    NumberLiteral number;
    number.is_int64 = value > INT32_MAX;
    number.real = static_cast<double>(value);
    number.integer = static_cast<int64_t>(value);
    return number;
}

NumberLiteral read_digits(std::string_view text, size_t& position, uint64_t base) {
    uint64_t value = 0;
    bool any = false, overflow = false;
    for (; position < text.size(); ++position) {
        if (text[position] == '_' && any) continue;
        uint64_t digit = static_cast<uint64_t>(digit_value(text[position]));
        if (digit >= base) break;
        overflow = overflow || value > (UINT64_MAX - digit) / base;
        value = value * base + digit;
        any = true;
    }
    NumberLiteral number = from_integer(value);
    if (!any) number.problem = "this number has no digits";
    if (overflow) number.problem = "this number does not fit 64 bits";
    return number;
}

// Copies a run of digits without its separators.
void take_digits(std::string_view text, size_t& position, std::string& out) {
    for (; position < text.size(); ++position) {
        if (is_digit(text, position))
            out.push_back(text[position]);
        else if (text[position] != '_' || out.empty())
            break;
    }
}

// "e5", "E-5": only when digits follow, because `1else` is legal GML.
void take_exponent(std::string_view text, size_t& position, std::string& out) {
    if (position >= text.size() || (text[position] != 'e' && text[position] != 'E')) return;
    size_t after = position + 1;
    if (after < text.size() && (text[after] == '+' || text[after] == '-')) ++after;
    if (!is_digit(text, after)) return;
    out.append(text.substr(position, after - position));
    position = after;
    take_digits(text, position, out);
}

NumberLiteral read_decimal(std::string_view text, size_t& position) {
    std::string digits;
    take_digits(text, position, digits);
    size_t integer_length = digits.size();
    if (position < text.size() && text[position] == '.') {
        ++position;
        digits.push_back('.');
        take_digits(text, position, digits);
    }
    take_exponent(text, position, digits);
    bool whole = digits.size() == integer_length;
    uint64_t value = 0;
    if (whole) {
        auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (status == std::errc{} && value <= INT64_MAX) return from_integer(value);
    }
    if (digits.front() == '.') digits.insert(digits.begin(), '0');
    NumberLiteral number;
    auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), number.real);
    if (status == std::errc::result_out_of_range) {
        bool tiny = digits.find("e-") != std::string::npos || digits.find("E-") != std::string::npos ||
                    digits.find_first_not_of("0.") > digits.find('.');
        number.real = tiny ? 0.0 : HUGE_VAL;
    }
    return number;
}

uint32_t read_hex(std::string_view text, size_t& position, int most, int& count) {
    uint32_t value = 0;
    for (count = 0; count < most && position < text.size() && digit_value(text[position]) < 16; ++count, ++position)
        value = value * 16 + static_cast<uint32_t>(digit_value(text[position]));
    return value;
}

} // namespace

NumberLiteral read_number(std::string_view text, size_t& position) {
    char first = text[position];
    char second = position + 1 < text.size() ? text[position + 1] : '\0';
    if (first == '$') return read_digits(text, ++position, 16);
    if (first == '0' && (second == 'x' || second == 'X')) return read_digits(text, position += 2, 16);
    if (first == '0' && (second == 'b' || second == 'B')) return read_digits(text, position += 2, 2);
    return read_decimal(text, position);
}

bool is_colour(std::string_view text, size_t position) {
    size_t end = position + 1;
    while (end < text.size() && digit_value(text[end]) < 16) ++end;
    size_t digits = end - position - 1;
    return text[position] == '#' && (digits == 6 || digits == 8) && (end == text.size() || !is_word_char(text[end]));
}

NumberLiteral read_colour(std::string_view text, size_t& position) {
    ++position;
    int count = 0;
    uint32_t red = read_hex(text, position, 2, count);
    uint32_t green = read_hex(text, position, 2, count);
    uint32_t blue = read_hex(text, position, 2, count);
    uint32_t alpha = read_hex(text, position, 2, count);
    return from_integer(red | green << 8 | blue << 16 | uint64_t(alpha) << 24);
}

std::string_view read_escape(std::string_view text, size_t& position, std::string& out) {
    ++position;
    if (position >= text.size()) return "the file ends behind a backslash";
    char letter = text[position++];
    int count = 0;
    switch (letter) {
    case 'n': out.push_back('\n'); return {};
    case 'r': out.push_back('\r'); return {};
    case 't': out.push_back('\t'); return {};
    case 'b': out.push_back('\b'); return {};
    case 'f': out.push_back('\f'); return {};
    case 'v': out.push_back('\v'); return {};
    case 'a': out.push_back('\a'); return {};
    case 'u': {
        uint32_t code_point = read_hex(text, position, 6, count);
        if (count == 0) return "\\u needs hexadecimal digits behind it";
        append_utf8(out, code_point);
        return {};
    }
    case 'x': {
        uint32_t code_point = read_hex(text, position, 2, count);
        if (count == 0) return "\\x needs two hexadecimal digits behind it";
        append_utf8(out, code_point);
        return {};
    }
    default: break;
    }
    if (letter >= '0' && letter <= '7') {
        uint32_t code_point = static_cast<uint32_t>(letter - '0');
        for (count = 1; count < 3 && is_digit(text, position) && text[position] < '8'; ++count)
            code_point = code_point * 8 + static_cast<uint32_t>(text[position++] - '0');
        append_utf8(out, code_point);
        return {};
    }
    out.push_back(letter); // \" \' \\ \{ and, as in GameMaker, any other character stands for itself
    return {};
}

} // namespace scope
