#pragma once
// How the tests of the collector drive it.

#include "core/value/objects.h"

namespace scope::test {

/// One cycle after the other, in slices of this size.
constexpr CollectorPace restless(size_t units) {
    return {.least_growth = 0,
            .growth_percent = 0,
            .least_bytes = size_t(64) << 20,
            .between_slices = 1,
            .slice_units = units,
            .most_units = units};
}

/// A struct that is freed as core/world's Instance is.
struct Counted : Struct {
    static inline int alive = 0;
    Value extra;
    explicit Counted(Heap& owner) : Struct(owner) {
        shape = owner.names().root_shape();
        is_instance = true;
        ++alive;
    }
    ~Counted() { --alive; }
    static Counted* make(Heap& heap) {
        heap.free_instance = [](Struct* instance) {
            Heap& owner = *instance->heap;
            static_cast<Counted*>(instance)->~Counted();
            owner.release(instance, sizeof(Counted));
        };
        return new (heap.allocate(sizeof(Counted))) Counted(heap);
    }
};

} // namespace scope::test
