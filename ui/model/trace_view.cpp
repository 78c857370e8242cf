#include "ui/model/trace_view.h"

#include "ui/model/text.h"

namespace scope {

Result<std::unique_ptr<TraceView>> TraceView::open(const std::string& path) {
    auto trace = open_events(path);
    if (!trace) return tl::unexpected<Error>(trace.error());
    auto view = std::make_unique<TraceView>();
    view->m_trace = std::move(*trace);
    view->m_title = file_name(path);
    const TraceReader& reader = *view->m_trace.reader;
    view->m_problems = reader.damage();
    view->m_problems.insert(view->m_problems.end(), view->m_trace.damage.begin(), view->m_trace.damage.end());
    size_t events = 0;
    for (size_t line = 0; line < reader.line_count(); ++line) {
        TraceLineKind kind = reader.kind(line);
        if (kind == TraceLineKind::dispatch) {
            ++events;
        } else if (kind == TraceLineKind::fault) {
            auto fault = reader.fault(line);
            if (!fault) continue; // damage() tells of it
            auto before = events ? view->events().event(std::min(events, view->events().size()) - 1) : nullptr;
            fault->after = before ? before->dispatches.back().id : 0;
            view->m_faults.push_back(std::move(*fault));
        } else if (kind == TraceLineKind::source) {
            if (auto source = reader.source(line)) view->m_sources[source->path] = {source->path, source->text};
        }
    }
    if (!reader.complete())
        view->m_problems.push_back({"torn-trace",
                                    Severity::warning,
                                    "the session that wrote this trace did not end by itself",
                                    {path, 0, 0},
                                    "its last event may be missing"});
    return view;
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
