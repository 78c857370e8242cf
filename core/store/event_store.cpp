#include "core/store/event_store.h"

#include <algorithm>

namespace scope {

EventStore::EventStore(std::shared_ptr<const SegmentSource> source, const std::vector<size_t>& counts)
    : m_source(std::move(source)) {
    for (size_t count : counts) {
        m_segments.push_back({m_size, nullptr});
        m_size += count;
    }
}

// --- recording

void EventStore::append(std::string_view event) {
    if (std::exchange(m_begin, false)) {
        m_segments.push_back({m_size, std::make_shared<EventSegment>()});
        m_segments.back().kept->bytes.reserve(full_segment + full_segment / 16);
    }
    EventSegment& segment = *m_segments.back().kept;
    size_t offset = segment.bytes.size();
    m_definitions.clear();
    m_dictionary.put_new(m_definitions, m_told);
    segment.bytes += m_definitions.view();
    segment.bytes += event;
    segment.events.push_back({static_cast<uint32_t>(offset), static_cast<uint32_t>(segment.bytes.size() - offset)});
    ++m_size;
    m_bytes += segment.bytes.size() - offset;
}

void EventStore::append(const EventLine& event) {
    m_encoded.clear();
    RecordEncoder(m_dictionary).put_event(m_encoded, event);
    append(m_encoded.view());
    if (segment_is_full()) end_segment();
}

void EventStore::end_segment() {
    m_dictionary.restart();
    m_told = 0;
    m_begin = true;
}

void EventStore::forget_oldest() {
    if (m_first_segment + 1 >= m_segments.size()) return;
    m_bytes -= m_segments[m_first_segment].kept->bytes.size();
    m_segments[m_first_segment].kept.reset();
    m_first = m_segments[++m_first_segment].first;
    for (auto one = m_remembered.begin(); one != m_remembered.end();) {
        auto next = std::next(one);
        if (one->number < m_first) drop(one);
        one = next;
    }
    std::erase_if(m_open, [&](const Open& one) { return one.segment < m_first_segment; });
}

// --- reading

std::shared_ptr<const EventSegment> EventStore::SegmentAt::load() const {
    if (kept) return kept;
    return source ? source->load(number) : nullptr;
}

EventStore::SegmentAt EventStore::segment(size_t index) const {
    size_t end = index + 1 < m_segments.size() ? m_segments[index + 1].first : m_size;
    const Segment& one = m_segments[index];
    return {one.first, end - one.first, one.kept, one.kept ? nullptr : m_source, index, m_first_seq + one.first};
}

size_t EventStore::segment_of(size_t number) const {
    auto after = std::upper_bound(m_segments.begin(), m_segments.end(), number,
                                  [](size_t wanted, const Segment& one) { return wanted < one.first; });
    return static_cast<size_t>(after - m_segments.begin()) - 1;
}

/// Of a segment in memory.
SegmentReader& EventStore::open(size_t segment) const {
    for (Open& one : m_open)
        if (one.segment == segment) {
            one.looked = ++m_looks;
            return *one.reader;
        }
    if (m_open.size() >= most_open)
        m_open.erase(std::min_element(m_open.begin(), m_open.end(),
                                      [](const Open& a, const Open& b) { return a.looked < b.looked; }));
    m_open.push_back({segment, ++m_looks, std::make_unique<SegmentReader>(m_segments[segment].kept)});
    return *m_open.back().reader;
}

static size_t runs_of(const EventLine& event) {
    size_t count = 1;
    for (const DispatchRecord& dispatch : event.dispatches) count += 1 + dispatch.handlers.size();
    return count;
}

/// Those looked at longest ago go when there are too many, or too large ones; the one just read stays.
void EventStore::remember(size_t number, std::shared_ptr<const EventLine> event) const {
    m_remembered_runs += runs_of(*event);
    m_remembered.push_front({number, std::move(event)});
    m_remembered_at[number] = m_remembered.begin();
    while (m_remembered.size() > most_remembered ||
           (m_remembered_runs > most_remembered_runs && m_remembered.size() > 1))
        drop(std::prev(m_remembered.end()));
}

void EventStore::drop(std::list<Remembered>::iterator one) const {
    m_remembered_runs -= runs_of(*one->event);
    m_remembered_at.erase(one->number);
    m_remembered.erase(one);
}

std::shared_ptr<const EventLine> EventStore::event(size_t number) const {
    if (number >= m_size || number < m_first) return nullptr;
    if (auto known = m_remembered_at.find(number); known != m_remembered_at.end()) {
        m_remembered.splice(m_remembered.begin(), m_remembered, known->second);
        return known->second->event;
    }
    size_t segment = segment_of(number);
    auto event = std::make_shared<EventLine>();
    const Segment& in = m_segments[segment];
    bool sound = in.kept ? open(segment).event(number - in.first, *event) : m_source->read(number, *event);
    if (!sound) return nullptr;
    event->seq = m_first_seq + number;
    remember(number, event);
    return event;
}

SegmentReader* SegmentCursor::at(const EventStore::SegmentAt& segment) {
    bool same = m_at.kept == segment.kept && m_at.source == segment.source && m_at.number == segment.number;
    if (!same || !(m_at.kept || m_at.source)) {
        m_at = segment;
        m_reader.reset();
        if (auto loaded = segment.load()) m_reader.emplace(std::move(loaded));
    }
    return m_reader ? &*m_reader : nullptr;
}

void SegmentCursor::leave() {
    m_at = {};
    m_reader.reset();
}

} // namespace scope
