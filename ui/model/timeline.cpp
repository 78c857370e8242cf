#include "ui/model/timeline.h"

#include "ui/model/text.h"

#include <algorithm>

namespace scope {

static constexpr size_t most_arcs = 100000;

size_t TimelineLane::first_at(uint64_t at) const {
    auto found = std::lower_bound(marks.begin(), marks.end(), at,
                                  [](const TimelineMark& mark, uint64_t time) { return mark.at < time; });
    return static_cast<size_t>(found - marks.begin());
}

void EventTimeline::update(const DispatchTable& table, const EventStore& events, size_t most) {
    constexpr size_t looked_into = 100; // counts as so many that are not
    if (table.era() != m_era || table.rows().size() < m_rows) *this = EventTimeline();
    m_era = table.era();
    for (size_t done = 0; m_rows < table.rows().size() && done < most; ++m_rows, ++done) {
        const DispatchRow& row = table.rows()[m_rows];
        if (row.is(RowFlag::damaged)) continue;
        size_t lane = add(row, static_cast<uint32_t>(m_rows));
        bool may_answer = m_asked.contains(row.event.number) && m_arcs.size() < most_arcs;
        if (!may_answer && !row.is(RowFlag::request)) continue;
        if (auto dispatch = dispatch_at(events, {row.line, row.dispatch})) look_into(row, *dispatch, lane);
        done += looked_into;
    }
}

TimelineLane& EventTimeline::lane_of(EventId event) {
    int number = event.type == event_type::other ? event.number : -1;
    for (TimelineLane& lane : m_lanes)
        if (lane.event_number == number) return lane;
    // Lanes keep the order of the events' numbers, so that they do not jump about as events come in.
    auto at = std::find_if(m_lanes.begin(), m_lanes.end(),
                           [&](const TimelineLane& lane) { return lane.event_number > number; });
    auto index = static_cast<size_t>(at - m_lanes.begin());
    for (TimelineArc& arc : m_arcs)
        if (arc.lane >= index) ++arc.lane;
    return *m_lanes.insert(at, {number, number < 0 ? "other" : short_event_title(event), {}});
}

size_t EventTimeline::add(const DispatchRow& row, uint32_t index) {
    TimelineLane& lane = lane_of(row.event);
    // A restarted game counts from zero again; keep the order all the same.
    uint64_t at = lane.marks.empty() ? row.clock_us : std::max(row.clock_us, lane.marks.back().at);
    Tone tone = row.is(RowFlag::fault) ? Tone::fault : row.is(RowFlag::missing) ? Tone::warning : Tone::plain;
    lane.marks.push_back({at, index, tone, row.parent != 0});
    m_first = m_last == 0 && m_first == 0 ? at : std::min(m_first, at);
    m_last = std::max(m_last, at);
    return static_cast<size_t>(&lane - m_lanes.data());
}

void EventTimeline::look_into(const DispatchRow& row, const DispatchRecord& dispatch, size_t lane) {
    uint64_t at = m_lanes[lane].marks.back().at;
    if (const Datum* id = dispatch.payload.find("id"); id && m_arcs.size() < most_arcs) {
        auto asked = m_requests.find({row.event.number, value_text(*id, 60)});
        if (asked != m_requests.end()) m_arcs.push_back({lane, asked->second, at});
    }
    for (const HandlerRecord& handler : dispatch.handlers)
        for (const RequestRecord& request : handler.requests) {
            m_requests[{request.completes_as.number, value_text(request.id, 60)}] = at;
            m_asked.insert(request.completes_as.number);
        }
}

} // namespace scope
