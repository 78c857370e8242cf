#include "core/world/layer_elements.h"

#include "core/world/world.h"

namespace scope {

namespace {

/// A new element of the current room.
StubHandles::Entry& make(World& world, uint32_t layer, std::string_view type) {
    Value handle = world.stub_handles().create(RefKind::layer_element);
    StubHandles::Entry& element = *world.stub_handles().find(RefKind::layer_element, handle);
    element.properties["type"] = Value(constant_value(type));
    element.properties["room"] = Value::ref(RefKind::room, world.rooms().current);
    element.properties["layer"] = Value::ref(RefKind::layer, layer);
    return element;
}

Value asset_value(World& world, const std::string& name, AssetKind kind) {
    const Asset* asset = world.project().find(name);
    return asset && asset->kind == kind ? ProjectResolver::asset_value(*asset) : Value(-1.0);
}

void set_colour(StubHandles::Entry& element, uint32_t colour) {
    element.properties["blend"] = Value(static_cast<double>(colour & 0xffffff));
    element.properties["alpha"] = Value((colour >> 24) / 255.0);
}

void make_tilemap(World& world, uint32_t number, const RoomLayer& layer) {
    if (!world.heap().may_allocate(layer.tiles.size() * sizeof(Value))) return;
    Value cells(world.heap().new_array(static_cast<uint32_t>(layer.tiles.size())));
    if (!cells.is_array()) return;
    for (size_t i = 0; i < layer.tiles.size(); ++i)
        cells.as_array()->items[i] = Value(static_cast<double>(layer.tiles[i]));
    StubHandles::Entry& element = make(world, number, "layerelementtype_tilemap");
    element.properties["tileset"] = asset_value(world, layer.asset, AssetKind::tileset);
    element.properties["x"] = Value(layer.x);
    element.properties["y"] = Value(layer.y);
    element.properties["width"] = Value(static_cast<double>(layer.tiles_wide));
    element.properties["height"] = Value(static_cast<double>(layer.tiles_high));
    element.properties["cells"] = cells;
}

void make_element(World& world, uint32_t number, const RoomElement& data) {
    const Asset* asset = world.project().find(data.asset);
    bool sequence = asset && asset->kind == AssetKind::sequence;
    if (!asset || (!sequence && asset->kind != AssetKind::sprite)) return;
    StubHandles::Entry& element =
        make(world, number, sequence ? "layerelementtype_sequence" : "layerelementtype_sprite");
    element.properties[sequence ? "sequence" : "sprite"] = ProjectResolver::asset_value(*asset);
    element.properties["name"] = Value(world.heap().new_string(data.name));
    const std::pair<const char*, double> numbers[] = {
        {"x", data.x},
        {"y", data.y},
        {"xscale", data.scale_x},
        {"yscale", data.scale_y},
        {"angle", data.rotation},
        {sequence ? "headpos" : "index", data.image_index},
        {sequence ? "speedscale" : "speed", data.image_speed},
    };
    for (const auto& [name, value] : numbers) element.properties[name] = Value(value);
    set_colour(element, data.colour);
}

/// Persistent rooms keep theirs while the game is elsewhere.
bool is_on(World& world, const Value& handle, uint32_t layer) {
    auto& has = world.stub_handles().find(RefKind::layer_element, handle)->properties;
    if (!has["room"].is_ref(RefKind::room) || has["room"].ref_index() != world.rooms().current) return false;
    return layer == ~0u || (has["layer"].is_ref(RefKind::layer) && has["layer"].ref_index() == layer);
}

} // namespace

void make_room_elements(World& world) {
    const Room* room = world.rooms().data();
    for (uint32_t number = 0; room && number < room->layers.size(); ++number) {
        const RoomLayer& layer = room->layers[number];
        if (layer.kind == LayerKind::background) {
            StubHandles::Entry& element = make(world, number, "layerelementtype_background");
            element.properties["sprite"] = asset_value(world, layer.asset, AssetKind::sprite);
            set_colour(element, layer.colour);
        } else if (layer.kind == LayerKind::tile) {
            make_tilemap(world, number, layer);
        }
        for (const RoomElement& element : layer.elements) make_element(world, number, element);
    }
}

std::vector<Value> layer_elements(World& world, uint32_t layer) {
    std::vector<Value> out = world.stub_handles().all(RefKind::layer_element);
    std::erase_if(out, [&](const Value& one) { return !is_on(world, one, layer); });
    return out;
}

void free_layer_elements(World& world, uint32_t layer) {
    for (const Value& one : world.stub_handles().all(RefKind::layer_element))
        if (is_on(world, one, layer)) world.stub_handles().free(RefKind::layer_element, one);
}

} // namespace scope
