#pragma once
// Everything that a data structure holds, whatever its kind, for who looks through a world: names of changes, leaks.
// Nothing of it is told to the watch. Linear.

#include "core/ds/store.h"

namespace scope {

/// Calls `visit(key, value, own)` for each entry. The key is a map's, the place in a list, stack or queue, the cell of
/// a grid counted column by column, the priority of a value.
template<typename Visit> void for_each_entry(const DsStructure& structure, const Visit& visit) {
    auto place = [](size_t index) { return Value(static_cast<double>(index)); };
    switch (structure.kind()) {
    case RefKind::ds_map: {
        const auto& map = static_cast<const DsMap&>(structure);
        for (uint32_t at = map.begin(); at < map.end(); at = map.after(at))
            visit(map.at(at).key, map.at(at).value, map.at(at).own);
        break;
    }
    case RefKind::ds_list: {
        const auto& list = static_cast<const DsList&>(structure);
        for (size_t i = 0; i < list.size(); ++i) visit(place(i), list.values()[i], list.owns(static_cast<int64_t>(i)));
        break;
    }
    case RefKind::ds_stack: {
        const auto& stack = static_cast<const DsStack&>(structure);
        for (size_t i = 0; i < stack.size(); ++i) visit(place(i), stack.values()[i], DsOwn::nothing);
        break;
    }
    case RefKind::ds_queue: {
        const auto& queue = static_cast<const DsQueue&>(structure);
        for (size_t i = 0; i < queue.size(); ++i) visit(place(i), queue.at(i), DsOwn::nothing);
        break;
    }
    case RefKind::ds_priority:
        for (const auto& [priority, value] : static_cast<const DsPriority&>(structure).items())
            visit(Value(priority), value, DsOwn::nothing);
        break;
    case RefKind::ds_grid: {
        const auto& cells = static_cast<const DsGrid&>(structure).cells();
        for (size_t i = 0; i < cells.size(); ++i) visit(place(i), cells[i], DsOwn::nothing);
        break;
    }
    default: break;
    }
}

} // namespace scope
