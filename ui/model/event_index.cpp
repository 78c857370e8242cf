#include "ui/model/event_index.h"

#include "ui/model/list_look.h"

#include <algorithm>
#include <cstdlib>

namespace scope {

void EventIndex::start_over() {
    m_rows.clear();
    m_lines = m_faults = m_total = 0;
    m_stopped = m_caught_up = false;
    ++m_version;
}

void EventIndex::look_at(const EventLine& line) {
    if (m_lines == m_known) {
        m_facts.add(line, m_known++);
        m_dispatches += line.dispatches.size();
    }
    m_total += line.dispatches.size();
    for (size_t i = 0; i < line.dispatches.size(); ++i)
        if (m_filter.empty() || m_filter.matches(line, i))
            m_rows.push_back({static_cast<uint32_t>(m_lines), static_cast<uint32_t>(i)});
    ++m_lines;
}

void EventIndex::update(const std::vector<EventLine>& events, const std::vector<FaultRecord>& faults,
                        std::string_view filter_text, std::chrono::microseconds time, size_t most) {
    if (filter_text != m_given) {
        m_given = filter_text;
        auto filter = parse_filter(filter_text);
        m_error = filter ? std::nullopt : std::optional(filter.error());
        if (filter && m_filter_text != filter_text) {
            m_filter = std::move(*filter);
            m_filter_text = filter_text;
            start_over();
        }
    }
    if (events.size() < m_lines || faults.size() < m_faults) {
        start_over();
        m_known = m_dispatches = 0;
    }
    if (m_stopped) return;
    if (m_lines < events.size() || m_faults < faults.size()) ++m_version;
    size_t end = m_lines + std::min(events.size() - m_lines, most);
    auto fault_comes = [&] {
        if (m_faults == faults.size()) return false;
        return m_lines == events.size() || faults[m_faults].after < events[m_lines].dispatches.front().id;
    };
    auto begin = std::chrono::steady_clock::now();
    auto out_of_time = [&] {
        // Lines between looks at the clock.
        size_t between = m_filter.terms().size() > 64 ? 1 : 64;
        return m_lines % between == 0 && time != to_the_end && std::chrono::steady_clock::now() - begin > time;
    };
    while (true) {
        if (fault_comes()) {
            if (m_filter.matches(faults[m_faults])) m_rows.push_back(EventRef::of_fault(m_lines, m_faults));
            ++m_faults;
            ++m_total;
            continue;
        }
        m_caught_up |= m_lines == events.size();
        if (m_lines == end) return;
        look_at(events[m_lines]);
        if (m_lines < end && out_of_time()) return;
    }
}

int64_t EventIndex::find(EventRef ref) const {
    auto at = std::lower_bound(m_rows.begin(), m_rows.end(), ref);
    return at != m_rows.end() && *at == ref ? at - m_rows.begin() : -1;
}

const std::vector<EventRef>& EventOrder::of(const EventIndex& index, const std::vector<EventLine>& events,
                                            const std::vector<FaultRecord>& faults, int sort, uint64_t era) {
    constexpr size_t most = 50000;
    const std::vector<EventRef>& rows = index.rows();
    if (sort == 0 || rows.size() > most) return rows;
    uint64_t version = (era << 40) + index.version();
    if (m_sorted.size() == rows.size() && m_sort == sort && m_version == version) return m_sorted;
    m_sort = sort;
    m_version = version;
    std::vector<EventRow> shown;
    for (EventRef ref : rows) shown.push_back(row_of(events, faults, ref));
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
