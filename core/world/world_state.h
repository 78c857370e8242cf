#pragma once
// The inside of a World; for the files of core/world only.

#include "core/world/observers.h"
#include "core/world/world.h"

#include <tuple>
#include <unordered_map>

namespace scope {

struct WorldCode {
    WorldCode(std::shared_ptr<const Project> of, std::vector<std::span<const NativeRow>> natives,
              std::vector<std::string> configs)
        : project(std::move(of))
        , symbols(std::make_shared<NameTable>())
        , resolver(*project, std::move(natives))
        , macros(std::move(configs)) {}

    std::shared_ptr<const Project> project;
    std::shared_ptr<NameTable> symbols;
    ProjectResolver resolver;
    MacroTable macros;
    Program program;
    std::unique_ptr<EventTable> events;
    std::vector<CodeId> codes;                          ///< by index into Project::code
    std::unordered_map<CodeId, uint32_t> event_objects; ///< which object the code of an event is of
    std::vector<CodeId> script_order;                   ///< top levels to run at boot, in order
    std::unordered_map<std::string, CodeId> answers;    ///< of stubs
    std::vector<Diagnostic> diagnostics;
    std::deque<SourceFile> files; ///< of mocks, prelude, console, extension constants: what Program refers to
    /// What was compiled after the project, by what was known then, kind, name and text: once.
    struct Unit {
        Result<CodeId> code;
        uint32_t knows = 0; ///< the Program's unit afterwards
    };
    std::map<std::tuple<uint32_t, UnitKind, std::string, std::string>, Unit> units;
    /// One of these declared what all worlds see, also those that were copied before: macros, enums, globalvar.
    bool shared_declarations = false;
    /// Calls of instance_create_* and where they mention which object.
    std::vector<std::pair<uint32_t, Place>> creations;
};

/// Parses and compiles all of a project.
std::shared_ptr<WorldCode> compile_world(const WorldInput& input);

/// What an allocation's opaque origin number stands for.
struct Origin {
    Place place;
    uint32_t object = ~0u;
};

/// Of a position of code and whose event it is.
struct PositionHash {
    size_t operator()(const std::pair<uint64_t, uint32_t>& at) const {
        return (at.first ^ at.second) * 0x9E3779B97F4A7C15u;
    }
};

/// Who gets an event and what it runs. Keeps the instance alive.
struct Delivery {
    Value holder;
    Handler handler;
    Instance& instance() const { return static_cast<Instance&>(*holder.as_struct()); }
    uint32_t serial() const { return instance().serial; }
};

struct World::State {
    State(World& world, WorldInput given, std::shared_ptr<WorldCode> compiled);

    WorldInput input;
    std::shared_ptr<WorldCode> code;
    std::shared_ptr<Environment> environment;
    Heap heap;
    DsStore ds;
    Value global;                           ///< before the vm, which keeps its address
    std::vector<Delivery> spare_deliveries; ///< empty: the memory of the last dispatch, for the next; before the vm too
    Vm vm;
    Instances instances;
    Rooms rooms;
    Clock clock;
    Random random;
    Random shuffle; ///< of --shuffle; the game's own random numbers stay untouched
    Files files;
    Buffers buffers;
    StubHandles stub_handles;
    PlatformState platform;
    Requests requests;
    TimeSources time_sources;
    Addresses addresses;
    std::unordered_map<uint32_t, Value> variables; ///< built-in ones that were written, by number
    Value unhandled;                               ///< the exception that unhandled_handler has to hear of
    Value told_handler;                            ///< the handler while it runs
    bool telling = false;
    RunResult before_telling = RunResult::done; ///< how that ended which the handler hears of
    std::map<std::string, Value, std::less<>> environment_seen;

    Observers observers;
    Observer* observer = nullptr; ///< whom to tell: observers.told()
    // What happened; copies share it.
    History<WorldFault> faults;
    History<Diagnostic> problems;
    SharedTable<std::string, bool> problems_seen;
    size_t files_refused = 0; ///< how many were told of
    History<Origin> origins;
    SharedTable<std::string, uint64_t> origin_numbers;
    SharedTable<std::pair<uint64_t, uint32_t>, uint64_t, PositionHash>
        origin_of_position; ///< by Vm::position and owner of the event
    std::pair<std::pair<uint64_t, uint32_t>, uint64_t> last_origin{{~uint64_t(0), 0}, 0}; ///< the one asked for last
    uint32_t next_dispatch = 1;
    uint32_t next_handler = 1;
    uint32_t dispatch = 0; ///< running ones; 0: none
    uint32_t handler = 0;
    bool booted = false;
    bool ending = false;     ///< game_end was called: over at the end of the step
    Place end_place;         ///< where
    bool in_payload = false; ///< an expression of a payload runs: what it throws is no fault of the game
    bool end_begun = false;  ///< the last events of the game are planned
    bool ended = false;
    bool restarting = false;   ///< game_restart was called: persistent instances and rooms go too
    bool game_started = false; ///< Game Start has been sent
    uint32_t unit = 0;         ///< Program::see: the last one whose declarations this world knows
};

} // namespace scope
