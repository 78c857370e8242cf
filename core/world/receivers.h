#pragma once
// Receivers of an event: the objects that answer it, their live instances, and how each object comes to exist at all.

#include "core/base/diagnostic.h"
#include "core/world/observer.h"

#include <string>
#include <vector>

namespace scope {

class World;

struct ReceiverInfo {
    uint32_t object = 0;
    uint32_t owner = 0; ///< the object whose code runs
    CodeId code = no_code;
    std::vector<uint32_t> instances;   ///< ids of live ones, in dispatch order
    std::vector<uint32_t> deactivated; ///< ids
    std::vector<uint32_t> rooms;       ///< rooms that place it
    std::vector<Place> created_at;     ///< calls of instance_create_* that name it
};

struct Delivery;

/// Who gets an event now, in dispatch order, put behind what `out` holds: by the handler's object, then in order of
/// creation; shuffled with --shuffle.
void collect_receivers(World& world, EventId event, std::vector<Delivery>& out);

/// In dispatch order.
std::vector<ReceiverInfo> receivers(const World& world, EventId event);

} // namespace scope
