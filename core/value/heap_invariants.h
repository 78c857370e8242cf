#pragma once
// What holds for a heap whenever nobody is in the middle of changing it, checked from outside: rows that fit their
// memory, values of this heap only, no reference that is not counted, weak references that are known. Linear in
// containers and values. Torment builds check after every input of a session.

#include <string>

namespace scope {

class Heap;

class HeapInvariants {
public:
    /// The first thing that is wrong; empty when the heap is whole.
    static std::string broken(Heap& heap);
};

} // namespace scope
