#pragma once
// Records as JSON and back, by the tables of record_fields.h: the shapes of `fire --json` and of trace lines, which so
// stay the same. Reading is tolerant: members may be absent or added, a wrong kind reads as empty. Linear.

#include "core/data/json_writer.h"
#include "core/trace/records.h"

namespace scope {

/// Any record with a table, as one object; a Place without a file as null. Values are typed JSON, but for the content
/// of a map, which is written plainly at its top.
template<typename Record> void write_record(JsonWriter& out, const Record& record);
/// The members alone, into an object that is open.
template<typename Record> void write_members(JsonWriter& out, const Record& record);
void write_record(JsonWriter& out, EventId event);

/// From a Datum read by read_typed_json; what is no object reads as an empty record.
template<typename Record> Record read_record(const Datum& datum);

} // namespace scope
