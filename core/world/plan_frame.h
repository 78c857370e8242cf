#pragma once
// The engine's own work as a list of steps: one frame at the bottom of the vm's stack works through it. Steps
// may put others before the rest, so that what is decided late (who is there, which room comes next) is asked late; a
// fault ends the event it is in, never the plan. A step costs one std::function; for the files of core/world only.

#include "core/world/event_frames.h"

#include <deque>
#include <functional>

namespace scope {

/// Steps either do their work at once or push something and return true.
class PlanFrame final : public NativeFrame {
public:
    using Step = std::function<bool(PlanFrame&)>;

    explicit PlanFrame(World& of) : world(of), m(of.state()), m_saved(of.event) {}
    std::string_view name() const override { return {}; }
    NativeStatus resume(NativeCall& call, const Value& returned) override;
    bool absorb(NativeCall& call, const Fault& fault) override;
    void unwound(Vm& vm, const Fault& fault) override;

    void then(Step step) { m_steps.push_back(std::move(step)); }
    void then_code(CodeId code, std::string_view during);
    /// A function of an extension by name, where it is GML; those of libraries are never loaded.
    void then_function(const std::string& name);
    void then_run(EventRun run);
    /// `event` for every live instance that has it, in dispatch order, decided when its turn comes.
    void then_event(EventId event);
    /// The plan below runs before what is already planned.
    void before_the_rest(const std::function<void(PlanFrame&)>& plan);

    World& world;
    World::State& m;
    bool boot_fault_ends = false; ///< while set, a fault ends the game

private:
    bool run_event_now(EventId event);

    std::deque<Step> m_steps;
    std::string m_during;
    Value m_holder;
    Instance* m_instance = nullptr;
    EventContext m_saved;
};

// room_changes.cpp
/// Carries out the room_goto that waits, and those that its events ask for; at most so many in a row.
void plan_room_change(PlanFrame& plan, int most = 100);
/// game_end: nothing else runs afterwards.
void plan_game_end(PlanFrame& plan);

} // namespace scope
