#pragma once
// One run of a game as comparing wants it: digests of its events and each event when it is asked for, what happened
// outside of events, what came from outside, and the code that ran. The one place that reads traces for replaying and
// comparing. Memory: 48 bytes an event, 8 for each id in it, and the lines of output that no handler wrote.

#include "core/harness/event_digest.h"
#include "core/trace/trace_reader.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace scope {

struct RunOutput {
    uint64_t hash = 0;
    std::string text; ///< empty when the lines before took too much memory
};

struct RunRequest {
    uint64_t hash = 0; ///< of what was asked
    uint32_t id = 0;
};

struct RecordedRun {
    std::string name; ///< of its file, or of the project that ran
    bool masked = false;
    bool complete = true; ///< it ran to its end
    EventDigests digests;
    /// Fetched again, and so decoded again; null when it cannot be read.
    std::function<std::shared_ptr<const EventLine>(size_t)> event;
    std::vector<RunOutput> outputs; ///< that no handler wrote, in order
    std::vector<RunRequest> requests;
    std::vector<FaultRecord> faults; ///< outside of every handler run
    std::vector<EnvironmentRecord> environment;
    std::map<std::string, SourceRecord> sources; ///< by path; as it was read last

    size_t size() const { return digests.events.size(); }
    const SourceRecord* source(const std::string& path) const;
};

/// Puts events and lines of output, in the order in which they happened, into a run. A handler's lines come before its
/// event.
class RunBuilder {
public:
    explicit RunBuilder(RecordedRun& run) : m_run(run) {}
    void event(const EventLine& line);
    void output(std::string text);
    void request(const RequestRecord& request);
    void finish(); ///< what came after the last event

private:
    static constexpr size_t most_bytes = size_t(256) << 20; ///< of the texts of lines
    void keep(size_t count);
    RecordedRun& m_run;
    std::vector<std::string> m_waiting; ///< lines since the last event
    size_t m_bytes = 0;
};

/// False to give up; called with how much is done, from 0 to 1.
using CompareProgress = std::function<bool(double)>;

/// A trace file. Events are decoded on demand.
class RecordedTrace {
public:
    static Result<std::shared_ptr<RecordedTrace>> open(const std::string& path);

    const TraceReader& reader() const { return *m_reader; }
    const TraceHeader& header() const { return m_reader->header(); }
    const std::string& path() const { return m_path; }
    size_t events() const { return m_events.size(); }
    size_t outputs() const { return m_outputs; }
    Result<EventLine> event(size_t index) const;
    /// What has to be known before the first input: values from outside and texts of code.
    Result<std::vector<EnvironmentRecord>> environment() const;
    Result<std::vector<SourceRecord>> sources() const;

    /// Everything of it; holds on to the trace. Fails on a damaged line, and when `progress` gave up.
    static Result<RecordedRun> read(const std::shared_ptr<RecordedTrace>& trace, const CompareProgress& progress = {});

private:
    std::string m_path;
    std::unique_ptr<TraceReader> m_reader;
    std::vector<uint32_t> m_events; ///< their lines
    size_t m_outputs = 0;
};

} // namespace scope
