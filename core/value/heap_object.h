#pragma once
// The head of everything on a heap: whose it is, how often it is referred to, what it is. 16 bytes; a container has 24
// more for the list it is in and the collector's count.

#include "core/value/collector.h"

#include <cstdint>

namespace scope {

class Heap;

enum class ObjectType : uint8_t { string, array, structure, method };

/// The head of everything on the heap.
struct HeapObject {
    enum Flag : uint8_t {
        weakly_referenced = 1, ///< has an entry in the heap's table of weak references
        cached = 2,            ///< a string that the heap hands out to everybody who asks for that text
        reached = 4,           ///< from here on the collector's: see Collector::reached
        suspect = 8,           ///< who holds it or changes it must say so: Collector::reach
        lowered = 16,          ///< its count is without `internal`
        indexed = 32,          ///< a string that the heap's PointIndex knows
        looked_into = 64,      ///< one that somebody asked for a position in, see PointIndex
    };
    Heap* heap;
    uint32_t references = 0;
    ObjectType object_type;
    uint8_t watched = 0; ///< the observer wants to hear of reads (a payload value or what was parsed out of one); never
                         ///< set it on a `cached` string
    uint8_t flags = 0;

    HeapObject(Heap& owner, ObjectType kind) : heap(&owner), object_type(kind) {}
    bool has(Flag flag) const { return (flags & flag) != 0; }
    void set(Flag flag) { flags |= flag; }
    void unset(int these) { flags &= static_cast<uint8_t>(~these); }
};

/// Arrays, structs and methods: what can be part of a cycle. In one of the lists of the collector or of the heap.
struct Container : HeapObject, Links {
    uint32_t internal = 0; ///< the collector's count of references from containers
    uint32_t born;         ///< Heap::epoch when it was made

    inline Container(Heap& owner, ObjectType kind); ///< links
};

} // namespace scope
