#pragma once
// Layers and their elements as arguments, for the functions of layers.cpp and layer_elements.cpp.

#include "core/gml/native.h"
#include "core/world/layer_elements.h"
#include "core/world/world.h"

#include <string>

namespace scope {

/// Tile maps are at most so wide and high.
inline constexpr int64_t most_tiles_across = 65536;

/// The layer of that name, compared with each there is.
inline uint32_t find_layer(NativeCall& c, std::string_view name) {
    const Rooms& rooms = world_of(c).rooms();
    c.heap.spend(rooms.layers.size() / 8);
    return rooms.find_layer(name);
}

/// The number of the live layer that argument `index` names, by handle, number or name; ~0 when it names none.
inline uint32_t layer_number(NativeCall& c, uint32_t index) {
    const Rooms& rooms = world_of(c).rooms();
    uint32_t number = ~0u;
    if (c.arg(index).is_string())
        number = find_layer(c, c.text(index));
    else if (int64_t given = c.integer(index); given >= 0 && given < int64_t(rooms.layers.size()))
        number = static_cast<uint32_t>(given);
    return !c.failed() && number < rooms.layers.size() && rooms.layers[number].live ? number : ~0u;
}
inline Layer* layer_argument(NativeCall& c, uint32_t index) {
    uint32_t number = layer_number(c, index);
    return number == ~0u ? nullptr : &world_of(c).rooms().layers[number];
}
inline Value layer_value(uint32_t number) {
    return number == ~0u ? Value(-1.0) : Value::ref(RefKind::layer, number);
}

/// The elements on a layer, in order of making; instances are not among them.
inline std::vector<Value> elements_on(NativeCall& c, uint32_t layer) {
    bool may = layer != ~0u && c.charge(world_of(c).stub_handles().count(RefKind::layer_element));
    return may ? layer_elements(world_of(c), layer) : std::vector<Value>();
}
/// The live instances on a layer, in order of creation.
inline std::vector<Instance*> instances_on(NativeCall& c, uint32_t layer) {
    if (layer == ~0u || !c.charge(world_of(c).instances().live_count() / 4)) return {};
    std::vector<Instance*> out = world_of(c).instances().all_live();
    std::erase_if(out, [layer](const Instance* one) { return one->current_layer() != layer; });
    return out;
}

/// The live instance whose element argument `index` is: elements of instances have the instance's number.
inline Instance* element_instance(NativeCall& c, uint32_t index) {
    int64_t number = c.integer(index);
    if (c.failed() || number < first_instance_id || number > UINT32_MAX) return nullptr;
    Instance* instance = world_of(c).instances().find(static_cast<uint32_t>(number));
    return instance && instance->live() ? instance : nullptr;
}
inline Value element_of(const Instance& instance) {
    return Value::ref(RefKind::layer_element, instance.id);
}

} // namespace scope
