// Rooms: layers are flattened, instances are put in creation order, then tied to their objects once these are known.
#include "core/project/load.h"

#include <algorithm>
#include <unordered_map>

namespace scope {

namespace {

LayerKind layer_kind(std::string_view type) {
    struct Row {
        std::string_view type;
        LayerKind kind;
    };
    static constexpr Row rows[] = {
        {"GMRInstanceLayer", LayerKind::instance},
        {"GMRBackgroundLayer", LayerKind::background},
        {"GMRTileLayer", LayerKind::tile},
        {"GMRAssetLayer", LayerKind::asset},
        {"GMRPathLayer", LayerKind::path},
        {"GMREffectLayer", LayerKind::effect},
        {"GMRLayer", LayerKind::group},
    };
    for (const Row& row : rows) {
        if (row.type == type) return row.kind;
    }
    return LayerKind::other;
}

/// A colour as a number, or in the first 2.3 files as {"Value":number}.
uint32_t read_colour(JsonValue value) {
    JsonValue inner = value.is_object() ? value["Value"] : value;
    return static_cast<uint32_t>(inner.integer(0xffffffff) & 0xffffffff);
}

/// Keys that instances and elements share; those of an image differ.
void read_placement(JsonValue entry, Placement& into) {
    into.x = entry["x"].number();
    into.y = entry["y"].number();
    into.scale_x = entry["scaleX"].number(1);
    into.scale_y = entry["scaleY"].number(1);
    into.rotation = entry["rotation"].number();
    into.colour = read_colour(entry["colour"]);
}

RoomInstance read_instance(JsonValue entry, uint32_t layer) {
    RoomInstance instance;
    read_placement(entry, instance);
    instance.name = entry["name"].text();
    instance.object = reference(entry["objectId"]);
    instance.layer = layer;
    instance.image_index = entry["imageIndex"].number();
    instance.image_speed = entry["imageSpeed"].number(1);
    instance.overrides = read_overrides(entry["properties"]);
    return instance;
}

/// The cells of a tile layer: one by one, or since 2022 packed, where a number says how many follow and a negative one
/// how often the next is repeated. What the editor calls unset has its highest bit set and is empty in the game.
void read_tiles(JsonValue entry, RoomLayer& layer) {
    constexpr int64_t most_cells = 1 << 22, unset = 0x7fffffff;
    int64_t wide = entry["SerialiseWidth"].integer(), high = entry["SerialiseHeight"].integer();
    if (wide <= 0 || high <= 0 || wide > most_cells || high > most_cells / wide) return;
    layer.tiles_wide = static_cast<uint32_t>(wide);
    layer.tiles_high = static_cast<uint32_t>(high);
    size_t count = static_cast<size_t>(wide * high);
    int64_t single = 0, repeated = 0;
    for (JsonValue one : entry["TileCompressedData"]) {
        int64_t number = one.integer();
        if (repeated > 0) {
            size_t more = std::min(static_cast<size_t>(repeated), count - layer.tiles.size());
            layer.tiles.insert(layer.tiles.end(), more, static_cast<uint32_t>(number & unset));
            repeated = 0;
        } else if (single > 0) {
            if (layer.tiles.size() < count) layer.tiles.push_back(static_cast<uint32_t>(number & unset));
            --single;
        } else if (number < 0) {
            repeated = -std::max<int64_t>(number, -most_cells);
        } else {
            single = number;
        }
    }
    for (JsonValue one : entry["TileSerialiseData"])
        if (layer.tiles.size() < count) layer.tiles.push_back(static_cast<uint32_t>(one.integer() & unset));
    layer.tiles.resize(count);
}

RoomElement read_element(JsonValue entry) {
    RoomElement element;
    read_placement(entry, element);
    element.name = entry["name"].text();
    element.asset = reference(entry["spriteId"]);
    if (element.asset.empty()) element.asset = reference(entry["sequenceId"]);
    element.image_index = entry["headPosition"].number();
    element.image_speed = entry["animationSpeed"].number(1);
    return element;
}

RoomLayer read_layer(JsonValue entry, const RoomLayer* group, uint32_t group_index) {
    RoomLayer layer;
    layer.name = entry["name"].text();
    layer.kind = layer_kind(entry["resourceType"].text());
    layer.depth = entry["depth"].integer32();
    layer.visible = entry["visible"].boolean(true) && (!group || group->visible);
    layer.asset = reference(entry[layer.kind == LayerKind::tile ? "tilesetId" : "spriteId"]);
    layer.x = entry["x"].number();
    layer.y = entry["y"].number();
    layer.hspeed = entry["hspeed"].number();
    layer.vspeed = entry["vspeed"].number();
    layer.colour = read_colour(entry["colour"]);
    layer.group = group_index;
    if (layer.kind == LayerKind::tile) read_tiles(entry["tiles"], layer);
    for (JsonValue one : entry["assets"])
        if (!one["ignore"].boolean()) layer.elements.push_back(read_element(one));
    return layer;
}

/// An instance and whether its .yy says that it has creation code.
struct ReadInstance {
    RoomInstance instance;
    bool has_code = false;
};

void read_layer_instances(Loading& loading, const YyFile& yy, JsonValue entry, uint32_t layer,
                          std::vector<ReadInstance>& out) {
    for (JsonValue one : entry["instances"]) {
        ReadInstance read{read_instance(one, layer), one["hasCreationCode"].boolean()};
        if (one["ignore"].boolean())
            loading.report(Severity::note, "ignored-instance",
                           read.instance.name + " of " + read.instance.object + " is switched off in the room editor",
                           yy.place(one));
        else
            out.push_back(std::move(read));
    }
}

/// Depth first, in .yy order; the stack holds the layers still to read with the group they are in.
void read_layers(Loading& loading, const YyFile& yy, Room& room, std::vector<ReadInstance>& instances) {
    std::vector<std::pair<JsonValue, uint32_t>> waiting;
    auto push = [&](JsonValue list, uint32_t group) {
        size_t first = waiting.size();
        for (JsonValue entry : list) waiting.emplace_back(entry, group);
        std::reverse(waiting.begin() + static_cast<ptrdiff_t>(first), waiting.end());
    };
    push(yy.root()["layers"], no_index);
    while (!waiting.empty()) {
        auto [entry, group] = waiting.back();
        waiting.pop_back();
        auto index = static_cast<uint32_t>(room.layers.size());
        room.layers.push_back(read_layer(entry, group == no_index ? nullptr : &room.layers[group], group));
        read_layer_instances(loading, yy, entry, index, instances);
        push(entry["layers"], index);
    }
}

/// Sorts by instanceCreationOrder; instances it does not name come last, in layer order.
void sort_by_creation(std::vector<ReadInstance>& instances, JsonValue order) {
    std::unordered_map<std::string_view, size_t> rank;
    for (JsonValue entry : order) rank.emplace(entry["name"].text(), rank.size());
    auto rank_of = [&](const ReadInstance& one) {
        auto at = rank.find(one.instance.name);
        return at == rank.end() ? rank.size() : at->second;
    };
    std::stable_sort(instances.begin(), instances.end(),
                     [&](const ReadInstance& a, const ReadInstance& b) { return rank_of(a) < rank_of(b); });
}

void read_views(JsonValue root, Room& room) {
    room.views_enabled = root["viewSettings"]["enableViews"].boolean();
    constexpr size_t view_count = 8;
    for (JsonValue entry : root["views"]) {
        if (room.views.size() == view_count) break;
        RoomView view;
        view.visible = entry["visible"].boolean();
        view.x = entry["xview"].number();
        view.y = entry["yview"].number();
        view.width = entry["wview"].number();
        view.height = entry["hview"].number();
        view.port_x = entry["xport"].number();
        view.port_y = entry["yport"].number();
        view.port_width = entry["wport"].number();
        view.port_height = entry["hport"].number();
        view.border_x = entry["hborder"].number(view.border_x);
        view.border_y = entry["vborder"].number(view.border_y);
        view.speed_x = entry["hspeed"].number(view.speed_x);
        view.speed_y = entry["vspeed"].number(view.speed_y);
        view.follow = reference(entry["objectId"]);
        room.views.push_back(std::move(view));
    }
}

} // namespace

Room read_room(Loading& loading, const YyFile& yy, const std::string& name) {
    JsonValue root = yy.root();
    Room room;
    room.name = name;
    room.parent = reference(root["parentRoom"]);
    JsonValue settings = root["roomSettings"];
    room.width = settings["Width"].integer32(room.width);
    room.height = settings["Height"].integer32(room.height);
    room.persistent = settings["persistent"].boolean();
    room.inherits_settings = settings["inheritRoomSettings"].boolean();
    room.inherits_code = root["inheritCode"].boolean();
    JsonValue physics = root["physicsSettings"];
    room.physics = physics["PhysicsWorld"].boolean();
    room.physics_gravity_x = physics["PhysicsWorldGravityX"].number();
    room.physics_gravity_y = physics["PhysicsWorldGravityY"].number(10);
    room.physics_pixels_to_metres = physics["PhysicsWorldPixToMetres"].number(0.1);
    read_views(root, room);

    std::vector<ReadInstance> instances;
    read_layers(loading, yy, room, instances);
    sort_by_creation(instances, root["instanceCreationOrder"]);
    std::string folder = folder_of(yy.path);
    for (ReadInstance& read : instances) {
        if (read.has_code)
            read.instance.creation_code =
                loading.add_code("gml_RoomCC_" + name + "_" + std::to_string(room.instances.size()) + "_Create",
                                 folder + "/InstanceCreationCode_" + read.instance.name + ".gml", yy);
        room.instances.push_back(std::move(read.instance));
    }
    // "${project_dir}/rooms/R/RoomCreationCode.gml" up to 2023, "rooms/R/..." later; the file is always in the room's
    // folder.
    std::string_view code_file = root["creationCodeFile"].text();
    if (!code_file.empty()) {
        std::string_view file = code_file.substr(code_file.find_last_of("/\\") + 1);
        room.creation_code = loading.add_code("gml_Room_" + name + "_Create", folder + "/" + std::string(file), yy);
    }
    return room;
}

/// Takes from the parent room what the room says it inherits. Layers and instances need nothing: the IDE writes
/// inherited ones into the child's file.
static void inherit(Project& project, Room& room) {
    const Room* parent = &room;
    bool settings = room.inherits_settings;
    bool code = room.inherits_code && room.creation_code == no_unit;
    for (size_t steps = 0; (settings || code) && steps < project.rooms.size(); ++steps) {
        uint32_t index = project.room_index(parent->parent);
        if (index == no_index) return;
        parent = &project.rooms[index];
        if (settings && !parent->inherits_settings) {
            room.width = parent->width;
            room.height = parent->height;
            room.persistent = parent->persistent;
            settings = false;
        }
        if (code) {
            room.creation_code = parent->creation_code;
            code = parent->inherits_code && room.creation_code == no_unit;
        }
    }
}

void link_rooms(Loading& loading) {
    Project& project = loading.project;
    for (uint32_t index = 0; index < project.rooms.size(); ++index) {
        Room& room = project.rooms[index];
        Place place{project.asset(AssetKind::room, index).path, 0, 0};
        if (!room.parent.empty() && project.room_index(room.parent) == no_index)
            loading.report(Severity::warning, "missing-parent",
                           "the parent " + room.parent + " of " + room.name + " does not exist", place);
        inherit(project, room);
        std::erase_if(room.instances, [&](RoomInstance& instance) {
            instance.object_index = project.object_index(instance.object);
            if (instance.object_index != no_index) return false;
            std::string object =
                instance.object.empty() ? "without an object" : "of " + instance.object + ", which does not exist,";
            loading.report(Severity::warning, "missing-object",
                           room.name + ": the instance " + instance.name + " " + object + " is left out", place);
            return true;
        });
    }
}

} // namespace scope
