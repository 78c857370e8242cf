#pragma once
// Traces by what they are: blocks, or text, which is what a name ending in .jsonl asks for.

#include "core/trace/trace_reader.h"
#include "core/trace/trace_writer.h"

#include <memory>

namespace scope {

/// Fails when the file cannot be read, is no trace, or is of a newer version.
Result<std::unique_ptr<TraceReader>> open_trace(const std::string& path);

/// Begins a file. One that is there is replaced when it is a trace that nobody records to, any other only with
/// `overwrite`.
Result<std::unique_ptr<TraceWriter>> create_trace(const std::string& path, const TraceHeader& header, bool overwrite);

} // namespace scope
