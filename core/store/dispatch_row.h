#pragma once
// What a list says of a dispatch, read out of its bytes without making records of them: the values behind a shape are
// passed over, and what the shape says of a run was worked out when it was met first. Some 0.1 us a dispatch with one
// handler.

#include "core/store/record_codec.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace scope {

/// Something happened in one of its handler runs, or to the dispatch itself.
enum class RowFlag : uint16_t {
    fault = 1,
    missing = 2, ///< a key was read in vain, without a look whether it is there
    acted = 4,   ///< some run ran to its end
    request = 8,
    log = 16,
    damaged = 32,
};

struct DispatchRow {
    uint32_t line = 0;     ///< number of its event
    uint32_t dispatch = 0; ///< its index there
    uint32_t id = 0;
    uint32_t parent = 0; ///< the handler run that made it, or 0
    EventId event;
    uint64_t frame = 0;
    uint64_t clock_us = 0;
    uint32_t us = 0; ///< of its runs together, at most 2^32 - 1
    uint32_t handlers = 0;
    uint32_t changes = 0; ///< writes of keys included
    uint16_t flags = 0;

    bool is(RowFlag flag) const { return flags & static_cast<uint16_t>(flag); }
    void set(RowFlag flag) { flags |= static_cast<uint16_t>(flag); }
};

/// Reads rows of one segment.
class RowReader {
public:
    /// Of what RecordEncoder::put_event wrote; a row a dispatch. False when it is damaged.
    bool rows(ByteReader& in, const Entries& entries, std::vector<DispatchRow>& out);
    /// An event without its handler runs.
    bool without_runs(ByteReader& in, const Entries& entries, EventLine& out);

private:
    /// Of the runs of one shape.
    struct RunShape {
        std::vector<ValueKind> values;
        uint32_t changes = 0;
        uint16_t flags = 0;
    };
    struct DispatchShape {
        std::vector<ValueKind> values;
        EventId event;
    };
    template<typename Shape> using Shapes = std::vector<std::optional<Shape>>; ///< by number
    const RunShape* run_shape(uint64_t number, const Entries& entries);
    const DispatchShape* dispatch_shape(uint64_t number, const Entries& entries);
    /// The time that it took.
    uint64_t skip_run(ByteReader& in, const Entries& entries, const RunShape& shape);

    Shapes<RunShape> m_runs;
    Shapes<DispatchShape> m_dispatches;
};

} // namespace scope
