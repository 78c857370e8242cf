// room_*, layer_* as far as layers hold instances and have a depth, and game_*: semantics.md 1.8.

#include "core/lib/tables.h"
#include "core/world/world.h"

namespace scope {

/// The room argument's index; ~0 and a fault when it names none.
static uint32_t room_argument(NativeCall& c, uint32_t index) {
    double number = c.real(index);
    if (!c.failed() && (number < 0 || number >= static_cast<double>(world_of(c).project().rooms.size())))
        c.error(std::string(c.name) + " :: room index " + c.shown(index) + " does not exist");
    return c.failed() ? ~0u : static_cast<uint32_t>(number);
}

static NativeStatus go(NativeCall& c, uint32_t room) {
    Rooms& rooms = world_of(c).rooms();
    if (room == no_index) return c.error(std::string(c.name) + " :: there is no such room");
    rooms.next = room;
    return c.done();
}
static NativeStatus room_goto(NativeCall& c) {
    uint32_t room = room_argument(c, 0);
    return c.failed() ? NativeStatus::fault : go(c, room);
}
static NativeStatus room_goto_next(NativeCall& c) {
    return go(c, world_of(c).rooms().after(world_of(c).rooms().current));
}
static NativeStatus room_goto_previous(NativeCall& c) {
    return go(c, world_of(c).rooms().before(world_of(c).rooms().current));
}
static NativeStatus room_restart(NativeCall& c) {
    return go(c, world_of(c).rooms().current);
}

static Value room_value(uint32_t room) {
    return room == no_index ? Value(-1.0) : Value::ref(RefKind::room, room);
}
static NativeStatus room_next(NativeCall& c) {
    uint32_t room = room_argument(c, 0);
    return c.failed() ? NativeStatus::fault : c.done(room_value(world_of(c).rooms().after(room)));
}
static NativeStatus room_previous(NativeCall& c) {
    uint32_t room = room_argument(c, 0);
    return c.failed() ? NativeStatus::fault : c.done(room_value(world_of(c).rooms().before(room)));
}
static NativeStatus room_exists(NativeCall& c) {
    double number = c.real(0);
    return c.done(Value::boolean(number >= 0 && number < static_cast<double>(world_of(c).project().rooms.size())));
}
static NativeStatus room_get_name(NativeCall& c) {
    double number = c.real(0);
    const auto& rooms = world_of(c).project().rooms;
    if (c.failed() || !(number >= 0 && number < static_cast<double>(rooms.size())))
        return c.done(std::string_view("<undefined>"));
    return c.done(std::string_view(rooms[static_cast<size_t>(number)].name));
}

// --- layers

static Layer* layer_argument(NativeCall& c, uint32_t index) {
    Rooms& rooms = world_of(c).rooms();
    uint32_t number = ~0u;
    if (c.arg(index).is_string())
        number = rooms.find_layer(c.text(index));
    else
        number = static_cast<uint32_t>(c.integer(index));
    return !c.failed() && number < rooms.layers.size() && rooms.layers[number].live ? &rooms.layers[number] : nullptr;
}
static Value layer_value(uint32_t number) {
    return number == ~0u ? Value(-1.0) : Value::ref(RefKind::layer, number);
}

static NativeStatus layer_get_id(NativeCall& c) {
    if (c.arg(0).is_ref(RefKind::layer)) return c.done(c.arg(0));
    return c.done(layer_value(world_of(c).rooms().find_layer(c.text(0))));
}
static NativeStatus layer_exists(NativeCall& c) {
    return c.done(Value::boolean(layer_argument(c, 0) != nullptr));
}
static NativeStatus layer_create(NativeCall& c) {
    double depth = c.real(0);
    Rooms& rooms = world_of(c).rooms();
    std::string name = c.has(1) ? c.shown(1) : "_layer_" + std::to_string(rooms.layers.size());
    if (c.failed() || !c.may_allocate(sizeof(Layer) + name.size())) return NativeStatus::fault;
    return c.done(layer_value(rooms.add_layer(std::move(name), depth)));
}
static NativeStatus layer_get_depth(NativeCall& c) {
    Layer* layer = layer_argument(c, 0);
    return c.done(layer ? layer->depth : -1.0);
}
static NativeStatus layer_depth(NativeCall& c) {
    Layer* layer = layer_argument(c, 0);
    double depth = c.real(1);
    if (layer && !c.failed()) layer->depth = depth;
    return c.done();
}
static NativeStatus layer_get_name(NativeCall& c) {
    Layer* layer = layer_argument(c, 0);
    return c.done(std::string_view(layer ? layer->name : ""));
}
static NativeStatus layer_set_visible(NativeCall& c) {
    Layer* layer = layer_argument(c, 0);
    bool visible = c.truth(1);
    if (layer && !c.failed()) layer->visible = visible;
    return c.done();
}
static NativeStatus layer_get_visible(NativeCall& c) {
    Layer* layer = layer_argument(c, 0);
    return c.done(Value::boolean(layer && layer->visible));
}
static NativeStatus layer_get_all(NativeCall& c) {
    Value all(c.heap.new_array());
    Rooms& rooms = world_of(c).rooms();
    for (uint32_t i = 0; i < rooms.layers.size(); ++i)
        if (rooms.layers[i].live && !all.as_array()->push(layer_value(i)))
            return c.limit("memory", "no memory for the array");
    return c.done(all);
}

// --- the game

static NativeStatus game_end(NativeCall& c) {
    world_of(c).end_game();
    return c.done();
}
static NativeStatus game_get_speed(NativeCall& c) {
    double speed = world_of(c).clock().game_speed;
    return c.done(c.integer(0) == 0 ? speed : 1e6 / speed); // gamespeed_fps 0, gamespeed_microseconds 1
}
static NativeStatus game_set_speed(NativeCall& c) {
    double speed = c.real(0);
    bool microseconds = c.integer(1) == 1;
    if (!c.failed())
        world_of(c).clock().game_speed = std::clamp(microseconds ? 1e6 / std::max(speed, 1.0) : speed, 1.0, 10000.0);
    return c.done();
}

static constexpr NativeRow rows[] = {
    {"room_goto", room_goto, 1, 1},
    {"room_goto_next", room_goto_next, 0, 0},
    {"room_goto_previous", room_goto_previous, 0, 0},
    {"room_restart", room_restart, 0, 0},
    {"room_next", room_next, 1, 1},
    {"room_previous", room_previous, 1, 1},
    {"room_exists", room_exists, 1, 1},
    {"room_get_name", room_get_name, 1, 1},
    {"layer_get_id", layer_get_id, 1, 1},
    {"layer_exists", layer_exists, 1, 1},
    {"layer_create", layer_create, 1, 2},
    {"layer_get_depth", layer_get_depth, 1, 1},
    {"layer_depth", layer_depth, 2, 2},
    {"layer_get_name", layer_get_name, 1, 1},
    {"layer_set_visible", layer_set_visible, 2, 2},
    {"layer_get_visible", layer_get_visible, 1, 1},
    {"layer_get_all", layer_get_all, 0, 0},
    {"game_end", game_end, 0, 1},
    {"game_get_speed", game_get_speed, 1, 1},
    {"game_set_speed", game_set_speed, 2, 2},
};

std::span<const NativeRow> room_natives() {
    return rows;
}

} // namespace scope
