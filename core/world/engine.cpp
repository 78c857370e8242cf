// What the engine does by itself: boot, steps, room changes, the end. One frame at the bottom of the stack works
// through a plan; a fault ends the event it is in, never the plan.
#include "core/world/cameras.h"
#include "core/world/event_frames.h"
#include "core/world/layer_elements.h"
#include "core/world/place_events.h"
#include "core/world/placing.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>
#include <unordered_set>
#include <utility>

namespace scope {

namespace {

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

NativeStatus PlanFrame::resume(NativeCall& call, const Value&) {
    m_instance = nullptr;
    m_holder = {};
    world.event = m_saved;
    while (!m_steps.empty() && !m.ended) {
        Step step = std::move(m_steps.front());
        m_steps.pop_front();
        m.vm.set_budget(m.input.vm_limits.instructions);
        if (step(*this)) return NativeStatus::call;
    }
    world.event = m_saved;
    call.result = {};
    return NativeStatus::done;
}

bool PlanFrame::absorb(NativeCall&, const Fault& fault) {
    world.record_fault(fault, m_during, m_instance);
    if (boot_fault_ends) m.ended = true;
    return true;
}

void PlanFrame::unwound(Vm&, const Fault&) {
    world.event = m_saved;
}

void PlanFrame::then_code(CodeId code, std::string_view during) {
    if (code == no_code) return;
    then([code, name = std::string(during)](PlanFrame& plan) {
        plan.m_during = name;
        plan.m.vm.push_call(code, nullptr, nullptr);
        return true;
    });
}

void PlanFrame::then_function(const std::string& name) {
    if (name.empty()) return;
    Resolution function = world.resolve(name);
    if (function.kind == Resolution::Kind::function) then_code(function.index, name);
}

void PlanFrame::then_run(EventRun run) {
    then([run = std::move(run)](PlanFrame& plan) {
        if (run.instance->destroyed) return false;
        if (run.context.event == events::create) run.instance->created = true;
        plan.m_during = during(plan.world, run.context.event);
        plan.m_holder = run.holder;
        plan.m_instance = run.instance;
        run.push(plan.world);
        return true;
    });
}

bool PlanFrame::run_event_now(EventId event) {
    std::vector<EventRun> runs;
    const auto& rows = world.event_table().receivers(event);
    for (size_t row = 0; row < rows.size();) {
        uint32_t owner = rows[row].second.owner;
        size_t first = runs.size();
        for (; row < rows.size() && rows[row].second.owner == owner; ++row)
            for (Instance* instance : world.instances().of_object_alone(rows[row].first))
                runs.emplace_back(*instance, EventContext{event, owner, owner}, rows[row].second.code);
        std::sort(runs.begin() + static_cast<ptrdiff_t>(first), runs.end(),
                  [](const EventRun& a, const EventRun& b) { return a.instance->serial < b.instance->serial; });
    }
    if (m.input.shuffle)
        for (size_t left = runs.size(); left > 1; --left)
            std::swap(runs[left - 1], runs[m.shuffle.below(static_cast<uint32_t>(left))]);
    before_the_rest([&](PlanFrame& plan) {
        for (EventRun& run : runs) {
            plan.then([run = std::move(run)](PlanFrame& at) {
                if (!run.instance->live() || drops_event(at.world, *run.instance, run.context.event)) return false;
                at.m_during = during(run.context.event);
                at.m_holder = run.holder;
                at.m_instance = run.instance;
                run.push(at.world);
                return true;
            });
        }
    });
    return false;
}

void PlanFrame::then_event(EventId event) {
    then([event](PlanFrame& plan) { return plan.run_event_now(event); });
}

void PlanFrame::before_the_rest(const std::function<void(PlanFrame&)>& plan) {
    std::deque<Step> rest = std::move(m_steps);
    m_steps.clear();
    plan(*this);
    std::move(rest.begin(), rest.end(), std::back_inserter(m_steps));
}

// --- rooms

/// All instances exist before the first of their events runs.
void plan_room_instances(PlanFrame& plan, const Room& room, uint32_t number) {
    World& world = plan.world;
    auto changed = world.rooms().changed.find(number);
    bool own = changed == world.rooms().changed.end();
    std::vector<std::pair<Instance*, const RoomInstance*>> made;
    for (size_t index = 0; index < room.instances.size(); ++index) {
        const RoomInstance& data = room.instances[index];
        uint32_t id = own ? world.names().first_id(number) + static_cast<uint32_t>(index) : changed->second.ids[index];
        // A persistent one that came here before is still with us.
        if (Instance* there = world.instances().find(id); there && !there->destroyed) continue;
        Instance* instance = world.instances().create(data.object_index, data.x, data.y, id);
        if (!instance) return;
        apply_room_data(world, *instance, data);
        made.emplace_back(instance, &data);
    }
    for (const auto& [instance, data] : made) {
        std::vector<EventRun> runs;
        add_variable_definitions(world, *instance, runs);
        CodeId overrides = world.code_of(data->variables_code);
        if (overrides != no_code)
            runs.emplace_back(*instance, EventContext{events::pre_create, instance->object, instance->object},
                              overrides);
        add_event(world, *instance, events::create, runs);
        CodeId creation = world.code_of(data->creation_code);
        if (creation != no_code)
            runs.emplace_back(*instance, EventContext{events::create, instance->object, instance->object}, creation);
        for (EventRun& run : runs) plan.then_run(std::move(run));
    }
}

/// Leaves the current room: Room End ran already. Those who stay behind in a persistent room sleep; others get Clean
/// Up.
void plan_leaving(PlanFrame& plan) {
    Rooms& rooms = plan.world.rooms();
    if (rooms.current == no_index) return;
    if (plan.m.restarting) {
        rooms.kept.clear();
        plan.world.time_sources().forget_calls();
    }
    std::vector<Instance*> leaving;
    for (Instance* instance : plan.world.instances().records())
        if (!instance->destroyed && (plan.m.restarting || !is_persistent(*instance))) leaving.push_back(instance);
    // Instances that wait in some other persistent room are not of this one.
    std::unordered_set<uint32_t> elsewhere = rooms.kept_instances();
    std::erase_if(leaving, [&](const Instance* instance) { return elsewhere.contains(instance->id); });
    if (rooms.persistent && !plan.m.restarting) {
        std::vector<uint32_t> kept, asleep;
        for (Instance* instance : leaving) {
            (instance->active ? kept : asleep).push_back(instance->id);
            plan.world.instances().set_active(*instance, false);
        }
        rooms.keep(std::move(kept), std::move(asleep));
        return;
    }
    for (Instance* instance : leaving) {
        std::vector<EventRun> runs;
        if (instance->active) add_event(plan.world, *instance, events::clean_up, runs);
        for (EventRun& run : runs) plan.then_run(std::move(run));
        plan.then([holder = Value(static_cast<Struct*>(instance))](PlanFrame& at) {
            at.world.instances().mark_destroyed(*as_instance(holder.as_struct()));
            return false;
        });
    }
}

void plan_entering(PlanFrame& plan, uint32_t target) {
    World& world = plan.world;
    Rooms& rooms = world.rooms();
    world.instances().sweep();
    std::vector<Layer> old_layers = std::move(rooms.layers);
    free_room_cameras(world);
    if (!rooms.persistent || plan.m.restarting) free_layer_elements(world, ~0u);
    if (std::exchange(plan.m.restarting, false)) plan.m.game_started = false;
    rooms.enter(target);
    const Room& room = *rooms.data();
    bool returns = rooms.kept.count(target) > 0;
    std::vector<uint32_t> waiting;
    if (returns) waiting = rooms.take_kept();
    settle_persistent(world, old_layers);
    for (uint32_t id : waiting)
        if (Instance* instance = world.instances().find(id)) world.instances().set_active(*instance, true);
    if (!returns) {
        make_room_cameras(world);
        make_room_elements(world);
        plan_room_instances(plan, room, target);
    }
    plan.then([](PlanFrame& at) {
        if (at.m.game_started) return false;
        at.m.game_started = true;
        at.before_the_rest([](PlanFrame& now) { now.then_event(events::game_start); });
        return false;
    });
    if (!returns) plan.then_code(world.code_of(room.creation_code), "RoomCreationCode");
    plan.then_event(events::room_start);
}

/// game_end: nothing else runs afterwards.
void plan_game_end(PlanFrame& plan) {
    plan.then_event(events::room_end);
    plan.then_event(events::game_end);
    plan.then_event(events::clean_up);
    for (const Extension& extension : plan.world.project().extensions)
        for (const ExtensionFile& file : extension.files) plan.then_function(file.final_function);
    plan.then([](PlanFrame& at) {
        at.m.ended = true;
        return false;
    });
}

/// Carries out the room_goto that waits, and those that its events ask for; at most so many in a row.
void plan_room_change(PlanFrame& plan, int most = 100) {
    plan.then([most](PlanFrame& at) {
        Rooms& rooms = at.world.rooms();
        if (at.m.ending) {
            at.before_the_rest(plan_game_end);
            return false;
        }
        if (!rooms.changing()) return false;
        uint32_t target = rooms.next;
        rooms.next = no_index;
        if (most == 0) {
            at.world.problem(
                {"room-loop",
                 Severity::error,
                 "rooms lead to one another without end: room_goto in their creation code or Room Start events",
                 {},
                 {}});
            return false;
        }
        at.before_the_rest([target, most](PlanFrame& now) {
            now.then_event(events::room_end);
            if (now.m.restarting) now.then_event(events::game_end);
            now.then([](PlanFrame& leave) {
                leave.before_the_rest(plan_leaving);
                return false;
            });
            now.then([target](PlanFrame& enter) {
                enter.before_the_rest([target](PlanFrame& inside) { plan_entering(inside, target); });
                return false;
            });
            plan_room_change(now, most - 1);
        });
        return false;
    });
}

// --- steps

/// Those who have the event of one alarm, each of which counts when its turn comes: an alarm's event may set or stop
/// those that follow.
struct AlarmRound {
    uint32_t alarm;
    std::vector<EventRun> runs;
    size_t next = 0;
};

/// Counts the alarm of `instance` down by one, without its fraction; true when its event is due: at 1, not at 0.
bool count_down(Instance& instance, uint32_t alarm) {
    Value held = instance.builtin(InstanceSlot::alarm);
    if (!held.is_array() || alarm >= held.as_array()->size) return false;
    const Value& item = held.as_array()->items[alarm];
    double left = item.is_real()      ? std::trunc(item.as_real())
                  : item.is_numeric() ? static_cast<double>(item.as_int64())
                                      : -1;
    return left >= 0 && held.as_array()->set(alarm, Value(left - 1)) && left == 1;
}

bool next_alarm(PlanFrame& plan, const std::shared_ptr<AlarmRound>& round) {
    while (round->next < round->runs.size()) {
        const EventRun& run = round->runs[round->next++];
        if (!run.instance->live() || !count_down(*run.instance, round->alarm)) continue;
        if (drops_event(plan.world, *run.instance, run.context.event)) continue;
        plan.before_the_rest([&](PlanFrame& now) {
            now.then_run(run);
            now.then([round](PlanFrame& at) { return next_alarm(at, round); });
        });
        break;
    }
    return false;
}

/// Alarms count only where somebody listens, all of number 0 before those of 1. Who is made by an alarm's event begins
/// with the next step.
void count_alarms(PlanFrame& plan) {
    const std::vector<Instance*>& all = plan.world.instances().records();
    uint32_t youngest = all.empty() ? 0 : all.back()->serial;
    for (uint32_t alarm = 0; alarm < alarm_count; ++alarm) {
        EventId event{2, static_cast<int32_t>(alarm)};
        if (plan.world.event_table().receivers(event).empty()) continue;
        plan.then([alarm, event, youngest](PlanFrame& at) {
            auto round = std::make_shared<AlarmRound>(AlarmRound{alarm, {}});
            for (Instance* instance : at.world.instances().all_live()) {
                const Handler* handler =
                    instance->serial <= youngest ? at.world.event_table().find(instance->object, event) : nullptr;
                if (handler)
                    round->runs.emplace_back(*instance, EventContext{event, handler->owner, handler->owner},
                                             handler->code);
            }
            return next_alarm(at, round);
        });
    }
}

/// What concerned only the game's own files is answered in the frame after it was asked.
void answer_own_requests(PlanFrame& plan) {
    for (const Request& request : plan.world.requests().waiting()) {
        if (request.answer.empty() || request.frame >= plan.m.clock.frame()) continue;
        plan.then([number = request.number](PlanFrame& at) {
            Request* asked = at.world.requests().find(number);
            DsMap* map = asked ? at.m.ds.create_map() : nullptr;
            if (!map) return false;
            (void)map->set(Value(at.m.heap.new_string("id")), asked->id);
            for (const auto& [key, value] : asked->answer) (void)map->set(Value(at.m.heap.new_string(key)), value);
            EventId event = asked->completes_as;
            at.world.requests().close(number);
            at.m.vm.push(make_dispatch(at.world, event.number, map->handle()));
            return true;
        });
    }
}

void run_time_sources(PlanFrame& plan) {
    World& world = plan.world;
    for (uint32_t id : world.time_sources().tick(1.0 / world.clock().game_speed)) {
        plan.then([id](PlanFrame& at) {
            TimeSources& sources = at.world.time_sources();
            TimeSource* source = sources.find_any(id);
            if (!source || !sources.expire(*source, 1.0 / at.world.clock().game_speed)) return false;
            Value callback = source->callback;
            std::vector<Value> arguments = source->arguments;
            if (source->once && source->state == TimeState::stopped) sources.destroy(id, true);
            return at.m.vm.push_callable(callback, nullptr, nullptr, arguments);
        });
    }
}

/// Old positions and animation, before Begin Step. Animation End runs where a sprite came round.
void prepare_instances(PlanFrame& plan) {
    World& world = plan.world;
    const std::vector<Sprite>& sprites = world.project().sprites;
    for (Instance* instance : world.instances().all_live()) {
        instance->set_builtin(InstanceSlot::xprevious, instance->builtin(InstanceSlot::x));
        instance->set_builtin(InstanceSlot::yprevious, instance->builtin(InstanceSlot::y));
        const Value& sprite = instance->builtin(InstanceSlot::sprite_index);
        double number = sprite.is_ref() ? sprite.ref_index() : instance->number(InstanceSlot::sprite_index);
        if (!(number >= 0 && number < static_cast<double>(sprites.size()))) continue;
        const Sprite& data = sprites[static_cast<size_t>(number)];
        double advance = instance->number(InstanceSlot::image_speed) *
                         (data.speed_per_game_frame ? data.speed : data.speed / world.clock().game_speed);
        if (advance == 0 || data.frames == 0 || !std::isfinite(advance)) continue;
        double image = instance->number(InstanceSlot::image_index) + advance;
        double frames = data.frames;
        bool round = image >= frames || image < 0;
        if (round) image -= std::floor(image / frames) * frames;
        instance->set_builtin(InstanceSlot::image_index, Value(image));
        if (!round) continue;
        std::vector<EventRun> runs;
        add_event(world, *instance, events::animation_end, runs);
        for (EventRun& run : runs) plan.then_run(std::move(run));
    }
}

/// Skipped once a room change waits.
void then_unless_leaving(PlanFrame& plan, PlanFrame::Step step) {
    plan.then(
        [step = std::move(step)](PlanFrame& at) { return !at.world.rooms().changing() && !at.m.ending && step(at); });
}

void then_plan(PlanFrame& plan, void (*more)(PlanFrame&)) {
    then_unless_leaving(plan, [more](PlanFrame& at) {
        at.before_the_rest(more);
        return false;
    });
}

void then_step_event(PlanFrame& plan, EventId event) {
    then_unless_leaving(plan, [event](PlanFrame& at) {
        at.before_the_rest([event](PlanFrame& now) { now.then_event(event); });
        return false;
    });
}

/// One event after the other; the next is asked for when the one before is over.
bool run_walk(PlanFrame& plan, const EventWalk& walk) {
    if (std::optional<EventRun> run = walk ? walk() : std::nullopt)
        plan.before_the_rest([&](PlanFrame& now) {
            now.then_run(std::move(*run));
            now.then([walk](PlanFrame& at) { return run_walk(at, walk); });
        });
    return false;
}

void plan_step(PlanFrame& plan) {
    plan.then([](PlanFrame& at) {
        at.m.clock.next_frame();
        if (at.m.observer) at.m.observer->on_frame(at.m.clock.frame());
        return false;
    });
    plan.then([](PlanFrame& at) {
        at.before_the_rest(answer_own_requests);
        return false;
    });
    then_plan(plan, prepare_instances);
    then_step_event(plan, events::begin_step);
    then_plan(plan, run_time_sources);
    then_plan(plan, count_alarms);
    then_step_event(plan, events::step);
    then_unless_leaving(plan, [](PlanFrame& at) {
        for (Instance* instance : at.world.instances().all_live()) move_instance(*instance);
        return false;
    });
    then_unless_leaving(plan, [](PlanFrame& at) { return run_walk(at, outside_events(at.world)); });
    then_unless_leaving(plan, [](PlanFrame& at) { return run_walk(at, collision_events(at.world)); });
    then_step_event(plan, events::end_step);
    plan.then([](PlanFrame& at) {
        follow_with_cameras(at.world);
        at.world.rooms().move_layers();
        return false;
    });
    plan_room_change(plan);
    plan.then([](PlanFrame& at) {
        at.world.instances().sweep();
        if (at.m.heap.collection_due()) at.m.heap.collect_slice();
        return false;
    });
}

void plan_boot(PlanFrame& plan) {
    plan.boot_fault_ends = plan.m.input.end_at_fault;
    for (CodeId code : plan.m.code->script_order) plan.then_code(code, plan.m.code->program.code(code).name);
    for (const Extension& extension : plan.world.project().extensions)
        for (const ExtensionFile& file : extension.files) plan.then_function(file.init_function);
    plan.then([](PlanFrame& at) {
        at.world.rooms().next = at.world.rooms().first();
        return false;
    });
    plan_room_change(plan);
    plan.then([](PlanFrame& at) {
        at.world.instances().sweep();
        at.m.booted = true;
        at.boot_fault_ends = false;
        return false;
    });
}

std::unique_ptr<NativeFrame> planned(World& world, const std::function<void(PlanFrame&)>& plan) {
    auto frame = std::make_unique<PlanFrame>(world);
    plan(*frame);
    return frame;
}

} // namespace

std::unique_ptr<NativeFrame> make_boot(World& world) {
    return planned(world, plan_boot);
}
std::unique_ptr<NativeFrame> make_frame_step(World& world) {
    return planned(world, plan_step);
}
std::unique_ptr<NativeFrame> make_room_change(World& world) {
    return planned(world, [](PlanFrame& plan) { plan_room_change(plan); });
}
std::unique_ptr<NativeFrame> make_game_end(World& world) {
    return planned(world, plan_game_end);
}

} // namespace scope
