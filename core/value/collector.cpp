#include "core/value/collector.h"

#include "core/value/children.h"
#include "core/value/heap.h"

#include <algorithm>

namespace scope {

namespace {

#ifdef ASYNCSCOPE_TORMENT
constexpr size_t small_heap = 500; ///< containers; every fourth slice is a whole cycle
#else
constexpr size_t small_heap = 0;
#endif
constexpr size_t patience = 16; ///< times the growth that is waited for: a cycle is due after so many allocations too
constexpr size_t bytes_per_unit = 2;   ///< so that a cycle is over when about half as much again was allocated
constexpr size_t to_visit = 4;         ///< units for going to a container
constexpr int64_t values_per_unit = 8; ///< one that is a container is a unit of its own

} // namespace

void ContainerList::take_all(ContainerList& from) {
    if (from.empty()) return;
    from.m_head.next->previous = &m_head;
    from.m_head.previous->next = m_head.next;
    m_head.next->previous = from.m_head.previous;
    m_head.next = from.m_head.next;
    from.m_head = {&from.m_head, &from.m_head};
}

Collector::Collector(Heap& heap) : m_heap(heap) {
    set_pace(usual_pace);
}

void Collector::set_pace(const CollectorPace& pace) {
    m_pace = pace;
    m_slice_at = m_allocated + (m_phase == Phase::idle ? pace.least_growth : pace.between_slices);
    m_cycle_at = m_heap.containers() + pace.least_growth;
    m_patience = m_allocated + patience * pace.least_growth;
}

/// When the next cycle is due: after some growth, or after many times that was allocated.
void Collector::await_growth(size_t live) {
    size_t growth = std::max(m_pace.least_growth, live / 100 * m_pace.growth_percent);
    m_cycle_at = live + growth;
    m_patience = m_allocated + patience * growth;
}

void Collector::hurry() {
    m_slice_at = std::min(m_slice_at, m_allocated + m_pace.between_slices);
}

void Collector::press(size_t bytes) {
    if (m_phase == Phase::idle) m_cycle_at = 0;
    m_owed += bytes / bytes_per_unit;
    m_slice_at = m_allocated;
}

void Collector::shift(const Container* container, uint32_t from, int64_t by) {
    if (m_lists[current].empty() || m_lists[current].front() != container || m_position <= from) return;
    m_position = static_cast<uint32_t>(std::max<int64_t>(m_position + by, from));
}

void Collector::slice() {
    if (m_heap.containers() <= small_heap && m_allocated % 4 == 0) {
        run();
        return;
    }
    size_t paid = std::min(m_owed, m_pace.most_units - m_pace.slice_units);
    m_owed -= paid;
    m_left = static_cast<int64_t>(m_pace.slice_units + paid);
    m_left -= static_cast<int64_t>(m_heap.release_some(static_cast<size_t>(m_left)));
    if (m_phase == Phase::idle && (m_heap.containers() >= m_cycle_at || m_allocated >= m_patience)) begin();
    while (m_phase != Phase::idle && m_left > 0) advance();
    schedule();
}

/// When the next slice is due. Between cycles that is when there can be enough containers for one, if none is freed.
void Collector::schedule() {
    size_t wait = m_owed > 0 ? 1 : m_pace.between_slices;
    if (m_phase == Phase::idle && !m_heap.has_doomed() && m_cycle_at > m_heap.containers() && m_patience > m_allocated)
        wait = std::max<size_t>(wait, std::min(m_cycle_at - m_heap.containers(), m_patience - m_allocated));
    m_slice_at = m_allocated + wait;
}

size_t Collector::run() {
    m_left = INT64_MAX;
    size_t found = 0;
    if (m_phase != Phase::idle) { // what is under way may have missed something
        while (m_phase != Phase::idle) advance();
        found = m_garbage;
    }
    m_heap.release_all();
    begin();
    while (m_phase != Phase::idle) advance();
    schedule();
    return m_report.garbage += found;
}

void Collector::begin() {
    m_reached ^= HeapObject::reached; // all are reached; read the other way round, none is
    m_lists[uncounted].take_all(m_lists[settled]);
    m_phase = Phase::counting;
    m_survivors = m_garbage = m_garbage_bytes = 0;
}

/// What is live is known, and what is garbage; of both there may be more by the time when the latter is freed.
void Collector::conclude() {
    m_phase = Phase::freeing;
    m_report = {m_report.cycles + 1, m_survivors, m_garbage};
    m_live_bytes = m_heap.own_bytes() - std::min(m_heap.own_bytes(), m_garbage_bytes);
    await_growth(m_heap.containers() - m_garbage);
}

void Collector::end() {
    m_phase = Phase::idle;
    m_owed = 0;
    m_heap.foresee(m_live_bytes);
}

void Collector::advance() {
    switch (m_phase) {
    case Phase::counting: return count_one();
    case Phase::marking: return mark_one();
    case Phase::judging: return judge_one();
    case Phase::sentencing: return sentence_one();
    case Phase::freeing: return free_some();
    case Phase::idle: return;
    }
}

ContainerList& Collector::gather() {
    for (ContainerList& list : m_lists)
        if (&list != &m_lists[settled]) m_lists[settled].take_all(list);
    return m_lists[settled];
}

// ---- moving about

void Collector::move(Container* container, Place to) {
    container->unlink();
    m_lists[to].push_front(container);
}

bool Collector::reached(const Container* container) const {
    return (container->flags & HeapObject::reached) == m_reached;
}

void Collector::settle(Container* container) {
    container->unset(HeapObject::reached);
    container->flags |= m_reached;
    container->internal = 0;
    move(container, settled);
}

/// The first of a list; null when it is empty.
Container* Collector::take(Place from) {
    m_left -= 1;
    m_work += 1;
    return m_lists[from].empty() ? nullptr : m_lists[from].front();
}

/// The container that is visited at the moment; the first of `from` when there is none. Null when that is empty.
Container* Collector::take_current(Place from) {
    if (m_lists[current].empty()) {
        if (m_lists[from].empty()) return nullptr;
        move(m_lists[from].front(), current);
        m_position = 0;
    }
    return m_lists[current].front();
}

/// Goes on at m_position. Whether all is visited: a long row takes several slices.
template<typename Visit> bool Collector::visit_some(Container* container, Visit visit) {
    Holdings held = holdings_of(container);
    uint32_t index = std::min(m_position, held.count); // it may have shrunk
    int64_t budget = std::max<int64_t>(std::min<int64_t>(m_left, UINT32_MAX), 1) * values_per_unit, left = budget;
    for (; index < held.count && left > 0; ++index) {
        --left;
        if (Container* child = container_of(held.values[index])) {
            visit(child);
            left -= values_per_unit - 1;
        }
    }
    int64_t units = int64_t(to_visit) + (budget - left) / values_per_unit;
    m_left -= units;
    m_work += static_cast<uint64_t>(units);
    m_position = index;
    if (index < held.count) return false;
    if (held.statics) visit(static_cast<Container*>(held.statics));
    return true;
}

// ---- counting and marking

void Collector::count_one() {
    Container* container = take_current(uncounted);
    if (!container) {
        m_phase = Phase::marking;
        return;
    }
    if (!visit_some(container, [this](Container* child) { child->internal += !reached(child); })) return;
    move(container, counted);
}

void Collector::reach(Container* container) {
    if (reached(container) || m_phase == Phase::sentencing) return;
    if (container->has(HeapObject::lowered)) container->references += container->internal;
    container->unset(HeapObject::suspect | HeapObject::lowered);
    settle(container);
    move(container, grey);
    ++m_survivors;
}

bool Collector::visit_grey() {
    if (!m_lists[current].empty() && !reached(m_lists[current].front())) return false; // a suspect is being counted
    Container* container = take_current(grey);
    if (!container) return false;
    if (visit_some(container, [this](Container* child) { reach(child); })) move(container, settled);
    return true;
}

void Collector::mark_one() {
    if (visit_grey()) return;
    Container* container = take(counted);
    if (!container) {
        if (m_lists[suspects].empty()) return conclude();
        m_phase = Phase::judging;
        m_heap.watch_writes(true);
    } else if (container->references > container->internal) {
        reach(container);
    } else {
        container->set(HeapObject::suspect);
        container->internal = 0;
        move(container, suspects);
    }
}

// ---- judging

/// What only suspects refer to is not 0 in a moment but over a while, so the order matters: all are counted before one
/// is lowered, and all are lowered before one is condemned. What is reached meanwhile is followed first.
void Collector::judge_one() {
    if (visit_grey()) return;
    if (Container* container = take_current(suspects)) {
        if (visit_some(container, [](Container* child) { child->internal += child->has(HeapObject::suspect); }))
            move(container, tallied);
    } else if ((container = take(tallied))) {
        if (container->references != container->internal) return reach(container);
        container->references = 0;
        container->set(HeapObject::lowered);
        move(container, lowered);
    } else if ((container = take(lowered))) {
        if (container->references != 0) return reach(container);
        move(container, condemned);
    } else {
        m_phase = Phase::sentencing;
        m_heap.watch_writes(false);
    }
}

/// All are sentenced before one is emptied, since that goes by their counts.
void Collector::sentence_one() {
    if (Container* container = take(condemned)) {
        container->references += container->internal;
        container->internal = 0;
        container->unset(HeapObject::suspect | HeapObject::lowered);
        m_heap.doom(container, m_lists[garbage]);
        ++m_garbage;
        m_garbage_bytes += sizeof(Struct) + holdings_of(container).count * sizeof(Value);
        return;
    }
    m_heap.m_doomed.take_all(m_lists[garbage]);
    conclude();
}

void Collector::free_some() {
    m_left -= static_cast<int64_t>(m_heap.release_some(static_cast<size_t>(m_left)));
    if (!m_heap.has_doomed()) end();
}

bool Collector::sentenced(const HeapObject* target) const {
    return m_phase == Phase::sentencing && target->has(HeapObject::suspect);
}

} // namespace scope
