#pragma once
// Finds what only refers to itself, a slice at a time: no slice visits more than some thousand values, however many
// containers live. GML runs between the slices. A cycle of the collection goes through four phases.
//  counting    How often is each container referred to by others?
//  marking     What has more references than that is held from outside (a register, a DS structure, the world), and
//  what
//              it leads to lives. GML goes on meanwhile and nobody tells, so both are guesses. Garbage does not change:
//              all that there was when the cycle began is among the rest, the suspects. A few others may be, too.
//  judging     The references between suspects are counted and then taken off, so that 0 is left of what only suspects
//              refer to. Nothing can happen to a suspect unnoticed now. Who writes to one asks the heap's barrier
//              first; who holds one makes its count 1 or more, so it is seen when all counts are looked at once more,
//              or it falls back to 0, and that calls Heap::free_later. What is noticed is reached, with what it leads
//              to.
//  sentencing  The rest gets its counts back and is doomed (Heap::doom).
// Costs: 12 bytes per container; nothing when a value is stored, since writers look for a barrier anyway. Every
// container is in exactly one list; "the first of a list" is a cursor that cannot dangle.

#include <cstddef>
#include <cstdint>

namespace scope {

class Heap;
struct HeapObject;
struct Container;

/// A place in a ContainerList; every container is in exactly one.
struct Links {
    Links* next;
    Links* previous;
    void unlink() {
        previous->next = next;
        next->previous = previous;
    }
};

/// A circle with a head that is no container, so that unlinking needs no list.
class ContainerList {
public:
    ContainerList() : m_head{&m_head, &m_head} {}
    ContainerList(const ContainerList&) = delete;
    ContainerList& operator=(const ContainerList&) = delete;

    bool empty() const { return m_head.next == &m_head; }
    Links* first() { return m_head.next; }
    const Links* end() const { return &m_head; }
    inline Container* front() const; ///< of a list that is not empty
    void push_front(Links* links) { insert(links, &m_head); }
    void push_back(Links* links) { insert(links, m_head.previous); }
    void take_all(ContainerList& from); ///< in front

private:
    static void insert(Links* links, Links* after) {
        links->previous = after;
        links->next = after->next;
        after->next->previous = links;
        after->next = links;
    }
    Links m_head;
};

/// How often and how much: in containers allocated, and in units, of which a value counts one and a container four.
struct CollectorPace {
    size_t least_between_cycles; ///< and at least as many as live
    size_t between_slices;
    size_t slice_units;
};

class Collector {
public:
#ifdef ASYNCSCOPE_TORMENT
    static constexpr CollectorPace usual_pace = {.least_between_cycles = 1, .between_slices = 1, .slice_units = 48};
#else
    static constexpr CollectorPace usual_pace = {
        .least_between_cycles = 100000, .between_slices = 32, .slice_units = 2048};
#endif

    explicit Collector(Heap& heap);

    /// A new container: it counts as reached in the cycle that is under way.
    inline void add(Container* container);
    /// Whether enough containers were allocated since the last slice, or since the last cycle.
    bool due() const {
        return m_allocated >= m_slice_at;
    }
    void set_pace(const CollectorPace& pace);
    /// There is something to release: the next slice is due soon.
    void hurry();
    /// One slice. What it finds to be garbage is doomed (Heap::doom).
    void slice();
    /// A whole cycle in one go; returns how many were garbage.
    size_t run();
    /// Moves a container to where nothing is asked of it before the next cycle.
    void settle(Container* container);
    /// Somebody holds this container or changes it: it is no suspect.
    void reach(Container* container);
    /// Whether the target of a weak reference is garbage by now, though not freed.
    bool sentenced(const HeapObject* target) const;
    /// All containers, for the end of the heap.
    ContainerList& gather();
    /// Values and containers visited so far.
    uint64_t work() const {
        return m_work;
    }

private:
    enum class Phase : uint8_t { idle, counting, marking, judging, sentencing };
    enum Place : uint8_t {
        settled, ///< nothing is asked of these before the next cycle
        uncounted,
        counted,
        grey,    ///< reached; what they lead to is not yet
        current, ///< the one that is visited: a long row takes several slices
        suspects,
        tallied, ///< suspects whose references to suspects are counted
        lowered, ///< suspects whose count is without these
        condemned,
        garbage,
        places
    };

    void begin();
    void end();
    void advance();
    void count_one();
    void mark_one();
    void judge_one();
    void sentence_one();
    bool visit_grey();
    bool reached(const Container* container) const;
    void move(Container* container, Place to);
    Container* take(Place from);
    Container* take_current(Place from);
    template<typename Visit> bool visit_some(Container* container, Visit visit);

    Heap& m_heap;
    CollectorPace m_pace = usual_pace;
    ContainerList m_lists[places];
    uint64_t m_allocated = 0; ///< containers, ever
    uint64_t m_slice_at, m_cycle_at;
    uint64_t m_work = 0;
    int64_t m_left = 0;      ///< of this slice
    uint32_t m_position = 0; ///< in `current`
    uint8_t m_reached = 0;   ///< what HeapObject::reached is in the containers that this cycle has reached
    Phase m_phase = Phase::idle;
    size_t m_garbage = 0, m_survivors = 0;
};

} // namespace scope
