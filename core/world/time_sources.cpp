#include "core/world/time_sources.h"

#include "core/value/clone.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace scope {

static bool has_finished(const TimeSource& source) {
    return source.remaining == 0;
}

TimeSources::TimeSources() {
    for (uint32_t id : {global, game, later}) {
        TimeSource& source = m_sources[id];
        source.id = id;
        source.parent = id;
        source.repetitions = source.remaining = -1;
        source.state = TimeState::active;
        source.period = source.left = INFINITY;
    }
}

TimeSource* TimeSources::find(uint32_t id) {
    auto found = m_sources.find(id);
    return found == m_sources.end() || id == later ? nullptr : &found->second;
}

TimeSource* TimeSources::create(uint32_t parent, double period, TimeUnits units) {
    auto above = m_sources.find(parent);
    if (above == m_sources.end() || m_sources.size() >= most) return nullptr;
    uint32_t id = m_next++;
    above->second.children.push_back(id);
    TimeSource& source = m_sources[id];
    source.id = id;
    source.parent = parent;
    configure(source, period, units);
    return &source;
}

void TimeSources::configure(TimeSource& source, double period, TimeUnits units) {
    source.period = std::isfinite(period) ? std::max(period, 0.0) : 0;
    source.units = units;
    source.left = source.period;
}

template<typename Action> void TimeSources::for_tree(TimeSource& top, const Action& action) {
    std::vector<TimeSource*> pending{&top};
    while (!pending.empty()) {
        TimeSource& source = *pending.back();
        pending.pop_back();
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
        m_sources.erase(at);
    }
}

bool TimeSources::destroy(uint32_t id, bool tree) {
    TimeSource* source = find(id);
    if (!source) return false;
    if (id <= game) {
        if (tree)
            for (uint32_t child : std::exchange(source->children, {})) erase_tree(child);
        return false;
    }
    if (!source->children.empty() && !tree) return false;
    std::erase(m_sources[source->parent].children, id);
    erase_tree(id);
    return true;
}

void TimeSources::forget_calls() {
    for (uint32_t child : std::exchange(m_sources.at(later).children, {})) erase_tree(child);
}

std::vector<uint32_t> TimeSources::tick(double seconds) {
    std::vector<uint32_t> due;
    std::vector<uint32_t> pending{later, game, global}; // parents before children, in order of making
    while (!pending.empty()) {
        TimeSource& source = m_sources.at(pending.back());
        pending.pop_back();
        pending.insert(pending.end(), source.children.rbegin(), source.children.rend());
        if (source.id <= later || source.state != TimeState::active) continue;
        double step = source.units == TimeUnits::frames ? 1 : seconds;
        source.left -= step;
        // `nearest` takes the frame that is closer to the moment, `after` the first one not before it.
        double early = source.expiry == TimeExpiry::nearest ? step / 2 : 0;
        if (source.left > early + 1e-9) continue;
        due.push_back(source.id);
        ++source.completed;
        if (source.remaining > 0) --source.remaining;
        if (has_finished(source)) {
            source.state = TimeState::stopped;
            source.left = 0;
        } else {
            // What is over counts for the next round, but one callback a frame is the most.
            source.left = std::max(source.left + source.period, 0.0);
        }
    }
    return due;
}

void TimeSources::clone_into(TimeSources& other, HeapCopier& copier) const {
    other.m_sources = m_sources;
    other.m_next = m_next;
    for (auto& [id, source] : other.m_sources) {
        source.callback = copier.copy(source.callback);
        for (Value& argument : source.arguments) argument = copier.copy(argument);
    }
}

} // namespace scope
