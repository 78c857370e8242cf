#pragma once
// What a session recorded, or what lies in a trace file: events by number, decoded when they are asked for. Events are
// kept as the bytes they were recorded as, in segments of about a megabyte that decode alone. A live session and an
// opened file are the same to whoever reads; numbers never move. Costs some 60 bytes an event of one handler; decoding
// one costs a few microseconds and is remembered for those looked at last.

#include "core/store/record_codec.h"

#include <memory>
#include <string>
#include <vector>

namespace scope {

class EventStore {
public:
    EventStore() = default;
    EventStore(const EventStore&) = delete;
    EventStore& operator=(const EventStore&) = delete;

    // Recording.
    Dictionary& dictionary() { return m_dictionary; }
    size_t definitions() const { return m_told; } ///< of the dictionary, in this segment
    /// An event as RecordEncoder::put_event wrote it with the dictionary.
    void append(std::string_view event);
    /// Whether the segment is full; then the dictionary restarts with the next one, which begins here.
    bool segment_is_full() const { return !m_segments.empty() && m_segments.back().bytes.size() >= full_segment; }
    void end_segment();

    // Reading.
    size_t size() const { return m_events.size(); }
    bool empty() const { return m_events.empty(); }
    /// Null when it is damaged or forgotten.
    std::shared_ptr<const EventLine> event(size_t number) const;
    size_t bytes() const { return m_bytes; } ///< of those that are kept
    /// The oldest segment leaves memory, unless it is the only one; numbers stay.
    void forget_oldest();
    size_t first() const { return m_first; } ///< the oldest event that is kept

private:
    struct Segment {
        std::string bytes;
        Entries entries;
        size_t first = 0; ///< event
        size_t known = 0; ///< events whose definitions are in `entries`
    };
    struct At {
        uint32_t segment, offset, length;
    };
    static constexpr size_t full_segment = size_t(1) << 20;
    static constexpr size_t most_remembered = 64;

    Dictionary m_dictionary;
    ByteWriter m_definitions;
    size_t m_told = 0;   ///< definitions written in this segment
    bool m_begin = true; ///< the next event begins a segment
    mutable std::vector<Segment> m_segments;
    std::vector<At> m_events;
    size_t m_bytes = 0;
    size_t m_first = 0, m_first_segment = 0;                                               ///< that are kept
    mutable std::vector<std::pair<size_t, std::shared_ptr<const EventLine>>> m_remembered; ///< looked at last, last
};

} // namespace scope
