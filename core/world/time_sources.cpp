#include "core/world/time_sources.h"

#include "core/value/clone.h"

#include <algorithm>
#include <cmath>

namespace scope {

TimeSources::TimeSources() {
    for (uint32_t id : {global, game}) {
        TimeSource& source = m_sources[id];
        source.id = id;
        source.parent = id;
        source.repetitions = -1;
        source.state = TimeState::active;
        source.period = source.left = INFINITY;
    }
}

TimeSource* TimeSources::find(uint32_t id) {
    auto found = m_sources.find(id);
    return found == m_sources.end() ? nullptr : &found->second;
}

const TimeSource* TimeSources::find(uint32_t id) const {
    auto found = m_sources.find(id);
    return found == m_sources.end() ? nullptr : &found->second;
}

TimeSource* TimeSources::create(uint32_t parent, double period, TimeUnits units) {
    TimeSource* above = find(parent);
    if (!above || m_sources.size() >= most) return nullptr;
    uint32_t id = m_next++;
    above->children.push_back(id);
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

void TimeSources::start(TimeSource& source) {
    source.left = source.period;
    source.completed = 0;
    source.state = TimeState::active;
}

void TimeSources::stop(TimeSource& source) {
    source.state = TimeState::stopped;
}

void TimeSources::pause(TimeSource& source) {
    if (source.state == TimeState::active) source.state = TimeState::paused;
}

void TimeSources::resume(TimeSource& source) {
    if (source.state == TimeState::paused) source.state = TimeState::active;
}

void TimeSources::reset(TimeSource& source) {
    source.left = source.period;
    source.completed = 0;
    source.state = TimeState::initial;
}

bool TimeSources::destroy(uint32_t id, bool tree) {
    TimeSource* source = find(id);
    if (!source || id <= game || (!source->children.empty() && !tree)) return false;
    std::vector<uint32_t>& siblings = m_sources[source->parent].children;
    std::erase(siblings, id);
    std::vector<uint32_t> pending{id};
    while (!pending.empty()) {
        auto at = m_sources.find(pending.back());
        pending.pop_back();
        pending.insert(pending.end(), at->second.children.begin(), at->second.children.end());
        m_sources.erase(at);
    }
    return true;
}

std::vector<uint32_t> TimeSources::tick(double seconds) {
    std::vector<uint32_t> due;
    std::vector<uint32_t> pending{game, global}; // parents before children, in order of making
    while (!pending.empty()) {
        TimeSource& source = m_sources.at(pending.back());
        pending.pop_back();
        if (source.state != TimeState::active) continue; // nor do its children run
        pending.insert(pending.end(), source.children.rbegin(), source.children.rend());
        if (source.id <= game) continue;
        double step = source.units == TimeUnits::frames ? 1 : seconds;
        source.left -= step;
        // `nearest` takes the frame that is closer to the moment, `after` the first one not before it.
        double early = source.expiry == TimeExpiry::nearest ? step / 2 : 0;
        if (source.left > early + 1e-9) continue;
        due.push_back(source.id);
        ++source.completed;
        if (source.repetitions >= 0 && source.completed >= source.repetitions) {
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
