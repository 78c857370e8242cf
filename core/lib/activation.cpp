// instance_activate_* and instance_deactivate_*: docs/semantics.md 1.7. The last argument of newer runtimes, a
// collision space, chooses between room and user interface; instances are only in the room here.

#include "core/lib/layer_arguments.h"
#include "core/lib/tables.h"
#include "core/world/boxes.h"

namespace scope {

static NativeStatus set_active(NativeCall& c, const std::vector<Instance*>& which, bool active) {
    if (c.failed()) return NativeStatus::fault;
    for (Instance* one : which)
        if (!one->destroyed && one->active != active) world_of(c).instances().set_active(*one, active);
    return c.done();
}

/// All that are deactivated, but for those that wait in a persistent room.
static std::vector<Instance*> sleeping(NativeCall& c) {
    World& world = world_of(c);
    std::unordered_set<uint32_t> waiting = world.rooms().kept_instances();
    std::vector<Instance*> out;
    if (!c.charge(waiting.size() + world.instances().records().size() / 4)) return out;
    for (Instance* one : world.instances().records())
        if (!one->destroyed && !one->active && !waiting.contains(one->id)) out.push_back(one);
    return out;
}

static NativeStatus instance_deactivate_all(NativeCall& c) {
    bool not_me = c.truth(0);
    std::vector<Instance*> all = world_of(c).instances().all_live();
    if (not_me) std::erase(all, as_instance(c.self));
    return set_active(c, all, false);
}
static NativeStatus instance_activate_all(NativeCall& c) {
    return set_active(c, sleeping(c), true);
}

static NativeStatus instance_deactivate_object(NativeCall& c) {
    return set_active(c, world_of(c).matching(c.arg(0), c.self, c.other), false);
}
static NativeStatus instance_activate_object(NativeCall& c) {
    World& world = world_of(c);
    std::vector<Instance*> which = sleeping(c);
    constexpr double all = -3;
    if (c.arg(0).is_real() && c.arg(0).as_real() == all) return set_active(c, which, true);
    uint32_t object = world.object_of(c.arg(0));
    Instance* single = object == ~0u ? world.instance_of(c.arg(0), c.self, c.other) : nullptr;
    std::erase_if(which, [&](Instance* one) {
        return object == ~0u ? one != single : !world.instances().is_a(one->object, object);
    });
    return set_active(c, which, true);
}

static NativeStatus instance_deactivate_layer(NativeCall& c) {
    uint32_t layer = layer_number(c, 0);
    return set_active(c, instances_on(c, layer), false);
}
static NativeStatus instance_activate_layer(NativeCall& c) {
    uint32_t layer = layer_number(c, 0);
    std::vector<Instance*> all = sleeping(c);
    std::erase_if(all, [layer](const Instance* one) { return layer == ~0u || one->current_layer() != layer; });
    return set_active(c, all, true);
}

/// Drops those that are not on the wanted side of the region of arguments 0 to 4, whose last pixels belong to it.
/// Without a sprite the place counts.
static void choose_by_region(NativeCall& c, std::vector<Instance*>& which) {
    double left = c.real(0), top = c.real(1), right = left + c.real(2) - 1, bottom = top + c.real(3) - 1;
    bool inside = c.truth(4);
    if (!c.charge(which.size() * 2)) return;
    std::erase_if(which, [&](const Instance* one) {
        double x = one->number(InstanceSlot::x), y = one->number(InstanceSlot::y);
        Box box = box_of(world_of(c), *one).value_or(Box{x, y, x, y});
        bool is_inside = left <= box.right && box.left <= right && top <= box.bottom && box.top <= bottom;
        return is_inside != inside;
    });
}
static NativeStatus instance_deactivate_region(NativeCall& c) {
    std::vector<Instance*> all = world_of(c).instances().all_live();
    choose_by_region(c, all);
    if (c.truth(5)) std::erase(all, as_instance(c.self));
    return set_active(c, all, false);
}
static NativeStatus instance_activate_region(NativeCall& c) {
    std::vector<Instance*> all = sleeping(c);
    choose_by_region(c, all);
    return set_active(c, all, true);
}

static constexpr NativeRow rows[] = {
    {"instance_deactivate_all", instance_deactivate_all, 1, 2, NativeRow::calls_out},
    {"instance_deactivate_object", instance_deactivate_object, 1, 2, NativeRow::calls_out},
    {"instance_deactivate_layer", instance_deactivate_layer, 1, 1, NativeRow::calls_out},
    {"instance_deactivate_region", instance_deactivate_region, 6, 7, NativeRow::calls_out},
    {"instance_activate_all", instance_activate_all, 0, 1, NativeRow::calls_out},
    {"instance_activate_object", instance_activate_object, 1, 2, NativeRow::calls_out},
    {"instance_activate_layer", instance_activate_layer, 1, 1, NativeRow::calls_out},
    {"instance_activate_region", instance_activate_region, 5, 6, NativeRow::calls_out},
};

std::span<const NativeRow> activation_natives() {
    return rows;
}

} // namespace scope
