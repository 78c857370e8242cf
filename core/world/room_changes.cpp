// From one room to the next, and the end of the game: docs/semantics.md 1.8.
#include "core/world/cameras.h"
#include "core/world/layer_elements.h"
#include "core/world/placing.h"
#include "core/world/plan_frame.h"

#include <unordered_set>
#include <utility>

namespace scope {

namespace {

/// All instances exist before the first of their events runs.
void plan_room_instances(PlanFrame& plan, const Room& room, uint32_t number) {
    World& world = plan.world;
    auto changed = world.rooms().changed.find(number);
    bool own = changed == world.rooms().changed.end();
    std::vector<std::pair<Instance*, const RoomInstance*>> made;
    for (size_t index = 0; index < room.instances.size(); ++index) {
        const RoomInstance& data = room.instances[index];
        uint32_t id =
            own ? world.resolver().first_id(number) + static_cast<uint32_t>(index) : changed->second.ids[index];
        if (Instance* there = world.instances().find(id); there && !there->destroyed) {
            if (there->active) continue; // a persistent one that came here before is still with us
            world.instances().mark_destroyed(*there);
        }
        Instance* instance = world.instances().create(data.object_index, data.x, data.y, id);
        if (!instance) return;
        instance->created = false;
        apply_room_data(world, *instance, data);
        made.emplace_back(instance, &data);
    }
    for (const auto& [instance, data] : made) {
        plan.then(step::Mark{step::Mark::As::created, Value(static_cast<Struct*>(instance))});
        std::vector<EventRun> runs;
        // Code that the room holds runs also when an instance before this one left the room.
        auto add_of_room = [&runs, of = instance](EventId event, CodeId code) {
            if (code == no_code) return;
            runs.emplace_back(*of, EventContext{event, of->object, of->object}, code).always = true;
        };
        add_variable_definitions(world, *instance, runs);
        add_of_room(events::pre_create, world.code_of(data->variables_code));
        add_event(world, *instance, events::create, runs);
        add_of_room(events::create, world.code_of(data->creation_code));
        plan.then_runs(std::move(runs));
    }
}

/// Instances of the current room in their order, also deactivated ones; not those that wait in some persistent room.
std::vector<Instance*> present(World& world) {
    std::vector<Instance*> found;
    std::unordered_set<uint32_t> elsewhere = world.rooms().kept_instances();
    for (Instance* instance : world.instances().records())
        if (!instance->destroyed && !elsewhere.contains(instance->id)) found.push_back(instance);
    return found;
}

/// Clean Up of one whose room or game ends. Events that it performs on itself meanwhile do not run.
void plan_last_clean_up(PlanFrame& plan, Instance& instance) {
    std::vector<EventRun> runs;
    add_event(plan.world, instance, events::clean_up, runs);
    for (EventRun& run : runs) {
        plan.then(step::Mark{step::Mark::As::leaving, run.holder});
        plan.then(step::Single{std::move(run)});
    }
}

/// Leaves the current room: Room End ran already. Persistent instances come along unless they are deactivated. Those
/// who stay behind in a persistent room sleep; others get Clean Up.
void plan_leaving(PlanFrame& plan, uint32_t) {
    Rooms& rooms = plan.world.rooms();
    if (rooms.current == no_index) return;
    if (plan.m.restarting) {
        rooms.kept.clear();
        plan.world.time_sources().forget_calls();
    }
    std::vector<Instance*> leaving = present(plan.world);
    if (!plan.m.restarting)
        std::erase_if(leaving, [](const Instance* one) { return one->active && is_persistent(*one); });
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
        plan_last_clean_up(plan, *instance);
        plan.then(step::Mark{step::Mark::As::destroyed, Value(static_cast<Struct*>(instance))});
    }
}

void start_game(PlanFrame& plan, uint32_t) {
    if (!std::exchange(plan.m.game_started, true)) plan.then(step::Event{events::game_start});
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
    plan.then(step::Phase{"game start", start_game});
    if (!returns) plan.then_code(world.code_of(room.creation_code), "RoomCreationCode");
    plan.then(step::Event{events::room_start});
}

void last_clean_ups(PlanFrame& plan, uint32_t) {
    for (Instance* instance : present(plan.world)) plan_last_clean_up(plan, *instance);
}

void end_game(PlanFrame& plan, uint32_t) {
    plan.m.ended = true;
}

void change_room(PlanFrame& plan, uint32_t most) {
    Rooms& rooms = plan.world.rooms();
    if (plan.m.ending) return plan_game_end(plan);
    if (!rooms.changing()) return;
    uint32_t target = std::exchange(rooms.next, no_index);
    if (most == 0) {
        plan.world.problem(
            {"room-loop",
             Severity::error,
             "rooms lead to one another without end: room_goto in their creation code or Room Start events",
             {},
             {}});
        return;
    }
    plan.then(step::Event{events::room_end});
    if (plan.m.restarting) plan.then(step::Event{events::game_end});
    plan.then(step::Phase{"leave the room", plan_leaving});
    plan.then(step::Phase{"enter a room", plan_entering, target});
    plan_room_change(plan, most - 1);
}

} // namespace

void plan_game_end(PlanFrame& plan) {
    plan.m.end_begun = true;
    plan.m.rooms.next = no_index;
    plan.then(step::Event{events::room_end});
    plan.then(step::Event{events::game_end});
    plan.then(step::Phase{"clean up", last_clean_ups});
    for (const Extension& extension : plan.world.project().extensions)
        for (const ExtensionFile& file : extension.files) plan.then_function(file.final_function);
    plan.then(step::Phase{"end", end_game});
}

void plan_room_change(PlanFrame& plan, uint32_t most) {
    plan.then(step::Phase{"room", change_room, most});
}

} // namespace scope
