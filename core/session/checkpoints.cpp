#include "core/session/checkpoints.h"

#include <algorithm>

namespace scope {

namespace {

constexpr size_t fixed_bytes = size_t(256) << 10; // a vm's stack and the like

/// In units of work: a container is about 100 ns, a unit about 2.
uint64_t cost_of(const World& world) {
    return 25'000 + world.heap().containers() * 50 + world.heap().own_bytes() / 32;
}

} // namespace

bool Checkpoints::due(const World& world) const {
    if (m_all.empty()) return true;
    uint64_t done = world.vm().used() - m_all.back().work;
    return done >= least_work && done >= times_cost * cost_of(world);
}

void Checkpoints::add(const Position& at, const World& world) {
    size_t bytes = world.heap().own_bytes() + fixed_bytes;
    m_all.push_back({at, world.vm().used(), bytes, world.clone()});
    m_bytes += bytes;
    thin(world.vm().used());
}

void Checkpoints::back_to_first(uint64_t event) {
    m_all.resize(1);
    m_bytes = m_all.front().bytes;
    m_all.front().at.event = event;
}

/// The one goes whose neighbours are nearest to each other, measured by how long ago they were.
void Checkpoints::thin(uint64_t now) {
    while (m_bytes > most_bytes && m_all.size() > 2) {
        size_t least = 1;
        double smallest = 0;
        for (size_t one = 1; one + 1 < m_all.size(); ++one) {
            double gap = static_cast<double>(m_all[one + 1].work - m_all[one - 1].work),
                   age = static_cast<double>(now - m_all[one - 1].work) + 1;
            if (one > 1 && gap / age >= smallest) continue;
            smallest = gap / age;
            least = one;
        }
        m_bytes -= m_all[least].bytes;
        m_all.erase(m_all.begin() + static_cast<ptrdiff_t>(least));
    }
}

const Checkpoint* Checkpoints::nearest(size_t input, uint64_t event) const {
    for (auto one = m_all.rbegin(); one != m_all.rend(); ++one)
        if (one->at.input <= input && one->at.event <= event) return &*one;
    return nullptr;
}

} // namespace scope
