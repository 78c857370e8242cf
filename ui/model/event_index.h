#pragma once
// Which rows the Events list has: those that pass the filter, in the order in which they happened. Rows are references
// of 8 bytes, so a million events cost 8 MB and one pass, which is gone in slices between frames; it can be stopped. A
// filter that is wrong leaves the rows of the last one that was not.

#include "core/trace/filter/filter.h"
#include "core/trace/filter/filter_facts.h"
#include "ui/model/event_rows.h"

#include <chrono>
#include <optional>

namespace scope {

class EventIndex {
public:
    static constexpr std::chrono::microseconds patience{3000}, to_the_end = std::chrono::microseconds::max();

    /// Starts over when there is another filter that is right, or when there are fewer events or faults; otherwise goes
    /// on for about as long as given, but at most over `most` lines. A session's first rows are there in the first
    /// frame.
    void update(const std::vector<EventLine>& events, const std::vector<FaultRecord>& faults,
                std::string_view filter_text, std::chrono::microseconds time = patience, size_t most = SIZE_MAX);

    const std::vector<EventRef>& rows() const { return m_rows; }
    /// Dispatches and faults looked at so far, whether they passed or not.
    size_t total() const { return m_total; }
    size_t lines() const { return m_lines; }
    /// Dispatches there are, of all lines that were ever looked at, by whatever filter.
    size_t dispatches() const { return m_dispatches; }
    /// Whether a filter (or what was opened) has not been through everything that there was; not while new events come.
    bool searches() const { return !m_caught_up; }
    /// Another number whenever rows were added or looked for anew.
    uint64_t version() const { return m_version; }
    /// Nothing more will be looked at by itself: all has been, or it was stopped.
    bool complete(const std::vector<EventLine>& events) const { return m_stopped || m_lines == events.size(); }

    /// What is wrong with the filter that was given last; nothing when it is the one that counts.
    const std::optional<FilterError>& error() const { return m_error; }
    /// The filter that the rows pass.
    const std::string& filter() const { return m_filter_text; }
    bool filters() const { return !m_filter.empty(); }

    /// Stops looking, or goes on; another filter goes on by itself.
    void stop(bool stopped) { m_stopped = stopped; }
    bool stopped() const { return m_stopped; }

    /// What the events were about, for completion; of all that were ever looked at.
    const FilterFacts& facts() const { return m_facts; }
    /// The position of a dispatch among the rows, or -1.
    int64_t find(EventRef ref) const;

private:
    void start_over();
    void look_at(const EventLine& line);

    std::string m_given; ///< may be wrong
    std::string m_filter_text;
    Filter m_filter;
    std::optional<FilterError> m_error;
    FilterFacts m_facts;
    std::vector<EventRef> m_rows;
    size_t m_lines = 0;
    size_t m_faults = 0;
    size_t m_total = 0;
    size_t m_known = 0; ///< lines that were ever looked at
    size_t m_dispatches = 0;
    uint64_t m_version = 0;
    bool m_stopped = false;
    bool m_caught_up = false;
};

/// The rows in the order of the column whose title was pressed. Sorted again when there are other rows; beyond 50,000
/// they stay as they came, and a filter makes them fewer.
class EventOrder {
public:
    /// `sort` as of ListLook; `era` grows when the events are another session's.
    const std::vector<EventRef>& of(const EventIndex& index, const std::vector<EventLine>& events,
                                    const std::vector<FaultRecord>& faults, int sort, uint64_t era);

private:
    std::vector<EventRef> m_sorted;
    int m_sort = 0;
    uint64_t m_version = UINT64_MAX;
};

} // namespace scope
