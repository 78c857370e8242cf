#pragma once
// The room a world is in: its size, its views, its layers as far as they hold instances and have a depth, and where it
// goes next. Layers are `ref layer N`, numbered anew in each room. What a persistent room holds while the game is
// elsewhere is kept here too.

#include "core/project/project.h"
#include "core/value/value.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace scope {

struct Layer {
    std::string name;
    LayerKind kind = LayerKind::instance;
    double depth = 0;
    bool visible = true;
    bool live = true;
    double x = 0, y = 0, hspeed = 0, vspeed = 0;
    Value shader = Value(-1.0);
    Value script_begin = Value(-1.0), script_end = Value(-1.0); ///< kept, never called
};

/// A view port, as view_visible[n], view_wport[n] and so on have it. Its values are numbers or handles.
struct View {
    bool visible = false;
    double x = 0, y = 0, width = 0, height = 0; ///< of the port
    Value camera = Value(-1.0);
    Value surface = Value(-1.0);
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
    bool depth_forced = false; ///< layer_force_draw_depth
    double forced_depth = 0;
    bool views_enabled = false;
    std::array<View, 8> views;
    std::vector<Value> cameras; ///< which this room made for its views

    /// Rooms that GML changed or made (room_set_width, room_add), whole; the project's own stay as they are.
    struct Changed {
        Room room;
        std::vector<uint32_t> ids; ///< of its instances
        size_t bytes = 0;          ///< of a made room: what its copy came to
    };
    std::map<uint32_t, Changed> changed;
    /// The room to change, a copy of the project's at first. `first_id`: of the instances that the project has in it.
    Changed& change(uint32_t index, uint32_t first_id);
    uint32_t add(Room room); ///< a new one's index

    bool changing() const { return next != no_index; }
    size_t count() const;                              ///< of rooms; indices are below it
    const Room* room(uint32_t index) const;            ///< null when there is none
    const Room* data() const { return room(current); } ///< of the current room
    uint32_t first() const;
    uint32_t last() const;
    uint32_t after(uint32_t room) const; ///< by room order; no_index at the end (room_next is -1)
    uint32_t before(uint32_t room) const;

    /// Takes size and layers of `room` from the project.
    void enter(uint32_t room);
    uint32_t find_layer(std::string_view name) const; ///< ~0 when there is none
    uint32_t add_layer(std::string name, double depth);
    void move_layers(); ///< by their speeds, once a frame

    /// What was left of a persistent room: its instances by id (those who sleep until it is entered again, and those
    /// whom the game had deactivated before), its layers, size and views.
    struct Kept {
        std::vector<uint32_t> instances;
        std::vector<uint32_t> asleep;
        std::vector<Layer> layers;
        double width = 0, height = 0;
        bool views_enabled = false;
        std::array<View, 8> views;
        std::vector<Value> cameras;
    };
    std::map<uint32_t, Kept> kept;
    /// Of the current room, whose cameras go with it.
    void keep(std::vector<uint32_t> instances, std::vector<uint32_t> asleep);
    std::unordered_set<uint32_t> kept_instances() const; ///< all who wait somewhere
    std::vector<uint32_t> take_kept();                   ///< of the current room, which is as it was left from here on

private:
    const Project& m_project;
};

} // namespace scope
