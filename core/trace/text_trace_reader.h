#pragma once
// Reads a trace in text. The file is mapped and its lines are indexed once (about 15 ms for 270 MB); a
// line is parsed only when asked for. A damaged line is reported and skipped, the rest stays readable.

#include "core/trace/trace_reader.h"

#include <memory>
#include <string_view>

namespace scope {

class TextTraceReader final : public TraceReader {
public:
    /// Fails when the file cannot be read, is no trace, or is of a newer version.
    static Result<std::unique_ptr<TextTraceReader>> open(const std::string& path);
    ~TextTraceReader() override;

    size_t line_count() const override { return m_lines.size(); }
    TraceLineKind kind(size_t line) const override { return m_lines[line].kind; }
    Result<InputRecord> input(size_t line) const override;
    Result<EventLine> event(size_t line) const override;
    Result<SourceRecord> source(size_t line) const override;
    Result<EnvironmentRecord> environment(size_t line) const override;
    Result<RequestRecord> request(size_t line) const override;
    Result<Diagnostic> problem(size_t line) const override;
    Result<LogRecord> log(size_t line) const override;
    Result<FaultRecord> fault(size_t line) const override;
    /// Any line's members.
    Result<Datum> members(size_t line) const;

private:
    TextTraceReader() = default;
    template<typename Record> Result<Record> record(size_t line, const char* within = nullptr) const;
    void index();

    struct Line {
        size_t offset;
        size_t length;
        TraceLineKind kind;
    };
    std::string m_path;
    void* m_mapping = nullptr;
    std::string_view m_text;
    std::vector<Line> m_lines;
};

} // namespace scope
