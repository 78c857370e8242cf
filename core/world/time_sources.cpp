#include "core/world/time_sources.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace scope {

static bool has_finished(const TimeSource& source) {
    return source.remaining == 0;
}

namespace {

constexpr size_t source_bytes = sizeof(TimeSource) + 96; // with its places in the table and among its parent's children
constexpr uint64_t units_of_one = 8;                     // a look-up far away in memory

size_t bytes_of(const TimeSource& source) {
    return source_bytes + source.arguments.size() * sizeof(Value);
}

} // namespace

TimeSources::TimeSources(Heap& heap) : m_heap(heap) {
    for (uint32_t id : {global, game, later}) {
        TimeSource& source = m_sources[id];
        source.id = id;
        source.parent = id;
        source.repetitions = source.remaining = -1;
        source.state = TimeState::active;
        source.period = source.left = INFINITY;
    }
}

TimeSources::~TimeSources() {
    weigh(-static_cast<ptrdiff_t>(m_bytes));
}

void TimeSources::weigh(ptrdiff_t more) {
    m_heap.account(more);
    m_bytes = static_cast<size_t>(static_cast<ptrdiff_t>(m_bytes) + more);
}

TimeSource* TimeSources::find_any(uint32_t id) {
    auto found = m_sources.find(id);
    return found == m_sources.end() || id == later ? nullptr : &found->second;
}

TimeSource* TimeSources::find(uint32_t id) {
    TimeSource* found = find_any(id);
    return found && found->parent != later ? found : nullptr;
}

TimeSource* TimeSources::create(uint32_t parent, double period, TimeUnits units) {
    TimeSource& above = m_sources.at(parent);
    if (m_sources.size() >= most || !m_heap.may_allocate(source_bytes)) return nullptr;
    weigh(source_bytes);
    uint32_t id = m_next++;
    above.children.insert(id);
    TimeSource& source = m_sources[id];
    source.id = id;
    source.parent = parent;
    configure(source, period, units);
    return &source;
}

void TimeSources::configure(TimeSource& source, double period, TimeUnits units) {
    if (!std::isfinite(period)) period = 0;
    constexpr double per_second = 1e6; // microseconds
    source.period = units == TimeUnits::frames
                        ? std::floor(std::max(period, 1.0))
                        : std::floor(std::max(period, 1 / per_second) * per_second + 1e-6) / per_second;
    source.units = units;
    source.left = source.period;
}

bool TimeSources::set_arguments(TimeSource& source, std::span<const Value> arguments) {
    size_t bytes = arguments.size() * sizeof(Value);
    m_heap.spend(arguments.size() / 4);
    if (!m_heap.may_allocate(bytes)) return false;
    weigh(static_cast<ptrdiff_t>(bytes) - static_cast<ptrdiff_t>(source.arguments.size() * sizeof(Value)));
    source.arguments.assign(arguments.begin(), arguments.end());
    source.arguments.shrink_to_fit();
    return true;
}

template<typename Action> void TimeSources::for_tree(TimeSource& top, const Action& action) {
    std::vector<TimeSource*> pending{&top};
    while (!pending.empty()) {
        TimeSource& source = *pending.back();
        pending.pop_back();
        m_heap.spend(units_of_one);
        for (uint32_t child : source.children) pending.push_back(&m_sources.at(child));
        action(source);
    }
}

void TimeSources::start(TimeSource& source) {
    if (has_finished(source) || source.state == TimeState::initial) {
        source.left = source.period;
        source.remaining = source.repetitions;
    }
    for_tree(source, [](TimeSource& one) { one.state = TimeState::active; });
}

void TimeSources::stop(TimeSource& source) {
    for_tree(source, [](TimeSource& one) {
        if (one.state == TimeState::initial || has_finished(one)) return;
        one.state = TimeState::stopped;
        one.left = one.period;
    });
}

void TimeSources::pause(TimeSource& source) {
    for_tree(source, [](TimeSource& one) {
        if (one.state == TimeState::active) one.state = TimeState::paused;
    });
}

void TimeSources::resume(TimeSource& source) {
    for_tree(source, [](TimeSource& one) {
        if (one.state == TimeState::paused) one.state = TimeState::active;
    });
}

void TimeSources::reset(TimeSource& source) {
    source.left = source.period;
    source.remaining = source.repetitions;
    source.completed = 0;
    for_tree(source, [](TimeSource& one) { one.state = TimeState::initial; });
}

void TimeSources::erase_tree(uint32_t id) {
    std::vector<uint32_t> pending{id};
    while (!pending.empty()) {
        auto at = m_sources.find(pending.back());
        pending.pop_back();
        pending.insert(pending.end(), at->second.children.begin(), at->second.children.end());
        m_heap.spend(units_of_one);
        weigh(-static_cast<ptrdiff_t>(bytes_of(at->second)));
        m_sources.erase(at);
    }
}

bool TimeSources::destroy(uint32_t id, bool tree) {
    TimeSource* source = find_any(id);
    if (!source) return false;
    if (id <= game) {
        if (tree)
            for (uint32_t child : std::exchange(source->children, {})) erase_tree(child);
        return false;
    }
    if (!source->children.empty() && !tree) return false;
    m_sources[source->parent].children.erase(id);
    erase_tree(id);
    return true;
}

void TimeSources::forget_calls() {
    for (uint32_t child : std::exchange(m_sources.at(later).children, {})) erase_tree(child);
}

/// How much before its moment it may run: `nearest` takes the frame that is closer, `after` the first one not before.
static bool is_due(const TimeSource& source, double step) {
    double early = source.expiry == TimeExpiry::nearest ? step / 2 : 0;
    return source.state == TimeState::active && source.left <= early + 1e-9;
}

static double step_of(const TimeSource& source, double seconds) {
    return source.units == TimeUnits::frames ? 1 : seconds;
}

std::vector<uint32_t> TimeSources::tick(double seconds) {
    std::vector<uint32_t> due;
    std::vector<uint32_t> pending{game, later, global}; // from the end: parents before children, in order of making
    while (!pending.empty()) {
        TimeSource& source = m_sources.at(pending.back());
        pending.pop_back();
        m_heap.spend(units_of_one);
        pending.insert(pending.end(), source.children.rbegin(), source.children.rend());
        if (source.id <= later || source.state != TimeState::active) continue;
        source.left -= step_of(source, seconds);
        if (is_due(source, step_of(source, seconds))) due.push_back(source.id);
    }
    return due;
}

bool TimeSources::expire(TimeSource& source, double seconds) {
    if (!is_due(source, step_of(source, seconds))) return false;
    ++source.completed;
    if (source.remaining > 0) --source.remaining;
    if (has_finished(source)) {
        source.state = TimeState::stopped;
        source.left = 0;
    } else {
        // What is over counts for the next round, but one callback a frame is the most.
        source.left = std::max(source.left + source.period, 0.0);
    }
    return true;
}

void TimeSources::copied_from(const TimeSources& other) {
    weigh(static_cast<ptrdiff_t>(other.m_bytes) - static_cast<ptrdiff_t>(m_bytes));
}

} // namespace scope
