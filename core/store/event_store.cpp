#include "core/store/event_store.h"

#include <algorithm>

namespace scope {

void EventStore::append(std::string_view event) {
    if (std::exchange(m_begin, false)) {
        m_segments.emplace_back().first = m_events.size();
        m_segments.back().bytes.reserve(full_segment + full_segment / 16);
    }
    std::string& bytes = m_segments.back().bytes;
    size_t offset = bytes.size();
    m_definitions.clear();
    m_dictionary.put_new(m_definitions, m_told);
    bytes += m_definitions.view();
    bytes += event;
    m_events.push_back({static_cast<uint32_t>(m_segments.size() - 1), static_cast<uint32_t>(offset),
                        static_cast<uint32_t>(bytes.size() - offset)});
    m_bytes += bytes.size() - offset;
}

void EventStore::end_segment() {
    m_dictionary.restart();
    m_told = 0;
    m_begin = true;
}

void EventStore::forget_oldest() {
    if (m_first_segment + 1 >= m_segments.size()) return;
    m_bytes -= m_segments[m_first_segment].bytes.size();
    m_segments[m_first_segment] = {};
    m_first = m_segments[++m_first_segment].first;
    std::erase_if(m_remembered, [&](const auto& one) { return one.first < m_first; });
}

std::shared_ptr<const EventLine> EventStore::event(size_t number) const {
    if (number >= m_events.size() || number < m_first) return nullptr;
    auto known =
        std::find_if(m_remembered.rbegin(), m_remembered.rend(), [&](const auto& one) { return one.first == number; });
    if (known != m_remembered.rend()) return known->second;
    Segment& segment = m_segments[m_events[number].segment];
    auto bytes_of = [&](size_t which) {
        return std::string_view(segment.bytes).substr(m_events[which].offset, m_events[which].length);
    };
    for (; segment.known <= number - segment.first; ++segment.known) {
        ByteReader in(bytes_of(segment.first + segment.known));
        if (!segment.entries.read(in)) return nullptr;
    }
    ByteReader in(bytes_of(number));
    Entries::skip(in);
    auto event = std::make_shared<EventLine>(RecordDecoder(segment.entries).get_event(in));
    if (!in.sound()) return nullptr;
    event->seq = number;
    if (m_remembered.size() >= most_remembered) m_remembered.erase(m_remembered.begin());
    m_remembered.emplace_back(number, event);
    return event;
}

} // namespace scope
