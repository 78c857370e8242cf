#pragma once
// One running game: all state that GML can change, and the compiled project it runs. Everything mutable is in here and
// nowhere else, so clone() is a whole copy and two worlds never meet. It is driven from outside by start_*() and
// resume(); natives of core/lib reach it through `world_of(call)`. One thread at a time.

#include "core/base/history.h"
#include "core/base/result.h"
#include "core/data/datum.h"
#include "core/ds/store.h"
#include "core/gml/macros.h"
#include "core/gml/vm.h"
#include "core/world/addresses.h"
#include "core/world/buffers.h"
#include "core/world/clock.h"
#include "core/world/environment.h"
#include "core/world/events.h"
#include "core/world/files.h"
#include "core/world/instances.h"
#include "core/world/observer.h"
#include "core/world/platform_state.h"
#include "core/world/project_resolver.h"
#include "core/world/random.h"
#include "core/world/requests.h"
#include "core/world/rooms.h"
#include "core/world/stub_handles.h"
#include "core/world/time_sources.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace scope {

enum class Builtin : uint32_t; // variables.h

struct SourceText {
    std::string path;
    std::string text;
};

struct WorldInput {
    std::shared_ptr<const Project> project; ///< never null
    std::string target = "windows";         ///< windows, linux, macosx, html5, android, ios, ...
    std::string config = "Default";
    std::vector<std::span<const NativeRow>> natives; ///< tables that live for ever; a later row of a name wins
    AccessorNatives accessors{};
    std::vector<SourceText> prelude; ///< GML of core/lib, hidden in stacks
    std::vector<SourceText> mocks;
    std::vector<std::pair<std::string, std::string>> answers; ///< stub name, GML expression
    std::shared_ptr<Environment> environment;                 ///< null: the target's defaults
    HeapLimits heap_limits;
    VmLimits vm_limits;
    uint64_t seed = 0;
    std::optional<uint64_t> shuffle; ///< other legal orders of handlers
    bool strict = false;             ///< a stub that is called is a fault
    bool end_at_fault = false;       ///< an uncaught fault ends the game, as GameMaker does; else only its event
};

/// A fault that ended an event or what else was running.
struct WorldFault {
    Fault fault;
    std::string report; ///< GameMaker's block of text
    Place place;
    std::string object; ///< of the instance; "" outside of instances
    uint32_t instance_id = 0;
    EventId event;
    std::string during; ///< "Other_70", "boot", "gml_GlobalScript_init", "console", "Step_0"
    std::vector<std::pair<std::string, Place>> stack; ///< innermost first
    uint32_t dispatch = 0;                            ///< 0 outside of async events
    uint32_t handler = 0;
};

/// Which instances an event is performed of, by id and in their order.
struct Performers {
    EventId event;
    std::vector<uint32_t> instances;
};

/// The compiled project: made once, shared by a world and its clones.
struct WorldCode;

class World final : public Host, public RefNames {
public:
    /// Compiles the project; what is wrong in it is in diagnostics(). Nothing runs yet.
    explicit World(WorldInput input);
    ~World() override;
    /// A whole copy that goes on identically; nobody observes it. Needs an idle vm (VERIFY).
    std::unique_ptr<World> clone() const;

    const Project& project() const;
    const WorldInput& input() const;
    const ProjectResolver& resolver() const;
    const EventTable& event_table() const;
    const std::vector<Diagnostic>& diagnostics() const; ///< of parsing and compiling
    CodeId code_of(uint32_t project_code) const;        ///< of Project::code
    Heap& heap() const;
    DsStore& ds() const;
    Vm& vm() const;
    Program& program() const;
    Instances& instances() const;
    Rooms& rooms() const;
    Clock& clock();
    const Clock& clock() const;
    Random& random();
    Files& files();
    Buffers& buffers() const;
    StubHandles& stub_handles() const;
    PlatformState& platform() const;
    Requests& requests();
    const Requests& requests() const;
    TimeSources& time_sources();
    Addresses& addresses() const;

    // Running: put work on the idle vm, then resume() until it is not `slice` (nor a stop of the debugger).
    void start_boot();  ///< script top levels, extension init, game start, first room
    void start_frame(); ///< one step: time sources, Begin Step, alarms, Step, motion, End Step, room change
    void start_async(int32_t number, const Value& map,
                     std::vector<Value> buffers = {}); ///< the map goes afterwards, buffers too
    void start_event(Instance& instance, EventId event);
    void start_creation(const NewInstance& what); ///< result: the instance's handle
    void start_code(CodeId code, Struct* self = nullptr, std::span<const Value> arguments = {});
    bool start_callable(const Value& callee, std::span<const Value> arguments); ///< false: not callable
    void start_room_change(uint32_t room); ///< at once instead of at the end of the step
    void start_game_end();                 ///< Room End, Game End, Clean Up
    // The same for what is asked for by name. Nothing has begun when it fails, with what is wrong with the request.
    /// Evaluates the `$gml` parts of the payload, makes the map and delivers it. What fails of that is a fault.
    Result<void> start_fire(int32_t number, const Datum& payload);
    Result<uint32_t> start_create(std::string_view object, const Datum& variables, double x = 0,
                                  double y = 0); ///< id of the instance, which exists already
    /// `object`: a name, or the id of an instance in digits. `nth` < 0: every instance.
    Result<Performers> performers(std::string_view object, int32_t nth, std::string_view event_stem) const;
    /// Nothing begins when the instance is gone, or when the event is dropped: then it is false, and told on `tell`.
    bool start_perform(uint32_t instance, EventId event, bool tell);
    Result<void> start_room(std::string_view room);
    Result<void> start_gml(const std::string& gml, const std::string& name, Struct* self = nullptr);
    RunResult resume(uint64_t slice = ~uint64_t(0));
    /// Ends what is on the stack with a fault that nobody takes: neither catch nor finally, and no dispatch. It is
    /// recorded where it stood.
    void cancel();
    RunResult finish(); ///< resume() until done or fault; stops of the debugger are passed over
    const Value& result() const;

    // The same to the end, for stage steps and tests. False when a fault was recorded meanwhile.
    bool boot();
    bool run_frame();
    bool fire(int32_t number, const Value& map, std::vector<Value> buffers = {});
    /// Errors are about the payload.
    Result<void> fire(int32_t number, const Datum& payload);
    Result<Instance*> create(std::string_view object, const Datum& variables, double x = 0, double y = 0);
    Result<void> perform(std::string_view object, int32_t nth, std::string_view event_stem);
    Result<void> set_variable_path(const std::string& path, const std::string& gml);
    Result<void> goto_room(std::string_view room);
    /// Compiles and runs statements in global scope, or in `self`; the value of the last expression.
    Result<Value> evaluate(const std::string& gml, Struct* self = nullptr, const std::string& name = "console");
    /// Compiles without running; errors as one text.
    /// The same text after the same declarations is compiled once, also by copies of this world.
    Result<CodeId> compile(const std::string& gml, const std::string& name, UnitKind kind = UnitKind::console);

    /// Something typed since the project was compiled declared what copies made before see too: a macro, an enum, a
    /// globalvar.
    bool declared_for_all() const;
    bool booted() const;
    bool ended() const; ///< game_end, a fault with end_at_fault, or a fault in the boot
    /// "the game has ended: game_end was called at objects/obj_game/Step_0.gml:3:5 (...)"
    std::string how_it_ended() const;
    void restart_game(); ///< game_restart: back to the first room at the end of the step
    void end_game();     ///< game_end: the event goes on, the game is over at the end of the step
    uint64_t frame() const { return clock().frame(); }
    uint32_t dispatches() const; ///< begun so far
    const History<WorldFault>& faults() const;

    // Observing and telling.
    void observe(Observer& observer);                  ///< from now on, besides those who do
    void ignore(Observer& observer);                   ///< it hears no more; needs an idle vm
    Observer* observer() const;                        ///< whom to tell; null: nobody
    std::function<void(std::string_view)> on_log;      ///< show_debug_message, also without an observer
    std::function<void(const Diagnostic&)> on_problem; ///< also without an observer
    void log(std::string_view text);
    void problem(Diagnostic diagnostic);
    /// Only the first time for this code and place.
    void problem_once(Diagnostic diagnostic);
    const History<Diagnostic>& problems() const;
    Place here() const; ///< of the GML being executed
    /// Its message; of a thrown value that value as text, or its `message` member.
    std::string fault_text(const Fault& fault) const;
    /// Records the vm's last fault.
    const WorldFault& record_fault(const Fault& fault, std::string_view during, const Instance* instance);

    struct State;                       ///< world_state.h
    State& state() const { return *m; } ///< for the files of core/world

    /// Whoever fires the answer to a request has answered it.
    void answered_by_hand(int32_t number, const Value& map);

    // For natives.
    Value async_load; ///< -1 outside of async events
    Value event_data;
    Value unhandled_handler; ///< of exception_unhandled_handler; called once the event that failed is over
    EventContext event;
    Value environment(std::string_view what, const Value& otherwise); ///< asked once, told to the observer, then kept
    Request& add_request(const NewRequest& request);
    std::string object_name(uint32_t object) const; ///< "<undefined>" when there is none
    std::string async_load_text() const;            ///< "ref ds_map 0" or "-1"
    Symbol symbol(std::string_view name) const;
    double math_epsilon() const { return m_rules.epsilon; }
    void set_math_epsilon(double epsilon) { m_rules.epsilon = epsilon; }
    /// The instance of a handle, id or struct; live or not. Null when there is none.
    Instance* instance_of(const Value& id, Struct* self = nullptr, Struct* other = nullptr) const;
    /// The object a handle or number names; ~0 when there is none.
    uint32_t object_of(const Value& id) const;
    /// Live instances an argument names: an instance, an object with descendants, all, self, other. Empty for noone.
    std::vector<Instance*> matching(const Value& target, Struct* self, Struct* other) const;
    /// Where an allocation was made, as the ledger's opaque number, and back.
    uint64_t origin_here();
    Place origin_place(uint64_t origin) const;
    std::string origin_object(uint64_t origin) const; ///< the object whose code made it
    /// Whether `name` of an instance is a built-in variable (not listed by variable_instance_get_names).
    bool is_builtin_variable(std::string_view name) const;
    /// Built-in variables by name, for variable_instance_get and relatives. False when there is none, or with `error`.
    bool get_builtin(std::string_view name, Struct* self, Value& out, std::string& error);
    bool set_builtin(std::string_view name, Struct* self, const Value& value, std::string& error);
    /// Names of its members but the built-in ones, in order of making.
    std::vector<std::string> own_names(const Instance& instance) const;

    // Host.
    Resolution resolve(std::string_view name) const override;
    const NativeRow& native(uint32_t index) const override;
    const AccessorNatives& accessors() const override;
    const Rules& rules() const override { return m_rules; }
    Struct* global() override;
    bool get_variable(uint32_t index, Struct* self, int64_t element, Value& out, std::string& error) override;
    bool set_variable(uint32_t index, Struct* self, int64_t element, const Value& value, std::string& error) override;
    const Value* stored_variable(uint32_t index) const override;
    /// Before something else than set_variable changes a built-in variable: the observer is told (before_builtin).
    void about_to_change(Builtin variable, Struct* self = nullptr, int64_t element = -1);
    bool get_map_entry(const Value& map, const Value& key, Value& out) override;
    bool set_map_entry(const Value& map, const Value& key, const Value& value) override;
    Struct* find_scope(const Value& target, Struct* self, Struct* other, std::string& error) override;
    void collect_scopes(const Value& target, Struct* self, Struct* other, std::vector<Struct*>& out) override;
    bool knows_unit(const Struct* scope, uint32_t unit) const override;
    bool is_live(const Struct* instance) const override;
    std::string scope_name(const Struct* scope) const override;
    std::string name_of(const Value& ref) const override;
    /// What "ref <kind> <name>" is: an asset, also one made at run time, a function, an instance of a room; undefined
    /// for other names. Functions go by their number, too.
    Value handle_named(RefKind kind, std::string_view name);
    /// The live asset made at run time that is called so ("__newpath0"); undefined when there is none.
    Value made_asset(std::string_view name);
    const Struct* instance_of_handle(const Value& ref) const override;

private:
    friend struct WorldParts;
    void hook_up();
    Result<CodeId> compile_anew(const std::string& gml, const std::string& name, UnitKind kind);
    std::string function_name(uint32_t function) const;
    uint64_t find_origin();
    World(WorldInput input, std::shared_ptr<WorldCode> code); // an empty one around the same code
    bool tell_unhandled();
    RunResult told_unhandled();

    Rules m_rules;
    Struct* m_global = nullptr; // held by the state, whose vm asks for it while both are in the making
    std::unique_ptr<State> m;
};

inline World& world_of(NativeCall& call) {
    return static_cast<World&>(call.host);
}

} // namespace scope
