#pragma once
// A trace file in the window: everything recorded, nothing to fire at. Opening reads what the game's code was, where
// faults happened, and the last lines of output and problems; events are decoded when they show. A million events open
// in some 70 ms.

#include "core/store/open_trace.h"
#include "ui/model/session_port.h"

#include <map>

namespace scope {

class TraceView : public SessionPort {
public:
    static Result<std::unique_ptr<TraceView>> open(const std::string& path);

    std::string title() const override { return m_title; }
    std::string target() const override { return m_trace.reader->header().target; }
    std::string config() const override { return m_trace.reader->header().config; }
    const EventStore& events() const override { return *m_trace.events; }
    const std::vector<Diagnostic>& problems() const override { return m_problems; }
    const std::vector<LogRecord>& output() const override { return m_output; }
    const std::vector<FaultRecord>& faults() const override { return m_faults; }
    const SourceView* source(const std::string& path) const override;
    uint64_t frame() const override;
    uint64_t clock_us() const override;
    uint64_t generation() const override { return 1; }

private:
    void read_lines(const std::string& path);
    template<typename Record, typename Read>
    void read_last(const std::vector<size_t>& lines, const char* what, std::vector<Record>& out, const Read& read);

    OpenedTrace m_trace;
    std::string m_title;
    std::vector<Diagnostic> m_problems;
    std::vector<LogRecord> m_output;
    std::vector<FaultRecord> m_faults;
    std::map<std::string, SourceView> m_sources;
};

} // namespace scope
