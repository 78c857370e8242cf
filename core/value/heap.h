#pragma once
// The memory of one world. Reference counts free most things at once and deterministically (weak_ref_alive depends on
// it); a cycle collection, due after a number of container allocations and never by time, finds what only refers to
// itself. Releases go through a queue, so freeing a list of a million nodes does not recurse. Every object knows its
// heap: 8 bytes each, in return for exact accounting and several worlds side by side. A heap and its values belong to
// one thread.

#include "core/value/memory.h"
#include "core/value/names.h"
#include "core/value/value.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace scope {

class Heap;
struct WeakRef;

enum class ObjectType : uint8_t { string, array, structure, method };

/// The head of everything on the heap.
struct HeapObject {
    enum Flag : uint8_t {
        queued = 1,            ///< waits in the release queue
        reachable = 2,         ///< the cycle collector's mark
        weakly_referenced = 4, ///< has an entry in the heap's table of weak references
        cached = 8,            ///< a string that the heap hands out to everybody who asks for that text
    };
    Heap* heap;
    uint32_t references = 0;
    ObjectType object_type;
    uint8_t watched = 0; ///< the observer wants to hear of reads (a payload value or what was parsed out of one); never
                         ///< set it on a `cached` string
    uint8_t flags = 0;

    HeapObject(Heap& owner, ObjectType kind) : heap(&owner), object_type(kind) {}
    bool has(Flag flag) const { return (flags & flag) != 0; }
};

/// Arrays, structs and methods: what can be part of a cycle. Linked into the heap's list of containers.
struct Container : HeapObject {
    Container* next = nullptr;
    Container* previous = nullptr;
    uint32_t external = 0; ///< the cycle collector's count

    inline Container(Heap& owner, ObjectType kind); ///< links
};

/// Hears of writes while somebody observes. `key`: a Symbol for structs, an index for arrays.
class WriteBarrier {
public:
    virtual ~WriteBarrier() = default;
    /// Called before the value at `key` changes; `existed` is false when the write creates it. May not touch the heap.
    virtual void before_write(const HeapObject& container, uint32_t key, bool existed, const Value& old) = 0;
    /// Called before `container` is freed, so that nobody keeps its address. A member of a cycle is empty by then.
    virtual void before_free(const HeapObject& container) = 0;
};

/// What one world may use; going over is a fault that no catch sees.
struct HeapLimits {
    size_t total_bytes = size_t(2) << 30;
    size_t string_bytes = size_t(256) << 20;
    size_t array_items = size_t(1) << 26;
};

class Heap {
public:
    explicit Heap(std::shared_ptr<NameTable> names, HeapLimits limits = {});
    ~Heap(); ///< frees everything that is left, whatever its count; Values outside of the heap must be gone by then
    Heap(const Heap&) = delete;
    Heap& operator=(const Heap&) = delete;

    NameTable& names() { return *m_names; }
    const std::shared_ptr<NameTable>& shared_names() const { return m_names; }
    const HeapLimits& limits() const { return m_limits; }
    /// Objects, what `account` was told, and the names.
    size_t bytes() const { return m_bytes + m_names->bytes(); }
    size_t containers() const { return m_container_count; }

    /// Whether `more` bytes may be allocated. Natives ask before they allocate in proportion to their input.
    bool may_allocate(size_t more) const {
        return more <= m_limits.total_bytes && bytes() <= m_limits.total_bytes - more;
    }

    /// Strings of less than two bytes are shared (`HeapObject::cached`). The caller has asked may_allocate for long
    /// ones.
    String* new_string(std::string_view text);
    /// A string of its own of `bytes` bytes for the caller to fill (`String::data`) before anybody reads it.
    String* new_string_uninitialized(size_t bytes);
    Array* new_array(size_t items = 0); ///< filled with real 0; null when a limit forbids that many items
    Struct* new_struct();
    Method* new_method(const Value& self, uint32_t function);

    /// A struct that knows `target` (a struct, method or array) as long as something else keeps it alive.
    Struct* new_weak_ref(const Value& target);
    /// Makes a weak reference that points nowhere point to `target`.
    void point_weak_ref(WeakRef* weak_ref, HeapObject* target);
    static bool weak_ref_alive(const Struct* weak_ref);   ///< false also for a struct that is no weak reference
    static Value weak_ref_target(const Struct* weak_ref); ///< undefined when dead

    /// Called when a count reaches 0.
    void free_later(HeapObject* object);
    /// Frees unreachable cycles; returns how many objects went. The cost is linear in live containers and their values.
    size_t collect_cycles();
    /// Whether enough containers were allocated since the last collection; the vm asks between instructions of its
    /// choosing.
    bool collection_due() const { return m_allocated_since >= m_collect_after; }

    /// Null when nobody observes.
    WriteBarrier* barrier = nullptr;
    /// Frees a Struct whose `is_instance` is set: core/world derives Instance from Struct, puts it into memory from
    /// `allocate`, and here runs its destructor and calls `release`. Its members, statics and shape are released by
    /// then. Values that only the derived class holds count as references from outside, so the cycle collector never
    /// frees what they hold.
    void (*free_instance)(Struct* instance) = nullptr;

    /// Memory that counts; the size must be given back when freeing. Never null.
    void* allocate(size_t bytes) { return m_bytes += bytes, m_memory.allocate(bytes); }
    void release(void* block, size_t bytes) {
        m_bytes -= bytes;
        if (m_state != State::dying) m_memory.release(block, bytes); // later: others may still look at it
    }
    void* reallocate(void* block, size_t old_bytes, size_t new_bytes) {
        m_bytes += new_bytes - old_bytes;
        return m_memory.reallocate(block, old_bytes, new_bytes);
    }
    /// Counts memory that was allocated elsewhere on behalf of this world.
    void account(ptrdiff_t bytes) { m_bytes = static_cast<size_t>(static_cast<ptrdiff_t>(m_bytes) + bytes); }

    /// Bookkeeping of Container; nobody else calls these.
    void link(Container* container) {
        container->next = m_first;
        if (m_first) m_first->previous = container;
        m_first = container;
        ++m_container_count;
        ++m_allocated_since;
    }
    void unlink(Container* container) {
        (container->previous ? container->previous->next : m_first) = container->next;
        if (container->next) container->next->previous = container->previous;
        --m_container_count;
    }

private:
    void drain();
    void destroy(HeapObject* object);
    void destroy_container(Container* container);
    void clear_container(Container* container);
    void weak_target_dies(HeapObject* target);
    void forget_weak_ref(WeakRef* weak_ref);
    String* cached_string(std::string_view text);

    std::shared_ptr<NameTable> m_names;
    HeapLimits m_limits;
    Memory m_memory;
    size_t m_bytes = 0;
    size_t m_container_count = 0;
    size_t m_allocated_since = 0;
    size_t m_collect_after;
    Container* m_first = nullptr;
    std::vector<HeapObject*> m_release_queue;
    std::unordered_map<const HeapObject*, WeakRef*> m_weak_refs; // target -> a list of them
    std::vector<String*> m_cached;                               // one-byte strings by byte, then the empty one
    enum class State : uint8_t { idle, draining, dying } m_state = State::idle;
};

inline Container::Container(Heap& owner, ObjectType kind) : HeapObject(owner, kind) {
    owner.link(this);
}

inline void Value::retain() const {
    if (is_counted()) ++as_object()->references;
}

inline void Value::release() {
    if (!is_counted()) return;
    HeapObject* object = as_object();
    if (--object->references == 0) object->heap->free_later(object);
}

} // namespace scope
