#pragma once
// Addresses for ptr(struct): one per object, the same as long as the object lives. The machine's own would differ
// in every run, so these are numbered in the order they are asked for. One hash look-up each; what died is forgotten
// when the table has doubled.

#include "core/value/value.h"

#include <cstdint>
#include <unordered_map>

namespace scope {

struct WorldParts;

class HeapCopier;

class Addresses {
public:
    /// Of a struct, array or method.
    uint64_t of(const Value& object);
    size_t size() const { return m_known.size(); }
    void clone_into(Addresses& other, HeapCopier& copier) const;
    /// After the copier has tied weak references: by the new objects.
    void settle();

private:
    friend struct WorldParts;
    struct Known {
        Value weak_ref;
        uint64_t address;
    };
    std::unordered_map<const HeapObject*, Known> m_known;
    uint64_t m_made = 0;
    size_t m_sweep_at = 1024;
};

} // namespace scope
