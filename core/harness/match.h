#pragma once
// Which places of two sequences belong together, in order: what a diff of lines, of events or of handler runs rests on.
// Works over hashes alone. Parts that both begin or end with go first, then what is there once on both sides holds the
// rest together, then the shortest edit script. Nearly linear where the two are much alike; where they have little in
// common each step of the search is bounded and goes on behind the best place it came to, which may miss the shortest
// script.

#include <cstdint>
#include <span>
#include <vector>

namespace scope {

struct Match {
    uint32_t left = 0, right = 0;
    bool operator==(const Match&) const = default;
};

/// The pairs of equal hashes, both sides ascending.
std::vector<Match> match(std::span<const uint64_t> left, std::span<const uint64_t> right);

} // namespace scope
