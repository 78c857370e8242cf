#pragma once
// The payload as the rows of a tree: key, type, value, and what is wrong with each. Only what is open is visited, so a
// huge payload costs what it shows. A string that holds JSON and a buffer open like containers; their parts
// can be edited in place.

#include "core/data/datum.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace scope {

struct PayloadRow {
    std::string path;  ///< PayloadWay::text(), for edits and for the set of open rows
    std::string key;   ///< as shown
    std::string type;  ///< "real", "string", ..., "JSON" within a string
    std::string value; ///< one line; of a closed container its size
    int depth = 0;
    bool has_children = false;
    bool open = false;
    bool editable = false; ///< the value can be typed
    bool named = true;     ///< the key can be renamed: not an index
    bool field = false;    ///< of a buffer: has one of its types
};

/// Rows of `payload`, at most `most`. `open` holds the paths of open rows.
std::vector<PayloadRow> payload_rows(const Datum& payload, const std::set<std::string>& open, size_t most = 100000);

} // namespace scope
