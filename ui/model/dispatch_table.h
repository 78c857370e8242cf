#pragma once
// A row for each dispatch of a session, in order: what lists, the timeline and counts need to know of all of them. Made
// once, 64 bytes and 0.1 us a dispatch, a slice between two frames or, of a long file, on a thread.

#include "core/trace/filter/filter_facts.h"
#include "ui/model/segment_scan.h"

#include <chrono>

namespace scope {

/// How long something may take, in slices between frames.
class Patience {
public:
    static constexpr std::chrono::microseconds to_the_end = std::chrono::microseconds::max();

    explicit Patience(std::chrono::microseconds time) : m_time(time), m_begin(std::chrono::steady_clock::now()) {}
    bool waits() const { return m_time == to_the_end; }
    bool is_over() const { return !waits() && std::chrono::steady_clock::now() - m_begin > m_time; }

private:
    std::chrono::microseconds m_time;
    std::chrono::steady_clock::time_point m_begin;
};

class DispatchTable {
public:
    /// Takes in what is new. Starts over when there is less than before.
    void update(const EventStore& events, const Patience& patience);

    const std::vector<DispatchRow>& rows() const { return m_rows; }
    /// Events that are in the table.
    size_t lines() const { return m_lines; }
    /// The first row of an event that is in it, or of the one behind.
    size_t row_of(size_t line) const;
    /// The row of one of an event's dispatches; null when there is none.
    const DispatchRow* find(size_t line, size_t dispatch) const;
    /// How many events there are before the first one with a dispatch behind this id; nothing when it is not in the
    /// table yet.
    std::optional<size_t> lines_before(uint32_t id) const;
    /// What the events were about, for completion; of a long session a sample.
    const FilterFacts& facts() const { return m_facts; }
    /// Grows when it starts over.
    uint64_t era() const { return m_era; }

private:
    void add(const std::vector<DispatchRow>& rows);
    void sample(const EventStore& events);

    std::vector<DispatchRow> m_rows;
    size_t m_lines = 0;
    FilterFacts m_facts;
    size_t m_sampled = 0; ///< events before this one are in the facts, or passed over
    uint64_t m_era = 0;
    SegmentCursor m_cursor;
    SegmentScan<std::vector<DispatchRow>> m_scan;
};

} // namespace scope
