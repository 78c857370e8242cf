#pragma once
// Copies of a session's world between its inputs, so that any moment is near one: a fork goes on from the nearest and
// does the rest again. One is kept whenever so much work was done that the copy is a small part of it; when all of them
// take too much memory, those go first whose neighbours are near beside their age, so that they get sparser backwards.
// A copy is never run itself, it is copied again.

#include "core/world/world.h"

#include <compare>
#include <memory>
#include <vector>

namespace scope {

/// Between two inputs, or between two frames of a run that further runs were added to.
struct Position {
    size_t input = 0;   ///< the one that comes next, or is going on
    double part = 0;    ///< how many of its frames are done
    uint64_t event = 0; ///< the next one's number
    double units = 0;   ///< charged for this part

    auto operator<=>(const Position&) const = default;
};

struct Checkpoint {
    Position at;
    uint64_t work = 0; ///< units used until then
    size_t bytes = 0;  ///< about what it takes
    std::shared_ptr<const World> world;
};

class Checkpoints {
public:
    static constexpr uint64_t least_work = 20'000'000;      ///< units between two,
    static constexpr uint64_t times_cost = 20;              ///< and as many times what the copy costs
    static constexpr size_t most_bytes = size_t(256) << 20; ///< of all; the first and the last one are always kept

    void clear() { m_all.clear(), m_bytes = 0; }
    /// Only the first one, which is at this event from now on: numbers go on over a restart.
    void back_to_first(uint64_t event);
    bool due(const World& world) const;
    void share(const Checkpoint& one) { m_all.push_back(one), m_bytes += one.bytes; } ///< of who is forked
    void add(const Position& at, const World& world);
    /// The last one from which `input` can be reached with `event` still to come; null when there is none.
    const Checkpoint* nearest(size_t input, uint64_t event) const;
    /// The one after the boot; null before.
    const Checkpoint* first() const { return m_all.empty() ? nullptr : &m_all.front(); }
    const std::vector<Checkpoint>& all() const { return m_all; }
    size_t bytes() const { return m_bytes; }

private:
    void thin(uint64_t now);

    std::vector<Checkpoint> m_all; // by position
    size_t m_bytes = 0;
};

} // namespace scope
