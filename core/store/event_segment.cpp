#include "core/store/event_segment.h"

namespace scope {

SegmentReader::SegmentReader(std::shared_ptr<const EventSegment> segment) : m_segment(std::move(segment)) {}

/// A segment that grows is read as far as somebody looks into it.
const Entries& SegmentReader::entries_for(size_t index) {
    if (m_segment->entries) return *m_segment->entries;
    for (; m_known <= index; ++m_known) {
        const EventSegment::At& at = m_segment->events[m_known];
        ByteReader in(std::string_view(m_segment->bytes).substr(at.offset, at.length));
        m_own.read(in);
    }
    return m_own;
}

ByteReader SegmentReader::event_bytes(size_t index) const {
    const EventSegment::At& at = m_segment->events[index];
    ByteReader in(std::string_view(m_segment->bytes).substr(at.offset, at.length));
    Entries::skip(in);
    return in;
}

bool SegmentReader::event(size_t index, EventLine& out) {
    const Entries& entries = entries_for(index);
    ByteReader in = event_bytes(index);
    RecordDecoder(entries).get_event(in, out);
    return in.sound();
}

bool SegmentReader::without_runs(size_t index, EventLine& out) {
    const Entries& entries = entries_for(index);
    ByteReader in = event_bytes(index);
    return m_rows.without_runs(in, entries, out);
}

void SegmentReader::rows(size_t index, std::vector<DispatchRow>& out) {
    const Entries& entries = entries_for(index);
    ByteReader in = event_bytes(index);
    size_t before = out.size();
    if (m_rows.rows(in, entries, out) && out.size() > before) return;
    out.resize(before);
    out.emplace_back().set(RowFlag::damaged);
}

} // namespace scope
