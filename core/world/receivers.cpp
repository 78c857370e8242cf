#include "core/world/receivers.h"

#include "core/world/world_state.h"

#include <algorithm>

namespace scope {

void collect_receivers(World& world, EventId event, std::vector<Delivery>& out) {
    const auto& rows = world.event_table().receivers(event);
    for (size_t row = 0; row < rows.size();) {
        // Objects that share a handler count as one: their instances run in order of creation.
        size_t first_row = row, first = out.size();
        for (; row < rows.size() && rows[row].second.owner == rows[first_row].second.owner; ++row)
            world.instances().each_of_object_alone(rows[row].first, [&](Instance* instance) {
                out.push_back({Value(static_cast<Struct*>(instance)), rows[row].second});
            });
        if (row == first_row + 1) continue; // those of one object are in that order
        std::sort(out.begin() + static_cast<ptrdiff_t>(first), out.end(),
                  [](const Delivery& a, const Delivery& b) { return a.serial() < b.serial(); });
    }
    World::State& m = world.state();
    if (!m.input.shuffle) return;
    for (size_t left = out.size(); left > 1; --left)
        std::swap(out[left - 1], out[m.shuffle.below(static_cast<uint32_t>(left))]);
}

std::vector<ReceiverInfo> receivers(const World& world, EventId event) {
    std::vector<ReceiverInfo> out;
    const Project& project = world.project();
    for (const auto& [object, handler] : world.event_table().receivers(event)) {
        ReceiverInfo info;
        info.object = object;
        info.owner = handler.owner;
        info.code = handler.code;
        for (const Instance* instance : world.instances().of_object_alone(object))
            info.instances.push_back(instance->id);
        for (uint32_t room = 0; room < project.rooms.size(); ++room) {
            const std::vector<RoomInstance>& placed = project.rooms[room].instances;
            if (std::any_of(placed.begin(), placed.end(),
                            [&](const RoomInstance& each) { return each.object_index == info.object; }))
                info.rooms.push_back(room);
        }
        for (const auto& [created, place] : world.state().code->creations)
            if (created == object &&
                std::find(info.created_at.begin(), info.created_at.end(), place) == info.created_at.end())
                info.created_at.push_back(place);
        out.push_back(std::move(info));
    }
    for (const Instance* instance : world.instances().records()) {
        if (instance->destroyed || instance->active) continue;
        for (ReceiverInfo& info : out)
            if (info.object == instance->object) info.deactivated.push_back(instance->id);
    }
    return out;
}

} // namespace scope
