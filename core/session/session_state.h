#pragma once
// The members of a session, shared by the files that implement it. Nobody else includes this.

#include "core/project/project.h"
#include "core/record/recorder.h"
#include "core/session/boot_tape.h"
#include "core/session/checkpoints.h"
#include "core/session/input.h"
#include "core/session/save_folder.h"
#include "core/session/session.h"
#include "core/store/block_trace_writer.h"
#include "core/store/event_store.h"
#include "core/store/open_trace.h"
#include "core/trace/masker.h"
#include "core/trace/trace_writer.h"
#include "core/world/world.h"

#include <map>
#include <set>

namespace scope {

/// Records in memory and about how much of it they take.
template<typename T> struct Kept {
    std::vector<T> list;
    std::vector<size_t> bytes; ///< of each
    size_t total = 0;
    bool dropped = false;

    void clear() { *this = {}; }
};

/// A file of the user's that code is read from, or what a trace says was in it.
Result<std::string> read_given(const SessionOptions& options, const std::string& path);

struct Session::State {
    Session* session = nullptr;
    SessionOptions options;
    std::shared_ptr<const Project> project;
    std::string script; ///< text of a lone .gml
    std::vector<SourceText> mocks;
    std::shared_ptr<EventStore> events;  ///< a window may keep those of the run before
    std::unique_ptr<TraceWriter> writer; ///< outlives the recorder that feeds it
    BlockTraceWriter* blocks = nullptr;  ///< the same, when it writes blocks
    Masker masker;                       ///< of what goes there
    std::set<std::string> told_sources;  ///< since the files were read last
    std::map<std::string, std::string> told_hashes;
    std::unique_ptr<VmStops> stops; ///< of a fork whose world is held; outlives it
    std::unique_ptr<World> world;
    std::unique_ptr<Recorder> recorder;

    bool told_of_forgotten = false;
    uint64_t tell_unfinished_at = 0; ///< units of the input in progress
    bool names_secrets = false;      ///< some key or variable has the name of a secret
    Kept<Diagnostic> problems;
    size_t project_problems = 0; ///< of them, before anything ran
    Kept<LogRecord> output;
    std::vector<InputRecord> inputs;
    std::optional<input::Run> joined;            ///< the last of them, when frames that follow belong to it
    double joined_units = 0;                     ///< charged for what is joined already
    uint64_t first_event = 0;                    ///< how many there were before the last restart
    mutable std::vector<RequestRecord> requests; ///< made on asking
    mutable std::vector<FaultRecord> faults;     ///< of the world's, as far as turned into records
    struct Moment {
        uint64_t frame;
        uint32_t after;
    };
    std::vector<Moment> outside;     ///< when each fault happened that no handler run holds
    mutable size_t outside_used = 0; ///< of them, those in `faults`
    mutable std::map<std::string, SourceView> sources;
    SaveFolder save_folder;
    Checkpoints checkpoints;
    BootTape tape;
    bool muted = false;                 ///< what is told of the environment is known
    uint64_t oldest_event = 0;          ///< since the last restart; of a fork, of who is forked
    std::vector<uint64_t> inputs_began; ///< at which event each of `inputs` did
    bool exported = false;              ///< since anything ran

    std::optional<InputInProgress> progress;
    std::optional<InputInProgress> last; ///< the one before, which is through
    Result<void> outcome;                ///< what was wrong with it
    uint64_t cancel_at = 0;              ///< units at which a recorded cancel ends what is in progress; 0: none does
    bool stopped = false;                ///< SessionOptions::should_stop wanted it
    bool went_back = false;              ///< the restart in progress needs no boot
    bool held = false;                   ///< nothing runs any more: a fork at the first instruction of an event

    Result<void> read();  ///< project and mocks from disk
    Result<void> build(); ///< a new world around the same project
    Result<void> check_answers();
    void connect(); ///< the world to whoever records and asks
    bool can_go_back_to_boot() const;
    bool go_back_to_boot(); ///< whether that was sound
    uint64_t next_event() const { return first_event + (events ? events->size() : 0); }
    void note_checkpoint(); ///< when one is due, after an input or between frames of a run that goes on
    void boot_is_over(const InputInProgress& boot);
    void tell_again(const LogRecord& line);
    void tell_again(const Diagnostic& problem);
    void tell_again(const RequestRecord& request);
    void tell_again(const FaultRecord& fault);
    void tell_again(const EnvironmentRecord& fact);
    void tell_again(const std::string& path);
    TraceHeader header() const;
    std::string from_trace(const std::string& path) const;
    RecordSinks sinks();
    /// Into the trace, secrets masked. Called for everything that happens and in its order, which numbers the secrets.
    template<typename Record> void trace(const Record& record);
    template<typename Record> void note(const Record& record);
    void trace_source(const std::string& path);
    void trace_given();
    void trace_files();
    void note_problem(const Diagnostic& problem);
    void note_input(const Input& input);
    void note_event(std::string_view bytes);
    void trace_event(std::string_view bytes);
    void trace_unfinished();
    void look_for_secrets(); ///< in names that are new
    bool is_clean() const;
    bool masks() const { return !options.keep_secrets && masker.any(); }
    void new_events();
    template<typename T> void keep(Kept<T>& list, T item, size_t bytes, const char* what);
    void note_output(const LogRecord& line);

    // session_inputs.cpp
    struct Steps;
    Result<void> start_anew(const input::Restart& restart, bool ends_early);
    Result<bool> next_step();
    CameBack finish_input(Result<void> result);
    CameBack cancel();
    CameBack stop();

    void look_at(const EventLine& line);
    Diagnostic nobody_listens(EventId event) const;
    Result<void> import_files();
    bool export_files();
};

} // namespace scope
