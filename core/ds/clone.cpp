#include "core/ds/store.h"

#include "core/value/clone.h"

namespace scope {

void DsStore::clone_into(DsStore& other, HeapCopier& copier) const {
    other.precision = precision;
    other.m_serial = m_serial;
    other.m_destroyed = m_destroyed;
    for (size_t kind = 0; kind < kinds; ++kind) {
        const Table& from = m_tables[kind];
        Table& to = other.m_tables[kind];
        to.places.clear();
        to.places.resize(from.places.size());
        to.free = from.free;
        to.live = from.live;
        for (size_t index = 0; index < from.places.size(); ++index) {
            to.places[index].generation = from.places[index].generation;
            if (const DsStructure* original = from.places[index].structure.get()) {
                to.places[index].structure = other.twin_of(*original, copier);
            }
        }
    }
    for (const auto& spare : m_spare_maps) {
        other.m_spare_maps.emplace_back(new DsMap(other));
        other.m_spare_maps.back()->copy_entries(*spare, copier);
    }
}

// Entries and items are copied one by one; slots of maps are made anew, since the hashes of arrays and structs as keys
// are their addresses.
std::unique_ptr<DsStructure> DsStore::twin_of(const DsStructure& original, HeapCopier& copier) {
    auto copy_values = [&copier](const std::vector<Value>& from, std::vector<Value>& to) {
        to.reserve(from.capacity()); // both grow at the same places
        for (const Value& value : from) to.push_back(copier.copy(value));
    };
    std::unique_ptr<DsStructure> twin;
    switch (original.kind()) {
    case RefKind::ds_map: {
        auto* map = new DsMap(*this);
        twin.reset(map);
        map->copy_entries(static_cast<const DsMap&>(original), copier);
        break;
    }
    case RefKind::ds_list: {
        auto* list = new DsList(*this);
        twin.reset(list);
        copy_values(static_cast<const DsList&>(original).m_values, list->m_values);
        list->m_marks = static_cast<const DsList&>(original).m_marks;
        break;
    }
    case RefKind::ds_stack: {
        auto* stack = new DsStack(*this);
        twin.reset(stack);
        copy_values(static_cast<const DsStack&>(original).m_values, stack->m_values);
        break;
    }
    case RefKind::ds_queue: {
        auto* queue = new DsQueue(*this);
        twin.reset(queue);
        copy_values(static_cast<const DsQueue&>(original).m_ring, queue->m_ring);
        queue->m_head = static_cast<const DsQueue&>(original).m_head;
        queue->m_size = static_cast<const DsQueue&>(original).m_size;
        break;
    }
    case RefKind::ds_priority: {
        auto* priority = new DsPriority(*this);
        twin.reset(priority);
        for (const auto& item : static_cast<const DsPriority&>(original).m_items) {
            priority->m_items.emplace_hint(priority->m_items.end(), item.first, copier.copy(item.second));
        }
        break;
    }
    default: {
        auto* grid = new DsGrid(*this);
        twin.reset(grid);
        copy_values(static_cast<const DsGrid&>(original).m_cells, grid->m_cells);
        grid->m_width = static_cast<const DsGrid&>(original).m_width;
        grid->m_height = static_cast<const DsGrid&>(original).m_height;
        break;
    }
    }
    twin->m_index = original.m_index;
    twin->m_generation = original.m_generation;
    twin->m_watched = original.m_watched;
    twin->m_origin = original.m_origin;
    twin->m_serial = original.m_serial;
    twin->weigh(original.m_bytes); // the same world weighs the same, so that limits strike at the same place
    return twin;
}

// Gaps stay: they decide when the entries move together.
void DsMap::copy_entries(const DsMap& original, HeapCopier& copier) {
    m_entries.reserve(original.m_entries.capacity());
    m_slots.assign(original.m_slots.size(), Slot());
    for (const Entry& entry : original.m_entries) {
        Value key = copier.copy(entry.key);
        uint32_t hash = entry.gap ? entry.hash : hash_of(key);
        m_entries.emplace_back(key, copier.copy(entry.value), hash, entry.own);
        m_entries.back().gap = entry.gap;
        if (entry.gap) continue;
        size_t mask = m_slots.size() - 1, at = hash & mask;
        while (m_slots[at].entry != absent) at = (at + 1) & mask;
        m_slots[at] = {hash, static_cast<uint32_t>(m_entries.size() - 1)};
    }
    m_size = original.m_size;
}

} // namespace scope
