#pragma once
// Numbers in strings: what conversions and comparisons read at the start of a string, and how doubles become integers.

#include <cmath>
#include <cstdint>
#include <string_view>

namespace scope {

/// Reads the number a string begins with: blanks, sign, decimals, exponent or 0x and hex digits; the rest is ignored as
/// GameMaker does, or goes to `rest`. False when there is none.
bool parse_number_prefix(std::string_view text, double& out, std::string_view* rest = nullptr);
/// The same for real(), which also takes what begins with "inf", "infinity" or "nan".
bool parse_real(std::string_view text, double& out, std::string_view* rest = nullptr);
/// Whether a double holds it without loss.
inline bool is_exact_as_real(int64_t number) {
    auto real = static_cast<double>(number);
    return real < 9223372036854775808.0 && static_cast<int64_t>(real) == number;
}
/// fmod(a, b), several times as fast for whole numbers.
inline double remainder_of(double a, double b) {
    constexpr double exact = 9007199254740992.0; // 2^53
    if (std::fabs(a) < exact && std::fabs(b) < exact) {
        auto left = static_cast<int64_t>(a), right = static_cast<int64_t>(b);
        if (static_cast<double>(left) == a && static_cast<double>(right) == b && right != 0)
            return std::copysign(static_cast<double>(left % right), a);
    }
    return std::fmod(a, b);
}
/// A real as string() prints it: whole numbers without decimals, others with two (the exact binary value rounded, ties
/// to even). Returns the length.
constexpr size_t longest_real = 320;
size_t write_real(char (&out)[longest_real], double number);
/// Truncates; NaN is 0, out of range saturates.
int64_t truncate_to_int64(double number);

} // namespace scope
