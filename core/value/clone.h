#pragma once
// Copies values from one heap into another with identity kept: what was one array for two variables is one array again.
// For World::clone. Iterative; both heaps share a NameTable. Strings are copied too, since a string counts and belongs
// to one heap.

#include "core/value/objects.h"

#include <functional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace scope {

class HeapCopier {
public:
    /// `make_instance` makes the counterpart of a Struct with `is_instance` (an Instance of core/world), without
    /// members; not needed when all of them are given to `adopt` first. Without either an instance becomes a plain
    /// struct.
    HeapCopier(Heap& from, Heap& to, std::function<Struct*(const Struct&)> make_instance = nullptr);
    ~HeapCopier(); ///< lets go of what nobody took, and ties weak references whose target was copied
    HeapCopier(const HeapCopier&) = delete;
    HeapCopier& operator=(const HeapCopier&) = delete;

    Value copy(const Value& value);
    /// Says that `made` (without members) is the counterpart of `original`; its members and statics are copied at the
    /// next `copy`.
    void adopt(const Struct& original, Struct* made);
    /// Copies what adopted structs hold, when no `copy` follows.
    void finish();

private:
    HeapObject* counterpart(HeapObject* original);
    HeapObject* make(HeapObject* original);
    void fill(const Container* original, Container* made);
    Value copy_one(const Value& value);

    Heap& m_to;
    std::function<Struct*(const Struct&)> m_make_instance;
    std::unordered_map<const HeapObject*, HeapObject*> m_made;
    std::vector<Value> m_kept; // everything made lives at least as long as the copier
    std::vector<std::pair<const Container*, Container*>> m_to_fill;
    std::vector<std::pair<const WeakRef*, WeakRef*>> m_weak_refs;
};

} // namespace scope
