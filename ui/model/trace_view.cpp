#include "ui/model/trace_view.h"

#include "ui/model/text.h"

#include <fmt/format.h>

namespace scope {

Result<std::unique_ptr<TraceView>> TraceView::open(const std::string& path) {
    auto trace = open_events(path);
    if (!trace) return tl::unexpected<Error>(trace.error());
    auto view = std::make_unique<TraceView>();
    view->m_trace = std::move(*trace);
    view->m_title = file_name(path);
    view->read_lines(path);
    return view;
}

void TraceView::read_lines(const std::string& path) {
    const TraceReader& reader = *m_trace.reader;
    m_problems = reader.damage();
    m_problems.insert(m_problems.end(), m_trace.damage.begin(), m_trace.damage.end());
    if (!reader.complete())
        m_problems.push_back({"torn-trace",
                              Severity::warning,
                              "the session that wrote this trace did not end by itself",
                              {path, 0, 0},
                              "its last event may be missing"});
    std::vector<size_t> output, problems;
    size_t events = 0;
    for (size_t line = 0; line < reader.line_count(); ++line) {
        switch (reader.kind(line)) {
        case TraceLineKind::dispatch:
        case TraceLineKind::unfinished: ++events; break;
        case TraceLineKind::log: output.push_back(line); break;
        case TraceLineKind::problem: problems.push_back(line); break;
        case TraceLineKind::fault:
            if (auto fault = reader.fault(line)) { // else damage() tells of it
                auto before = events ? m_trace.events->event(std::min(events, m_trace.events->size()) - 1) : nullptr;
                fault->after = before ? before->dispatches.back().id : 0;
                m_faults.push_back(std::move(*fault));
            }
            break;
        case TraceLineKind::source:
            if (auto source = reader.source(line)) m_sources[source->path] = {source->path, source->text};
            break;
        default: break;
        }
    }
    read_last(problems, "problems", m_problems, [&](size_t line) { return reader.problem(line); });
    read_last(output, "lines of output", m_output, [&](size_t line) { return reader.log(line); });
}

/// A trace of days opens like any other.
template<typename Record, typename Read> void TraceView::read_last(const std::vector<size_t>& lines, const char* what,
                                                                   std::vector<Record>& out, const Read& read) {
    constexpr size_t most = 10'000;
    size_t left = lines.size() > most ? lines.size() - most : 0;
    if (left)
        m_problems.push_back({"long-trace",
                              Severity::note,
                              fmt::format("the first {} {} are not shown", left, what),
                              {},
                              "export the trace as text to read them"});
    for (size_t at = left; at < lines.size(); ++at)
        if (auto record = read(lines[at])) out.push_back(std::move(*record));
}

const SourceView* TraceView::source(const std::string& path) const {
    auto found = m_sources.find(path);
    return found == m_sources.end() ? nullptr : &found->second;
}

uint64_t TraceView::frame() const {
    auto last = events().back();
    return last ? last->dispatches.front().frame : 0;
}
uint64_t TraceView::clock_us() const {
    auto last = events().back();
    return last ? last->dispatches.front().clock_us : 0;
}

} // namespace scope
