#include "core/world/run_counts.h"

#include "core/world/world_state.h"

#include <algorithm>

namespace scope {

RunCounts run_counts(const World& world) {
    const World::State& m = world.state();
    auto serious = std::count_if(m.problems.begin(), m.problems.end(),
                                 [](const Diagnostic& one) { return one.severity != Severity::note; });
    return {m.next_dispatch - 1, m.next_handler - 1, world.requests().made(), static_cast<size_t>(serious)};
}

} // namespace scope
