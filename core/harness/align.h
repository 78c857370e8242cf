#pragma once
// Two runs side by side: which event of the one is which of the other. Works over digests, so that a million events
// take some hundred megabytes and about a second; nothing of the events themselves is looked at.

#include "core/harness/event_digest.h"

namespace scope {

enum class PairKind : uint8_t {
    same,
    changed, ///< one cause, another course
    added,   ///< on the right only
    missing, ///< on the left only
    moved,   ///< the same, at another place among the others
};

struct EventPair {
    static constexpr uint32_t none = UINT32_MAX;
    PairKind kind = PairKind::same;
    uint32_t left = none, right = none; ///< indices
    bool operator==(const EventPair&) const = default;
};

/// Every event of both, in the order of the right with what is missing where it was; what is moved stands once.
std::vector<EventPair> align(const EventDigests& left, const EventDigests& right);

} // namespace scope
