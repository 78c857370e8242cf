#pragma once
// A trace that was recorded, whole or torn, as lines in the order in which they were written; core/store/open_trace.h
// opens one, whatever its format. A line is read only when asked for. What is damaged is reported and left out, the
// rest stays readable.

#include "core/base/result.h"
#include "core/trace/records.h"

#include <string_view>

namespace scope {

enum class TraceLineKind : uint8_t {
    input,
    environment,
    source,
    dispatch, ///< an event
    request,
    problem,
    fault,
    log,
    end,
    unknown,
    unfinished, ///< an event that had not ended when the recording did, as far as it had come; the last one
};

/// Whether TraceReader::event() reads it.
constexpr bool is_event(TraceLineKind kind) {
    return kind == TraceLineKind::dispatch || kind == TraceLineKind::unfinished;
}

/// Whether a file of this name is taken for a trace: blocks, packed, or text.
inline bool is_trace_name(std::string_view path) {
    return path.ends_with(".astrace") || path.ends_with(".astrace.zst") || path.ends_with(".jsonl");
}

class TraceReader {
public:
    virtual ~TraceReader() = default;

    const TraceHeader& header() const { return m_header; }
    virtual size_t line_count() const = 0;
    virtual TraceLineKind kind(size_t line) const = 0;
    /// Whether it has its end; not after a kill, or when the file was cut.
    bool has_end() const { return m_has_end; }
    /// Whether what was running then ran to its end, too; not when it was stopped from outside.
    bool complete() const { return m_has_end && !m_stopped; }
    /// What is damaged, one each.
    const std::vector<Diagnostic>& damage() const { return m_damage; }

    virtual Result<InputRecord> input(size_t line) const = 0;
    virtual Result<EventLine> event(size_t line) const = 0;
    virtual Result<SourceRecord> source(size_t line) const = 0;
    virtual Result<EnvironmentRecord> environment(size_t line) const = 0;
    virtual Result<RequestRecord> request(size_t line) const = 0;
    virtual Result<Diagnostic> problem(size_t line) const = 0;
    virtual Result<LogRecord> log(size_t line) const = 0;
    /// Of a fault outside of every handler run.
    virtual Result<FaultRecord> fault(size_t line) const = 0;

protected:
    TraceHeader m_header;
    std::vector<Diagnostic> m_damage;
    bool m_has_end = false, m_stopped = false;
};

} // namespace scope
