#pragma once
// Where a session's records go as they happen: a file of blocks (core/store/block_trace.h) or its twin in text
// (core/trace/text_trace_writer.h). What was written is in the kernel's hands before the session goes on, so a killed
// process loses nothing that was acknowledged.

#include "core/base/result.h"
#include "core/trace/records.h"

#include <string>
#include <string_view>

namespace scope {

class TraceWriter {
public:
    virtual ~TraceWriter() = default;
    /// Writes the end and closes; what follows is not written. The first error of all, or "".
    virtual const std::string& finish() = 0;

    virtual void write(const InputRecord& input) = 0;
    virtual void write(const EnvironmentRecord& value) = 0;
    virtual void write(const SourceRecord& source) = 0;
    virtual void write(const EventLine& event) = 0;
    /// An event that goes on, as far as it has come: what a reader shows when nothing follows. Written anew now and
    /// then, and the event itself at its end.
    virtual void write_unfinished(const EventLine& event) = 0;
    virtual void write(const RequestRecord& request) = 0;
    virtual void write(const Diagnostic& problem) = 0;
    virtual void write(const FaultRecord& fault) = 0;
    virtual void write(const LogRecord& line) = 0;

    /// What runs was stopped from outside: the end says so, and a replay may go on beyond it.
    void cut_short() { m_cut_short = true; }
    /// No end is written: what it is made from has none.
    void leave_open() { m_has_end = false; }
    /// The first error of writing (a full disk), or empty. Recording stops there; the session goes on.
    virtual const std::string& error() const = 0;

protected:
    bool m_cut_short = false;
    bool m_has_end = true;
};

/// 16 hex digits of a text's content.
std::string content_hash(std::string_view text);

} // namespace scope
