#pragma once
// Writes a session as text, as it happens: JSON Lines, each line handed to the kernel in one write before
// the session goes on, so a killed process loses nothing that was acknowledged and tears at most the line it was in. A
// second thread syncs the disk every 100 ms, so a power cut loses no more than that. Costs about a microsecond per line
// plus its formatting.

#include "core/base/result.h"
#include "core/trace/trace_writer.h"

#include "core/base/file_access.h"

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace scope {

class TextTraceWriter final : public TraceWriter {
public:
    /// Begins a file. One that is there is replaced when it is a trace that nobody records to, any other only with
    /// `overwrite`. Fails when that is not so, when it is no regular file, or when it cannot be written.
    static Result<std::unique_ptr<TextTraceWriter>> create(const std::string& path, const TraceHeader& header,
                                                           bool overwrite = false);
    ~TextTraceWriter() override; ///< finishes
    /// Writes the end line, syncs and closes; what follows is not written. The first error of all, or "".
    const std::string& finish() override;

    void write(const InputRecord& input) override;
    void write(const EnvironmentRecord& value) override;
    void write(const SourceRecord& source) override;
    void write(const EventLine& event) override;
    void write_unfinished(const EventLine& event) override;
    void write(const RequestRecord& request) override;
    void write(const Diagnostic& problem) override;
    void write(const FaultRecord& fault) override;
    void write(const LogRecord& line) override;
    uint64_t lines() const { return m_seq; }
    uint64_t bytes() const { return m_bytes; }
    /// The first error of writing (a full disk), or empty. Recording stops there; the session goes on.
    const std::string& error() const override { return m_error; }

private:
    explicit TextTraceWriter(Descriptor file);
    template<typename Record> void line(const char* kind, const Record& record);
    void append(std::string line);
    void sync_loop();

    Descriptor m_file;
    uint64_t m_seq = 0;
    uint64_t m_bytes = 0;
    std::string m_error;
    std::mutex m_mutex; // guards m_dirty and m_stop only
    std::condition_variable m_wake;
    bool m_dirty = false;
    bool m_stop = false;
    std::thread m_syncer;
};

} // namespace scope
