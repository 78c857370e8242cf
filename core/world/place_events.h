#pragma once
// Events about where instances are once they have moved: Outside Room, Intersect Boundary, the same for views, and
// Collision. Masks are the boxes of core/world/boxes.h: precise and round ones meet where their boxes do. In a room
// with physics nothing collides, as nothing moves its bodies. What no object has costs nothing. Otherwise the events of
// Other cost a look at each instance; collisions cost a box for each instance of the objects that such events are in or
// name, a sort by left edges, and a sweep over what overlaps.

#include "core/world/plan_frame.h"

namespace scope {

/// Instance by instance, in order of creation. Null: there is nothing to run. Outside Room runs once each time an
/// instance leaves.
std::shared_ptr<EventSource> outside_events(World& world);
/// Pair by pair, in the order in which they met before the first of these events. A pair whose turn comes and which no
/// longer meets is skipped. Both go back where they were when one is solid; then each runs its event with the other.
std::shared_ptr<EventSource> collision_events(World& world);

} // namespace scope
