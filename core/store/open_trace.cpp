#include "core/store/open_trace.h"

#include "core/base/file_access.h"
#include "core/store/block_trace_reader.h"
#include "core/store/block_trace_writer.h"
#include "core/trace/text_trace_reader.h"
#include "core/trace/text_trace_writer.h"

#include <unistd.h>

namespace scope {

Result<std::unique_ptr<TraceReader>> open_trace(const std::string& path) {
    std::byte begin[trace_kind_bytes]{};
    auto file = open_to_read(working_folder, path, LinkRule::followed);
    if (!file) return fail("cannot read the trace: " + file.error(), path);
    ssize_t count = ::pread(file->number(), begin, sizeof begin, 0);
    TraceKind kind = trace_kind(std::span(begin, static_cast<size_t>(std::max<ssize_t>(count, 0))));
    if (kind == TraceKind::blocks || kind == TraceKind::packed) {
        auto blocks = BlockTraceReader::open(path);
        if (!blocks) return tl::unexpected(blocks.error());
        return std::unique_ptr<TraceReader>(std::move(*blocks));
    }
    auto text = TextTraceReader::open(path); // says of anything else that it is no trace
    if (!text) return tl::unexpected(text.error());
    return std::unique_ptr<TraceReader>(std::move(*text));
}

std::shared_ptr<EventStore> stored_events(const std::shared_ptr<const TraceReader>& trace) {
    auto blocks = std::dynamic_pointer_cast<const BlockTraceReader>(trace);
    return blocks ? std::make_shared<EventStore>(blocks, blocks->event_counts()) : nullptr;
}

Result<OpenedTrace> open_events(const std::string& path) {
    auto trace = open_trace(path);
    if (!trace) return tl::unexpected(trace.error());
    OpenedTrace out{std::move(*trace), nullptr, {}};
    out.events = stored_events(out.reader);
    if (out.events) return out;
    out.events = std::make_shared<EventStore>();
    for (size_t line = 0; line < out.reader->line_count(); ++line) {
        if (!is_event(out.reader->kind(line))) continue;
        if (auto event = out.reader->event(line))
            out.events->append(*event);
        else
            out.damage.push_back({"damaged-line",
                                  Severity::warning,
                                  event.error().message,
                                  {path, static_cast<uint32_t>(line + 1), 0},
                                  ""});
    }
    return out;
}

Result<std::unique_ptr<TraceWriter>> create_trace(const std::string& path, const TraceHeader& header, bool overwrite) {
    if (path.ends_with(".jsonl")) {
        auto text = TextTraceWriter::create(path, header, overwrite);
        if (!text) return tl::unexpected(text.error());
        return std::unique_ptr<TraceWriter>(std::move(*text));
    }
    auto blocks = BlockTraceWriter::create(path, header, overwrite);
    if (!blocks) return tl::unexpected(blocks.error());
    return std::unique_ptr<TraceWriter>(std::move(*blocks));
}

} // namespace scope
