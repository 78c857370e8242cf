#include "core/harness/recorded_run.h"

#include "core/data/typed_json.h"
#include "core/store/open_trace.h"

#include <filesystem>

namespace scope {

const SourceRecord* RecordedRun::source(const std::string& path) const {
    auto found = sources.find(path);
    return found == sources.end() ? nullptr : &found->second;
}

void RunBuilder::event(const EventLine& line) {
    size_t of_handlers = 0;
    for (const DispatchRecord& dispatch : line.dispatches)
        for (const HandlerRecord& handler : dispatch.handlers) of_handlers += handler.log.size();
    keep(m_waiting.size() - std::min(of_handlers, m_waiting.size()));
    m_waiting.clear();
    m_run.digests.add(line, m_run.masked);
}

void RunBuilder::output(std::string text) {
    m_waiting.push_back(std::move(text));
}

void RunBuilder::request(const RequestRecord& request) {
    if (!request.id.is_number()) return;
    std::string text = request.kind + "\n" + request.object;
    for (const Datum& arg : request.args) text += "\n" + write_typed_json(arg);
    m_run.requests.push_back(
        {std::hash<std::string>()(without_images(text)), static_cast<uint32_t>(request.id.as_int64())});
}

void RunBuilder::finish() {
    keep(m_waiting.size());
    m_waiting.clear();
}

void RunBuilder::keep(size_t count) {
    for (size_t i = 0; i < count; ++i) {
        std::string& text = m_waiting[i];
        uint64_t hash = std::hash<std::string>()(m_run.masked ? without_images(text) : text);
        m_bytes += text.size();
        m_run.outputs.push_back({hash, m_bytes <= most_bytes ? std::move(text) : std::string()});
    }
}

Result<std::shared_ptr<RecordedTrace>> RecordedTrace::open(const std::string& path) {
    auto reader = open_trace(path);
    if (!reader) return tl::unexpected(reader.error());
    auto out = std::make_shared<RecordedTrace>();
    out->m_path = path;
    out->m_reader = std::move(*reader);
    for (size_t line = 0; line < out->m_reader->line_count(); ++line) {
        TraceLineKind kind = out->m_reader->kind(line);
        if (kind == TraceLineKind::dispatch) out->m_events.push_back(static_cast<uint32_t>(line));
        out->m_outputs += kind == TraceLineKind::log;
    }
    return out;
}

Result<EventLine> RecordedTrace::event(size_t index) const {
    return m_reader->event(m_events[index]);
}

template<typename Read> static auto all_of(const TraceReader& reader, TraceLineKind kind, Read read)
    -> Result<std::vector<typename std::invoke_result_t<Read, size_t>::value_type>> {
    std::vector<typename std::invoke_result_t<Read, size_t>::value_type> out;
    for (size_t line = 0; line < reader.line_count(); ++line) {
        if (reader.kind(line) != kind) continue;
        auto record = read(line);
        if (!record) return tl::unexpected(record.error());
        out.push_back(std::move(*record));
    }
    return out;
}

Result<std::vector<EnvironmentRecord>> RecordedTrace::environment() const {
    return all_of(*m_reader, TraceLineKind::environment, [&](size_t line) { return m_reader->environment(line); });
}

Result<std::vector<SourceRecord>> RecordedTrace::sources() const {
    return all_of(*m_reader, TraceLineKind::source, [&](size_t line) { return m_reader->source(line); });
}

Result<RecordedRun> RecordedTrace::read(const std::shared_ptr<RecordedTrace>& trace, const CompareProgress& progress) {
    const TraceReader& reader = trace->reader();
    RecordedRun out;
    out.name = std::filesystem::path(trace->path()).filename().string();
    out.masked = reader.header().masked;
    out.complete = reader.complete();
    RunBuilder builder(out);
    for (size_t line = 0; line < reader.line_count(); ++line) {
        if (progress && line % 256 == 0 &&
            !progress(static_cast<double>(line) / static_cast<double>(reader.line_count())))
            return fail("stopped");
        TraceLineKind kind = reader.kind(line);
        if (kind == TraceLineKind::dispatch) {
            auto event = reader.event(line);
            if (!event) return tl::unexpected(event.error());
            builder.event(*event);
        } else if (kind == TraceLineKind::log) {
            auto output = reader.log(line);
            if (!output) return tl::unexpected(output.error());
            builder.output(std::move(output->text));
        } else if (kind == TraceLineKind::fault) {
            auto fault = reader.fault(line);
            if (!fault) return tl::unexpected(fault.error());
            out.faults.push_back(std::move(*fault));
        } else if (kind == TraceLineKind::request) {
            if (auto request = reader.request(line)) builder.request(*request);
        }
    }
    builder.finish();
    auto environment = trace->environment();
    if (!environment) return tl::unexpected(environment.error());
    out.environment = std::move(*environment);
    auto sources = trace->sources();
    if (!sources) return tl::unexpected(sources.error());
    for (SourceRecord& source : *sources) out.sources[source.path] = std::move(source);
    out.event = [trace](size_t index) -> std::shared_ptr<const EventLine> {
        auto event = trace->event(index);
        return event ? std::make_shared<const EventLine>(std::move(*event)) : nullptr;
    };
    return out;
}

} // namespace scope
