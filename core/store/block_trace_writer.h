#pragma once
// Writes a session to a trace of format 2: each record one block, behind the definitions of what it names. As long as
// nothing had to be masked the file has the very numbers of the session's event store, and an event is copied to it as
// it was recorded; from the first secret on it has a dictionary of its own, so that not even a definition tells one.
// Costs a copy of 60 bytes an event, then what encoding costs.

#include "core/store/block_trace.h"
#include "core/store/block_writer.h"
#include "core/store/record_codec.h"
#include "core/trace/trace_writer.h"

#include <memory>

namespace scope {

class BlockTraceWriter final : public TraceWriter {
public:
    /// Begins a file; RecordedFile says what is replaced.
    static Result<std::unique_ptr<BlockTraceWriter>> create(const std::string& path, const TraceHeader& header,
                                                            bool overwrite);
    ~BlockTraceWriter() override;
    const std::string& finish() override;

    /// Events are copied from now on as they are recorded with this dictionary, which must be new.
    void follow(const Dictionary& recorded);
    /// Whether events can still be copied.
    bool copies() const { return m_recorded != nullptr; }
    /// An event as it was recorded with the session's dictionary.
    void copy(std::string_view event);
    void copy_unfinished(std::string_view event); ///< see write_unfinished
    /// To be called before the session's dictionary restarts.
    void end_segment();
    /// From here on with a dictionary of its own: the session's has what the file must not have, or goes.
    void part_from_session();

    void write(const InputRecord& input) override;
    void write(const EnvironmentRecord& value) override;
    void write(const SourceRecord& source) override;
    void write(const EventLine& event) override;
    void write_unfinished(const EventLine& event) override;
    void write(const RequestRecord& request) override;
    void write(const Diagnostic& problem) override;
    void write(const FaultRecord& fault) override;
    void write(const LogRecord& line) override;
    const std::string& error() const override { return m_blocks->error(); }

private:
    explicit BlockTraceWriter(std::unique_ptr<BlockWriter> blocks);
    template<typename Record> void put(TraceBlock kind, const Record& record);
    void put_event(TraceBlock kind, const EventLine& event);
    void put_block(TraceBlock kind, std::string_view content);
    const Dictionary& dictionary() const { return m_recorded ? *m_recorded : m_own; }

    std::unique_ptr<BlockWriter> m_blocks;
    const Dictionary* m_recorded = nullptr; ///< null: m_own is used
    Dictionary m_own;
    size_t m_told = 0;  ///< definitions written in this segment
    Dictionary m_alone; ///< of one record that is no event
    ByteWriter m_definitions, m_content;
    bool m_finished = false;
};

} // namespace scope
