#pragma once
// Reads an .astrace file, whole or torn. The file is mapped and its lines are indexed once (about 15 ms for 270 MB); a
// line is parsed only when asked for. A damaged line is reported and skipped, the rest stays readable.

#include "core/base/result.h"
#include "core/trace/records.h"

#include <memory>
#include <string_view>

namespace scope {

enum class TraceLineKind : uint8_t { input, environment, source, dispatch, request, problem, fault, log, end, unknown };

class TraceReader {
public:
    /// Fails when the file cannot be read, is no trace, or is of a newer version.
    static Result<std::unique_ptr<TraceReader>> open(const std::string& path);
    ~TraceReader();

    const TraceHeader& header() const { return m_header; }
    size_t line_count() const { return m_lines.size(); }
    TraceLineKind kind(size_t line) const { return m_lines[line].kind; }
    /// Whether it has its end; not after a kill, or when the file was cut.
    bool has_end() const { return m_has_end; }
    /// Whether what was running then ran to its end, too; not when it was stopped from outside.
    bool complete() const { return m_has_end && !m_stopped; }
    /// Damaged lines, one each.
    const std::vector<Diagnostic>& damage() const { return m_damage; }

    Result<InputRecord> input(size_t line) const;
    Result<EventLine> event(size_t line) const;
    Result<SourceRecord> source(size_t line) const;
    /// Of a fault outside of every handler run.
    Result<FaultRecord> fault(size_t line) const;
    /// Any line's members.
    Result<Datum> members(size_t line) const;

private:
    TraceReader() = default;
    template<typename Record> Result<Record> record(size_t line) const;
    void index();

    struct Line {
        size_t offset;
        size_t length;
        TraceLineKind kind;
    };
    std::string m_path;
    void* m_mapping = nullptr;
    std::string_view m_text;
    TraceHeader m_header;
    std::vector<Line> m_lines;
    std::vector<Diagnostic> m_damage;
    bool m_has_end = false, m_stopped = false;
};

} // namespace scope
