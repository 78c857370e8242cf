#pragma once
// The memory of one world. Reference counts free most things at once and deterministically (weak_ref_alive depends on
// it); the Collector, due when the heap has grown and never by time, finds what only refers to itself.
// Nothing pauses: a release frees a few hundred containers at most and leaves the rest to later releases and slices, so
// a list of a million nodes goes bit by bit. Every object knows its heap: 8 bytes each, in return for exact accounting
// and several worlds side by side. A heap and its values belong to one thread.

#include "core/base/verify.h"
#include "core/value/collector.h"
#include "core/value/heap_object.h"
#include "core/value/memory.h"
#include "core/value/names.h"
#include "core/value/point_index.h"
#include "core/value/value.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace scope {

struct WeakRef;

/// Hears of writes while somebody observes. `key`: a Symbol for structs, an index for arrays.
class WriteBarrier {
public:
    virtual ~WriteBarrier() = default;
    /// Called before the value at `key` changes; `existed` is false when the write creates it. May not touch the heap.
    virtual void before_write(const HeapObject& container, uint32_t key, bool existed, const Value& old) {
        (void)container, (void)key, (void)existed, (void)old;
    }
    /// Called before `container` is freed, so that nobody keeps its address. A member of a cycle is empty by then.
    virtual void before_free(const HeapObject& container) { (void)container; }
};

/// What one world may use; going over is a fault that no catch sees.
struct HeapLimits {
    size_t total_bytes = size_t(2) << 30;
    size_t string_bytes = size_t(256) << 20;
    size_t array_items = size_t(1) << 26;
};

class Heap : private WriteBarrier {
public:
    explicit Heap(std::shared_ptr<NameTable> names, HeapLimits limits = {});
    /// Frees everything that is left, whatever its count; Values outside of the heap must be gone by then.
    ~Heap() override;
    Heap(const Heap&) = delete;
    Heap& operator=(const Heap&) = delete;

    NameTable& names() { return *m_names; }
    const std::shared_ptr<NameTable>& shared_names() const { return m_names; }
    const HeapLimits& limits() const { return m_limits; }
    /// What the limit goes by: own_bytes() and the names, which copies share.
    size_t bytes() const { return m_bytes + m_names->bytes(); }
    /// Objects and what `account` was told: what all else goes by, so that a copy does as its original did, whatever
    /// names others have made meanwhile.
    size_t own_bytes() const { return m_bytes; }
    size_t containers() const { return m_container_count; }

    /// Whether `more` bytes may be allocated. Natives ask before they allocate in proportion to their input.
    bool may_allocate(size_t more) { return (foresees(more) && fits(more)) || make_room(more); }

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

    PointIndex& points() { return m_points; }

    /// The lists in which all containers are, each in one. For copies of a heap.
    template<typename Visit> void each_list(Visit visit) {
        m_collector.each_list(visit);
        visit(m_doomed, true);
    }
    /// Frees what waits for it.
    void release_all();
    /// The end of a copy: this heap's containers, `twin(n)` for the n-th that each_list of `other` comes by (or null),
    /// stand in the same lists in the same order, and the collector is as far.
    template<typename Twin> void stand_as(Heap& other, const Twin& twin) {
        VERIFY(m_state == State::idle && other.m_state == State::idle);
        size_t number = 0;
        m_collector.stand_as(other.m_collector, twin, number);
        for (Links* at = other.m_doomed.first(); at != other.m_doomed.end(); at = at->next) {
            Container* container = twin(number++);
            if (!container) continue;
            container->unlink();
            m_doomed.push_back(container);
        }
        m_foreseen = other.m_foreseen;
        m_last_resort = other.m_last_resort;
        m_release_work = other.m_release_work;
        epoch = other.epoch;
        if (m_writes_watched != other.m_writes_watched) watch_writes(other.m_writes_watched);
    }
    const Collector& collector() const { return m_collector; }

    /// Called when a count reaches 0.
    void free_later(HeapObject* object);
    /// Frees all unreachable cycles; returns how many objects went. The cost is linear in live containers and their
    /// values.
    size_t collect_cycles();
    /// The same bit by bit: the vm asks between instructions of its choosing whether a slice is due.
    bool collection_due() const { return m_collector.due(); }
    void collect_slice();
    void set_pace(const CollectorPace& pace);
    /// Values and containers that the collector and releases have visited so far.
    uint64_t work() const { return m_collector.work() + m_release_work; }
    const CollectorReport& last_collection() const { return m_collector.report(); }

    void observe(WriteBarrier* observer); ///< null: nobody
    bool observed() const { return m_observer != nullptr; }
    /// Whoever changes what a container refers to asks this first: Collector depends on it. Null while neither anybody
    /// observes nor the collector judges; set by the heap alone.
    uint32_t epoch = 0; ///< raised by who observes, to tell what is older from what is newer
    WriteBarrier* barrier = nullptr;
    /// The same when `count` values of a row are taken out (`grows`: put in) at `from` and the rest moves: cheaper than
    /// to tell of each, for when nobody observes.
    void before_shift(Container* container, Value* values, uint32_t from, uint32_t count, bool grows);
    /// The same for one who has no key to tell: before `object` or what it refers to changes.
    void touch(HeapObject* object) {
        if (object->has(HeapObject::suspect)) [[unlikely]]
            m_collector.reach(static_cast<Container*>(object));
    }
    /// Gives up a reference that is part of a container.
    void let_go(HeapObject* object) {
        touch(object);
        if (--object->references == 0) free_later(object);
    }
    /// Frees a Struct whose `is_instance` is set: core/world derives Instance from Struct, puts it into memory from
    /// `allocate`, and here runs its destructor and calls `release`. Its members, statics and shape are released by
    /// then. Values that only the derived class holds count as references from outside, so the cycle collector never
    /// frees what they hold.
    void (*free_instance)(Struct* instance) = nullptr;

    /// Memory that counts, and large pieces as work; the size must be given back when freeing. Never null.
    void* allocate(size_t bytes) {
        m_bytes += bytes;
        spend_on(bytes);
        return m_memory.allocate(bytes);
    }
    void release(void* block, size_t bytes) {
        m_bytes -= bytes;
        if (m_state != State::dying) m_memory.release(block, bytes); // later: others may still look at it
    }
    void* reallocate(void* block, size_t old_bytes, size_t new_bytes) {
        m_bytes += new_bytes - old_bytes;
        if (new_bytes > old_bytes) spend_on(new_bytes);
        return m_memory.reallocate(block, old_bytes, new_bytes);
    }
    /// Work in proportion to what is there (1 unit ~ one instruction of GML), told by whoever does it. The vm takes it
    /// off the budget of the code that runs, so a native need not know what the parts it uses do.
    void spend(uint64_t units) { *m_meter -= static_cast<int64_t>(units < most_spent ? units : most_spent); }
    /// Looking at text is work in proportion to its bytes, but for short ones: asked wherever a text is read, compared
    /// or hashed. False when everything is spent: nobody will see the answer, so who looks at many may skip the rest.
    bool may_read(size_t bytes) {
        if (bytes <= free_read) return true;
        spend(bytes / read_per_unit);
        return !spent();
    }
    /// Whether more was spent than there is.
    bool spent() const { return *m_meter + *m_reserve < 0; }
    /// Where `spend` counts down, and where what there is besides stands; null: nowhere, and there is plenty.
    void set_meter(int64_t* meter, const int64_t* reserve) {
        m_meter = meter ? meter : &m_unmetered;
        m_reserve = meter ? reserve : &plenty;
    }

    /// Counts memory that was allocated elsewhere on behalf of this world.
    void account(ptrdiff_t bytes) {
        m_bytes = static_cast<size_t>(static_cast<ptrdiff_t>(m_bytes) + bytes);
        if (bytes > 0) spend_on(static_cast<size_t>(bytes));
    }

private:
    friend struct Container;
    friend class Collector;
    friend class HeapInvariants;

    void before_write(const HeapObject& container, uint32_t key, bool existed, const Value& old) override;
    void before_free(const HeapObject& container) override;
    void watch_writes(bool on);

    void spend_on(size_t bytes) {
        if (bytes > free_block) spend(bytes / bytes_per_unit);
    }
    bool fits(size_t more) const { return more <= m_limits.total_bytes && bytes() <= m_limits.total_bytes - more; }
    bool foresees(size_t more) const { return more <= m_foreseen && m_bytes <= m_foreseen - more; }
    bool make_room(size_t more);
    void foresee(size_t live);
    void link(Container* container) {
        ++m_container_count;
        m_collector.add(container);
    }
    void doom(Container* container, ContainerList& list);
    size_t release_some(size_t budget);
    bool has_doomed() const { return !m_doomed.empty(); }
    void let_go(const Value& value) {
        if (value.is_counted()) let_go(value.as_object());
    }
    bool clear_some(Container* container, size_t& left);
    void clear(Container* container);
    void clear_struct(Struct* object);
    void destroy(Container* container);
    void weak_target_dies(HeapObject* target);
    void forget_weak_ref(WeakRef* weak_ref);
    String* cached_string(std::string_view text);

    static constexpr size_t free_read = 256; // bytes of text that are no work to speak of
    static constexpr size_t read_per_unit = 16;
    static constexpr size_t free_block = 4096; // bytes of memory, likewise
    static constexpr size_t bytes_per_unit = 64;
    static constexpr int64_t plenty = INT64_MAX / 2;
    static constexpr uint64_t most_spent = uint64_t(1) << 40; // at once: far beyond every budget, far from an overflow

    std::shared_ptr<NameTable> m_names;
    HeapLimits m_limits;
    int64_t m_unmetered = 0;
    int64_t* m_meter = &m_unmetered;
    const int64_t* m_reserve = &plenty;
    Memory m_memory;
    size_t m_bytes = 0;
    size_t m_foreseen = 0;    // bytes; more than that is the collector's business
    size_t m_last_resort = 0; // more than that: a whole collection
    size_t m_container_count = 0;
    uint64_t m_release_work = 0;
    WriteBarrier* m_observer = nullptr;
    bool m_writes_watched = false;
    Collector m_collector{*this};
    ContainerList m_doomed; // unreachable, held by one reference more until they are empty
    std::unordered_map<const HeapObject*, WeakRef*> m_weak_refs; // target -> a list of them
    PointIndex m_points;
    std::vector<String*> m_cached; // one-byte strings by byte, then the empty one
    enum class State : uint8_t { idle, releasing, dying } m_state = State::idle;
};

inline Container* ContainerList::front() const {
    return static_cast<Container*>(m_head.next);
}

inline void Collector::add(Container* container) {
    container->flags = m_reached;
    m_lists[settled].push_front(container);
    ++m_allocated;
}

inline Container::Container(Heap& owner, ObjectType kind) : HeapObject(owner, kind), born(owner.epoch) {
    owner.link(this);
}

inline void Value::retain() const {
    if (is_counted()) ++as_object()->references;
}

inline void Value::release(uint64_t bits, uint64_t tag) {
    if (static_cast<Type>(static_cast<uint8_t>(tag)) < Type::string) return;
    auto* object = reinterpret_cast<HeapObject*>(bits);
    if (--object->references == 0) object->heap->free_later(object);
}

} // namespace scope
