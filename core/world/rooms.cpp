#include "core/world/rooms.h"

#include "core/base/text.h"

#include <algorithm>

namespace scope {

size_t Rooms::count() const {
    size_t made = changed.empty() ? 0 : changed.rbegin()->first + size_t(1);
    return std::max(m_project.rooms.size(), made);
}

const Room* Rooms::room(uint32_t index) const {
    if (auto found = changed.find(index); found != changed.end()) return &found->second.room;
    return index < m_project.rooms.size() ? &m_project.rooms[index] : nullptr;
}

Rooms::Changed& Rooms::change(uint32_t index, uint32_t first_id) {
    auto [at, fresh] = changed.try_emplace(index);
    if (!fresh || index >= m_project.rooms.size()) return at->second;
    at->second.room = m_project.rooms[index];
    for (size_t i = 0; i < at->second.room.instances.size(); ++i)
        at->second.ids.push_back(first_id + static_cast<uint32_t>(i));
    return at->second;
}

uint32_t Rooms::add(Room room) {
    uint32_t index = static_cast<uint32_t>(count());
    changed[index].room = std::move(room);
    return index;
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
    views = {};
    views_enabled = false;
    const Room* from = data();
    if (!from) return;
    width = from->width;
    height = from->height;
    persistent = from->persistent;
    views_enabled = from->views_enabled;
    for (size_t index = 0; index < std::min(views.size(), from->views.size()); ++index) {
        const RoomView& view = from->views[index];
        views[index] = {view.visible, view.port_x, view.port_y, view.port_width, view.port_height};
    }
    for (const RoomLayer& layer : from->layers)
        layers.push_back({layer.name, layer.kind, static_cast<double>(layer.depth), layer.visible, true, layer.x,
                          layer.y, layer.hspeed, layer.vspeed});
}

// Names of layers and of their elements are compared without regard to case, as GameMaker does.
uint32_t Rooms::find_layer(std::string_view name) const {
    for (uint32_t index = 0; index < layers.size(); ++index)
        if (layers[index].live && equal_ignoring_case(layers[index].name, name)) return index;
    return ~0u;
}

uint32_t Rooms::add_layer(std::string name, double depth) {
    Layer layer;
    layer.name = std::move(name);
    layer.depth = depth;
    layers.push_back(std::move(layer));
    return static_cast<uint32_t>(layers.size() - 1);
}

void Rooms::move_layers() {
    for (Layer& layer : layers) {
        layer.x += layer.hspeed;
        layer.y += layer.vspeed;
    }
}

void Rooms::keep(std::vector<uint32_t> instances, std::vector<uint32_t> asleep) {
    kept[current] = {std::move(instances), std::move(asleep), layers, width, height, views_enabled, views,
                     std::move(cameras)};
    cameras.clear();
}

std::unordered_set<uint32_t> Rooms::kept_instances() const {
    std::unordered_set<uint32_t> all;
    for (const auto& [room, was] : kept) {
        all.insert(was.instances.begin(), was.instances.end());
        all.insert(was.asleep.begin(), was.asleep.end());
    }
    return all;
}

std::vector<uint32_t> Rooms::take_kept() {
    Kept was = std::move(kept[current]);
    kept.erase(current);
    layers = std::move(was.layers);
    width = was.width;
    height = was.height;
    views_enabled = was.views_enabled;
    views = was.views;
    cameras = std::move(was.cameras);
    persistent = true;
    return std::move(was.instances);
}

} // namespace scope
