#pragma once
// Finds where the plain part of a JSON string ends, eight bytes a step: most strings are plain to their end.

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace scope {

/// The first quote, backslash or control character at or after `from`, or text.size().
inline size_t end_of_plain(std::string_view text, size_t from) {
    static_assert(std::endian::native == std::endian::little);
    constexpr uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
    // A byte's high bit where the byte is zero, or below 0x20; wrong only above the first one that is right.
    auto zero = [](uint64_t word) { return (word - ones) & ~word & highs; };
    for (; from + 8 <= text.size(); from += 8) {
        uint64_t word;
        std::memcpy(&word, text.data() + from, 8);
        uint64_t found = zero(word ^ ones * '"') | zero(word ^ ones * '\\') | ((word - ones * 0x20) & ~word & highs);
        if (found) return from + static_cast<size_t>(std::countr_zero(found)) / 8;
    }
    for (; from < text.size(); ++from) {
        auto byte = static_cast<unsigned char>(text[from]);
        if (byte < 0x20 || byte == '"' || byte == '\\') break;
    }
    return from;
}

} // namespace scope
