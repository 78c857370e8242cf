#pragma once
// Numbers out of text that a person wrote: the whole text or nothing, never out of range, never nan.

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>

namespace scope {

/// Digits alone, up to `most`.
inline std::optional<uint64_t> whole_number(std::string_view text, uint64_t most = UINT64_MAX) {
    uint64_t value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value > most) return std::nullopt;
    return value;
}

/// A decimal number that is finite.
inline std::optional<double> finite_number(std::string_view text) {
    double value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

/// `value` between the two; nan is `otherwise`, where std::clamp would let it through.
inline float bounded(double value, float least, float most, float otherwise) {
    return std::isnan(value)
               ? otherwise
               : static_cast<float>(std::clamp<double>(value, static_cast<double>(least), static_cast<double>(most)));
}

} // namespace scope
