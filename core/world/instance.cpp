#include "core/world/instance.h"

#include <cmath>
#include <numbers>

namespace scope {

const std::array<std::string_view, instance_slot_count> instance_slot_names = {
    "x",
    "y",
    "xstart",
    "ystart",
    "xprevious",
    "yprevious",
    "depth",
    "visible",
    "solid",
    "persistent",
    "sprite_index",
    "mask_index",
    "image_index",
    "image_speed",
    "image_xscale",
    "image_yscale",
    "image_angle",
    "image_alpha",
    "image_blend",
    "friction",
    "gravity",
    "gravity_direction",
    "alarm",
};

namespace {

/// The slot of a built-in member: its own number unless GML removed one below it.
uint32_t find_slot(const Instance& instance, InstanceSlot slot) {
    uint32_t number = static_cast<uint32_t>(slot);
    const std::vector<Symbol>& names = instance.shape->names();
    NameTable& table = instance.heap->names();
    if (number < names.size() && table.text(names[number]) == instance_slot_names[number]) return number;
    Symbol name = table.find(instance_slot_names[number]);
    return name == NameTable::none ? Shape::absent : instance.shape->find(name);
}

double degrees(double radians) {
    return radians * 180.0 / std::numbers::pi;
}

} // namespace

const Value& Instance::builtin(InstanceSlot slot) const {
    static const Value missing;
    uint32_t found = find_slot(*this, slot);
    return found == Shape::absent ? missing : slots[found];
}

double Instance::number(InstanceSlot slot) const {
    const Value& value = builtin(slot);
    if (value.is_real()) return value.as_real();
    return value.is_numeric() ? static_cast<double>(value.as_int64()) : 0;
}

void Instance::set_builtin(InstanceSlot slot, const Value& value) {
    uint32_t found = find_slot(*this, slot);
    if (found != Shape::absent) {
        write(found, value);
        return;
    }
    // A member that cannot be made again for want of memory stays away.
    (void)set(heap->names().intern(instance_slot_names[static_cast<size_t>(slot)]), value);
}

void Instance::put_on_layer(uint32_t number, double its_depth) {
    layer = number;
    layer_depth = its_depth;
    set_builtin(InstanceSlot::depth, Value(its_depth));
}

uint32_t Instance::current_layer() const {
    // Only the whole part of a depth counts.
    return std::trunc(number(InstanceSlot::depth)) == std::trunc(layer_depth) ? layer : ~0u;
}

void Instance::set_motion(double new_hspeed, double new_vspeed) {
    hspeed = new_hspeed;
    vspeed = new_vspeed;
    speed = std::hypot(hspeed, vspeed);
    if (speed > 0) { // a stop keeps the direction
        direction = degrees(std::atan2(-vspeed, hspeed));
        if (direction < 0) direction += 360;
    }
}

void Instance::set_heading(double new_speed, double new_direction) {
    speed = new_speed;
    direction = std::fmod(new_direction, 360.0);
    if (direction < 0) direction += 360;
    if (!std::isfinite(direction)) direction = 0;
    double radians = direction * std::numbers::pi / 180.0;
    hspeed = speed * std::cos(radians);
    vspeed = -speed * std::sin(radians);
    // Whole degrees give whole steps: cos(90) is not quite 0.
    if (std::abs(hspeed - std::round(hspeed)) < 1e-9 * (1 + std::abs(speed))) hspeed = std::round(hspeed);
    if (std::abs(vspeed - std::round(vspeed)) < 1e-9 * (1 + std::abs(speed))) vspeed = std::round(vspeed);
}

} // namespace scope
