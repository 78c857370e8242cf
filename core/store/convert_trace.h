#pragma once
// A trace in another form: blocks to text and back, without loss.

#include "core/trace/trace_reader.h"
#include "core/trace/trace_writer.h"

namespace scope {

/// Writes every line of `from` to `to` and finishes it; one that is damaged is left out and told in `damage`. Fails
/// when it cannot be written.
Result<void> convert_trace(const TraceReader& from, TraceWriter& to, std::vector<Diagnostic>& damage);

} // namespace scope
