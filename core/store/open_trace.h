#pragma once
// Traces by what they are: blocks, or text, which is what a name ending in .jsonl asks for.

#include "core/store/event_store.h"
#include "core/trace/trace_reader.h"
#include "core/trace/trace_writer.h"

#include <memory>

namespace scope {

/// Fails when the file cannot be read, is no trace, or is of a newer version.
Result<std::unique_ptr<TraceReader>> open_trace(const std::string& path);

/// A trace to look into: its events by number, what else it has by line.
struct OpenedTrace {
    std::shared_ptr<const TraceReader> reader;
    std::shared_ptr<EventStore> events; ///< of text, a copy in memory
    std::vector<Diagnostic> damage;     ///< lines of text that are no events
};
/// Of a trace of blocks as it lies in the file; null of text.
std::shared_ptr<EventStore> stored_events(const std::shared_ptr<const TraceReader>& trace);
Result<OpenedTrace> open_events(const std::string& path);

/// Begins a file. One that is there is replaced when it is a trace that nobody records to, any other only with
/// `overwrite`.
Result<std::unique_ptr<TraceWriter>> create_trace(const std::string& path, const TraceHeader& header, bool overwrite);

} // namespace scope
