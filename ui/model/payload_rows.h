#pragma once
// The payload as the rows of a tree: key, type, value, and what is wrong with each. Only what is open is visited, so a
// huge payload costs what it shows. A string that holds JSON opens like a container; its parts can be edited in place.

#include "core/data/datum.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scope {

struct PayloadRow {
    std::string path;  ///< for edits and for the set of open rows: "response_headers/ETag", "result > gold"
    std::string key;   ///< as shown
    std::string type;  ///< "real", "string", ..., "JSON" within a string
    std::string value; ///< one line; of a closed container its size
    int depth = 0;
    bool has_children = false;
    bool open = false;
    bool editable = false; ///< the value can be typed
    bool named = true;     ///< the key can be renamed: not an index
};

/// Rows of `payload`, at most `most`. `open` holds the paths of open rows.
std::vector<PayloadRow> payload_rows(const Datum& payload, const std::set<std::string>& open, size_t most = 100000);

/// Separates what is inside a string from the way to the string.
inline constexpr std::string_view into_string = " > ";
/// "result > gold" -> {"result", "gold"}; the second is empty when the path stays outside of strings.
std::pair<std::string, std::string> split_string_path(std::string_view path);
/// What stands at a path of rows, also inside JSON strings; nothing when there is no such thing.
std::optional<Datum> at_row_path(const Datum& payload, std::string_view path);

/// What a string's JSON holds, if it is an object or array of at most 64 kB; undefined otherwise.
Datum json_inside(const Datum& text);

} // namespace scope
