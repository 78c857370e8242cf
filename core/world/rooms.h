#pragma once
// The room a world is in: its size, its layers as far as they hold instances and have a depth, and where it goes next.
// Layers are `ref layer N`, numbered anew in each room. What a persistent room holds while the game is elsewhere is
// kept here too.

#include "core/project/project.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

struct Layer {
    std::string name;
    LayerKind kind = LayerKind::instance;
    double depth = 0;
    bool visible = true;
    bool live = true;
    double x = 0, y = 0, hspeed = 0, vspeed = 0;
};

class Rooms {
public:
    explicit Rooms(const Project& project) : m_project(project) {}

    uint32_t current = no_index; ///< index of the room; no_index before the first
    uint32_t next = no_index;    ///< where room_goto leads at the end of the step
    double width = 0;
    double height = 0;
    bool persistent = false;
    std::vector<Layer> layers; ///< by layer number

    bool changing() const { return next != no_index; }
    const Room* data() const; ///< the project's, of the current room
    uint32_t first() const;
    uint32_t last() const;
    uint32_t after(uint32_t room) const; ///< by room order; no_index at the end (room_next is -1)
    uint32_t before(uint32_t room) const;

    /// Takes size and layers of `room` from the project.
    void enter(uint32_t room);
    uint32_t find_layer(std::string_view name) const; ///< ~0 when there is none
    uint32_t add_layer(std::string name, double depth);
    /// The live instance layer at exactly `depth`, made when there is none (instance_create_depth).
    uint32_t layer_at_depth(double depth);

    /// What was left of a persistent room: its deactivated-while-away instances by id, its layers, size.
    struct Kept {
        std::vector<uint32_t> instances;
        std::vector<Layer> layers;
        double width = 0, height = 0;
    };
    std::map<uint32_t, Kept> kept;

    /// The other's state, same project.
    void take(const Rooms& other);

private:
    const Project& m_project;
};

} // namespace scope
