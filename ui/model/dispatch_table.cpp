#include "ui/model/dispatch_table.h"

#include <algorithm>

namespace scope {

static void read_rows(SegmentReader* reader, const EventStore::SegmentAt& segment, size_t index,
                      std::vector<DispatchRow>& out) {
    size_t before = out.size();
    if (reader)
        reader->rows(index, out);
    else // it is forgotten, or the file is gone
        out.emplace_back().set(RowFlag::damaged);
    for (size_t i = before; i < out.size(); ++i) out[i].line = static_cast<uint32_t>(segment.first + index);
}

static std::vector<DispatchRow> rows_of(const EventStore::SegmentAt& segment, const std::stop_token& asked) {
    std::vector<DispatchRow> rows;
    rows.reserve(segment.count);
    SegmentCursor cursor;
    SegmentReader* reader = cursor.at(segment);
    for (size_t i = 0; i < segment.count && !asked.stop_requested(); ++i) read_rows(reader, segment, i, rows);
    return rows;
}

/// A damaged event counts as if it had the number of the one before, so that numbers grow.
void DispatchTable::add(const std::vector<DispatchRow>& rows) {
    for (DispatchRow row : rows) {
        if (row.is(RowFlag::damaged) && !m_rows.empty()) row.id = m_rows.back().id;
        m_rows.push_back(row);
    }
    if (!rows.empty()) m_lines = rows.back().line + size_t(1);
}

void DispatchTable::update(const EventStore& events, const Patience& patience) {
    constexpr size_t many = 2;     // segments that a thread is worth
    constexpr size_t between = 16; // events between looks at the clock
    if (events.size() < m_lines) {
        m_scan.stop();
        m_rows.clear();
        m_facts.clear();
        m_cursor.leave();
        m_lines = m_sampled = 0;
        ++m_era;
    }
    while (auto part = m_scan.take(patience.waits())) {
        add(*part);
        if (patience.is_over()) break;
    }
    while (!m_scan.goes_on() && m_lines < events.size()) {
        size_t index = events.segment_of(m_lines);
        EventStore::SegmentAt segment = events.segment(index);
        size_t sealed = index;
        while (sealed < events.segments() && events.is_sealed(sealed)) ++sealed;
        if (m_lines == segment.first && m_lines > 0 && sealed - index >= many && !patience.waits()) {
            std::vector<EventStore::SegmentAt> ahead;
            for (size_t i = index; i < sealed; ++i) ahead.push_back(events.segment(i));
            m_rows.reserve(events.size());
            m_scan.begin(std::move(ahead), rows_of);
            break;
        }
        std::vector<DispatchRow> rows;
        SegmentReader* reader = m_cursor.at(segment);
        bool over = false;
        for (size_t i = m_lines - segment.first; i < segment.count && !over; ++i) {
            read_rows(reader, segment, i, rows);
            over = (i + 1) % between == 0 && patience.is_over();
        }
        add(rows);
        if (over) break;
    }
    sample(events);
}

/// Some of them in each frame: what is offered may come a moment later.
void DispatchTable::sample(const EventStore& events) {
    constexpr size_t all_of = 1000, every = 64, most = 64;
    Patience patience(std::chrono::milliseconds(1));
    for (size_t taken = 0; m_sampled < m_lines && taken < most && (taken == 0 || !patience.is_over()); ++taken) {
        if (auto event = events.event(m_sampled)) m_facts.add(*event);
        m_sampled = m_sampled < all_of ? m_sampled + 1 : (m_sampled / every + 1) * every;
    }
}

size_t DispatchTable::row_of(size_t line) const {
    auto at = std::lower_bound(m_rows.begin(), m_rows.end(), line,
                               [](const DispatchRow& row, size_t wanted) { return row.line < wanted; });
    return static_cast<size_t>(at - m_rows.begin());
}

const DispatchRow* DispatchTable::find(size_t line, size_t dispatch) const {
    size_t at = row_of(line) + dispatch;
    return at < m_rows.size() && m_rows[at].line == line ? &m_rows[at] : nullptr;
}

std::optional<size_t> DispatchTable::lines_before(uint32_t id) const {
    auto at = std::upper_bound(m_rows.begin(), m_rows.end(), id,
                               [](uint32_t wanted, const DispatchRow& row) { return wanted < row.id; });
    if (at == m_rows.end()) return std::nullopt;
    return at->line + size_t(at->dispatch != 0);
}

} // namespace scope
