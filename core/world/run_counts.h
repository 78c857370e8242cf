#pragma once
// How much ran, for whoever reports it: counted also when nobody observes. Linear in the problems.

#include <cstddef>
#include <cstdint>

namespace scope {

class World;

struct RunCounts {
    uint32_t dispatches = 0;   ///< of async events, nested ones too
    uint32_t handler_runs = 0; ///< in them
    uint32_t requests = 0;     ///< made, also those that are answered
    size_t problems = 0;       ///< more than notes, of running
};

RunCounts run_counts(const World& world);

} // namespace scope
