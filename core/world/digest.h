#pragma once
// A world as two numbers, to tell whether two of them are equal: after a copy, a fork, a replay. Addresses and the
// order of hash tables do not matter; containers count by the order in which they are come by. Walks what world_parts.h
// lists and everything alive: about 100 ns a container and 10 ns a value.

#include <cstdint>

namespace scope {

class World;

struct WorldDigest {
    uint64_t state = 0; ///< all that GML or a view of the world can tell
    uint64_t pace = 0; ///< what decides when the collector works and limits strike: memory, containers, what is left to
                       ///< spend. Also differs between a world that is observed and one that is not.
    bool operator==(const WorldDigest&) const = default;
};

/// Of a world whose vm is idle (VERIFY).
WorldDigest digest(const World& world);

} // namespace scope
