#pragma once
// The one door to a running project: the command line, the window, replay and tests all use this and nothing below it.
// It owns the world, the vm and the recorder. Everything that drives it is an Input, so whatever was done can be
// recorded, replayed and undone by starting again. An input begins and goes on slice by slice; how it is sliced changes
// nothing of what comes of it. Single-threaded.

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/data/datum.h"
#include "core/session/input.h"
#include "core/store/event_store.h"
#include "core/trace/records.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace scope {

class Catalog;
class Checkpoints;
class Environment;
class Recorder;
struct RunCounts;
class TraceWriter;
class World;
struct Project;

/// What a replay has from its trace instead of from the machine.
struct RecordedOutside {
    std::map<std::string, std::string>
        texts; ///< of mocks and of files for `replaced`, by the paths that are named there
    std::shared_ptr<Environment> environment; ///< answers instead of `device`; null: asked anew
    /// The files that the game finds at its n-th start: name, and content or nothing for a folder. May be empty.
    std::function<std::vector<std::pair<std::string, std::optional<std::string>>>()> files;
};
inline constexpr uint64_t default_budget = 50'000'000;

struct SessionOptions {
    std::string project; ///< a .yyp, a folder that holds one, a lone .gml, or "" for an empty world
    std::string target = "windows";
    std::string config = "Default";
    std::map<std::string, std::string> device;
    std::vector<std::string> mocks;                            ///< .gml files or folders
    std::vector<std::pair<std::string, std::string>> answers;  ///< stub name, GML expression
    std::vector<std::pair<std::string, std::string>> replaced; ///< project path, file to read instead
    std::string files;                                         ///< folder imported before and exported after
    uint64_t seed = 0;
    std::optional<uint64_t> shuffle;
    bool strict = false;
    uint64_t budget = default_budget; ///< units of work per event; 0: no limit
    bool observe = true;
    std::string trace;      ///< file to record to; "" records in memory only
    bool overwrite = false; ///< `trace` may replace a file that is no trace
    bool keep_secrets = false;
    bool checkpoints = true; ///< copies of the world are kept, for restart() and fork()
    /// Every run is recorded both ways the recorder knows, and the process ends when they differ; for tests.
#ifdef ASYNCSCOPE_TORMENT
    bool record_both_ways = true;
#else
    bool record_both_ways = false;
#endif
    bool as_traced = false; ///< on_event and on_output are told what a trace would hold
    RecordedOutside recorded;
    std::function<void(size_t done, size_t of)> on_resource; ///< while the project is read; may be empty
    std::function<bool()> should_stop;              ///< asked every few milliseconds while GML runs; may be empty
    std::function<void(const Diagnostic&)> on_lost; ///< what the destructor could not put into `files`; may be empty
};

struct FireInput {
    std::string event;                                    ///< constant, alias or number
    std::string preset;                                   ///< shape name or part of it; "" the first one's
    std::optional<Datum> payload;                         ///< a ds_map; overrides the shape's sample
    std::vector<std::pair<std::string, std::string>> set; ///< KEY=VALUE, read by the shape's types
    std::vector<Diagnostic> findings = {};                ///< of reading the payload; told when it is fired
};

/// An object that handles an event, and how far it is from receiving it now.
struct Receiver {
    std::string object;
    std::string owner; ///< the object whose handler runs
    std::string file;
    std::vector<uint32_t> instances;     ///< live ones, in dispatch order
    std::vector<std::string> created_by; ///< "room rm_shop", "objects/obj_game/Create_0.gml:12"
};

struct InstanceView {
    uint32_t id = 0;
    std::string object;
    bool active = true;
    std::vector<std::pair<std::string, Datum>> variables;
};

/// The variables of an instance, or of `global`.
struct VariablesView {
    std::vector<std::pair<std::string, Datum>> own;
    std::vector<std::pair<std::string, Datum>> builtin; ///< those a person asks about: x, alarm, room, score
};

/// What a console line came to.
struct ConsoleAnswer {
    std::string text;
    Datum content; ///< the value; of a handle to a data structure what it holds
};

struct LedgerView {
    std::string ref;
    std::string kind;
    size_t size = 0;
    Place created;
    std::string object; ///< whose code made it
    std::string name;   ///< what leads to it: "self.items", "global.best[? \"list\"]"; "" when nothing does
};

struct SourceView {
    std::string path;
    std::string text;
};

/// A name and everywhere it stands.
struct NameUse {
    std::string name;
    std::vector<Place> places;
};

struct HandlerView {
    std::string event; ///< "ev_async_social", or the file's stem for other events
    std::string object;
    std::string file;
};

/// What `check` says about a project that was only read and compiled.
struct CheckReport {
    size_t files = 0;
    size_t accepted = 0;
    std::vector<Diagnostic> errors;
    std::vector<NameUse> unknown_names;
    std::vector<NameUse> stubs;
    std::vector<HandlerView> handlers; ///< of async events
    std::vector<Diagnostic> notes;
};

class Session {
public:
    /// Reads, compiles and starts nothing yet. Fails when the project cannot be read; what is wrong inside it is in
    /// problems().
    static Result<std::unique_ptr<Session>> open(SessionOptions options);
    ~Session();

    /// An input begins, or a cancel ends the one in progress. `behind` is the record that follows when it is done
    /// again: if that is a cancel, resume() ends it at the same place. Errors are about the input itself ("no object
    /// obj_shpo"); faults of GML are in the returned events, faults() and problems().
    Result<CameBack> begin(Input input, const InputRecord* behind = nullptr);
    /// Goes on with it for so many units of work.
    CameBack resume(uint64_t slice = ~uint64_t(0));
    const InputInProgress* in_progress() const; ///< null: none is
    /// Of the last fire that is through: the number of its event in events().
    Result<size_t> fired() const;
    Result<ConsoleAnswer> answer() const; ///< of the last console input
    bool started() const;                 ///< after a boot or restart: it came to its end without a fault
    /// The input that fires it. What is odd about it goes to problems().
    Result<Input> fire_input(const FireInput& input);

    /// A session of its own, which records to no file, whose world is as it was before the event of this number
    /// (EventLine::seq): from the nearest checkpoint the inputs are applied again. An event that an input made on its
    /// way is met there: the session is held at its first instruction (`held`) and can be looked at. Errors
    /// when there is no such event since the last restart, or nobody observed. Costs a copy and what is done again.
    Result<std::unique_ptr<Session>> fork(uint64_t event);
    const Checkpoints& checkpoints() const;

    // The same to the end.
    bool boot(const InputRecord* behind = nullptr); ///< false when a fault ended it
    Result<void> apply(const Input& input, const InputRecord* behind = nullptr);
    Result<void> apply(const InputRecord& record, const InputRecord* behind = nullptr);
    /// False when a fault ended the boot. When files cannot be read nothing changes. What was before leaves memory and
    /// stays in the trace. What the game wrote is exported before, for the new world to find, unless the same is to be
    /// done `again`.
    Result<bool> restart(bool from_disk = false, bool again = false);
    Result<size_t> fire(const FireInput& input); ///< as fired()
    /// Statements typed by a person; the last expression's value.
    Result<ConsoleAnswer> console(const std::string& code);
    /// Runs frames until game_end, a fault (unless `keep_going`) or `most` frames (0: no limit).
    void run(uint64_t most, bool keep_going);

    const SessionOptions& options() const;
    const Project& project() const;
    const Catalog& catalog() const;

    /// When these take more than a gigabyte the oldest leave memory, a Problem says so, and only the trace has them; of
    /// problems and output the same.
    const EventStore& events() const;
    const std::vector<Diagnostic>& problems() const; ///< of loading, compiling and running, in order
    size_t project_problems() const; ///< how many of them, the first ones, were there before anything ran
    const std::vector<LogRecord>& output() const;
    const std::vector<RequestRecord>& requests() const; ///< waiting ones
    const std::vector<InputRecord>& inputs() const;
    /// All of them, in order. Those with a `handler` are also in the record of that run, the others (boot, rooms,
    /// creation, steps, performed events, time sources, the console) nowhere else.
    const std::vector<FaultRecord>& faults() const;
    /// Data structures and buffers that are alive, and nothing of the project still names them.
    std::vector<AllocationRecord> leaks() const;
    RunCounts counts() const; ///< since the boot

    CheckReport check() const; ///< needs no boot
    std::vector<Receiver> receivers(int32_t event_number) const;
    std::vector<InstanceView> instances(bool with_variables) const;
    /// Of an instance that exists, or of `global` for 0. Empty when there is no such instance.
    VariablesView variables(uint32_t instance) const;
    std::vector<LedgerView> ledger() const;
    /// A file of the project as it was compiled; nullptr when there is none.
    const SourceView* source(const std::string& path) const;

    std::string room_name() const;
    uint64_t frame() const;
    FrameRecord where() const; ///< the code that an input in progress is in; empty when it is in none
    uint64_t clock_us() const;
    bool ended() const;             ///< game_end was called, or the boot faulted
    bool stopped() const;           ///< SessionOptions::should_stop wanted it, or it is held; nothing runs any more
    bool held() const;              ///< a fork inside of an input: what ran is still on the stack
    std::string async_load() const; ///< as GML prints it; "-1" outside of async events
    /// Called for each line of output as it is made; for `run`, `eval` and replay.
    std::function<void(const LogRecord&)> on_output;
    std::function<void()> on_frame; ///< called before each frame
    /// Called with each finished event; for replay.
    std::function<void(const EventLine&)> on_event;
    std::function<void(const RequestRecord&)> on_request; ///< called with each request that is made; for replay
    /// Makes the folder of SessionOptions::files hold what the game's files are now, as far as it can. False when
    /// something failed, which problems() say. The destructor does so too, when something ran since.
    bool export_files();
    /// The first error of the trace file (a full disk), or "".
    std::string trace_error() const;
    /// Ends the trace; nothing is recorded any more. Its first error, or "".
    std::string finish_trace();
    /// Of all code of the project, as traces have it: what replays differently may be other code.
    std::string code_hash() const;

    World& world(); ///< for core/harness and tests

private:
    Session();
    struct State;
    std::unique_ptr<State> m;
};

/// The payload that `input` describes and what is wrong with it: preset, then payload, then each KEY=VALUE.
Result<Datum> payload_of(const Catalog& catalog, const FireInput& input, std::vector<Diagnostic>& problems);

} // namespace scope
