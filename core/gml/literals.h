#pragma once
// Numbers and escapes as GML spells them, apart from the lexer so that each can be tested alone. Both read from
// `position` of `text`, move it behind what they read, and never read past the end.

#include <cstdint>
#include <string>
#include <string_view>

namespace scope {

struct NumberLiteral {
    bool is_int64 = false; ///< what does not fit 32 bits is kept as int64 (docs/semantics.md 3.1)
    double real = 0;
    int64_t integer = 0;
    std::string_view problem; ///< empty when well formed; else a sentence
};

/// A decimal (12, 1_000, .5, 5., 1e3), hexadecimal (0x1F, $1F) or binary (0b101) number.
NumberLiteral read_number(std::string_view text, size_t& position);

/// Whether "#RRGGBB" or "#RRGGBBAA" stands at `position`, and is not the start of a longer word.
bool is_colour(std::string_view text, size_t position);
/// Reads what is_colour() found: GameMaker's value has red in the lowest byte, so #FF8000 is 0x0080FF.
NumberLiteral read_colour(std::string_view text, size_t& position);

/// The escape whose backslash is at `position`, appended to `out` as UTF-8. Returns the problem, or empty.
std::string_view read_escape(std::string_view text, size_t& position, std::string& out);

} // namespace scope
