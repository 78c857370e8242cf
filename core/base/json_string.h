#pragma once
// The text of a JSON string, for every reader and writer of JSON. Plain parts are passed over eight bytes a step: most
// strings are plain to their end, and are a view into the source.

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
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

struct JsonString {
    enum class Fault : uint8_t { none, open, escape, digits };
    std::string_view text; ///< without escapes: part of the source or of `scratch`
    size_t end = 0;        ///< behind the closing quote; of a fault where it is: the text's end or the backslash
    Fault fault = Fault::none;
    bool plain = true; ///< neither an escape nor a control character
};

/// The same for a string that is not plain.
JsonString scan_odd_json_string(std::string_view source, size_t quote, std::string& scratch);
/// The string whose opening quote is at `quote`. Control characters and bytes that are not UTF-8 are text; half of a
/// surrogate pair becomes U+FFFD.
inline JsonString scan_json_string(std::string_view source, size_t quote, std::string& scratch) {
    size_t end = end_of_plain(source, quote + 1);
    if (end < source.size() && source[end] == '"') return {source.substr(quote + 1, end - quote - 1), end + 1};
    return scan_odd_json_string(source, quote, scratch);
}

} // namespace scope
