#pragma once
// Dispatches in time: a lane for each event that occurred, sorted by the virtual clock, and an arc from each request to
// its completions. Grows with the session, 16 bytes a dispatch; what shows is found by binary search, never by walking
// all.

#include "ui/model/dispatch_table.h"
#include "ui/model/event_rows.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace scope {

struct TimelineMark {
    uint64_t at = 0;  ///< microseconds of the virtual clock
    uint32_t row = 0; ///< of the table of dispatches
    Tone tone = Tone::plain;
    bool nested = false;
};

struct TimelineLane {
    int event_number = 0;
    std::string title;
    std::vector<TimelineMark> marks; ///< by time

    /// The first mark at or after `at`; marks.size() when there is none.
    size_t first_at(uint64_t at) const;
};

/// A request made at `from`, answered at `to` in `lane`.
struct TimelineArc {
    size_t lane = 0;
    uint64_t from = 0;
    uint64_t to = 0;
};

class EventTimeline {
public:
    /// Takes in new dispatches, at most `most` a call; starts over when the table did. `events` are those of the table:
    /// what asked for something and what may answer it is looked into.
    void update(const DispatchTable& table, const EventStore& events, size_t most = 50000);

    const std::vector<TimelineLane>& lanes() const { return m_lanes; }
    const std::vector<TimelineArc>& arcs() const { return m_arcs; }
    uint64_t first() const { return m_first; }
    uint64_t last() const { return m_last; }

private:
    size_t add(const DispatchRow& row, uint32_t index);
    void look_into(const DispatchRow& row, const DispatchRecord& dispatch, size_t lane);
    TimelineLane& lane_of(EventId event);

    std::vector<TimelineLane> m_lanes;
    std::vector<TimelineArc> m_arcs;
    std::map<std::pair<int32_t, std::string>, uint64_t> m_requests; ///< completing event and id -> when it was asked
    std::set<int32_t> m_asked;                                      ///< events that complete some request
    size_t m_rows = 0;
    uint64_t m_era = 0;
    uint64_t m_first = 0;
    uint64_t m_last = 0;
};

} // namespace scope
