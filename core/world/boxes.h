#pragma once
// Bounding boxes of instances, as bbox_left and its relatives show them: the box of the mask, or else of the sprite,
// scaled, turned and moved to where the instance is. Precise and round masks count as their boxes: there are no pixels.

#include "core/value/value.h"

#include <optional>

namespace scope {

class World;
struct Instance;

struct Box {
    double left = 0, top = 0, right = 0, bottom = 0; ///< right and bottom are outside of it

    bool holds(double x, double y) const { return left <= x && x < right && top <= y && y < bottom; }
    bool meets(const Box& other) const {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
};

/// The box as if the instance stood at x, y; nothing when it has neither mask nor sprite.
std::optional<Box> box_at(const World& world, const Instance& instance, double x, double y);
/// Where it stands.
std::optional<Box> box_of(const World& world, const Instance& instance);

} // namespace scope
