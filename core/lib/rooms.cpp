// room_* and game_*: docs/semantics.md 1.8.

#include "core/lib/existence.h"
#include "core/lib/tables.h"
#include "core/world/variables.h"
#include "core/world/world.h"

namespace scope {

/// The room argument's index; ~0 and a fault when it names none.
static uint32_t room_argument(NativeCall& c, uint32_t index) {
    double number = c.real(index);
    if (!c.failed() && !(number >= 0 && number < static_cast<double>(world_of(c).rooms().count())))
        c.error(std::string(c.name) + " :: room index " + c.shown(index) + " does not exist");
    return c.failed() ? ~0u : static_cast<uint32_t>(number);
}

static NativeStatus go(NativeCall& c, uint32_t room) {
    Rooms& rooms = world_of(c).rooms();
    if (room == no_index) return c.error(std::string(c.name) + " :: there is no such room");
    world_of(c).about_to_change(Builtin::room);
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
    return c.done(Value::boolean(number >= 0 && number < static_cast<double>(world_of(c).rooms().count())));
}
static NativeStatus room_get_name(NativeCall& c) {
    double number = c.real(0);
    const Rooms& rooms = world_of(c).rooms();
    if (c.failed() || !(number >= 0 && number < static_cast<double>(rooms.count())))
        return c.done(std::string_view("<undefined>"));
    return c.done(std::string_view(rooms.room(static_cast<uint32_t>(number))->name));
}

// --- the game

static NativeStatus game_end(NativeCall& c) {
    world_of(c).end_game();
    return c.done();
}
static NativeStatus game_restart(NativeCall& c) {
    world_of(c).restart_game();
    return c.done();
}
static NativeStatus game_get_speed(NativeCall& c) {
    double speed = world_of(c).clock().game_speed;
    return c.done(c.integer(0) == 0 ? speed : 1e6 / speed); // gamespeed_fps 0, gamespeed_microseconds 1
}
static NativeStatus game_set_speed(NativeCall& c) {
    double speed = c.real(0);
    bool microseconds = c.integer(1) == 1;
    if (c.failed() || !(speed >= 0)) return c.done(); // less changes nothing
    world_of(c).about_to_change(Builtin::room_speed);
    world_of(c).clock().game_speed = std::clamp(microseconds ? 1e6 / std::max(speed, 1.0) : speed, 1.0, 10000.0);
    return c.done();
}

static constexpr NativeRow rows[] = {
    {"room_goto", room_goto, 1, 1, NativeRow::calls_out},
    {"room_goto_next", room_goto_next, 0, 0, NativeRow::calls_out},
    {"room_goto_previous", room_goto_previous, 0, 0, NativeRow::calls_out},
    {"room_restart", room_restart, 0, 0, NativeRow::calls_out},
    {"room_next", room_next, 1, 1},
    {"room_previous", room_previous, 1, 1},
    {"room_exists", among_ids<room_exists>, 1, 1},
    {"room_get_name", room_get_name, 1, 1},
    {"game_end", game_end, 0, 1, NativeRow::calls_out},
    {"game_restart", game_restart, 0, 0, NativeRow::calls_out},
    {"game_get_speed", game_get_speed, 1, 1},
    {"game_set_speed", game_set_speed, 2, 2},
};

std::span<const NativeRow> room_natives() {
    return rows;
}

} // namespace scope
