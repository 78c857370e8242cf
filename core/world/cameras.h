#pragma once
// Cameras: which part of the room a view shows. Nothing is drawn, so a camera is a live handle with properties that GML
// can set and read back, and the follow rule of views, which moves it after every step. Each room makes one camera for
// each of its eight views. Costs a few map look-ups per camera that follows somebody.

#include "core/project/assets.h"
#include "core/value/value.h"

namespace scope {

class World;

/// A camera that shows what `view` of a room says. `origin`: World::origin_here(), 0 for the engine's own.
Value make_camera(World& world, const RoomView& view, uint64_t origin);
/// The cameras of the room that was just entered, into its views.
void make_room_cameras(World& world);
/// Frees the cameras that the room in which the game is made.
void free_room_cameras(World& world);
/// Moves the cameras of visible views that follow an instance.
void follow_with_cameras(World& world);

} // namespace scope
