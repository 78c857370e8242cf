// room_get_info and room_get_viewport: a room as it will be entered, whether or not the game is in it.

#include "core/lib/asset_facts.h"
#include "core/lib/platform_tables.h"

namespace scope {

static const Room* room_of(NativeCall& c) {
    uint32_t number = index_of(c.arg(0), RefKind::room);
    return world_of(c).rooms().room(number);
}

static Value object_value(uint32_t object) {
    return object == no_index ? Value(-1.0) : Value::ref(RefKind::object, object);
}

static Value view_structs(NativeCall& c, const Room& room) {
    Array* array = c.heap.new_array();
    Value result(array);
    for (const RoomView& view : room.views) {
        Struct* one = c.heap.new_struct();
        Value item(one);
        add_member(c, one, "visible", Value::boolean(view.visible));
        const std::pair<const char*, double> numbers[] = {
            {"xview", view.x},      {"yview", view.y},      {"wview", view.width},      {"hview", view.height},
            {"xport", view.port_x}, {"yport", view.port_y}, {"wport", view.port_width}, {"hport", view.port_height},
        };
        for (const auto& [name, number] : numbers) add_member(c, one, name, Value(number));
        add_member(c, one, "object", object_value(world_of(c).project().object_index(view.follow)));
        add_item(c, array, item);
    }
    return result;
}

static Value instance_structs(NativeCall& c, const Room& room, uint32_t index) {
    const auto& changed = world_of(c).rooms().changed;
    auto own = changed.find(index);
    Array* array = c.heap.new_array();
    Value result(array);
    for (size_t i = 0; i < room.instances.size(); ++i) {
        const RoomInstance& instance = room.instances[i];
        Struct* one = c.heap.new_struct();
        Value item(one);
        const std::pair<const char*, double> numbers[] = {
            {"x", instance.x},
            {"y", instance.y},
            {"xscale", instance.scale_x},
            {"yscale", instance.scale_y},
            {"angle", instance.rotation},
            {"image_index", instance.image_index},
            {"image_speed", instance.image_speed},
            {"colour", static_cast<double>(instance.colour)},
        };
        for (const auto& [name, number] : numbers) add_member(c, one, name, Value(number));
        add_member(c, one, "object_index", Value(c.heap.new_string(instance.object)));
        uint32_t id = own != changed.end() ? own->second.ids[i]
                                           : world_of(c).resolver().first_id(index) + static_cast<uint32_t>(i);
        add_member(c, one, "id", Value::ref(RefKind::instance, id));
        add_item(c, array, item);
    }
    return result;
}

static Value layer_structs(NativeCall& c, const Room& room) {
    Array* array = c.heap.new_array();
    Value result(array);
    for (size_t i = 0; i < room.layers.size(); ++i) {
        const RoomLayer& layer = room.layers[i];
        Struct* one = c.heap.new_struct();
        Value item(one);
        add_member(c, one, "name", Value(c.heap.new_string(layer.name)));
        add_member(c, one, "id", Value(static_cast<double>(i)));
        add_member(c, one, "visible", Value::boolean(layer.visible));
        add_member(c, one, "depth", Value(static_cast<double>(layer.depth)));
        add_member(c, one, "xoffset", Value(layer.x));
        add_member(c, one, "yoffset", Value(layer.y));
        add_member(c, one, "hspeed", Value(layer.hspeed));
        add_member(c, one, "vspeed", Value(layer.vspeed));
        add_item(c, array, item);
    }
    return result;
}

/// room_get_info(room, views, instances, layers, ...): the three flags leave out what is not wanted.
static NativeStatus room_get_info(NativeCall& c) {
    const Room* room = room_of(c);
    bool views = c.truth_or(1, true), instances = c.truth_or(2, true), layers = c.truth_or(3, true);
    if (!room || c.failed()) return c.done();
    if (!c.charge((room->instances.size() + room->layers.size()) * 8)) return NativeStatus::fault;
    World& world = world_of(c);
    Struct* info = c.heap.new_struct();
    Value result(info);
    add_member(c, info, "width", Value(static_cast<double>(room->width)));
    add_member(c, info, "height", Value(static_cast<double>(room->height)));
    add_member(c, info, "persistent", Value::boolean(room->persistent));
    add_member(c, info, "enableViews", Value::boolean(room->views_enabled));
    add_member(c, info, "physicsWorld", Value::boolean(room->physics));
    if (room->physics) {
        add_member(c, info, "physicsGravityX", Value(room->physics_gravity_x));
        add_member(c, info, "physicsGravityY", Value(room->physics_gravity_y));
        add_member(c, info, "physicsPixToMeters", Value(room->physics_pixels_to_metres));
    }
    CodeId code = room->creation_code == no_unit ? no_code : world.code_of(room->creation_code);
    add_member(c, info, "creationCode", code == no_code ? Value(-1.0) : world.program().function_value(code));
    uint32_t number = index_of(c.arg(0), RefKind::room);
    if (views) add_member(c, info, "views", view_structs(c, *room));
    if (instances) add_member(c, info, "instances", instance_structs(c, *room, number));
    if (layers) add_member(c, info, "layers", layer_structs(c, *room));
    return c.done(result);
}

/// [visible, x, y, width, height] of a view port.
static NativeStatus room_get_viewport(NativeCall& c) {
    const Room* room = room_of(c);
    int64_t number = c.integer(1);
    if (!room || c.failed() || number < 0 || number >= static_cast<int64_t>(room->views.size())) return c.done();
    const RoomView& view = room->views[static_cast<size_t>(number)];
    Array* array = c.heap.new_array();
    Value result(array);
    add_item(c, array, Value::boolean(view.visible));
    for (double one : {view.port_x, view.port_y, view.port_width, view.port_height}) add_item(c, array, Value(one));
    return c.done(result);
}

static constexpr NativeRow rows[] = {
    {"room_get_info", room_get_info, 1, 7},
    {"room_get_viewport", room_get_viewport, 2, 2},
};

std::span<const NativeRow> room_info_natives() {
    return rows;
}

} // namespace scope
