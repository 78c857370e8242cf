#pragma once
// How the window writes values and numbers: short, on one line, the way GML would.

#include "core/data/datum.h"

#include <optional>
#include <string>
#include <string_view>

namespace scope {

/// "3", "\"text\"", "2 keys", "[3 items]", "undefined"; strings are escaped and cut at about `limit` bytes.
std::string value_text(const Datum& datum, size_t limit = 400);
/// "2 keys", "1 item", "12 bytes": what a container says of itself when it is closed.
std::string size_text(const Datum& datum);
/// value_text, or "absent".
std::string value_or_absent(const std::optional<Datum>& datum, size_t limit = 400);
/// "real", "string", "ds_map": the type column.
std::string_view type_text(const Datum& datum);

/// "1 284 000", in groups of three.
std::string grouped(uint64_t number);
/// "41 us" as the person reads it: "41 µs", "1.2 ms", "3.4 s".
std::string duration_text(uint64_t microseconds);
/// "00:21.400"; hours in front when there are any.
std::string clock_text(uint64_t microseconds);
/// "1 change", "3 changes".
std::string counted(size_t count, std::string_view singular, std::string_view plural = {});
/// "obj_shop/Other_62.gml:12" of "objects/obj_shop/Other_62.gml", 12: what fits a narrow column.
std::string short_place(std::string_view file, uint32_t line);

/// The last part of a path, also of one that ends with a slash.
std::string file_name(const std::string& path);

} // namespace scope
