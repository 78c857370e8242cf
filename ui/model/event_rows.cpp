#include "ui/model/event_rows.h"

#include "core/base/text.h"
#include "core/trace/handler_matrix.h"
#include "ui/model/text.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>

namespace scope {

std::shared_ptr<const DispatchRecord> dispatch_at(const EventStore& events, EventRef ref) {
    auto event = events.event(ref.line);
    if (!event || ref.dispatch >= event->dispatches.size()) return nullptr;
    return {event, &event->dispatches[ref.dispatch]};
}

std::string short_event_title(EventId event) {
    std::string title = event_title(event);
    constexpr std::string_view prefix = "Async - ";
    if (title.starts_with(prefix)) title.erase(0, prefix.size());
    return title;
}

namespace {

/// The dispatch whose handler run made `dispatch`, within the same line; null for a top-level one.
const DispatchRecord* parent_of(const EventLine& line, const DispatchRecord& dispatch) {
    if (dispatch.parent == 0) return nullptr;
    for (const DispatchRecord& other : line.dispatches)
        for (const HandlerRecord& handler : other.handlers)
            if (handler.id == dispatch.parent) return &other;
    return nullptr;
}

int depth_of(const EventLine& line, const DispatchRecord& dispatch) {
    int depth = 0;
    for (const DispatchRecord* at = parent_of(line, dispatch); at && depth < 8; at = parent_of(line, *at)) ++depth;
    return depth;
}

size_t nested_handlers(const EventLine& line, const DispatchRecord& dispatch) {
    size_t count = 0;
    for (const DispatchRecord& other : line.dispatches)
        if (parent_of(line, other) == &dispatch) count += other.handlers.size();
    return count;
}

/// What is said of runs that all left or skipped what they had to do, in the words of outcome_of().
std::string ends_text(const std::vector<HandlerRecord>& runs) {
    auto skips = static_cast<size_t>(
        std::count_if(runs.begin(), runs.end(), [](const HandlerRecord& run) { return run.left->skipped; }));
    if (skips == 0) return runs.size() == 1 ? "its handler left" : "every handler left";
    if (skips < runs.size()) return "all left or only looked";
    std::string text = outcome_of(runs.front()).text;
    bool same =
        std::all_of(runs.begin(), runs.end(), [&](const HandlerRecord& run) { return outcome_of(run).text == text; });
    return same ? text : "all only looked";
}

/// What the list says happened, the worst first.
std::pair<std::string, Tone> result_of(const DispatchRecord& dispatch) {
    size_t changes = 0, done = 0, missing = 0, acted = 0;
    for (const HandlerRecord& handler : dispatch.handlers) {
        if (handler.fault) return {fmt::format("fault in {}", handler.object), Tone::fault};
        size_t own = handler.changes.size() + handler.writes.size();
        changes += own;
        // Only what ran to its end may be green.
        if (!handler.left) ++acted, done += own;
        missing += unexpected_keys(handler).size();
    }
    if (dispatch.handlers.empty()) return {"nobody listens", Tone::quiet};
    if (missing) return {fmt::format("{} missing", counted(missing, "key")), Tone::warning};
    if (acted == 0) {
        std::string ends = ends_text(dispatch.handlers);
        return {changes ? fmt::format("{}; {}", counted(changes, "change"), ends) : ends, Tone::quiet};
    }
    if (changes) return {counted(changes, "change"), done ? Tone::ok : Tone::quiet};
    return {"no variable changed", Tone::quiet};
}

} // namespace

EventRow brief_row(const DispatchRow& known) {
    EventRow row;
    row.id = known.id;
    row.frame = known.frame;
    row.event_number = known.event.type == event_type::other ? known.event.number : -1;
    row.title = short_event_title(known.event);
    row.depth = known.parent != 0;
    row.handlers = fmt::format("{}", known.handlers);
    row.tone = known.is(RowFlag::fault)     ? Tone::fault
               : known.is(RowFlag::missing) ? Tone::warning
               : known.changes > 0          ? Tone::plain
                                            : Tone::quiet;
    row.us = known.us;
    return row;
}

EventRow event_row(const EventStore& events, EventRef ref, const DispatchRow* known) {
    auto event = events.event(ref.line);
    if (!event || ref.dispatch >= event->dispatches.size()) {
        if (!known) return {};
        EventRow row = brief_row(*known);
        row.result = known->is(RowFlag::damaged) ? "damaged" : "no longer in memory";
        if (known->is(RowFlag::damaged)) row.id = 0, row.title.clear(), row.tone = Tone::warning;
        return row;
    }
    return event_row(*event, ref.dispatch);
}

EventRow event_row(const EventLine& line, size_t index) {
    const DispatchRecord* dispatch = &line.dispatches[index];
    EventRow row;
    row.id = dispatch->id;
    row.frame = dispatch->frame;
    row.event_number = dispatch->event.type == event_type::other ? dispatch->event.number : -1;
    row.title = short_event_title(dispatch->event);
    row.depth = depth_of(line, *dispatch);
    if (const DispatchRecord* parent = parent_of(line, *dispatch)) row.from = fmt::format("from #{}", parent->id);
    row.summary = summary_of(dispatch->payload, 200);
    size_t nested = nested_handlers(line, *dispatch);
    row.handlers = nested ? fmt::format("{} + {} nested", dispatch->handlers.size(), nested)
                          : fmt::format("{}", dispatch->handlers.size());
    std::tie(row.result, row.tone) = result_of(*dispatch);
    for (const HandlerRecord& handler : dispatch->handlers) row.us += handler.us;
    return row;
}

std::string occasion_of(const FaultRecord& fault) {
    std::string_view what = fault.event;
    std::string code_of_object = "gml_Object_" + fault.object + "_";
    for (std::string_view prefix : {std::string_view(code_of_object), std::string_view("gml_GlobalScript_")})
        if (what.starts_with(prefix)) what.remove_prefix(prefix.size());
    if (what.empty()) what = "GML";
    return fault.object.empty() ? std::string(what) : fmt::format("{} {}", fault.object, what);
}

EventRow fault_row(const FaultRecord& fault) {
    EventRow row;
    row.frame = fault.frame;
    row.event_number = -1;
    row.title = occasion_of(fault);
    row.summary = fault.message;
    row.result = fault.place.file.empty() ? "fault" : "fault at " + short_place(fault.place.file, fault.place.line);
    row.tone = Tone::fault;
    return row;
}

EventRow row_of(const EventStore& events, const std::vector<FaultRecord>& faults, EventRef ref,
                const DispatchRow* known) {
    if (!ref.is_fault()) return event_row(events, ref, known);
    return ref.fault() < faults.size() ? fault_row(faults[ref.fault()]) : EventRow();
}

} // namespace scope
