#pragma once
// Instances moved by the engine without running code: where a room puts them, where a room change leaves the
// persistent ones, how speed, friction and gravity move them in a step.

#include "core/world/rooms.h"

#include <vector>

namespace scope {

class World;
struct Instance;

/// What an instance's place in the room says of it, before any code.
void apply_room_data(World& world, Instance& instance, const RoomInstance& data);
bool is_persistent(const Instance& instance);
/// Persistent instances find the layer of the same name, or go on a managed one; they keep their depth.
void settle_persistent(World& world, const std::vector<Layer>& old_layers);
void move_instance(Instance& instance);

} // namespace scope
