// room_set_*, room_add, room_duplicate, room_assign, room_instance_*: rooms changed or made by the game. As in
// GameMaker a change holds from the next time the room is entered, and until the game ends.

#include "core/lib/platform_tables.h"
#include "core/world/world.h"

#include <algorithm>

namespace scope {

static constexpr size_t most_rooms = 100000;

/// The index of the room that argument `index` names; ~0 and a fault when it names none.
static uint32_t room_argument(NativeCall& c, uint32_t index) {
    double number = c.real(index);
    if (!c.failed() && !(number >= 0 && number < static_cast<double>(world_of(c).rooms().count())))
        c.error(std::string(c.name) + " :: room index " + c.shown(index) + " does not exist");
    return c.failed() ? ~0u : static_cast<uint32_t>(number);
}
/// The room of argument 0 to change; null with the fault set.
static Rooms::Changed* changed_argument(NativeCall& c) {
    uint32_t room = room_argument(c, 0);
    if (c.failed()) return nullptr;
    World& world = world_of(c);
    const Room& as_it_is = *world.rooms().room(room);
    if (!c.charge(as_it_is.instances.size() + as_it_is.layers.size())) return nullptr;
    return &world.rooms().change(room, room < world.project().rooms.size() ? world.resolver().first_id(room) : 0);
}

template<int32_t Room::*member> static NativeStatus set_size(NativeCall& c) {
    int64_t size = std::clamp<int64_t>(c.integer(1), 0, INT32_MAX);
    if (Rooms::Changed* room = changed_argument(c)) room->room.*member = static_cast<int32_t>(size);
    return c.done();
}
template<bool Room::*member> static NativeStatus set_truth(NativeCall& c) {
    bool truth = c.truth(1);
    if (Rooms::Changed* room = changed_argument(c)) room->room.*member = truth;
    return c.done();
}

static NativeStatus room_set_viewport(NativeCall& c) {
    int64_t number = c.integer(1);
    bool visible = c.truth(2);
    double x = c.real(3), y = c.real(4), width = c.real(5), height = c.real(6);
    Rooms::Changed* room = changed_argument(c);
    if (!room) return NativeStatus::fault;
    if (number < 0 || number > 7) return c.error("room_set_viewport :: there are 8 views, 0 to 7");
    if (room->room.views.size() < 8) room->room.views.resize(8);
    RoomView& view = room->room.views[static_cast<size_t>(number)];
    view.visible = visible;
    view.port_x = x, view.port_y = y, view.port_width = width, view.port_height = height;
    return c.done();
}

static size_t bytes_of(const Room& room) {
    size_t bytes = room.instances.size() * sizeof(RoomInstance);
    for (const RoomLayer& layer : room.layers)
        bytes += sizeof layer + layer.elements.size() * sizeof(RoomElement) + layer.tiles.size() * sizeof(uint32_t);
    return bytes;
}
/// Whether changed rooms may hold so many more instances, and a copy of so many bytes; else the limit fault is set.
static bool may_place(NativeCall& c, size_t more, size_t bytes) {
    constexpr size_t most = 500000, most_bytes = size_t(256) << 20;
    size_t placed = more, copied = bytes;
    for (const auto& [index, room] : world_of(c).rooms().changed) placed += room.ids.size(), copied += room.bytes;
    if (placed > most) c.limit("memory", std::string(c.name) + ": there are too many instances in rooms");
    if (copied > most_bytes) c.limit("memory", std::string(c.name) + ": there are too many copies of rooms");
    return !c.failed() && c.charge(more + bytes / 64 + world_of(c).rooms().changed.size() * 2) && c.may_allocate(bytes);
}

/// A new room; the instances of `room` get ids of their own in it.
static NativeStatus add_room(NativeCall& c, Room room) {
    World& world = world_of(c);
    size_t instances = room.instances.size(), bytes = bytes_of(room);
    if (world.rooms().count() >= most_rooms) return c.limit("memory", "there are too many rooms");
    uint32_t index = world.rooms().add(std::move(room));
    Rooms::Changed& made = world.rooms().changed[index];
    made.bytes = bytes;
    for (size_t i = 0; i < instances; ++i) made.ids.push_back(world.instances().take_id());
    return c.done(Value::ref(RefKind::room, index));
}
static NativeStatus room_add(NativeCall& c) {
    if (!may_place(c, 0, 0)) return NativeStatus::fault;
    Room room;
    room.name = "__newroom" + std::to_string(world_of(c).rooms().count());
    room.width = 1024;
    room.height = 768;
    return add_room(c, std::move(room));
}
static NativeStatus room_duplicate(NativeCall& c) {
    uint32_t source = room_argument(c, 0);
    if (c.failed()) return NativeStatus::fault;
    const Room& original = *world_of(c).rooms().room(source);
    if (!may_place(c, original.instances.size(), bytes_of(original))) return NativeStatus::fault;
    Room room = original;
    room.name += "_copy" + std::to_string(world_of(c).rooms().count());
    return add_room(c, std::move(room));
}
/// room_assign(target, source): the target keeps its name.
static NativeStatus room_assign(NativeCall& c) {
    uint32_t target = room_argument(c, 0), source = room_argument(c, 1);
    if (c.failed()) return NativeStatus::fault;
    World& world = world_of(c);
    const Room& original = *world.rooms().room(source);
    size_t bytes = bytes_of(original);
    if (!may_place(c, original.instances.size(), bytes)) return NativeStatus::fault;
    Room room = original;
    room.name = world.rooms().room(target)->name;
    Rooms::Changed& changed = world.rooms().changed[target];
    changed.room = std::move(room);
    changed.bytes = bytes;
    changed.ids.clear();
    for (size_t i = 0; i < changed.room.instances.size(); ++i) changed.ids.push_back(world.instances().take_id());
    return c.done();
}

static NativeStatus room_instance_add(NativeCall& c) {
    double x = c.real(1), y = c.real(2);
    uint32_t object = world_of(c).object_of(c.arg(3));
    if (object == ~0u) return c.error("room_instance_add :: object index " + c.shown(3) + " does not exist");
    if (!may_place(c, 1, sizeof(RoomInstance))) return NativeStatus::fault;
    Rooms::Changed* room = changed_argument(c);
    if (!room) return NativeStatus::fault;
    RoomInstance instance;
    instance.object = world_of(c).object_name(object);
    instance.object_index = object;
    instance.x = x, instance.y = y;
    for (uint32_t layer = 0; layer < room->room.layers.size(); ++layer)
        if (room->room.layers[layer].kind == LayerKind::instance && instance.layer == no_index) instance.layer = layer;
    room->room.instances.push_back(std::move(instance));
    room->ids.push_back(world_of(c).instances().take_id());
    return c.done(Value::ref(RefKind::instance, room->ids.back()));
}
static NativeStatus room_instance_clear(NativeCall& c) {
    if (Rooms::Changed* room = changed_argument(c)) {
        room->room.instances.clear();
        room->ids.clear();
    }
    return c.done();
}

static constexpr NativeRow rows[] = {
    {"room_set_width", set_size<&Room::width>, 2, 2, NativeRow::calls_out},
    {"room_set_height", set_size<&Room::height>, 2, 2, NativeRow::calls_out},
    {"room_set_persistent", set_truth<&Room::persistent>, 2, 2, NativeRow::calls_out},
    {"room_set_view_enabled", set_truth<&Room::views_enabled>, 2, 2, NativeRow::calls_out},
    {"room_set_viewport", room_set_viewport, 7, 7, NativeRow::calls_out},
    {"room_add", room_add, 0, 0, NativeRow::calls_out},
    {"room_duplicate", room_duplicate, 1, 1, NativeRow::calls_out},
    {"room_assign", room_assign, 2, 2, NativeRow::calls_out},
    {"room_instance_add", room_instance_add, 4, 4, NativeRow::calls_out},
    {"room_instance_clear", room_instance_clear, 1, 1, NativeRow::calls_out},
};

std::span<const NativeRow> made_room_natives() {
    return rows;
}

} // namespace scope
