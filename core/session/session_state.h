#pragma once
// What a session holds, shared by the files that implement it. Nobody else includes this.

#include "core/project/project.h"
#include "core/session/session.h"
#include "core/trace/recorder.h"
#include "core/trace/trace_writer.h"
#include "core/world/world.h"

#include <map>

namespace scope {

struct Session::State {
    Session* session = nullptr;
    SessionOptions options;
    std::shared_ptr<const Project> project;
    std::string script; ///< text of a lone .gml
    std::vector<SourceText> mocks;
    std::unique_ptr<TraceWriter> writer; ///< outlives the recorder that feeds it
    std::unique_ptr<World> world;
    std::unique_ptr<Recorder> recorder;

    std::vector<EventLine> events;
    std::vector<Diagnostic> problems;
    std::vector<LogRecord> output;
    std::vector<InputRecord> inputs;
    mutable std::vector<RequestRecord> requests; ///< made on asking
    mutable std::vector<FaultRecord> faults;     ///< of the world's, as far as turned into records
    mutable std::map<std::string, SourceView> sources;

    Result<void> build(); ///< a new world around the same project
    TraceHeader header() const;
    RecordSinks sinks();
    void note_problem(const Diagnostic& problem);
    void note_output(const LogRecord& line);
    Result<void> apply_recorded(const InputRecord& input);
    void look_at(const EventLine& line);
    Diagnostic nobody_listens(const EventRecord& event) const;
    Result<void> import_files();
    void export_files() const;
};

} // namespace scope
