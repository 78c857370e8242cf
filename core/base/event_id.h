#pragma once
// GameMaker's events by type and number, as `.yy` files, GML and traces have them; names and titles come from one table
// of some 200 rows (events.def), which a look-up goes through.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

struct EventId {
    int32_t type = 0;
    int32_t number = 0; ///< of a collision, the index of the other object
    bool operator==(const EventId&) const = default;
};

/// EventId::type: event_type::other is ev_other, 7.
namespace event_type {
#define EVENT_TYPE(name, number, prefix, title, source) inline constexpr int32_t name = number;
#include "core/base/events.def"
} // namespace event_type

/// Events that the code names: events::async_social is ev_async_social of ev_other, {7, 70}.
namespace events {
#define EVENT(type, number, name, title, source) inline constexpr EventId name{event_type::type, number};
#define PLAIN_EVENT(type, number, name, title, source) inline constexpr EventId name{event_type::type, number};
#include "core/base/events.def"
} // namespace events

/// "ev_async_social", "ev_step_begin"; "" for an event without a constant of its own.
std::string_view event_constant(EventId event);
/// The constant and its other spellings, "ev_social".
std::vector<std::string_view> event_constants(EventId event);
/// The event that a constant or another spelling of it names, but for a type's ("ev_create").
std::optional<EventId> event_from_constant(std::string_view name);
/// "Async - Social", "Alarm 0", "Key Pressed - N"; "Event 99, 1" when nothing is known.
std::string event_title(EventId event);

/// The file stem and code name part: "Other_70", "Create_0", "Collision_obj_wall"; "Event<type>_<number>" for a type
/// that GameMaker does not have.
std::string event_stem(EventId event, std::string_view collision_object = {});
/// The event of a stem, "Other_70"; also "Create", "Step". Collisions are named by their object, so they have none.
std::optional<EventId> event_from_stem(std::string_view stem);

/// Whether GameMaker has this event; of collisions the number does not matter.
bool is_event(EventId event);
/// Whether it is an asynchronous event, which arrives with a map.
bool is_async(EventId event);
/// What people call the kind of an event that never happens by itself here, for want of a picture and of input: "Draw",
/// "Key Pressed". Empty for all others.
std::string_view unraised_kind(EventId event);

} // namespace scope
