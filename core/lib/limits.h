#pragma once
// Limits: the questions natives ask before they build a result, and what they say when one forbids it.

#include "core/gml/native.h"

#include <bit>

namespace scope {

inline NativeStatus no_room(NativeCall& c) {
    return c.limit("memory", std::string(c.name) + ": the result is larger than the limits of this game allow");
}

/// Whether a string of `bytes` may be built; else the limit fault is set.
inline bool fits_text(NativeCall& c, size_t bytes) {
    if (bytes <= c.heap.limits().string_bytes) return c.may_allocate(bytes);
    no_room(c);
    return false;
}

/// Whether an array of `items` may be built and filled; else a limit fault is set. Charges for the filling.
inline bool fits_array(NativeCall& c, double items) {
    if (!(items <= static_cast<double>(c.heap.limits().array_items))) {
        no_room(c);
        return false;
    }
    auto count = static_cast<uint64_t>(items < 0 ? 0 : items);
    return c.charge(count / 4) && c.may_allocate(count * sizeof(Value));
}

/// Whether an array may grow from its size to `items`; else a limit fault is set. Charges for the new ones.
inline bool may_grow(NativeCall& c, const Array& array, double items) {
    if (!(items <= static_cast<double>(c.heap.limits().array_items))) {
        no_room(c);
        return false;
    }
    auto more = items > array.size ? static_cast<uint64_t>(items) - array.size : 0;
    return c.charge(more / 4) && c.may_allocate(more * sizeof(Value));
}

/// Units of sorting so many values: each comparison may go to two places far away in memory.
inline uint64_t work_of_sorting(uint64_t count) {
    return count * static_cast<uint64_t>(std::bit_width(count)) * 2;
}

} // namespace scope
