#pragma once
// Numbers in strings: what conversions and comparisons read at the start of a string, and how doubles become integers.

#include <cstdint>
#include <string_view>

namespace scope {

/// Reads the number a string begins with: blanks, sign, decimals, exponent or 0x and hex digits; the rest is ignored as
/// GameMaker does. False when there is none.
bool parse_number_prefix(std::string_view text, double& out);
/// The same for real(), which also takes what begins with "inf" or "nan".
bool parse_real(std::string_view text, double& out);
/// Truncates; NaN is 0, out of range saturates.
int64_t truncate_to_int64(double number);

} // namespace scope
