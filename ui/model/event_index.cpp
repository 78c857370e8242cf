#include "ui/model/event_index.h"

#include "ui/model/list_look.h"

#include <algorithm>
#include <cstdlib>

namespace scope {

void EventIndex::start_over() {
    m_scan.stop();
    m_cursor.leave();
    m_rows.clear();
    m_lines = m_row = m_faults = 0;
    m_stopped = m_caught_up = false;
    ++m_version;
}

void EventIndex::stop(bool stopped) {
    m_stopped = stopped;
    if (stopped) m_scan.stop();
}

void EventIndex::read_filter(std::string_view text) {
    if (text == m_given) return;
    m_given = text;
    auto filter = parse_filter(text);
    m_error = filter ? std::nullopt : std::optional(filter.error());
    if (!filter || m_filter_text == text) return;
    m_filter = std::move(*filter);
    m_filter_text = text;
    start_over();
}

void EventIndex::update(const EventStore& events, const std::vector<FaultRecord>& faults, std::string_view filter_text,
                        std::chrono::microseconds time, size_t most) {
    Patience patience(time);
    read_filter(filter_text);
    m_table.update(events, patience);
    if (std::exchange(m_table_era, m_table.era()) != m_table.era() || faults.size() < m_faults) start_over();
    if (m_stopped) return;
    if (m_lines < events.size() || m_faults < faults.size()) ++m_version;
    while (auto part = m_scan.take(patience.waits())) {
        add(*part, faults);
        if (patience.is_over()) break;
    }
    if (!m_scan.goes_on()) go_on(events, faults, patience, m_lines + std::min(m_table.lines() - m_lines, most));
    if (m_lines == events.size()) add_faults(m_lines, faults);
    m_caught_up |= m_lines == events.size();
}

/// What of one event passes. `line` is used again and again.
static void look_at(const Filter& filter, SegmentReader* reader, const EventStore::SegmentAt& segment, size_t index,
                    EventLine& line, std::vector<EventRef>& out) {
    auto number = static_cast<uint32_t>(segment.first + index);
    bool sound = reader && (filter.asks_runs() ? reader->event(index, line) : reader->without_runs(index, line));
    line.seq = segment.first_seq + index;
    if (!sound) return; // a problem says so
    for (uint32_t i = 0; i < line.dispatches.size(); ++i)
        if (filter.matches(line, i)) out.push_back({number, i});
}

void EventIndex::go_on(const EventStore& events, const std::vector<FaultRecord>& faults, const Patience& patience,
                       size_t end) {
    constexpr size_t many = 2; // segments that a thread is worth
    const std::vector<DispatchRow>& table = m_table.rows();
    Part part;
    EventLine line;
    // Events between looks at the clock: one may have a thousand runs.
    size_t between = m_filter.empty() ? 65536 : m_filter.asks_runs() ? 1 : 16;
    for (size_t at = m_row, done = 0; m_lines < end;) {
        size_t index = events.segment_of(m_lines);
        EventStore::SegmentAt segment = events.segment(index);
        size_t sealed = index;
        while (!m_filter.empty() && sealed < events.segments() && events.is_sealed(sealed) &&
               events.segment(sealed).first + events.segment(sealed).count <= end)
            ++sealed;
        if (m_lines == segment.first && m_lines > 0 && sealed - index >= many && !patience.waits()) {
            std::vector<EventStore::SegmentAt> ahead;
            for (size_t i = index; i < sealed; ++i) ahead.push_back(events.segment(i));
            m_scan.begin(std::move(ahead),
                         [filter = m_filter](const EventStore::SegmentAt& of, const std::stop_token& asked) {
                             Part found;
                             EventLine one;
                             SegmentCursor cursor;
                             SegmentReader* segment_reader = cursor.at(of);
                             for (size_t i = 0; i < of.count && !asked.stop_requested(); ++i)
                                 look_at(filter, segment_reader, of, i, one, found.passed);
                             found.end = of.first + of.count;
                             return found;
                         });
            return;
        }
        SegmentReader* reader = m_filter.empty() ? nullptr : m_cursor.at(segment);
        bool over = false;
        part.passed.clear();
        part.end = m_lines;
        for (size_t last = std::min(end, segment.first + segment.count); part.end < last && !over; ++part.end) {
            if (m_filter.empty())
                for (; at < table.size() && table[at].line == part.end; ++at)
                    part.passed.push_back({table[at].line, table[at].dispatch});
            else
                look_at(m_filter, reader, segment, part.end - segment.first, line, part.passed);
            over = ++done % between == 0 && patience.is_over();
        }
        add(part, faults);
        if (over) return;
    }
}

void EventIndex::add(const Part& part, const std::vector<FaultRecord>& faults) {
    for (EventRef ref : part.passed) {
        if (m_faults < faults.size()) add_faults(ref.line, faults);
        m_rows.push_back(ref);
    }
    m_lines = part.end;
    if (m_faults < faults.size()) add_faults(m_lines - 1, faults);
    m_row = m_table.row_of(m_lines);
}

/// Those that happened before the event of this number.
void EventIndex::add_faults(size_t line, const std::vector<FaultRecord>& faults) {
    for (; m_faults < faults.size(); ++m_faults) {
        size_t before = m_table.lines_before(faults[m_faults].after).value_or(m_table.lines());
        if (before > line) return;
        if (m_filter.matches(faults[m_faults])) m_rows.push_back(EventRef::of_fault(before, m_faults));
    }
}

int64_t EventIndex::find(EventRef ref) const {
    auto at = std::lower_bound(m_rows.begin(), m_rows.end(), ref);
    return at != m_rows.end() && *at == ref ? at - m_rows.begin() : -1;
}

const std::vector<EventRef>& EventOrder::of(const EventIndex& index, const EventStore& events,
                                            const std::vector<FaultRecord>& faults, int sort, uint64_t era) {
    constexpr size_t most = 50000;
    const std::vector<EventRef>& rows = index.rows();
    if (sort == 0 || rows.size() > most) return rows;
    uint64_t version = (era << 40) + index.version();
    if (m_sorted.size() == rows.size() && m_sort == sort && m_version == version) return m_sorted;
    m_sort = sort;
    m_version = version;
    std::vector<EventRow> shown;
    size_t by = static_cast<size_t>(sort > 0 ? sort : -sort) - 1;
    bool looks_inside = by == 3 || by == 5;
    for (EventRef ref : rows) {
        const DispatchRow* known = ref.is_fault() ? nullptr : index.table().find(ref.line, ref.dispatch);
        shown.push_back(known && !looks_inside ? brief_row(*known) : row_of(events, faults, ref, known));
    }
    auto less = [&](size_t column, uint32_t a, uint32_t b) {
        const EventRow &x = shown[a], &y = shown[b];
        switch (column) {
        case 1: return x.frame < y.frame;
        case 2: return x.title < y.title;
        case 3: return x.summary < y.summary;
        case 4: return std::strtoul(x.handlers.c_str(), nullptr, 10) < std::strtoul(y.handlers.c_str(), nullptr, 10);
        case 5: return x.tone != y.tone ? x.tone < y.tone : x.result < y.result;
        case 6: return x.us < y.us;
        default: return x.id < y.id;
        }
    };
    SortedOrder order;
    m_sorted.clear();
    for (uint32_t at : order.of(rows.size(), 0, sort, less)) m_sorted.push_back(rows[at]);
    return m_sorted;
}

} // namespace scope
