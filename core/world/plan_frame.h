#pragma once
// The engine's own work as a list of steps: one frame at the bottom of the vm's stack works through it. Steps are
// values that can be looked at. A phase may put others before the rest, so that what is decided late (who is there,
// which room comes next) is asked late; a fault ends the event it is in, never the plan. For the files of core/world
// only.

#include "core/world/event_frames.h"

#include <deque>
#include <memory>
#include <optional>
#include <variant>

namespace scope {

class PlanFrame;

/// Gives what runs next, decided only when it is asked, and nothing at the end.
class EventSource {
public:
    virtual ~EventSource() = default;
    virtual std::optional<EventRun> next() = 0;
};

namespace step {

/// Work of the engine's own, which may plan more.
struct Phase {
    const char* name; ///< for whoever looks at a plan
    void (*work)(PlanFrame& plan, uint32_t number);
    uint32_t number = 0;
    bool unless_leaving = false; ///< skipped once a change of rooms or the end of the game waits
};
/// `event` for every live instance that has it, in dispatch order, decided when its turn comes.
struct Event {
    EventId event;
    bool unless_leaving = false;
};
struct Single {
    EventRun run;
    bool of_many = false; ///< of an Event: who is not live is passed over, and nothing is told of what is dropped
};
/// All that it gives, one after the other.
struct Series {
    std::shared_ptr<EventSource> source;
};
struct CodeRun {
    CodeId code;
    std::string during;
};
struct Callback {
    uint32_t time_source;
};
/// Of a request that concerned only the game's own files.
struct Completion {
    uint32_t request;
};
/// An instance begins to count, has only its last events left, or is gone.
struct Mark {
    enum class As : uint8_t { created, leaving, destroyed } as;
    Value instance;
};

} // namespace step

using PlanStep = std::variant<step::Phase, step::Event, step::Single, step::Series, step::CodeRun, step::Callback,
                              step::Completion, step::Mark>;

class PlanFrame final : public NativeFrame {
public:
    explicit PlanFrame(World& of) : world(of), m(of.state()), m_saved(of.event) {}
    std::string_view name() const override { return {}; }
    NativeStatus resume(NativeCall& call, const Value& returned) override;
    bool absorb(NativeCall& call, const Fault& fault) override;
    void unwound(Vm& vm, const Fault& fault) override;

    /// At the end of the plan, or of what a phase plans.
    void then(PlanStep step) { m_steps.push_back(std::move(step)); }
    void then_runs(std::vector<EventRun> runs) {
        for (EventRun& run : runs) then(step::Single{std::move(run)});
    }
    void then_code(CodeId code, std::string_view during);
    /// A function of an extension by name, where it is GML; those of libraries are never loaded.
    void then_function(const std::string& name);

    World& world;
    World::State& m;
    bool boot_fault_ends = false; ///< while set, a fault ends the game

private:
    // Each does its work at once, or pushes something and answers true.
    bool take(step::Phase& phase);
    bool take(step::Event& event);
    bool take(step::Single& run);
    bool take(step::Series& runs);
    bool take(step::CodeRun& code);
    bool take(step::Callback& callback);
    bool take(step::Completion& completion);
    bool take(step::Mark& mark);
    bool is_leaving() const;

    std::deque<PlanStep> m_steps;
    std::string m_during;
    Value m_holder;
    Instance* m_instance = nullptr;
    EventContext m_saved;
};

// room_changes.cpp
/// Carries out the room_goto that waits, and those that its events ask for; at most `most` in a row.
void plan_room_change(PlanFrame& plan, uint32_t most = 100);
/// game_end: nothing else runs afterwards.
void plan_game_end(PlanFrame& plan);

} // namespace scope
