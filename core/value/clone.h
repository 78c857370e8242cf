#pragma once
// Copies a heap into another one: what was one array for two variables is one array again, and room that was reserved
// is reserved again, so that both grow at the same places. `copy` follows what is reached; `copy_rest` adds what
// nothing reaches any more and `settle` where the collector stands, so that the copy's collector finds the same at the
// same moments. Iterative; both heaps share a NameTable. Strings are copied too, since a string counts and belongs to
// one heap. About 100 ns a container and 30 ns a string; a container of the original is found by a number that it
// carries meanwhile.

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
    /// struct. The original may not change while the copier lives.
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
    /// Copies what nothing has led to, unreachable cycles for one; then `settle` may follow.
    void copy_rest();
    /// The last step of a whole copy, when everything that holds values has its copies: the new heap's collector stands
    /// where the other one does. The copier holds nothing any more.
    void settle();

private:
    struct Twin {
        Container* original;
        HeapObject* made;  ///< null: nothing has led here yet
        uint32_t internal; ///< what stood there before the number
    };
    class Forgetter;
    void restore();
    HeapObject* counterpart(HeapObject* original);
    HeapObject* string_counterpart(String* original);
    HeapObject* make(HeapObject* original);
    void fill(const Container* original, Container* made);
    Value copy_one(const Value& value);

    Heap& m_from;
    Heap& m_to;
    std::function<Struct*(const Struct&)> m_make_instance;
    std::vector<Twin> m_twins;                                    // by the number in Container::internal
    size_t m_doomed_from = 0;                                     // from this number on they wait to be freed
    std::unordered_map<const HeapObject*, HeapObject*> m_strings; // those that several hold
    std::vector<Value> m_kept; // everything made lives at least as long as the copier
    std::vector<std::pair<const Container*, Container*>> m_to_fill;
    std::vector<std::pair<const WeakRef*, WeakRef*>> m_weak_refs;
    bool m_tied = false;
};

} // namespace scope
