#include "core/value/numbers.h"

#include "core/base/text.h"
#include "core/value/convert.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>

namespace scope {

namespace {

bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/// Skips blanks and a sign; what follows is at `text`'s start afterwards.
bool skip_to_digits(std::string_view& text) {
    while (!text.empty() && (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r'))) text.remove_prefix(1);
    bool negative = !text.empty() && text[0] == '-';
    if (negative || (!text.empty() && text[0] == '+')) text.remove_prefix(1);
    return negative;
}

/// How many digits there are.
size_t parse_hex(std::string_view digits, double& out) {
    double number = 0;
    size_t count = 0;
    for (; count < digits.size(); ++count) {
        char byte = digits[count];
        int digit = is_digit(byte)                             ? byte - '0'
                    : (byte | 32) >= 'a' && (byte | 32) <= 'f' ? (byte | 32) - 'a' + 10
                                                               : -1;
        if (digit < 0) break;
        number = number * 16 + digit;
    }
    out = number;
    return count;
}

} // namespace

bool parse_number_prefix(std::string_view text, double& out, std::string_view* rest) {
    bool negative = skip_to_digits(text);
    double number = 0;
    bool hex = text.size() > 2 && text[0] == '0' && (text[1] | 32) == 'x';
    if (size_t digits = hex ? parse_hex(text.substr(2), number) : 0) {
        out = negative ? -number : number;
        if (rest) *rest = text.substr(2 + digits);
        return true;
    }
    bool starts = !text.empty() && (is_digit(text[0]) || (text[0] == '.' && text.size() > 1 && is_digit(text[1])));
    if (!starts) return false;
    auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem == std::errc::result_out_of_range) {
        // from_chars does not tell too large from too small; this is rare enough for strtod and its copy.
        number = std::strtod(std::string(text.data(), end).c_str(), nullptr);
    }
    out = negative ? -number : number;
    if (rest) *rest = text.substr(static_cast<size_t>(end - text.data()));
    return true;
}

bool parse_real(std::string_view text, double& out, std::string_view* rest) {
    if (parse_number_prefix(text, out, rest)) return true;
    bool negative = skip_to_digits(text);
    size_t length = equal_ignoring_case(text.substr(0, 8), "infinity") ? 8 : 3;
    if (equal_ignoring_case(text.substr(0, 3), "inf"))
        out = negative ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
    else if (equal_ignoring_case(text.substr(0, 3), "nan"))
        out = std::numeric_limits<double>::quiet_NaN();
    else
        return false;
    if (rest) *rest = text.substr(length);
    return true;
}

int64_t truncate_to_int64(double number) {
    if (std::isnan(number)) return 0;
    if (number >= 9223372036854775808.0) return std::numeric_limits<int64_t>::max();
    if (number <= -9223372036854775808.0) return std::numeric_limits<int64_t>::min();
    return static_cast<int64_t>(number);
}

namespace {

/// Two digits at a time, from the last; the caller's buffer holds 20.
char* write_digits(char* out, uint64_t number) {
    static constexpr char pairs[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
                                    "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
                                    "8081828384858687888990919293949596979899";
    char digits[20];
    char* at = digits + sizeof digits;
    while (number >= 100) {
        at -= 2;
        std::memcpy(at, pairs + number % 100 * 2, 2);
        number /= 100;
    }
    if (number >= 10) {
        at -= 2;
        std::memcpy(at, pairs + number * 2, 2);
    } else {
        *--at = static_cast<char>('0' + number);
    }
    auto size = static_cast<size_t>(digits + sizeof digits - at);
    std::memcpy(out, at, size);
    return out + size;
}

/// fraction * 100 rounded to even, for 0 <= fraction < 1. Exact: the product's own rounding error decides where the
/// rounded product looks like a tie.
uint64_t rounded_hundredths(double fraction) {
    double product = fraction * 100;
    double error = std::fma(fraction, 100.0, -product);
    double whole = std::nearbyint(product);
    double rest = product - whole;
    if (rest == 0.5 && error > 0) whole += 1;
    if (rest == -0.5 && error < 0) whole -= 1;
    return static_cast<uint64_t>(whole);
}

} // namespace

size_t write_real(char (&out)[longest_real], double number) {
    char* at = out;
    if (!std::isfinite(number)) {
        std::string_view word = std::isnan(number) ? "NaN" : number < 0 ? "-inf" : "inf";
        std::memcpy(at, word.data(), word.size());
        return word.size();
    }
    double magnitude = std::fabs(number);
    if (magnitude >= 9.2e18)
        return static_cast<size_t>(std::to_chars(out, out + sizeof out, number, std::chars_format::fixed, 0).ptr - out);
    auto whole = static_cast<uint64_t>(magnitude);
    double fraction = magnitude - static_cast<double>(whole);
    if (number < 0) *at++ = '-';
    if (fraction == 0) return static_cast<size_t>(write_digits(at, whole) - out);
    uint64_t hundredths = rounded_hundredths(fraction);
    at = write_digits(at, whole + hundredths / 100);
    *at++ = '.';
    *at++ = static_cast<char>('0' + hundredths / 10 % 10);
    *at++ = static_cast<char>('0' + hundredths % 10);
    return static_cast<size_t>(at - out);
}

void append_real(std::string& out, double number) {
    char text[longest_real];
    out.append(text, write_real(text, number));
}

std::string real_text(double number) {
    std::string out;
    append_real(out, number);
    return out;
}

} // namespace scope
