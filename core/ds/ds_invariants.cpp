#include "core/ds/ds_invariants.h"

#include "core/ds/store.h"
#include "core/value/convert.h"

#include <unordered_set>

namespace scope {

namespace {

std::string map_fault(const DsMap& map) {
    size_t entries = 0;
    for (uint32_t at = map.begin(); at < map.end(); at = map.after(at)) {
        if (map.position_of(map.at(at).key) != at) return "does not find its key number " + std::to_string(entries);
        ++entries;
    }
    return entries == map.size() ? "" : "counts " + std::to_string(map.size()) + " of " + std::to_string(entries);
}

std::string grid_fault(const DsGrid& grid) {
    return grid.size() == size_t(grid.width()) * grid.height() ? "" : "has cells that are no rectangle";
}

std::string priority_fault(const DsPriority& priority) {
    const DsPriority::Items& items = priority.items();
    DsPriority::Less less;
    for (auto one = items.begin(); one != items.end(); ++one)
        if (auto next = std::next(one); next != items.end() && less(next->first, one->first)) return "is out of order";
    return "";
}

std::string structure_fault(const DsStructure& structure) {
    switch (structure.kind()) {
    case RefKind::ds_map: return map_fault(static_cast<const DsMap&>(structure));
    case RefKind::ds_grid: return grid_fault(static_cast<const DsGrid&>(structure));
    case RefKind::ds_priority: return priority_fault(static_cast<const DsPriority&>(structure));
    default: return "";
    }
}

} // namespace

std::string DsInvariants::broken(const DsStore& store) {
    size_t bytes = 0;
    for (size_t number = 0; number < DsStore::kinds; ++number) {
        const DsStore::Table& table = store.m_tables[number];
        auto kind = static_cast<RefKind>(DsStore::first_kind + number);
        std::string name(ref_kind_name(kind));
        size_t live = 0;
        for (uint32_t index = 0; index < table.places.size(); ++index) {
            const DsStructure* structure = table.places[index].structure.get();
            if (!structure) continue;
            ++live;
            bytes += structure->bytes();
            std::string which = name + " " + std::to_string(index) + " ";
            if (structure->kind() != kind || structure->index() != index ||
                structure->generation() != table.places[index].generation)
                return which + "has another handle";
            if (std::string fault = structure_fault(*structure); !fault.empty()) return which + fault;
        }
        if (live != table.live) return name + ": " + std::to_string(table.live) + " are counted as live";
        std::unordered_set<uint32_t> free;
        for (uint32_t index : table.free)
            if (index >= table.places.size() || table.places[index].structure || !free.insert(index).second)
                return name + " " + std::to_string(index) + " is not free, or twice";
        if (live + free.size() != table.places.size()) return name + ": an index is neither used nor free";
    }
    return bytes <= store.m_heap.bytes() ? "" : "structures weigh more than their heap";
}

} // namespace scope
