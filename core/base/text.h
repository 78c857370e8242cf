#pragma once
// Small text helpers that several rooms need. All treat strings as bytes that are UTF-8 when well formed and never fail
// on bytes that are not.

#include <cstdint>
#include <string>
#include <string_view>

namespace scope {

/// ASCII lower case; other bytes stay.
std::string lower_ascii(std::string_view text);
/// Equal without regard to ASCII case, as GameMaker on Windows compares paths.
bool equal_ignoring_case(std::string_view a, std::string_view b);

/// Appends `code_point` as UTF-8; what is not a Unicode scalar becomes U+FFFD.
void append_utf8(std::string& out, uint32_t code_point);
/// Reads the code point at `index` and moves past it; a bad byte reads as itself (0x80..0xFF) and moves by one.
uint32_t next_utf8(std::string_view text, size_t& index);
/// Whether the bytes are well-formed UTF-8.
bool is_utf8(std::string_view text);

/// Control characters as \n, \t or \xHH, so that nothing can drive a terminal.
std::string escape_control(std::string_view text);

/// A text as a GML literal with its quotes. Bytes that are not UTF-8 stay as they are.
std::string gml_string(std::string_view text);

/// The shortest decimal that reads back as `number`: "0.1", "1e+300", "nan", "inf", "-inf", "-0".
std::string shortest_number(double number);

} // namespace scope
