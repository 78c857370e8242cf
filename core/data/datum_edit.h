#pragma once
// Making new data out of old: builders, and edits that copy only the way from the root to the change, which is what
// makes undo free. Paths name keys and indices with '/', as reports do: "response_headers/ETag", "items/0". A key that
// itself contains '/' is found when no shorter one fits.

#include "core/base/result.h"
#include "core/data/datum.h"

#include <string>
#include <string_view>
#include <vector>

namespace scope {

/// Collects entries: MapBuilder().add("id", 3).add("result", "ok").map()
class MapBuilder {
public:
    MapBuilder& add(Datum key, Datum value);
    Datum map() { return Datum::ds_map(std::move(m_entries)); }
    Datum structure() { return Datum::structure(std::move(m_entries)); }

private:
    std::vector<DatumEntry> m_entries;
};

/// The thing at `path` below `root`, null when there is none; an empty path is the root.
const Datum* at_path(const Datum& root, std::string_view path);

/// A copy of a struct or ds_map with `key` set: in place when it exists, else at the end. Other kinds come back
/// unchanged.
Datum with_entry(const Datum& container, const Datum& key, Datum value);
Datum without_entry(const Datum& container, const Datum& key);
/// A copy of an array, ds_list, stack or queue with one item replaced, inserted (index up to size) or removed.
Datum with_item(const Datum& container, size_t index, Datum value);
Datum with_item_inserted(const Datum& container, size_t index, Datum value);
Datum without_item(const Datum& container, size_t index);

/// Sets the thing at `path`. All but the last part must exist; the last may be a new key, or the index one past the
/// end.
Result<Datum> with_path(const Datum& root, std::string_view path, Datum value);

} // namespace scope
