#pragma once
// Reads a trace of format 2. Opening looks at each block once, at 2 GB a second, and keeps 16 bytes of each; a record
// is decoded when it is asked for. The definitions of the segments looked at last stay in memory.

#include "core/store/block_reader.h"
#include "core/store/block_trace.h"
#include "core/store/event_segment.h"
#include "core/store/record_codec.h"
#include "core/trace/trace_reader.h"

#include <memory>
#include <mutex>

namespace scope {

class BlockTraceReader final : public TraceReader, public SegmentSource {
public:
    /// Fails when the file cannot be read, is no trace of blocks, or is of a newer version.
    static Result<std::unique_ptr<BlockTraceReader>> open(const std::string& path);

    size_t line_count() const override { return m_lines.size(); }
    TraceLineKind kind(size_t line) const override { return line_kind(m_lines[line].kind); }
    Result<InputRecord> input(size_t line) const override;
    Result<EventLine> event(size_t line) const override;
    Result<SourceRecord> source(size_t line) const override;
    Result<EnvironmentRecord> environment(size_t line) const override;
    Result<RequestRecord> request(size_t line) const override;
    Result<Diagnostic> problem(size_t line) const override;
    Result<LogRecord> log(size_t line) const override;
    Result<FaultRecord> fault(size_t line) const override;

    /// How many events each segment has.
    std::vector<size_t> event_counts() const;
    std::shared_ptr<const EventSegment> load(size_t segment) const override;
    bool read(size_t number, EventLine& out) const override;

private:
    BlockTraceReader() = default;
    void index();

    struct Line {
        uint64_t offset : 48;
        uint64_t parts : 16; ///< blocks before it that it begins in
        uint32_t length;
        uint32_t segment : 24;
        TraceBlock kind;
    };
    struct Definitions {
        size_t segment = SIZE_MAX;
        std::shared_ptr<const Entries> entries;
    };
    Result<std::vector<std::byte>> content(const Line& line) const;
    std::shared_ptr<const Entries> definitions(size_t segment) const;
    Error damaged(size_t line) const;
    template<typename Record> Result<Record> record(size_t line, uint64_t* more = nullptr) const;

    std::string m_path;
    std::unique_ptr<BlockReader> m_blocks;
    std::vector<Line> m_lines;
    std::vector<uint32_t> m_events;                 ///< lines that are events
    std::vector<BlockAt> m_parts;                   ///< in order
    mutable std::mutex m_mutex;                     ///< guards the definitions
    mutable std::vector<Definitions> m_definitions; ///< looked at last, last
};

} // namespace scope
