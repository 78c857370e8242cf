#pragma once
// A project's .yy files as plain structs: one per kind of asset, filled once by load_project and then only
// read. References to other assets are names, as in the files; an empty name means none. Code is an index into
// Project::code.

#include "core/base/event_id.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scope {

/// No code: the event, room or instance has no GML file.
constexpr uint32_t no_unit = UINT32_MAX;
/// No such asset, layer or configuration.
constexpr uint32_t no_index = UINT32_MAX;

enum class AssetKind : uint8_t {
    object,
    script,
    room,
    sprite,
    sound,
    font,
    shader,
    path,
    timeline,
    sequence,
    tileset,
    anim_curve,
    particle_system,
    extension,
    audio_group,
    note,
    other,
};
constexpr size_t asset_kind_count = static_cast<size_t>(AssetKind::other) + 1;

/// "object", "script", ... "anim curve".
std::string_view asset_kind_name(AssetKind kind);

/// One named resource. `index` is its place among its kind, and so its place in Project::objects and so on; GML's asset
/// index of it. Kinds without facts (notes, other) count too.
struct Asset {
    AssetKind kind = AssetKind::other;
    std::string name;
    std::string path; ///< of its .yy, project-relative with the case on disk; empty for audio groups
    uint32_t index = 0;
    std::vector<std::string> tags = {}; ///< as given in the IDE
};

struct ObjectEvent {
    EventId id;                   ///< of a collision, number 0
    std::string collision_object; ///< only for type 4
    uint32_t code = no_unit;      ///< never no_unit after load: a listed file that is missing counts as empty
};

/// The type chosen for a variable definition, as numbered in the .yy.
enum class VariableType : uint8_t { real, integer, string, boolean, expression, asset, list, colour };

/// One row of an object's Variable Definitions.
struct VariableDefinition {
    std::string name;
    VariableType type = VariableType::real;
    std::string value;     ///< as the file holds it: source text, or the raw text of a string
    bool multiple = false; ///< a list of which several may be chosen: the variable is an array
};

/// Another value for a variable defined by `object` (the object itself or an ancestor).
struct VariableOverride {
    std::string object;
    std::string name;
    std::string value;
};

struct Object {
    std::string name;
    std::string parent;
    uint32_t parent_index = no_index; ///< no_index too when the parent is missing or the chain is a circle (diagnosed)
    std::string sprite;
    std::string mask;
    bool visible = true;
    bool solid = false;
    bool persistent = false; ///< of this object alone; GameMaker does not inherit it
    bool physics = false;
    std::vector<ObjectEvent> events; ///< in .yy order, each (type, number, collision object) once
    std::vector<VariableDefinition> variables;
    std::vector<VariableOverride> overrides;
    /// Generated GML that assigns this object's own variables and overrides, `gml_Object_<name>_PreCreate_0`. For a new
    /// instance run that of the topmost ancestor first, its own last, then RoomInstance::variables_code, then Create.
    uint32_t variables_code = no_unit;
};

struct Script {
    std::string name;
    uint32_t code = no_unit;    ///< top-level code and functions of the file; `gml_GlobalScript_<name>`
    bool compatibility = false; ///< from before 2.3: the whole file is the body of the function `name`
};

enum class LayerKind : uint8_t { instance, background, tile, asset, path, effect, group, other };

/// Where and how the room editor put something.
struct Placement {
    double x = 0;
    double y = 0;
    double scale_x = 1;
    double scale_y = 1;
    double rotation = 0;
    double image_index = 0;
    double image_speed = 1;
    uint32_t colour = 0xffffffff; ///< $AABBGGRR: alpha and image_blend
};

/// A sprite or a sequence on an asset layer.
struct RoomElement : Placement {
    std::string name;  ///< "graphic_19E3CF8D"
    std::string asset; ///< sprite or sequence
};

struct RoomLayer {
    std::string name;
    LayerKind kind = LayerKind::other;
    int32_t depth = 0;
    bool visible = true; ///< with that of the groups around it
    std::string asset;   ///< sprite of a background, tileset of a tile layer
    double x = 0;
    double y = 0;
    double hspeed = 0;
    double vspeed = 0;
    uint32_t colour = 0xffffffff; ///< of a background, $AABBGGRR
    uint32_t group = no_index;    ///< the layer around it in Room::layers
    std::vector<RoomElement> elements;
    uint32_t tiles_wide = 0, tiles_high = 0;
    std::vector<uint32_t> tiles; ///< of a tile layer, row by row
};

struct RoomInstance : Placement {
    std::string name; ///< "inst_3F0A", a constant in GML
    std::string object;
    uint32_t object_index =
        no_index;              ///< never no_index after load: instances of missing objects are dropped (diagnosed)
    uint32_t layer = no_index; ///< in Room::layers
    std::vector<VariableOverride> overrides;
    uint32_t variables_code = no_unit; ///< generated from `overrides`, see Object::variables_code
    uint32_t creation_code = no_unit;  ///< runs after Create
};

struct RoomView {
    bool visible = false;
    double x = 0, y = 0, width = 0, height = 0;
    double port_x = 0, port_y = 0, port_width = 0, port_height = 0;
    double border_x = 32, border_y = 32; ///< how near to an edge who is followed may come
    double speed_x = -1, speed_y = -1;   ///< at most so far a frame; -1: at once
    std::string follow;                  ///< object
};

struct Room {
    std::string name;
    std::string parent;
    int32_t width = 1366;
    int32_t height = 768;
    bool persistent = false;
    bool inherits_settings = false; ///< size and persistence were taken from the parent
    bool inherits_code = false;     ///< creation code was taken from the parent unless it has its own
    bool views_enabled = false;
    bool physics = false;
    double physics_gravity_x = 0;
    double physics_gravity_y = 10;
    double physics_pixels_to_metres = 0.1;
    std::vector<RoomView> views;
    std::vector<RoomLayer> layers;       ///< in .yy order, groups before their members
    std::vector<RoomInstance> instances; ///< in creation order
    uint32_t creation_code = no_unit;
};

struct Sprite {
    std::string name;
    int32_t width = 0;
    int32_t height = 0;
    uint32_t frames = 0;
    double origin_x = 0;
    double origin_y = 0;
    double speed = 0;
    bool speed_per_game_frame = false; ///< else frames per second
    int32_t bbox_left = 0, bbox_top = 0, bbox_right = 0, bbox_bottom = 0;
    std::string texture_group;
};

struct Sound {
    std::string name;
    std::string file;
    double duration = 0; ///< seconds
    double volume = 1;
    int32_t sample_rate = 0;
    int32_t type = 0; ///< 0 mono, 1 stereo, 2 3D
    std::string audio_group;
};

struct Font {
    std::string name;
    std::string font_name;
    double size = 12;
    bool bold = false;
    bool italic = false;
    int32_t first = 32;
    int32_t last = 127;
    std::string texture_group;
};

struct Shader {
    std::string name;
};

struct PathPoint {
    double x = 0;
    double y = 0;
    double speed = 100;
};

struct Path {
    std::string name;
    bool closed = false;
    bool smooth = false;
    int32_t precision = 4;
    std::vector<PathPoint> points;
};

struct TimelineMoment {
    int32_t moment = 0;
    uint32_t code = no_unit;
};

struct Timeline {
    std::string name;
    std::vector<TimelineMoment> moments;
};

struct Sequence {
    std::string name;
    double length = 0;
    double playback_speed = 30;
    bool speed_per_game_frame = false;
    int32_t playback = 0; ///< 0 normal, 1 loop, 2 ping-pong
    double origin_x = 0;
    double origin_y = 0;
    double volume = 1;
};

struct TileSet {
    std::string name;
    std::string sprite;
    int32_t tile_width = 16;
    int32_t tile_height = 16;
    int32_t tile_count = 0;
    int32_t separation_x = 0, separation_y = 0, offset_x = 0, offset_y = 0;
    std::string texture_group;
};

struct CurvePoint {
    double x = 0;
    double y = 0;
    double handle_x0 = 0, handle_y0 = 0, handle_x1 = 0, handle_y1 = 0;
};

struct CurveChannel {
    std::string name;
    std::vector<CurvePoint> points;
};

struct AnimCurve {
    std::string name;
    int32_t function = 0; ///< 0 linear, 1 Catmull-Rom, 2 Bezier
    std::vector<CurveChannel> channels;
};

struct ParticleSystem {
    std::string name;
    std::vector<std::string> emitters;
};

struct NamedGroup {
    std::string name;
};

} // namespace scope
