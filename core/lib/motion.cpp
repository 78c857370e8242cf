// motion_set, motion_add, move_towards_point and snapping to a grid: the calling instance's place and speed, without
// collisions.

#include "core/lib/tables.h"
#include "core/world/variables.h"

#include <cmath>
#include <numbers>

namespace scope {

/// The calling instance; the fault is set for other scopes.
static Instance* caller(NativeCall& c) {
    Instance* instance = as_instance(c.self);
    if (!instance && !c.failed()) c.error(std::string(c.name) + " :: only an instance can move");
    return c.failed() ? nullptr : instance;
}

/// The same before it gets another speed and direction.
static Instance* turning_caller(NativeCall& c) {
    Instance* instance = caller(c);
    for (Builtin which : {Builtin::speed, Builtin::direction})
        if (instance) world_of(c).about_to_change(which, instance);
    return instance;
}

static NativeStatus motion_set(NativeCall& c) {
    double direction = c.real(0), speed = c.real(1);
    if (Instance* instance = turning_caller(c)) instance->set_heading(speed, direction);
    return c.done();
}

static NativeStatus motion_add(NativeCall& c) {
    double angle = c.real(0) * std::numbers::pi / 180, speed = c.real(1);
    if (Instance* instance = turning_caller(c))
        instance->set_motion(instance->hspeed + speed * std::cos(angle), instance->vspeed - speed * std::sin(angle));
    return c.done();
}

static NativeStatus move_towards_point(NativeCall& c) {
    double x = c.real(0), y = c.real(1), speed = c.real(2);
    Instance* instance = turning_caller(c);
    if (!instance) return NativeStatus::fault;
    instance->set_motion(x - instance->number(InstanceSlot::x), y - instance->number(InstanceSlot::y));
    instance->set_heading(speed, instance->direction);
    return c.done();
}

/// The nearest line of a grid; a size of 0 or less is no grid.
static double snapped(double at, double size) {
    return size > 0 ? std::nearbyint(at / size) * size : at;
}

static NativeStatus move_snap(NativeCall& c) {
    double width = c.real(0), height = c.real(1);
    Instance* instance = caller(c);
    if (!instance) return NativeStatus::fault;
    instance->set_builtin(InstanceSlot::x, Value(snapped(instance->number(InstanceSlot::x), width)));
    instance->set_builtin(InstanceSlot::y, Value(snapped(instance->number(InstanceSlot::y), height)));
    return c.done();
}

static NativeStatus place_snapped(NativeCall& c) {
    constexpr double near = 0.001;
    double width = c.real(0), height = c.real(1);
    Instance* instance = caller(c);
    if (!instance) return NativeStatus::fault;
    double x = instance->number(InstanceSlot::x), y = instance->number(InstanceSlot::y);
    return c.done(Value::boolean(std::fabs(x - snapped(x, width)) < near && std::fabs(y - snapped(y, height)) < near));
}

static constexpr NativeRow rows[] = {
    {"motion_set", motion_set, 2, 2},
    {"motion_add", motion_add, 2, 2},
    {"move_towards_point", move_towards_point, 3, 3},
    {"move_snap", move_snap, 2, 2},
    {"place_snapped", place_snapped, 2, 2},
};

std::span<const NativeRow> motion_natives() {
    return rows;
}

} // namespace scope
