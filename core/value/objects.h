#pragma once
// The four kinds of heap object. Strings are immutable to GML; the one exception is `s += t`, which grows in place when nobody
// else holds s. Structs keep their values in slots and their names in a Shape that structs built alike share, so that a member
// access whose place in the code saw this shape before is one comparison and one load.

#include "core/value/heap.h"
#include "core/value/shape.h"

#include <string_view>

namespace scope {

struct String : HeapObject {
    uint32_t length = 0; ///< bytes
    uint32_t capacity = 0;
    mutable uint32_t hash_value = 0;    ///< 0: not computed yet
    mutable uint32_t code_points = ~0u; ///< ~0: not counted yet; equal to length: ASCII
    char* text = nullptr;

    explicit String(Heap& owner) : HeapObject(owner, ObjectType::string) {}
    std::string_view view() const { return {text, length}; }
    char* data() { return text; }
    uint32_t hash() const;   ///< never 0
    uint32_t points() const; ///< length in code points, as string_length counts; a bad byte counts as one
};

struct Array : Container {
    Value* items = nullptr;
    uint32_t size = 0;
    uint32_t capacity = 0;

    explicit Array(Heap& owner) : Container(owner, ObjectType::array) {}
    /// New items are real 0. False when a limit forbids it; nothing changes then.
    [[nodiscard]] bool resize(uint32_t new_size);
    /// Grows with zeros as GML does. False when a limit forbids it.
    [[nodiscard]] bool set(uint32_t index, const Value& value);
    [[nodiscard]] bool push(const Value& value);
    /// Moves the tail; indices are the caller's to check.
    [[nodiscard]] bool insert(uint32_t index, const Value* values, uint32_t count);
    void remove(uint32_t index, uint32_t count);
};

struct Struct : Container {
    Shape* shape = nullptr;
    Value* slots = nullptr;
    uint32_t slot_capacity = 0;
    uint32_t constructor = ~0u;  ///< CodeId of the constructor that made it; ~0: a literal
    Struct* statics = nullptr;   ///< the static struct whose members are visible through this one; counted
    bool is_instance = false;    ///< an Instance of core/world
    bool is_weak_ref = false;    ///< made by weak_ref_create

    explicit Struct(Heap& owner) : Container(owner, ObjectType::structure) {}
    /// Own members only; null when absent. The pointer is good until the next write.
    const Value* find(Symbol name) const;
    /// Own members, then the chain of static structs.
    const Value* find_with_statics(Symbol name) const;
    /// False when a limit forbids it. Tells the heap's barrier.
    [[nodiscard]] bool set(Symbol name, const Value& value);
    bool remove(Symbol name); ///< whether it was there
    size_t size() const { return shape->size(); }
    void set_statics(Struct* with);
};

struct Method : Container {
    Value self;        ///< undefined: bound to the caller's self when called
    uint32_t function; ///< CodeId
    Struct* statics = nullptr;

    Method(Heap& owner, Value bound, uint32_t id) : Container(owner, ObjectType::method), self(std::move(bound)), function(id) {}
};

} // namespace scope
