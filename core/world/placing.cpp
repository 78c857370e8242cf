#include "core/world/placing.h"

#include "core/world/world.h"

#include <algorithm>
#include <cmath>

namespace scope {

void apply_room_data(World& world, Instance& instance, const RoomInstance& data) {
    instance.set_builtin(InstanceSlot::image_xscale, Value(data.scale_x));
    instance.set_builtin(InstanceSlot::image_yscale, Value(data.scale_y));
    instance.set_builtin(InstanceSlot::image_angle, Value(data.rotation));
    instance.set_builtin(InstanceSlot::image_index, Value(data.image_index));
    instance.set_builtin(InstanceSlot::image_speed, Value(data.image_speed));
    instance.set_builtin(InstanceSlot::image_blend, Value(static_cast<double>(data.colour & 0xFFFFFF)));
    instance.set_builtin(InstanceSlot::image_alpha, Value((data.colour >> 24) / 255.0));
    if (data.layer < world.rooms().layers.size())
        instance.put_on_layer(data.layer, world.rooms().layers[data.layer].depth);
}

bool is_persistent(const Instance& instance) {
    bool persistent = false;
    std::string ignored;
    return to_bool(instance.builtin(InstanceSlot::persistent), persistent, ignored) && persistent;
}

void settle_persistent(World& world, const std::vector<Layer>& old_layers) {
    for (Instance* instance : world.instances().all_live()) {
        uint32_t layer = instance->current_layer();
        instance->layer = layer < old_layers.size() ? world.rooms().find_layer(old_layers[layer].name) : ~0u;
    }
}

void move_instance(Instance& instance) {
    double friction = instance.number(InstanceSlot::friction);
    double gravity = instance.number(InstanceSlot::gravity);
    if (friction != 0 && instance.speed != 0) {
        double slower =
            instance.speed > 0 ? std::max(instance.speed - friction, 0.0) : std::min(instance.speed + friction, 0.0);
        instance.set_heading(slower, instance.direction);
    }
    if (gravity != 0) {
        double radians = instance.number(InstanceSlot::gravity_direction) * 3.14159265358979323846 / 180.0;
        instance.set_motion(instance.hspeed + gravity * std::cos(radians),
                            instance.vspeed - gravity * std::sin(radians));
    }
    if (instance.hspeed != 0)
        instance.set_builtin(InstanceSlot::x, Value(instance.number(InstanceSlot::x) + instance.hspeed));
    if (instance.vspeed != 0)
        instance.set_builtin(InstanceSlot::y, Value(instance.number(InstanceSlot::y) + instance.vspeed));
}

} // namespace scope
