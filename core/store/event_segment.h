#pragma once
// A stretch of recorded events that decodes alone, about a megabyte: as a session keeps it in memory and as a segment
// of a file is read. One is immutable as soon as another one follows it; then any number of threads may read it, each
// through a reader of its own.

#include "core/store/dispatch_row.h"
#include "core/store/record_codec.h"

#include <memory>
#include <string>
#include <vector>

namespace scope {

struct EventSegment {
    struct At {
        uint32_t offset, length; ///< of new definitions and the event behind them
    };
    std::string bytes;
    std::vector<At> events;
    /// What its events name, when that is known beforehand; else it is read out of the events before the one wanted.
    std::shared_ptr<const Entries> entries;
};

/// Where segments lie that are not in memory. Any thread may ask.
class SegmentSource {
public:
    virtual ~SegmentSource() = default;
    /// Null when it cannot be read.
    virtual std::shared_ptr<const EventSegment> load(size_t segment) const = 0;
    /// One event by its number among all. False when it cannot be read.
    virtual bool read(size_t number, EventLine& out) const = 0;
};

class SegmentReader {
public:
    explicit SegmentReader(std::shared_ptr<const EventSegment> segment);

    /// The event of this index, a few microseconds a handler run. False when it is damaged.
    bool event(size_t index, EventLine& out);
    /// The same without its handler runs, some 0.3 us: all that a question about payloads needs.
    bool without_runs(size_t index, EventLine& out);
    /// A row for each of its dispatches is added, whose `line` is left to the caller; some 0.1 us. A damaged event is
    /// one row that says so.
    void rows(size_t index, std::vector<DispatchRow>& out);

private:
    const Entries& entries_for(size_t index);
    ByteReader event_bytes(size_t index) const;

    std::shared_ptr<const EventSegment> m_segment;
    Entries m_own; ///< of the first m_known events
    size_t m_known = 0;
    RowReader m_rows;
};

} // namespace scope
