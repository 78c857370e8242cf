#pragma once
// The memory of one world. Reference counts free most things at once and deterministically (weak_ref_alive depends on it);
// a cycle collection, due after a number of container allocations and never by time, finds what only refers to itself.
// Releases go through a queue, so freeing a list of a million nodes does not recurse. Every object knows its heap: 8 bytes each,
// in return for exact accounting and several worlds side by side.

#include "core/value/names.h"
#include "core/value/value.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace scope {

class Heap;

enum class ObjectType : uint8_t { string, array, structure, method };

/// The head of everything on the heap.
struct HeapObject {
    Heap* heap;
    uint32_t references = 0;
    ObjectType object_type;
    uint8_t watched = 0;   ///< the observer wants to hear of reads (a payload value or what was parsed out of one)
    uint8_t queued = 0;    ///< waits in the release queue
    uint8_t collector = 0; ///< the cycle collector's mark

    HeapObject(Heap& owner, ObjectType kind) : heap(&owner), object_type(kind) {}
};

/// Arrays, structs and methods: what can be part of a cycle. Linked into the heap's list of containers.
struct Container : HeapObject {
    Container* next = nullptr;
    Container* previous = nullptr;
    uint32_t external = 0; ///< the cycle collector's count

    Container(Heap& owner, ObjectType kind);
};

/// Hears of writes while somebody observes. `key`: a Symbol for structs, an index for arrays.
class WriteBarrier {
public:
    virtual ~WriteBarrier() = default;
    /// Called before the value at `key` changes; `existed` is false when the write creates it.
    virtual void before_write(const HeapObject& container, uint32_t key, bool existed, const Value& old) = 0;
    /// Called before `container` is freed, so that nobody keeps its address.
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
    ~Heap(); ///< frees everything that is left, whatever its count
    Heap(const Heap&) = delete;
    Heap& operator=(const Heap&) = delete;

    NameTable& names() { return *m_names; }
    const std::shared_ptr<NameTable>& shared_names() const { return m_names; }
    const HeapLimits& limits() const { return m_limits; }
    size_t bytes() const { return m_bytes; }
    size_t containers() const { return m_container_count; }

    /// Whether `more` bytes may be allocated. Natives ask before they allocate in proportion to their input.
    bool may_allocate(size_t more) const { return m_bytes + more <= m_limits.total_bytes; }

    String* new_string(std::string_view text);
    /// A string of `bytes` bytes for the caller to fill (`String::data`) before anybody reads it.
    String* new_string_uninitialized(size_t bytes);
    Array* new_array(size_t items = 0); ///< filled with real 0
    Struct* new_struct();
    Method* new_method(const Value& self, uint32_t function);

    /// Called when a count reaches 0.
    void free_later(HeapObject* object);
    /// Frees unreachable cycles; returns how many objects went. The cost is linear in live containers.
    size_t collect_cycles();
    /// Whether enough containers were allocated since the last collection; the vm asks between instructions of its choosing.
    bool collection_due() const { return m_allocated_since >= m_collect_after; }

    /// Null when nobody observes.
    WriteBarrier* barrier = nullptr;

    /// Bookkeeping of the object types; nobody else calls these.
    void account(ptrdiff_t bytes) { m_bytes = static_cast<size_t>(static_cast<ptrdiff_t>(m_bytes) + bytes); }
    void link(Container* container);
    void unlink(Container* container);

private:
    void drain();
    void destroy(HeapObject* object);

    std::shared_ptr<NameTable> m_names;
    HeapLimits m_limits;
    size_t m_bytes = 0;
    size_t m_container_count = 0;
    size_t m_allocated_since = 0;
    size_t m_collect_after = 100000;
    Container* m_first = nullptr;
    std::vector<HeapObject*> m_release_queue;
    bool m_draining = false;
};

inline void Value::retain() const {
    if (is_counted()) ++as_object()->references;
}

inline void Value::release() {
    if (!is_counted()) return;
    HeapObject* object = as_object();
    if (--object->references == 0) object->heap->free_later(object);
}

} // namespace scope
