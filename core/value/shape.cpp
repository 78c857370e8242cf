#include "core/value/shape.h"

#include <algorithm>
#include <bit>

namespace scope {

namespace {

size_t bucket_of(Symbol name, size_t mask) {
    return (name * 0x9E3779B1u >> 7) & mask;
}

} // namespace

size_t Shape::bytes() const {
    return sizeof(Shape) + m_names.capacity() * sizeof(Symbol) + m_table_of_slots.capacity() * sizeof(uint32_t);
}

uint32_t Shape::find_hashed(Symbol name) const {
    size_t mask = m_table_of_slots.size() - 1;
    for (size_t bucket = bucket_of(name, mask);; bucket = (bucket + 1) & mask) {
        uint32_t entry = m_table_of_slots[bucket];
        if (entry == 0) return absent;
        if (m_names[entry - 1] == name) return entry - 1;
    }
}

void Shape::rehash(size_t members) {
    m_table_of_slots.assign(std::bit_ceil(members * 2), 0);
    size_t mask = m_table_of_slots.size() - 1;
    for (size_t slot = 0; slot < m_names.size(); ++slot) {
        size_t bucket = bucket_of(m_names[slot], mask);
        while (m_table_of_slots[bucket] != 0) bucket = (bucket + 1) & mask;
        m_table_of_slots[bucket] = static_cast<uint32_t>(slot + 1);
    }
}

void Shape::add(Symbol name) {
    m_names.push_back(name);
    if (m_table_of_slots.empty() && m_names.size() <= linear_search) return;
    if (m_names.size() * 2 > m_table_of_slots.size()) {
        rehash(m_owned ? m_names.size() * 2 : m_names.size());
        return;
    }
    size_t mask = m_table_of_slots.size() - 1;
    size_t bucket = bucket_of(name, mask);
    while (m_table_of_slots[bucket] != 0) bucket = (bucket + 1) & mask;
    m_table_of_slots[bucket] = static_cast<uint32_t>(m_names.size());
}

Shape* Shape::with(Symbol name) {
    if (m_owned) {
        add(name);
        return this;
    }
    if (name == m_last_name) return m_last_child;
    auto place = std::lower_bound(m_children.begin(), m_children.end(), name,
                                  [](const auto& child, Symbol wanted) { return child.first < wanted; });
    if (place != m_children.end() && place->first == name) {
        m_last_name = name;
        return m_last_child = place->second.get();
    }
    bool is_root = m_names.empty();
    if (m_names.size() >= most_shared || m_table->m_shared_shapes >= most_shapes ||
        m_children.size() >= (is_root ? most_children * 16 : most_children)) {
        auto own = owned_copy();
        own->add(name);
        return own.release();
    }
    auto child = std::make_unique<Shape>(m_table);
    child->m_names.reserve(m_names.size() + 1);
    child->m_names = m_names;
    child->add(name);
    m_table->m_bytes += child->bytes() + sizeof(m_children[0]);
    ++m_table->m_shared_shapes;
    m_last_name = name;
    m_last_child = child.get();
    m_children.emplace(place, name, std::move(child));
    return m_last_child;
}

std::unique_ptr<Shape> Shape::owned_copy() const {
    auto copy = std::make_unique<Shape>(m_table);
    copy->m_owned = true;
    copy->m_names = m_names;
    if (copy->m_names.size() > linear_search) copy->rehash(copy->m_names.size());
    return copy;
}

std::unique_ptr<Shape> Shape::twin() const {
    auto copy = std::make_unique<Shape>(m_table);
    copy->m_owned = true;
    copy->m_names.reserve(m_names.capacity());
    copy->m_names.assign(m_names.begin(), m_names.end());
    copy->m_table_of_slots.reserve(m_table_of_slots.capacity());
    copy->m_table_of_slots.assign(m_table_of_slots.begin(), m_table_of_slots.end());
    return copy;
}

std::unique_ptr<Shape> Shape::without(Symbol name) const {
    auto copy = owned_copy();
    uint32_t slot = copy->find(name);
    if (slot != absent) copy->remove_owned(slot);
    return copy;
}

void Shape::remove_owned(uint32_t slot) {
    bool last = slot + 1 == m_names.size();
    Symbol name = m_names[slot];
    if (m_table_of_slots.empty()) {
        m_names.erase(m_names.begin() + slot);
        return;
    }
    if (!last) {
        m_names.erase(m_names.begin() + slot);
        rehash(m_names.size() < 2 ? 2 : m_names.size());
        return;
    }
    // Open addressing without tombstones: entries after the hole move back into it when their own bucket allows.
    size_t mask = m_table_of_slots.size() - 1;
    size_t hole = bucket_of(name, mask);
    while (m_table_of_slots[hole] != slot + 1) hole = (hole + 1) & mask;
    for (size_t next = (hole + 1) & mask; m_table_of_slots[next] != 0; next = (next + 1) & mask) {
        size_t home = bucket_of(m_names[m_table_of_slots[next] - 1], mask);
        if (((next - home) & mask) >= ((next - hole) & mask)) {
            m_table_of_slots[hole] = m_table_of_slots[next];
            hole = next;
        }
    }
    m_table_of_slots[hole] = 0;
    m_names.pop_back();
}

} // namespace scope
