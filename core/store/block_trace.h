#pragma once
// What the blocks of a trace of format 2 hold. Each begins with the definitions that are new in its segment
// (Dictionary::put_new), 0 as a rule; behind them an event, as RecordEncoder::put_event writes it, or any other record
// with a dictionary of its own, so that it is read without those before it. A segment's footer has all its definitions
// once more.

#include "core/trace/trace_reader.h"

#include <cstdint>

namespace scope {

/// The kinds of blocks; but for the last two they are the kinds of lines, from 1.
enum class TraceBlock : uint8_t {
    input = 1,
    environment,
    source,
    event,
    request,
    problem,
    fault, ///< behind the record: frame, the dispatch before it
    log,
    end,        ///< one byte: it was stopped from outside
    part,       ///< the beginning of what is larger than a block and goes on in the next one
    unfinished, ///< an event as far as it had come; counts when no event follows
};

constexpr TraceLineKind line_kind(TraceBlock block) {
    return block == TraceBlock::unfinished ? TraceLineKind::unfinished
                                           : static_cast<TraceLineKind>(static_cast<uint8_t>(block) - 1);
}
static_assert(line_kind(TraceBlock::end) == TraceLineKind::end &&
              line_kind(TraceBlock::event) == TraceLineKind::dispatch);

} // namespace scope
