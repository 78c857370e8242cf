#include "core/world/cameras.h"

#include "core/world/world.h"

#include <algorithm>
#include <cmath>

namespace scope {

Value make_camera(World& world, const RoomView& view, uint64_t origin) {
    Value camera = world.stub_handles().create(RefKind::camera, origin);
    StubHandles::Entry* entry = world.stub_handles().find(RefKind::camera, camera);
    const std::pair<const char*, double> numbers[] = {
        {"x", view.x},
        {"y", view.y},
        {"width", view.width},
        {"height", view.height},
        {"angle", 0},
        {"speed_x", view.speed_x},
        {"speed_y", view.speed_y},
        {"border_x", view.border_x},
        {"border_y", view.border_y},
    };
    for (const auto& [name, number] : numbers) entry->properties[name] = Value(number);
    uint32_t object = world.project().object_index(view.follow);
    entry->properties["target"] = object == no_index ? Value(-1.0) : Value::ref(RefKind::object, object);
    return camera;
}

void make_room_cameras(World& world) {
    Rooms& rooms = world.rooms();
    const Room* room = rooms.data();
    static const RoomView none;
    for (size_t index = 0; index < rooms.views.size(); ++index) {
        rooms.views[index].camera =
            make_camera(world, room && index < room->views.size() ? room->views[index] : none, 0);
        rooms.cameras.push_back(rooms.views[index].camera);
    }
}

void free_room_cameras(World& world) {
    for (const Value& camera : world.rooms().cameras) world.stub_handles().free(RefKind::camera, camera);
    world.rooms().cameras.clear();
}

namespace {

/// Where the near edge of a view goes along one axis: the target stays `border` away from the edges, or in the middle
/// when both borders meet, the view stays inside of the room, and moves by at most `speed` unless that is negative.
double follow(double edge, double size, double border, double speed, double target, double room_size) {
    double wanted = edge;
    if (2 * border >= size)
        wanted = target - size / 2;
    else if (target - border < edge)
        wanted = target - border;
    else if (target + border > edge + size)
        wanted = target + border - size;
    wanted = std::max(std::min(wanted, room_size - size), 0.0);
    if (speed >= 0) wanted = std::clamp(wanted, edge - speed, edge + speed);
    return std::isfinite(wanted) ? std::floor(wanted) : edge;
}

} // namespace

void follow_with_cameras(World& world) {
    Rooms& rooms = world.rooms();
    if (!rooms.views_enabled) return;
    for (const View& view : rooms.views) {
        StubHandles::Entry* camera = view.visible ? world.stub_handles().find(RefKind::camera, view.camera) : nullptr;
        if (!camera) continue;
        auto target = camera->properties.find("target");
        if (target == camera->properties.end()) continue;
        uint32_t object = world.object_of(target->second);
        Instance* instance = object != ~0u ? world.instances().first_of(object) : world.instance_of(target->second);
        if (!instance || !instance->live()) continue;
        for (const auto& [edge, size, border, speed, at, room_size] :
             {std::tuple{"x", "width", "border_x", "speed_x", InstanceSlot::x, rooms.width},
              std::tuple{"y", "height", "border_y", "speed_y", InstanceSlot::y, rooms.height}})
            camera->properties[edge] = Value(follow(camera->number(edge), camera->number(size), camera->number(border),
                                                    camera->number(speed), instance->number(at), room_size));
    }
}

} // namespace scope
