#pragma once
// Time sources and call_later: a tree under time_source_global (0) and time_source_game (1), and one that GML does not
// see for call_later, ticked once per frame before Begin Step. Periods are seconds of the virtual clock or frames.
// Handles are `ref time_source N`, never recycled. What goes over a tree is charged for each source (Heap::spend); a
// source counts as memory of the heap with its arguments.

#include "core/value/heap.h"

#include <set>
#include <span>
#include <unordered_map>
#include <vector>

namespace scope {

struct WorldParts;

enum class TimeUnits : uint8_t { seconds, frames };                  ///< time_source_units_*: 0, 1
enum class TimeState : uint8_t { initial, active, paused, stopped }; ///< time_source_state_*: 0 to 3
enum class TimeExpiry : uint8_t { nearest, after };                  ///< time_source_expire_*: 0, 1

struct TimeSource {
    uint32_t id = 0;
    uint32_t parent = 0;
    double period = 0;
    TimeUnits units = TimeUnits::seconds;
    TimeExpiry expiry = TimeExpiry::after;
    TimeState state = TimeState::initial;
    double left = 0;         ///< time to the next expiry, in units
    int64_t repetitions = 1; ///< -1: for ever
    int64_t remaining = 1;   ///< of them
    int64_t completed = 0;   ///< since it was made or reset
    bool once = false;       ///< call_later without loop: gone when it has run
    Value callback;
    std::vector<Value> arguments; ///< set by set_arguments alone
    std::set<uint32_t> children;  ///< in order of making, as ids only grow
};

class TimeSources {
public:
    static constexpr uint32_t global = 0;
    static constexpr uint32_t game = 1;
    static constexpr uint32_t later = 2; ///< parent of what call_later makes; not to be found
    static constexpr size_t most = 1000000;

    explicit TimeSources(Heap& heap);
    ~TimeSources();
    TimeSources(const TimeSources&) = delete;
    TimeSources& operator=(const TimeSources&) = delete;
    /// Below one that exists, or `later`; null when there are too many or there is no memory.
    TimeSource* create(uint32_t parent, double period, TimeUnits units);
    TimeSource* find(uint32_t id);     ///< as GML sees them: not what call_later made
    TimeSource* find_any(uint32_t id); ///< all but `later` itself
    // Each is for the source and all below it.
    void start(TimeSource& source); ///< where it was paused, or from the whole period when it had run to its end
    void stop(TimeSource& source);  ///< back to the whole period; not before its first start or after its end
    void pause(TimeSource& source);
    void resume(TimeSource& source);
    void reset(TimeSource& source);                                     ///< of what is below only the state
    void configure(TimeSource& source, double period, TimeUnits units); ///< of this one alone
    /// False when a limit forbids it.
    [[nodiscard]] bool set_arguments(TimeSource& source, std::span<const Value> arguments);
    /// False for the two built-in ones, of which `tree` takes what is below, and for one with children unless `tree`.
    bool destroy(uint32_t id, bool tree);
    void forget_calls(); ///< of call_later, when the game restarts

    /// Advances by one frame of `seconds`; returns the ids whose callbacks are due, in the order to call them.
    std::vector<uint32_t> tick(double seconds);
    /// Its turn has come; false when a callback before it stopped or changed it.
    bool expire(TimeSource& source, double seconds);
    void copied_from(const TimeSources& other); ///< its parts were, see copy_parts.h: they count on this heap

private:
    friend struct WorldParts;
    template<typename Action> void for_tree(TimeSource& top, const Action& action);
    void erase_tree(uint32_t id);
    void weigh(ptrdiff_t more);

    Heap& m_heap;
    size_t m_bytes = 0;
    std::unordered_map<uint32_t, TimeSource> m_sources;
    uint32_t m_next = 3;
};

} // namespace scope
