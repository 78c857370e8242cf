#include "core/world/addresses.h"

#include "core/value/clone.h"

#include <algorithm>

namespace scope {

namespace {

constexpr uint64_t first_address = 0x10000000; // above small numbers, which ptr() takes as they are
constexpr uint64_t step = 16;

const HeapObject* target_of(const Value& weak_ref) {
    return static_cast<const WeakRef*>(weak_ref.as_struct())->target;
}

} // namespace

uint64_t Addresses::of(const Value& object) {
    if (m_known.size() >= m_sweep_at) {
        std::erase_if(m_known, [](const auto& entry) { return target_of(entry.second.weak_ref) == nullptr; });
        m_sweep_at = std::max(m_sweep_at, m_known.size() * 2);
    }
    const HeapObject* key = object.as_object();
    auto found = m_known.find(key);
    // Another object may have died and left its place in memory to this one.
    if (found != m_known.end() && target_of(found->second.weak_ref) == key) return found->second.address;
    Known known{Value(key->heap->new_weak_ref(object)), first_address + step * m_made++};
    uint64_t address = known.address;
    m_known.insert_or_assign(key, std::move(known));
    return address;
}

void Addresses::clone_into(Addresses& other, HeapCopier& copier) const {
    other.m_made = m_made;
    other.m_sweep_at = m_sweep_at;
    for (const auto& [key, known] : m_known)
        other.m_known.emplace(key, Known{copier.copy(known.weak_ref), known.address});
}

void Addresses::settle() {
    std::unordered_map<const HeapObject*, Known> settled;
    for (auto& [key, known] : m_known) {
        const HeapObject* target = target_of(known.weak_ref); // what died keeps its row until the table is swept
        settled.emplace(target ? target : known.weak_ref.as_object(), std::move(known));
    }
    m_known = std::move(settled);
}

} // namespace scope
