#pragma once
// Paths into a payload as lists and reports write them: "response_headers/ETag" in a nested map, "result > gold" in the
// JSON that a string holds, "data > 0" in a buffer (see buffer_edit.h). The second kind parses the string each time it
// is asked. For edits see payload_way.h.

#include "core/base/result.h"
#include "core/data/datum.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace scope {

/// Separates what is inside a string or a buffer from the way to it.
inline constexpr std::string_view into_string = " > ";
/// The path one step up: "a > b/c" -> "a > b" -> "a" -> "".
std::string parent_path(std::string_view path);
/// The thing at a path, also inside JSON strings and buffers; nothing when there is no such thing.
std::optional<Datum> at_payload_path(const Datum& payload, std::string_view path);

/// What a string's JSON holds, if it is an object or array of at most 64 kB; undefined otherwise.
Datum json_inside(const Datum& text);

} // namespace scope
