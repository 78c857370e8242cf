#pragma once
// Paths into a payload as lists and reports write them: "response_headers/ETag" in a nested map, "result > gold" in the
// JSON that a string holds. The second kind parses the string each time it is asked.

#include "core/data/datum.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace scope {

/// Separates what is inside a string from the way to the string.
inline constexpr std::string_view into_string = " > ";
/// "result > gold" -> {"result", "gold"}; the second is empty when the path stays outside of strings.
std::pair<std::string, std::string> split_string_path(std::string_view path);
/// The path one step up: "a > b/c" -> "a > b" -> "a" -> "".
std::string parent_path(std::string_view path);
/// The thing at a path, also inside JSON strings; nothing when there is no such thing.
std::optional<Datum> at_payload_path(const Datum& payload, std::string_view path);

/// What a string's JSON holds, if it is an object or array of at most 64 kB; undefined otherwise.
Datum json_inside(const Datum& text);

} // namespace scope
