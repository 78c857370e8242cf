#pragma once
// Payloads out of what people paste: JSON, or a line of a log that contains the output of json_encode(async_load)
// somewhere.

#include "core/base/result.h"
#include "core/data/datum.h"

#include <string_view>

namespace scope {

/// The first JSON object in `text` as a payload. What json_encode wrote is understood: "@@nan$$", "@@infinity$$",
/// "@i64@ff$i64$",
/// "@ref ds_map(1)"; objects and arrays inside become ds_map and ds_list, which is what json_encode got them from. Text
/// that uses our own typed forms is read as typed JSON. Escaped quotes (a JSON text within a string) are undone.
Result<Datum> parse_pasted(std::string_view text);

/// What a string of json_encode stands for: a real, an int64, a handle, or the string itself.
Datum decode_json_encoded(std::string_view text);

} // namespace scope
