#pragma once
// Finds what only refers to itself, a slice at a time: no slice visits more than some thousand values, however many
// containers live. GML runs between the slices. A cycle of the collection goes through these phases.
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
//  freeing     What is doomed goes.
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
    const Links* first() const { return m_head.next; }
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

/// When and how much: in containers, and in units of work, about 30 ns each. A cycle begins when the live containers
/// have grown, or their bytes (Heap::make_room), or many times as many were made and freed.
struct CollectorPace {
    size_t least_growth;   ///< since the last cycle ended,
    size_t growth_percent; ///< and this share of what was live then
    size_t least_bytes;    ///< of growth
    size_t between_slices; ///< containers allocated
    size_t slice_units;
    size_t most_units; ///< of one slice, when bytes were allocated faster than containers
};

/// What the last whole cycle found, and how many there were.
struct CollectorReport {
    uint64_t cycles = 0;
    size_t survivors = 0, garbage = 0;
};

enum class CollectorPhase : uint8_t { idle, counting, marking, judging, sentencing, freeing };

/// How far the collector is, but for the lists: plain, so that a copy's is as far.
struct CollectorState {
    CollectorPace m_pace{};
    uint64_t m_allocated = 0; ///< containers, ever
    uint64_t m_slice_at = 0, m_patience = 0;
    size_t m_cycle_at = 0; ///< live containers
    size_t m_owed = 0;     ///< units, for bytes beyond what was foreseen
    uint64_t m_work = 0;
    int64_t m_left = 0;      ///< of this slice
    uint32_t m_position = 0; ///< in `current`
    uint8_t m_reached = 0;   ///< what HeapObject::reached is in the containers that this cycle has reached
    CollectorPhase m_phase = CollectorPhase::idle;
    size_t m_garbage = 0, m_garbage_bytes = 0, m_survivors = 0; ///< of this cycle
    size_t m_live_bytes = 0;                                    ///< when it was over
    CollectorReport m_report;
};

class Collector : private CollectorState {
public:
#ifdef ASYNCSCOPE_TORMENT
    static constexpr CollectorPace usual_pace = {.least_growth = 0,
                                                 .growth_percent = 0,
                                                 .least_bytes = size_t(1) << 16,
                                                 .between_slices = 1,
                                                 .slice_units = 48,
                                                 .most_units = 48};
#else
    static constexpr CollectorPace usual_pace = {.least_growth = 100000,
                                                 .growth_percent = 100,
                                                 .least_bytes = size_t(64) << 20,
                                                 .between_slices = 32,
                                                 .slice_units = 2048,
                                                 .most_units = 4096};
#endif

    explicit Collector(Heap& heap);

    /// A new container: it counts as reached in the cycle that is under way.
    inline void add(Container* container);
    /// Whether enough containers were allocated since the last slice, or so many that there may be enough of them for a
    /// cycle.
    bool due() const {
        return m_allocated >= m_slice_at;
    }
    void set_pace(const CollectorPace& pace);
    const CollectorPace& pace() const {
        return m_pace;
    }
    /// There is something to release: the next slice is due soon.
    void hurry();
    /// The heap is larger than was foreseen, by so many bytes: a cycle is due, or the one under way has to be faster.
    void press(size_t bytes);
    /// Values of a container's row move by `by` places from `from` on; what moves down covers what was there.
    void shift(const Container* container, uint32_t from, int64_t by);
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
    const CollectorReport& report() const {
        return m_report;
    }
    template<typename Visit> void each_list(const Visit& visit) {
        for (ContainerList& list : m_lists) visit(list, &list == &m_lists[garbage]);
    }
    /// See Heap::stand_as.
    template<typename Twin> void stand_as(const Collector& other, const Twin& twin, size_t& number) {
        for (size_t place = 0; place < places; ++place)
            for (const Links* at = other.m_lists[place].first(); at != other.m_lists[place].end(); at = at->next) {
                auto* made = static_cast<Links*>(twin(number++));
                if (!made) continue;
                made->unlink();
                m_lists[place].push_back(made);
            }
        static_cast<CollectorState&>(*this) = other;
    }
    const CollectorState& state() const {
        return *this;
    }

private:
    friend class HeapInvariants;
    using Phase = CollectorPhase;
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
    void conclude();
    void end();
    void await_growth(size_t live);
    void schedule();
    void advance();
    void count_one();
    void mark_one();
    void judge_one();
    void sentence_one();
    void free_some();
    bool visit_grey();
    bool reached(const Container* container) const;
    void move(Container* container, Place to);
    Container* take(Place from);
    Container* take_current(Place from);
    template<typename Visit> bool visit_some(Container* container, Visit visit);

    Heap& m_heap;
    ContainerList m_lists[places];
};

} // namespace scope
