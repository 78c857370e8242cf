// The engine's own work: boot and steps.
#include "core/world/cameras.h"
#include "core/world/place_events.h"
#include "core/world/placing.h"
#include "core/world/plan_frame.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace scope {

namespace {

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

/// Those who have the event of one alarm, each of which counts when its turn comes: an alarm's event may set or stop
/// those that follow.
struct AlarmRound final : EventSource {
    AlarmRound(World& of, uint32_t number) : world(of), alarm(number) {}
    World& world;
    uint32_t alarm;
    std::vector<EventRun> runs;
    size_t at = 0;

    std::optional<EventRun> next() override {
        while (at < runs.size()) {
            const EventRun& run = runs[at++];
            if (!run.instance->live() || !count_down(*run.instance, alarm)) continue;
            if (!drops_event(world, *run.instance, run.context.event)) return run;
        }
        return {};
    }
};

EventId event_of_alarm(uint32_t alarm) {
    return {event_type::alarm, static_cast<int32_t>(alarm)};
}

/// `number`: the alarm, and the serial of the youngest that counts.
void count_alarm(PlanFrame& plan, uint32_t youngest, uint32_t alarm) {
    auto round = std::make_shared<AlarmRound>(plan.world, alarm);
    EventId event = event_of_alarm(alarm);
    for (Instance* instance : plan.world.instances().all_live()) {
        const Handler* handler =
            instance->serial <= youngest ? plan.world.event_table().find(instance->object, event) : nullptr;
        if (handler)
            round->runs.emplace_back(*instance, EventContext{event, handler->owner, handler->owner}, handler->code);
    }
    plan.then(step::Series{std::move(round)});
}

/// Alarms count only where somebody listens, all of number 0 before those of 1. Who is made by an alarm's event begins
/// with the next step.
void count_alarms(PlanFrame& plan, uint32_t) {
    const std::vector<Instance*>& all = plan.world.instances().records();
    uint32_t youngest = all.empty() ? 0 : all.back()->serial;
    static constexpr auto counts = []<size_t... alarm>(std::index_sequence<alarm...>) {
        return std::array{+[](PlanFrame& at, uint32_t last) { count_alarm(at, last, alarm); }...};
    }
    (std::make_index_sequence<alarm_count>());
    for (uint32_t alarm = 0; alarm < alarm_count; ++alarm)
        if (!plan.world.event_table().receivers(event_of_alarm(alarm)).empty())
            plan.then(step::Phase{"alarm", counts[alarm], youngest});
}

/// What concerned only the game's own files is answered in the frame after it was asked.
void answer_own_requests(PlanFrame& plan, uint32_t) {
    for (const Request& request : plan.world.requests().waiting())
        if (!request.answer.empty() && request.frame < plan.m.clock.frame())
            plan.then(step::Completion{request.number});
}

void run_time_sources(PlanFrame& plan, uint32_t) {
    World& world = plan.world;
    for (uint32_t id : world.time_sources().tick(1.0 / world.clock().game_speed)) plan.then(step::Callback{id});
}

/// Old positions and animation, before Begin Step. Animation End runs where a sprite came round.
void prepare_instances(PlanFrame& plan, uint32_t) {
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
        plan.then_runs(std::move(runs));
    }
}

void begin_frame(PlanFrame& plan, uint32_t) {
    plan.m.clock.next_frame();
    if (plan.m.observer) plan.m.observer->on_frame(plan.m.clock.frame());
}

void move_instances(PlanFrame& plan, uint32_t) {
    for (Instance* instance : plan.world.instances().all_live()) move_instance(*instance);
}

void find_outside(PlanFrame& plan, uint32_t) {
    if (auto events = outside_events(plan.world)) plan.then(step::Series{std::move(events)});
}

void find_collisions(PlanFrame& plan, uint32_t) {
    if (auto events = collision_events(plan.world)) plan.then(step::Series{std::move(events)});
}

void move_views(PlanFrame& plan, uint32_t) {
    follow_with_cameras(plan.world);
    plan.world.rooms().move_layers();
}

void tidy_up(PlanFrame& plan, uint32_t) {
    plan.world.instances().sweep();
    if (plan.m.heap.collection_due()) plan.m.heap.collect_slice();
}

void plan_step(PlanFrame& plan) {
    constexpr bool unless_leaving = true;
    plan.then(step::Phase{"frame", begin_frame});
    plan.then(step::Phase{"own requests", answer_own_requests});
    plan.then(step::Phase{"instances", prepare_instances, 0, unless_leaving});
    plan.then(step::Event{events::step_begin, unless_leaving});
    plan.then(step::Phase{"time sources", run_time_sources, 0, unless_leaving});
    plan.then(step::Phase{"alarms", count_alarms, 0, unless_leaving});
    plan.then(step::Event{events::step_normal, unless_leaving});
    plan.then(step::Phase{"motion", move_instances, 0, unless_leaving});
    plan.then(step::Phase{"outside", find_outside, 0, unless_leaving});
    plan.then(step::Phase{"collisions", find_collisions, 0, unless_leaving});
    plan.then(step::Event{events::step_end, unless_leaving});
    plan.then(step::Phase{"views", move_views});
    plan_room_change(plan);
    plan.then(step::Phase{"end of frame", tidy_up});
}

void to_first_room(PlanFrame& plan, uint32_t) {
    plan.world.rooms().next = plan.world.rooms().first();
}

void end_boot(PlanFrame& plan, uint32_t) {
    plan.world.instances().sweep();
    plan.m.booted = true;
    plan.boot_fault_ends = false;
}

void plan_boot(PlanFrame& plan) {
    plan.boot_fault_ends = plan.m.input.end_at_fault;
    for (CodeId code : plan.m.code->script_order) plan.then_code(code, plan.m.code->program.code(code).name);
    for (const Extension& extension : plan.world.project().extensions)
        for (const ExtensionFile& file : extension.files) plan.then_function(file.init_function);
    plan.then(step::Phase{"first room", to_first_room});
    plan_room_change(plan);
    plan.then(step::Phase{"end of boot", end_boot});
}

std::unique_ptr<NativeFrame> planned(World& world, void (*plan)(PlanFrame&)) {
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
