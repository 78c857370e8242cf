#pragma once
// Which rows the Events list has: those that pass the filter, in the order in which they happened. Rows are references
// of 8 bytes. A filter goes through a session's events in slices between frames, its first rows are there in the first
// frame; through those of a long one it goes on a thread, a second for a million when it asks about payloads
// alone. It can be stopped. A filter that is wrong leaves the rows of the last one that was not.

#include "core/trace/filter/filter.h"
#include "ui/model/dispatch_table.h"
#include "ui/model/event_rows.h"

#include <optional>

namespace scope {

class EventIndex {
public:
    static constexpr std::chrono::microseconds a_slice{2500}, to_the_end = Patience::to_the_end;

    /// Of one session; another one's events are for another index.
    /// Starts over when there is another filter that is right, or when there are fewer events or faults; otherwise goes
    /// on for about as long as given, but at most over `most` events.
    void update(const EventStore& events, const std::vector<FaultRecord>& faults, std::string_view filter_text,
                std::chrono::microseconds time = a_slice, size_t most = SIZE_MAX);

    const std::vector<EventRef>& rows() const { return m_rows; }
    /// Dispatches and faults looked at so far, whether they passed or not.
    size_t total() const { return m_row + m_faults; }
    size_t lines() const { return m_lines; } ///< events looked at so far
    const DispatchTable& table() const { return m_table; }
    /// Whether a filter (or what was opened) has not been through everything that there was; not while new events come.
    bool searches() const { return !m_caught_up; }
    /// Another number whenever rows were added or looked for anew.
    uint64_t version() const { return m_version; }
    /// Nothing more will be looked at by itself: all has been, or it was stopped.
    bool complete(const EventStore& events) const { return m_stopped || m_lines == events.size(); }

    /// What is wrong with the filter that was given last; nothing when it is the one that counts.
    const std::optional<FilterError>& error() const { return m_error; }
    /// The filter that the rows pass.
    const std::string& filter() const { return m_filter_text; }
    bool filters() const { return !m_filter.empty(); }

    /// Stops looking, or goes on; another filter goes on by itself.
    void stop(bool stopped);
    bool stopped() const { return m_stopped; }

    /// The position of a dispatch among the rows, or -1.
    int64_t find(EventRef ref) const;

private:
    /// What passed of a segment, and how far it was looked at.
    struct Part {
        std::vector<EventRef> passed;
        size_t end = 0;
    };
    void start_over();
    void read_filter(std::string_view text);
    void add(const Part& part, const std::vector<FaultRecord>& faults);
    void add_faults(size_t line, const std::vector<FaultRecord>& faults);
    void go_on(const EventStore& events, const std::vector<FaultRecord>& faults, const Patience& patience, size_t end);

    std::string m_given; ///< may be wrong
    std::string m_filter_text;
    Filter m_filter;
    std::optional<FilterError> m_error;
    DispatchTable m_table;
    uint64_t m_table_era = 0;
    std::vector<EventRef> m_rows;
    size_t m_lines = 0;
    size_t m_row = 0; ///< of the table, the first one of event m_lines
    size_t m_faults = 0;
    uint64_t m_version = 0;
    bool m_stopped = false;
    bool m_caught_up = false;
    SegmentCursor m_cursor;
    SegmentScan<Part> m_scan;
};

/// The rows in the order of the column whose title was pressed. Sorted again when there are other rows; beyond 50,000
/// they stay as they came, and a filter makes them fewer.
class EventOrder {
public:
    /// `sort` as of ListLook; `era` grows when the events are another session's.
    const std::vector<EventRef>& of(const EventIndex& index, const EventStore& events,
                                    const std::vector<FaultRecord>& faults, int sort, uint64_t era);

private:
    std::vector<EventRef> m_sorted;
    int m_sort = 0;
    uint64_t m_version = UINT64_MAX;
};

} // namespace scope
