#pragma once
// Editing a buffer of a payload part by part. Parts are "kind", "alignment", "file", "hex" (all its bytes) and the
// numbers of its fields, "0" the first. A buffer is small: each edit copies it.

#include "core/base/result.h"
#include "core/data/datum.h"

#include <optional>
#include <span>
#include <string_view>

namespace scope {

/// GameMaker's types of fields without "buffer_", the common ones first.
std::span<const std::string_view> buffer_field_types();

/// What stands at a part; nothing when the buffer has no such part. Hex of a buffer of fields is what they make.
std::optional<Datum> buffer_part(const DatumBuffer& buffer, std::string_view part);
/// A field takes a value of its type; hex replaces fields and file.
Result<Datum> with_buffer_part(const DatumBuffer& buffer, std::string_view part, const Datum& value);
/// The field gets another type and keeps of its value what fits.
Result<Datum> with_buffer_field_type(const DatumBuffer& buffer, std::string_view part, std::string_view type);
/// One more field at the end. Bytes become fields of one byte each, at most 256.
Result<Datum> with_buffer_field_added(const DatumBuffer& buffer);
Result<Datum> without_buffer_field(const DatumBuffer& buffer, std::string_view part);

/// A buffer for a value that was something else: text becomes a string, a number a field that holds it.
Datum buffer_of(const Datum& value);

} // namespace scope
