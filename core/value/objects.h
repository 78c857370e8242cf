#pragma once
// The four kinds of heap object. Strings are immutable to GML; the one exception is `s += t`, which grows in place when
// nobody else holds s. Structs keep their values in slots and their names in a Shape that structs built alike share, so
// that a member access whose place in the code saw this shape before is one comparison and one load.

#include "core/value/heap.h"
#include "core/value/shape.h"

#include <string_view>

namespace scope {

struct String : HeapObject {
    uint32_t length = 0; ///< bytes
    uint32_t capacity = 0;
    mutable uint32_t hash_value = 0;    ///< 0: not computed yet
    mutable uint32_t code_points = ~0u; ///< ~0: not counted yet; equal to length: each is a byte
    char* text = nullptr;
    uint32_t inline_capacity = 0; ///< bytes behind this header; the text lives there until it outgrows them

    explicit String(Heap& owner) : HeapObject(owner, ObjectType::string) {}
    std::string_view view() const { return {text, length}; }
    char* data() { return text; }
    char* inline_text() { return reinterpret_cast<char*>(this + 1); }
    /// Whether positions are bytes: of ASCII, and of bytes that are no code points.
    bool is_ascii() const { return points() == length; }
    uint32_t hash() const { return hash_value ? hash_value : find_hash(); } ///< never 0
    uint32_t find_hash() const;
    uint32_t points() const; ///< length in code points, as string_length counts; a bad byte counts as one
};

// These look at text and are charged for it. When everything is spent they answer false or 0, which nobody sees.

inline bool same_text(const String& a, const String& b) {
    return &a == &b || (a.length == b.length && a.heap->may_read(a.length) && a.view() == b.view());
}
/// By bytes, as -1, 0 or 1.
int order_of_texts(const String& a, const String& b);
/// The number a text begins with: parse_number_prefix of numbers.h.
bool read_number(const String& text, double& out, std::string_view* rest = nullptr);

/// `target += more` on a string: in place when nobody else holds it (amortised doubling), else as a new string. `more`
/// may be part of target's own text. False when a limit forbids it; nothing changes then.
[[nodiscard]] bool append_in_place(Value& target, const String& more);
/// Whether that would neither copy nor allocate.
inline bool has_room(const String& target, const String& more) {
    return target.references == 1 && !target.has(HeapObject::cached) &&
           size_t(target.length) + more.length <= target.capacity;
}
/// Both as a new string, with `spare` bytes of room behind them. Null when a limit forbids it.
String* joined(Heap& heap, const String& left, const String& right, size_t spare);
/// string(number)
String* number_string(Heap& heap, double number);

struct Array : Container {
    Value* items = nullptr;
    uint32_t size = 0;
    uint32_t capacity = 0;

    explicit Array(Heap& owner) : Container(owner, ObjectType::array) {}
    /// New items are real 0. False when a limit forbids it; nothing changes then.
    [[nodiscard]] bool resize(uint32_t new_size);
    /// Room for that many items without changing the size. False when a limit forbids it.
    [[nodiscard]] bool reserve(uint32_t wanted);
    /// The existing item at `index`. Tells the heap's barrier, as every writer here does.
    void write(uint32_t index, const Value& value) {
        if (heap->barrier) [[unlikely]]
            heap->barrier->before_write(*this, index, true, items[index]);
        items[index] = value;
    }
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
    uint32_t constructor = ~0u; ///< CodeId of the constructor that made it; ~0: a literal
    Struct* statics = nullptr;  ///< the static struct whose members are visible through this one; counted
    bool is_instance = false;   ///< an Instance of core/world
    uint8_t hidden = 0;       ///< the first so many members are an instance's built-in ones: no text, no JSON has them
    bool is_weak_ref = false; ///< a WeakRef; `ref` is no member of it but Heap::weak_ref_target

    explicit Struct(Heap& owner) : Container(owner, ObjectType::structure) {}
    /// Own members only; null when absent. The pointer is good until the next write.
    const Value* find(Symbol name) const {
        uint32_t slot = shape->find(name);
        return slot == Shape::absent ? nullptr : slots + slot;
    }
    /// Own members, then the chain of static structs.
    const Value* find_with_statics(Symbol name) const;
    /// False when a limit forbids it. Tells the heap's barrier.
    [[nodiscard]] bool set(Symbol name, const Value& value);
    /// The existing member in `slot` of this shape.
    void write(uint32_t slot, const Value& value) {
        if (heap->barrier) [[unlikely]]
            heap->barrier->before_write(*this, shape->names()[slot], true, slots[slot]);
        slots[slot] = value;
    }
    bool remove(Symbol name); ///< whether it was there; linear in the members unless it is the last
    void clear();             ///< removes all members, newest first
    size_t size() const { return shape->size(); }
    void set_statics(Struct* with);

    static constexpr int longest_static_chain = 256; ///< look-ups stop there, since static_set can make a circle
};

/// What weak_ref_create returns. The heap's table finds these by target when the target goes.
struct WeakRef : Struct {
    HeapObject* target = nullptr; ///< null: gone
    WeakRef* next_ref = nullptr;  ///< others with the same target
    WeakRef* previous_ref = nullptr;

    explicit WeakRef(Heap& owner) : Struct(owner) { is_weak_ref = true; }
};

struct Method : Container {
    Value self;        ///< undefined: bound to the caller's self when called
    uint32_t function; ///< CodeId
    Struct* statics = nullptr;

    Method(Heap& owner, Value bound, uint32_t id)
        : Container(owner, ObjectType::method)
        , self(std::move(bound))
        , function(id) {}
};

} // namespace scope
