#pragma once
// An instance of an object: a struct whose built-in variables x, y, depth, sprite_index, alarm ... are ordinary members
// in the same first slots of every instance, so that the vm's member caches serve them. What is computed or coupled
// (id, object_index, speed and direction against hspeed and vspeed, bbox_*) is served by the world instead.

#include "core/value/objects.h"

#include <array>
#include <map>
#include <string_view>

namespace scope {

class World;

/// The built-in members, in slot order.
enum class InstanceSlot : uint8_t {
    x,
    y,
    xstart,
    ystart,
    xprevious,
    yprevious,
    depth,
    visible,
    solid,
    persistent,
    sprite_index,
    mask_index,
    image_index,
    image_speed,
    image_xscale,
    image_yscale,
    image_angle,
    image_alpha,
    image_blend,
    friction,
    gravity,
    gravity_direction,
    alarm,
    count
};
inline constexpr size_t instance_slot_count = static_cast<size_t>(InstanceSlot::count);
/// Their names, in slot order.
extern const std::array<std::string_view, instance_slot_count> instance_slot_names;
inline constexpr uint32_t alarm_count = 12;
inline constexpr uint32_t first_instance_id = 100001;

struct Instance : Struct {
    uint32_t id = 0;
    uint32_t object = 0;
    uint32_t layer = ~0u;         ///< where it was put, see current_layer(); ~0: on none of the room's
    uint32_t serial = 0;          ///< place in the order of creation; activation gives a new one
    bool destroyed = false;       ///< marked: exists no more for GML, its events are over
    bool being_destroyed = false; ///< its Destroy or Clean Up event runs
    bool leaves = false;          ///< its room or the game ends and its Clean Up begins: nothing else runs any more
    bool active = true;           ///< false: deactivated
    bool created = true;          ///< false: its room placed it, and its turn to run Create has not come
    bool outside_room = false;    ///< was so when its Outside Room event was last considered
    double layer_depth = 0;       ///< which depth its layer gave it
    double speed = 0;
    double direction = 0;
    double hspeed = 0;
    double vspeed = 0;
    std::map<uint32_t, Value> rare; ///< other built-in variables that were set (path_*, timeline_*, phy_*), by number

    explicit Instance(Heap& owner) : Struct(owner) {
        is_instance = true;
        hidden = instance_slot_count;
    }

    bool live() const { return !destroyed && active; }
    Value handle() const { return Value::ref(RefKind::instance, id); }
    /// A built-in member; undefined if GML removed it.
    const Value& builtin(InstanceSlot slot) const;
    double number(InstanceSlot slot) const; ///< 0 when it is no number
    void set_builtin(InstanceSlot slot, const Value& value);
    void put_on_layer(uint32_t number, double its_depth); ///< which gives it that depth
    /// Index into the room's layers. ~0 on a layer that GameMaker manages by itself and hides from GML: there is
    /// whatever was made by depth or was given another depth than its layer's.
    uint32_t current_layer() const;
    void set_motion(double new_hspeed, double new_vspeed);    ///< and with it speed and direction
    void set_heading(double new_speed, double new_direction); ///< and with it hspeed and vspeed
};

inline Instance* as_instance(Struct* scope) {
    return scope && scope->is_instance ? static_cast<Instance*>(scope) : nullptr;
}
inline const Instance* as_instance(const Struct* scope) {
    return scope && scope->is_instance ? static_cast<const Instance*>(scope) : nullptr;
}

} // namespace scope
