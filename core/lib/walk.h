#pragma once
// The offset and length that array_* and string_* helpers take (docs/semantics.md 3.5): the offset is clamped and
// counts from the end when negative; a negative length walks backwards from it, the first item included; infinity is
// allowed.

#include "core/gml/native.h"

#include <algorithm>
#include <cmath>

namespace scope {

/// Items of a sequence in the order in which they are visited.
struct Walk {
    int64_t at = 0; ///< index of the first
    int64_t count = 0;
    int64_t step = 1; ///< 1 or -1

    int64_t last() const { return at + (count - 1) * step; }
    void advance() {
        at += step;
        --count;
    }
};

inline Walk walk_of(double offset, double length, int64_t size) {
    Walk walk;
    if (size <= 0) return walk;
    auto whole = static_cast<double>(size);
    if (std::isnan(offset)) offset = 0;
    if (std::isnan(length)) length = 0;
    walk.at = static_cast<int64_t>(std::trunc(std::clamp(offset, -whole, whole - 1)));
    if (walk.at < 0) walk.at += size;
    walk.step = length < 0 ? -1 : 1;
    int64_t most = length < 0 ? walk.at + 1 : size - walk.at;
    walk.count = static_cast<int64_t>(std::min(std::trunc(std::fabs(length)), static_cast<double>(most)));
    return walk;
}

/// From two optional arguments: everything when neither is given.
inline Walk walk_argument(NativeCall& c, uint32_t offset_at, uint32_t length_at, int64_t size) {
    double offset = c.real_or(offset_at, 0);
    double length = c.real_or(length_at, static_cast<double>(size));
    return c.failed() ? Walk() : walk_of(offset, length, size);
}

} // namespace scope
