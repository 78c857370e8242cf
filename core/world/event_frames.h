#pragma once
// Parts that the frames of events.cpp, dispatcher.cpp and plan_frame.cpp share; for the files of core/world only.

#include "core/world/world_state.h"

namespace scope {

/// While a change of rooms or the end of the game waits, no ordinary events run (docs/semantics.md 1.8) but Clean Up.
/// Creation, Destroy, alarms and others do where the instance or its room is persistent. Whoever raises an asynchronous
/// event does not ask.
bool drops_event(const World& world, const Instance& instance, EventId event);

/// "Other_70" of what runs; with the world also "Collision_obj_wall".
std::string during(EventId event);
std::string during(const World& world, EventId event);

/// on_handler_end, with what a fault says as its message; nothing without an observer.
void tell_handler_end(const World& world, const HandlerInfo& handler, const Fault* fault);

/// One thing to run for one instance: code with the event built-ins set. Keeps the instance alive.
struct EventRun {
    Value holder;
    Instance* instance = nullptr;
    Struct* other = nullptr; ///< null: the instance itself
    EventContext context;
    CodeId code = no_code;
    bool always = false; ///< drops_event() has no say in it
    bool asked = false;  ///< by somebody outside, who is told each time when it is dropped

    EventRun(Instance& of, EventContext in, CodeId to_run, Struct* with_other = nullptr)
        : holder(static_cast<Struct*>(&of))
        , instance(&of)
        , other(with_other)
        , context(in)
        , code(to_run) {}
    bool is_due(World& world) const; ///< whether it still can when its turn has come
    void push(World& world) const;
};

/// The variable definitions of `object` from the topmost ancestor down, as runs for `instance`.
void add_variable_definitions(World& world, Instance& instance, std::vector<EventRun>& runs);
/// Create of `instance`, when its object has it.
void add_event(World& world, Instance& instance, EventId event, std::vector<EventRun>& runs);

/// Runs a list of events one after another and puts the event built-ins back. Its result is `result`.
class RunsFrame : public NativeFrame {
public:
    RunsFrame(World& of, std::string_view name, std::vector<EventRun> runs, Value result)
        : world(of)
        , m_name(name)
        , m_runs(std::move(runs))
        , m_result(std::move(result))
        , m_saved(of.event) {}
    std::string_view name() const override { return m_name; }
    NativeStatus resume(NativeCall& call, const Value& returned) override;
    void unwound(Vm& vm, const Fault& fault) override;

protected:
    World& world;

private:
    std::string_view m_name;
    std::vector<EventRun> m_runs;
    size_t m_next = 0;
    Value m_result;
    EventContext m_saved;
};

/// Destroys instances: Destroy, Clean Up, the mark.
class DestroyFrame final : public NativeFrame {
public:
    DestroyFrame(World& of, std::vector<Instance*> which, bool run_destroy);
    std::string_view name() const override { return "instance_destroy"; }
    NativeStatus resume(NativeCall& call, const Value& returned) override;
    void unwound(Vm& vm, const Fault& fault) override;

private:
    bool push_next(); // false: nothing left to run
    void finish_one();

    World& world;
    std::vector<Value> m_instances;
    size_t m_next = 0;
    int m_stage = 0; // of the instance at m_next: 0 not begun, 1 Destroy ran, 2 Clean Up ran
    bool m_run_destroy;
    EventContext m_saved;
};

} // namespace scope
