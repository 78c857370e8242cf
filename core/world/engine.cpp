// The engine's own work: boot and steps.
#include "core/world/cameras.h"
#include "core/world/place_events.h"
#include "core/world/placing.h"
#include "core/world/plan_frame.h"

#include <algorithm>
#include <cmath>

namespace scope {

namespace {

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
            OwnAnswer all = {{"id", asked->id}};
            for (const auto& entry : asked->answer) (entry.first == "id" ? all[0] : all.emplace_back()) = entry;
            for (const auto& [key, value] : all) // what is undefined is not told
                if (!value.is_undefined()) (void)map->set(Value(at.m.heap.new_string(key)), value);
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
            at.m.heap.spend(arguments.size() / 4);
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
    then_step_event(plan, events::step_begin);
    then_plan(plan, run_time_sources);
    then_plan(plan, count_alarms);
    then_step_event(plan, events::step_normal);
    then_unless_leaving(plan, [](PlanFrame& at) {
        for (Instance* instance : at.world.instances().all_live()) move_instance(*instance);
        return false;
    });
    then_unless_leaving(plan, [](PlanFrame& at) { return run_walk(at, outside_events(at.world)); });
    then_unless_leaving(plan, [](PlanFrame& at) { return run_walk(at, collision_events(at.world)); });
    then_step_event(plan, events::step_end);
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
