#include "core/world/layer_elements.h"

#include "core/world/world.h"

namespace scope {

void make_room_elements(World& world) {
    Rooms& rooms = world.rooms();
    for (uint32_t number = 0; number < rooms.layers.size(); ++number) {
        const Layer& layer = rooms.layers[number];
        if (layer.kind != LayerKind::background) continue;
        const Asset* sprite = world.project().find(layer.asset);
        Handles::Entry& element =
            *world.handles().find(RefKind::layer_element, world.handles().create(RefKind::layer_element));
        element.properties["type"] = Value(constant_value("layerelementtype_background"));
        element.properties["room"] = Value::ref(RefKind::room, rooms.current);
        element.properties["layer"] = Value::ref(RefKind::layer, number);
        element.properties["sprite"] =
            sprite && sprite->kind == AssetKind::sprite ? Names::asset_value(*sprite) : Value(-1.0);
        element.properties["blend"] = Value(static_cast<double>(layer.colour & 0xffffff));
        element.properties["alpha"] = Value((layer.colour >> 24) / 255.0);
    }
}

/// Persistent rooms keep theirs while the game is elsewhere.
static bool is_on(World& world, const Value& handle, uint32_t layer) {
    auto& has = world.handles().find(RefKind::layer_element, handle)->properties;
    if (!has["room"].is_ref(RefKind::room) || has["room"].ref_index() != world.rooms().current) return false;
    return layer == ~0u || (has["layer"].is_ref(RefKind::layer) && has["layer"].ref_index() == layer);
}

std::vector<Value> layer_elements(World& world, uint32_t layer) {
    std::vector<Value> out = world.handles().all(RefKind::layer_element);
    std::erase_if(out, [&](const Value& one) { return !is_on(world, one, layer); });
    return out;
}

void free_layer_elements(World& world, uint32_t layer) {
    for (const Value& one : world.handles().all(RefKind::layer_element))
        if (is_on(world, one, layer)) world.handles().free(RefKind::layer_element, one);
}

} // namespace scope
