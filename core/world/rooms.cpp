#include "core/world/rooms.h"

#include <algorithm>

namespace scope {

const Room* Rooms::data() const {
    return current < m_project.rooms.size() ? &m_project.rooms[current] : nullptr;
}

uint32_t Rooms::first() const {
    return m_project.start_room();
}

uint32_t Rooms::last() const {
    return m_project.room_order.empty() ? no_index : m_project.room_order.back();
}

uint32_t Rooms::after(uint32_t room) const {
    const std::vector<uint32_t>& order = m_project.room_order;
    auto at = std::find(order.begin(), order.end(), room);
    return at == order.end() || at + 1 == order.end() ? no_index : *(at + 1);
}

uint32_t Rooms::before(uint32_t room) const {
    const std::vector<uint32_t>& order = m_project.room_order;
    auto at = std::find(order.begin(), order.end(), room);
    return at == order.end() || at == order.begin() ? no_index : *(at - 1);
}

void Rooms::enter(uint32_t room) {
    current = room;
    layers.clear();
    const Room* from = data();
    if (!from) return;
    width = from->width;
    height = from->height;
    persistent = from->persistent;
    for (const RoomLayer& layer : from->layers)
        layers.push_back({layer.name, layer.kind, static_cast<double>(layer.depth), layer.visible, true, layer.x,
                          layer.y, layer.hspeed, layer.vspeed});
}

uint32_t Rooms::find_layer(std::string_view name) const {
    for (uint32_t index = 0; index < layers.size(); ++index)
        if (layers[index].live && layers[index].name == name) return index;
    return ~0u;
}

uint32_t Rooms::add_layer(std::string name, double depth) {
    Layer layer;
    layer.name = std::move(name);
    layer.depth = depth;
    layers.push_back(std::move(layer));
    return static_cast<uint32_t>(layers.size() - 1);
}

uint32_t Rooms::layer_at_depth(double depth) {
    for (uint32_t index = 0; index < layers.size(); ++index)
        if (layers[index].live && layers[index].depth == depth && layers[index].kind == LayerKind::instance)
            return index;
    return add_layer("_layer_" + std::to_string(layers.size()), depth);
}

void Rooms::take(const Rooms& other) {
    current = other.current;
    next = other.next;
    width = other.width;
    height = other.height;
    persistent = other.persistent;
    layers = other.layers;
    kept = other.kept;
}

} // namespace scope
