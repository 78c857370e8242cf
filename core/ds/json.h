#pragma once
// JSON as GameMaker writes and reads it (docs/semantics.md 2.7, 2.8, 3.7): json_encode and json_decode for maps and
// lists, json_stringify and json_parse for structs and arrays, without filter functions. With one, the lib drives a
// GmlJsonWriter or a GmlJsonReader itself. Linear in text and values; both directions are iterative and at most
// json_max_depth levels deep.

#include "core/ds/json_reader.h"
#include "core/ds/json_writer.h"

namespace scope {

/// json_encode of a map or list. False with the reason: too deep or too long.
bool json_encode(const DsStructure& root, bool pretty, const RefNames* names, std::string& text, std::string& error);
/// json_stringify without a filter.
bool json_stringify(DsStore& store, const Value& value, bool pretty, const RefNames* names, std::string& text,
                    std::string& error);

enum class JsonRead : uint8_t { done, bad_text, limit };
/// json_decode: `map` is a new ds_map; arrays and scalars go under its key "default". For bad text the native returns
/// -1.
JsonRead json_decode(DsStore& store, std::string_view text, Value& map, std::string& error,
                     HandleOfName handle_of_name = {});
/// json_parse without a filter. `keep_strings`: its inhibit_string_convert.
JsonRead json_parse(DsStore& store, std::string_view text, bool keep_strings, Value& value, std::string& error);

} // namespace scope
