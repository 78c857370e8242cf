#pragma once
// Records as JSON and back: the shapes of `fire --json` and of trace lines, in one place so that both stay the same.
// Payload-like members (payload, before, after) are written plainly at their top, everything else as typed JSON.
// Reading is tolerant: members may be absent or added, a wrong kind reads as empty.

#include "core/base/result.h"
#include "core/data/json_writer.h"
#include "core/trace/records.h"

#include <string_view>

namespace scope {

void write_place(JsonWriter& out, const Place& place);
void write_problem(JsonWriter& out, const Diagnostic& problem);
void write_event(JsonWriter& out, EventId event);
void write_fault(JsonWriter& out, const FaultRecord& fault);
void write_request(JsonWriter& out, const RequestRecord& request);
void write_allocation(JsonWriter& out, const AllocationRecord& allocation);
void write_handler(JsonWriter& out, const HandlerRecord& handler);
void write_dispatch(JsonWriter& out, const DispatchRecord& dispatch);

/// From a Datum read by read_typed_json.
Place read_place(const Datum& datum);
Diagnostic read_problem(const Datum& datum);
FaultRecord read_fault(const Datum& datum);
RequestRecord read_request(const Datum& datum);
HandlerRecord read_handler(const Datum& datum);
DispatchRecord read_dispatch(const Datum& datum);

} // namespace scope
