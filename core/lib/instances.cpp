// instance_*, object_* and what asks about them: docs/semantics.md 1.6, 3.6. Deactivating is in activation.cpp.

#include "core/lib/existence.h"
#include "core/lib/tables.h"
#include "core/world/events.h"
#include "core/world/world.h"

#include <cmath>

namespace scope {

static constexpr double noone = -4;

/// The object argument as an index; a fault when it names none.
static uint32_t object_argument(NativeCall& c, uint32_t index) {
    uint32_t object = world_of(c).object_of(c.arg(index));
    if (object == ~0u && !c.failed())
        c.error(std::string(c.name) + " :: object index " + c.shown(index) + " does not exist");
    return object;
}

static NativeStatus create(NativeCall& c, NewInstance what, uint32_t object_at) {
    what.x = c.real(0);
    what.y = c.real(1);
    what.object = object_argument(c, object_at);
    what.variables = c.arg(object_at + 1);
    return c.failed() ? NativeStatus::fault : create_instance(c, what);
}

static NativeStatus instance_create_depth(NativeCall& c) {
    NewInstance what;
    what.depth = c.real(2);
    return create(c, what, 3);
}

static NativeStatus instance_create_layer(NativeCall& c) {
    NewInstance what;
    World& world = world_of(c);
    if (c.arg(2).is_string())
        what.layer = world.rooms().find_layer(c.text(2));
    else
        what.layer = c.arg(2).is_ref(RefKind::layer) ? c.arg(2).ref_index() : static_cast<uint32_t>(c.integer(2));
    if (!c.failed() && what.layer >= world.rooms().layers.size())
        return c.error("instance_create_layer :: specified layer \"" + c.shown(2) + "\" does not exist");
    return create(c, what, 3);
}

static NativeStatus instance_destroy(NativeCall& c) {
    World& world = world_of(c);
    std::vector<Instance*> which;
    if (c.count == 0 || c.arg(0).is_undefined()) {
        if (Instance* self = as_instance(c.self)) which.push_back(self);
    } else {
        which = world.matching(c.arg(0), c.self, c.other);
    }
    bool run_destroy = c.truth_or(1, true);
    return c.failed() ? NativeStatus::fault : destroy_instances(c, std::move(which), run_destroy);
}

static NativeStatus instance_exists(NativeCall& c) {
    return c.done(Value::boolean(!world_of(c).matching(c.arg(0), c.self, c.other).empty()));
}

static NativeStatus instance_number(NativeCall& c) {
    return c.done(static_cast<double>(world_of(c).matching(c.arg(0), c.self, c.other).size()));
}

static NativeStatus instance_find(NativeCall& c) {
    std::vector<Instance*> all = world_of(c).matching(c.arg(0), c.self, c.other);
    int64_t nth = c.integer(1);
    if (c.failed()) return NativeStatus::fault;
    if (nth < 0 || static_cast<size_t>(nth) >= all.size()) return c.done(noone);
    return c.done(all[static_cast<size_t>(nth)]->handle());
}

static NativeStatus instance_id_get(NativeCall& c) {
    std::vector<Instance*> all = world_of(c).instances().all_live();
    int64_t nth = c.integer(0);
    if (c.failed() || nth < 0 || static_cast<size_t>(nth) >= all.size()) return c.done(noone);
    return c.done(all[static_cast<size_t>(nth)]->handle());
}

/// The live instance with the least value of `by`, or noone.
template<typename By> static NativeStatus best_of(NativeCall& c, uint32_t target, By by) {
    Instance* best = nullptr;
    double least = 0;
    std::vector<Instance*> all = world_of(c).matching(c.arg(target), c.self, c.other);
    c.heap.spend(all.size());
    for (Instance* one : all) {
        double value = by(*one);
        if (best && !(value < least)) continue;
        best = one;
        least = value;
    }
    return c.done(best ? best->handle() : Value(noone));
}

static double distance(const Instance& one, double x, double y) {
    return std::hypot(one.number(InstanceSlot::x) - x, one.number(InstanceSlot::y) - y);
}

static NativeStatus instance_nearest(NativeCall& c) {
    double x = c.real(0), y = c.real(1);
    return c.failed() ? NativeStatus::fault : best_of(c, 2, [&](const Instance& one) { return distance(one, x, y); });
}
static NativeStatus instance_furthest(NativeCall& c) {
    double x = c.real(0), y = c.real(1);
    return c.failed() ? NativeStatus::fault : best_of(c, 2, [&](const Instance& one) { return -distance(one, x, y); });
}

static NativeStatus instance_change(NativeCall& c) {
    Instance* self = as_instance(c.self);
    uint32_t object = object_argument(c, 0);
    bool events = c.truth_or(1, true);
    if (c.failed() || !self) return c.done();
    return change_instance(c, *self, object, events);
}

static NativeStatus instance_copy(NativeCall& c) {
    Instance* self = as_instance(c.self);
    bool run_create = c.truth(0);
    if (c.failed() || !self) return c.done(noone);
    return copy_instance(c, *self, run_create);
}

// --- objects

static const Object* object_of(NativeCall& c) {
    uint32_t index = world_of(c).object_of(c.arg(0));
    return index == ~0u ? nullptr : &world_of(c).project().objects[index];
}
static NativeStatus object_exists(NativeCall& c) {
    return c.done(Value::boolean(object_of(c) != nullptr));
}
static NativeStatus object_get_name(NativeCall& c) {
    return c.done(std::string_view(world_of(c).object_name(world_of(c).object_of(c.arg(0)))));
}
static NativeStatus object_get_parent(NativeCall& c) {
    const Object* object = object_of(c);
    if (!object) return c.done(-1.0);
    return c.done(object->parent_index == no_index ? asset_ref(RefKind::object, -100)
                                                   : Value::ref(RefKind::object, object->parent_index));
}
static NativeStatus object_is_ancestor(NativeCall& c) {
    World& world = world_of(c);
    uint32_t object = world.object_of(c.arg(0)), ancestor = world.object_of(c.arg(1));
    bool is = object != ~0u && ancestor != ~0u && object != ancestor && world.instances().is_a(object, ancestor);
    return c.done(Value::boolean(is));
}

// What object_set_* changes holds for instances made from then on.

static const ObjectChange& change_of(NativeCall& c) {
    static const ObjectChange none;
    const auto& changed = world_of(c).instances().changed;
    auto found = changed.find(world_of(c).object_of(c.arg(0)));
    return found == changed.end() ? none : found->second;
}
template<bool Object::*member, std::optional<bool> ObjectChange::*change>
static NativeStatus object_get_truth(NativeCall& c) {
    const Object* object = object_of(c);
    return c.done(Value::boolean(object && (change_of(c).*change).value_or(object->*member)));
}
template<std::optional<bool> ObjectChange::*change> static NativeStatus object_set_truth(NativeCall& c) {
    uint32_t object = object_argument(c, 0);
    bool truth = c.truth(1);
    if (!c.failed()) world_of(c).instances().changed[object].*change = truth;
    return c.done();
}
/// The sprite or mask of an object; -1 for none.
template<std::string Object::*member, std::optional<Value> ObjectChange::*change>
static NativeStatus object_get_sprite(NativeCall& c) {
    if (const auto& changed = change_of(c).*change) return c.done(*changed);
    const Object* object = object_of(c);
    const Asset* asset = object ? world_of(c).project().find(object->*member) : nullptr;
    bool is_sprite = asset && asset->kind == AssetKind::sprite;
    return c.done(is_sprite ? ProjectResolver::asset_value(*asset) : asset_ref(RefKind::sprite, -1));
}
template<std::optional<Value> ObjectChange::*change> static NativeStatus object_set_sprite(NativeCall& c) {
    uint32_t object = object_argument(c, 0);
    double number = c.real(1);
    if (!c.failed())
        world_of(c).instances().changed[object].*change =
            c.arg(1).is_ref() ? c.arg(1) : asset_ref(RefKind::sprite, number);
    return c.done();
}

/// The calling instance's alarms; null for numbers that are no alarm's, and with the fault set for other scopes.
static Array* alarms_of(NativeCall& c) {
    Instance* instance = c.self && c.self->is_instance ? as_instance(c.self) : nullptr;
    int64_t number = c.integer(0);
    if (!c.failed() && !instance) c.error(std::string(c.name) + " :: only instances have alarms");
    Value alarms = c.failed() || !instance ? Value() : instance->builtin(InstanceSlot::alarm);
    bool known = number >= 0 && number < alarm_count && alarms.is_array() && number < alarms.as_array()->size;
    return known ? alarms.as_array() : nullptr;
}
static NativeStatus alarm_get(NativeCall& c) {
    Array* alarms = alarms_of(c);
    return c.done(alarms ? alarms->items[c.integer(0)] : Value());
}
/// Alarms are whole numbers of steps.
static NativeStatus alarm_set(NativeCall& c) {
    Array* alarms = alarms_of(c);
    double steps = std::nearbyint(c.real(1));
    if (alarms && !c.failed()) alarms->write(static_cast<uint32_t>(c.integer(0)), Value(steps));
    return c.done();
}

static constexpr NativeRow rows[] = {
    {"alarm_get", alarm_get, 1, 1},
    {"alarm_set", alarm_set, 2, 2},
    {"instance_create_depth", instance_create_depth, 4, 5},
    {"instance_create_layer", instance_create_layer, 4, 5},
    {"instance_destroy", instance_destroy, 0, 2},
    {"instance_exists", unless_undefined<instance_exists>, 1, 1},
    {"instance_number", instance_number, 1, 1},
    {"instance_find", instance_find, 2, 2},
    {"instance_id_get", instance_id_get, 1, 1},
    {"instance_nearest", instance_nearest, 3, 3},
    {"instance_furthest", instance_furthest, 3, 3},
    {"instance_change", instance_change, 1, 2},
    {"instance_copy", instance_copy, 1, 1},
    {"object_exists", unless_undefined<object_exists>, 1, 1},
    {"object_get_name", object_get_name, 1, 1},
    {"object_get_parent", object_get_parent, 1, 1},
    {"object_is_ancestor", object_is_ancestor, 2, 2},
    {"object_get_persistent", object_get_truth<&Object::persistent, &ObjectChange::persistent>, 1, 1},
    {"object_get_visible", object_get_truth<&Object::visible, &ObjectChange::visible>, 1, 1},
    {"object_get_solid", object_get_truth<&Object::solid, &ObjectChange::solid>, 1, 1},
    {"object_get_sprite", object_get_sprite<&Object::sprite, &ObjectChange::sprite>, 1, 1},
    {"object_get_mask", object_get_sprite<&Object::mask, &ObjectChange::mask>, 1, 1},
    {"object_set_persistent", object_set_truth<&ObjectChange::persistent>, 2, 2, NativeRow::calls_out},
    {"object_set_visible", object_set_truth<&ObjectChange::visible>, 2, 2, NativeRow::calls_out},
    {"object_set_solid", object_set_truth<&ObjectChange::solid>, 2, 2, NativeRow::calls_out},
    {"object_set_sprite", object_set_sprite<&ObjectChange::sprite>, 2, 2, NativeRow::calls_out},
    {"object_set_mask", object_set_sprite<&ObjectChange::mask>, 2, 2, NativeRow::calls_out},
};

std::span<const NativeRow> instance_natives() {
    return rows;
}

} // namespace scope
