#pragma once
// What a session recorded, or what lies in a trace file: events by number, decoded when they are asked for. Events are
// kept as the bytes they were recorded as, in segments of about a megabyte that decode alone. A live session and an
// opened file are the same to whoever reads; numbers never move. Costs some 60 bytes an event of one handler, and of a
// file a few megabytes in all; decoding one costs a few microseconds and is remembered for those looked at last.

#include "core/store/event_segment.h"

#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace scope {

class EventStore : public std::enable_shared_from_this<EventStore> {
public:
    EventStore() = default;
    /// The events of a file, `counts` of them in each segment of `source`.
    EventStore(std::shared_ptr<const SegmentSource> source, const std::vector<size_t>& counts);
    EventStore(const EventStore&) = delete;
    EventStore& operator=(const EventStore&) = delete;

    // Recording.
    Dictionary& dictionary() { return m_dictionary; }
    size_t definitions() const { return m_told; } ///< of the dictionary, in this segment
    /// An event as RecordEncoder::put_event wrote it with the dictionary.
    void append(std::string_view event);
    /// The same of a record; a segment that is full ends.
    void append(const EventLine& event);
    /// Whether the segment is full; then the dictionary restarts with the next one, which begins here.
    bool segment_is_full() const { return !m_begin && m_segments.back().kept->bytes.size() >= full_segment; }
    void end_segment();
    /// EventLine::seq of the first event.
    void count_from(uint64_t seq) { m_first_seq = seq; }

    // Reading.
    size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    /// Null when it is damaged or forgotten. Whoever keeps it may: it is never changed.
    std::shared_ptr<const EventLine> event(size_t number) const;
    std::shared_ptr<const EventLine> back() const { return m_size ? event(m_size - 1) : nullptr; }
    size_t bytes() const { return m_bytes; } ///< of those that are kept in memory
    /// The oldest segment leaves memory, unless it is the only one; numbers stay.
    void forget_oldest();
    size_t first() const { return m_first; } ///< the oldest event that is kept

    /// For reading through many, one segment after the other, also on another thread. `first` is the number of its
    /// first event; load() reads it, null when it is forgotten or damaged.
    struct SegmentAt {
        size_t first = 0, count = 0;
        std::shared_ptr<const EventSegment> kept;
        std::shared_ptr<const SegmentSource> source; ///< when it is not in memory
        size_t number = 0;                           ///< there
        uint64_t first_seq = 0;                      ///< EventLine::seq of its first event

        std::shared_ptr<const EventSegment> load() const;
    };
    size_t segments() const { return m_segments.size(); }
    SegmentAt segment(size_t index) const;
    size_t segment_of(size_t number) const; ///< whose event this is
    /// Whether that segment grows no more.
    bool is_sealed(size_t index) const { return index + 1 < m_segments.size() || m_begin; }

private:
    struct Segment {
        size_t first = 0;
        std::shared_ptr<EventSegment> kept;
    };
    struct Remembered {
        size_t number = 0;
        std::shared_ptr<const EventLine> event;
    };
    struct Open {
        size_t segment = SIZE_MAX;
        uint64_t looked = 0;
        std::unique_ptr<SegmentReader> reader;
    };
    static constexpr size_t full_segment = size_t(1) << 20;
    static constexpr size_t most_remembered = 256, most_remembered_runs = 20'000, most_open = 8;

    SegmentReader& open(size_t segment) const;
    void remember(size_t number, std::shared_ptr<const EventLine> event) const;
    void drop(std::list<Remembered>::iterator one) const;

    Dictionary m_dictionary;
    ByteWriter m_definitions, m_encoded;
    size_t m_told = 0;   ///< definitions written in this segment
    bool m_begin = true; ///< the next event begins a segment
    std::vector<Segment> m_segments;
    std::shared_ptr<const SegmentSource> m_source;
    size_t m_size = 0;
    size_t m_bytes = 0;
    size_t m_first = 0, m_first_segment = 0; ///< that are kept
    uint64_t m_first_seq = 0;

    // Looked at last.
    mutable std::list<Remembered> m_remembered; ///< the last one first
    mutable std::unordered_map<size_t, std::list<Remembered>::iterator> m_remembered_at;
    mutable size_t m_remembered_runs = 0;
    mutable std::vector<Open> m_open;
    mutable uint64_t m_looks = 0;
};

/// Reads through a store, mostly forwards.
class SegmentCursor {
public:
    /// Null when the segment cannot be read.
    SegmentReader* at(const EventStore::SegmentAt& segment);
    void leave();

private:
    EventStore::SegmentAt m_at;
    std::optional<SegmentReader> m_reader;
};

} // namespace scope
