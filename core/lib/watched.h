#pragma once
// Items of arrays as natives deliver them: an observer hears of each one that came out of a payload, as it does of the
// vm's reads.

#include "core/world/world.h"

namespace scope {

/// The item at `index`, which exists.
inline const Value& read_item(NativeCall& c, const Array& array, int64_t index) {
    const Value& item = array.items[index];
    if (array.watched) [[unlikely]]
        if (Observer* observer = world_of(c).observer())
            observer->on_watched_read(array, static_cast<uint32_t>(index), item);
    return item;
}

} // namespace scope
