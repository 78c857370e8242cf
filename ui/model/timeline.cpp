#include "ui/model/timeline.h"

#include "core/trace/handler_matrix.h"
#include "ui/model/text.h"

#include <algorithm>

namespace scope {

static constexpr size_t most_arcs = 100000;

size_t TimelineLane::first_at(uint64_t at) const {
    auto found = std::lower_bound(marks.begin(), marks.end(), at,
                                  [](const TimelineMark& mark, uint64_t time) { return mark.at < time; });
    return static_cast<size_t>(found - marks.begin());
}

void EventTimeline::update(const std::vector<EventLine>& events, size_t most) {
    if (events.size() < m_lines) *this = EventTimeline();
    for (size_t end = std::min(events.size(), m_lines + most); m_lines < end; ++m_lines)
        add(events[m_lines], static_cast<uint32_t>(m_lines));
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

static Tone tone_of(const DispatchRecord& dispatch) {
    Tone tone = Tone::plain;
    for (const HandlerRecord& handler : dispatch.handlers) {
        if (handler.fault) return Tone::fault;
        if (!unexpected_keys(handler).empty()) tone = Tone::warning;
    }
    return tone;
}

void EventTimeline::add(const EventLine& line, uint32_t index) {
    for (uint32_t i = 0; i < line.dispatches.size(); ++i) {
        const DispatchRecord& dispatch = line.dispatches[i];
        TimelineLane& lane = lane_of(dispatch.event);
        // A restarted game counts from zero again; keep the order all the same.
        uint64_t at = lane.marks.empty() ? dispatch.clock_us : std::max(dispatch.clock_us, lane.marks.back().at);
        lane.marks.push_back({at, {index, i}, tone_of(dispatch), dispatch.parent != 0});
        m_first = m_last == 0 && m_first == 0 ? at : std::min(m_first, at);
        m_last = std::max(m_last, at);
        if (const Datum* id = dispatch.payload.find("id"); id && m_arcs.size() < most_arcs) {
            auto asked = m_requests.find({dispatch.event.number, value_text(*id, 60)});
            if (asked != m_requests.end())
                m_arcs.push_back({static_cast<size_t>(&lane - m_lanes.data()), asked->second, at});
        }
        for (const HandlerRecord& handler : dispatch.handlers)
            for (const RequestRecord& request : handler.requests)
                m_requests[{request.completes_as.number, value_text(request.id, 60)}] = at;
    }
}

} // namespace scope
