// random_*, irandom_*, choose and randomise, over the world's generator: the same seed gives the same game.

#include "core/lib/value_tables.h"
#include "core/world/world.h"

#include <utility>

namespace scope {

static NativeStatus random(NativeCall& c) {
    double most = c.real(0);
    return c.failed() ? NativeStatus::fault : c.done(world_of(c).random().unit() * most);
}

/// Takes two draws and uses one, as GameMaker does.
static NativeStatus random_range(NativeCall& c) {
    double from = c.real(0), to = c.real(1);
    if (c.failed()) return NativeStatus::fault;
    if (from == to) return c.done(from);
    if (from > to) std::swap(from, to);
    Random& random = world_of(c).random();
    double drawn = from + random.unit() * (to - from);
    random.next();
    return c.done(drawn);
}

static NativeStatus irandom(NativeCall& c) {
    int64_t most = c.integer(0);
    return c.failed() ? NativeStatus::fault : c.done(static_cast<double>(world_of(c).random().whole(most)));
}

static NativeStatus irandom_range(NativeCall& c) {
    int64_t from = c.integer(0), to = c.integer(1);
    return c.failed() ? NativeStatus::fault : c.done(static_cast<double>(world_of(c).random().between(from, to)));
}

static NativeStatus choose(NativeCall& c) {
    if (c.count == 0) return c.done(0.0);
    return c.done(c.arg(world_of(c).random().below(c.count)));
}

static NativeStatus random_set_seed(NativeCall& c) {
    int64_t seed = c.integer(0);
    if (!c.failed()) world_of(c).random().seed(static_cast<uint32_t>(seed));
    return c.done();
}
static NativeStatus random_get_seed(NativeCall& c) {
    return c.done(static_cast<double>(world_of(c).random().current_seed()));
}

/// The first seed comes from outside (the world's seed unless the environment has another), so a replay gets the same
/// ones; each further call has one of its own.
static NativeStatus randomise(NativeCall& c) {
    World& world = world_of(c);
    Value given = world.environment("randomize", Value(static_cast<double>(static_cast<uint32_t>(world.input().seed))));
    int64_t seed = 0;
    std::string error;
    if (!to_int64(given, seed, error)) return c.error("randomise :: " + error);
    uint32_t next = world.random().next_seed(static_cast<uint32_t>(seed));
    world.random().seed(next);
    return c.done(static_cast<double>(next));
}

static constexpr NativeRow rows[] = {
    {"random", random, 1, 1},
    {"random_range", random_range, 2, 2},
    {"irandom", irandom, 1, 1},
    {"irandom_range", irandom_range, 2, 2},
    {"choose", choose, 0, -1},
    {"random_set_seed", random_set_seed, 1, 1, NativeRow::calls_out},
    {"random_get_seed", random_get_seed, 0, 0},
    {"randomise", randomise, 0, 0, NativeRow::calls_out},
    {"randomize", randomise, 0, 0, NativeRow::calls_out},
};

std::span<const NativeRow> random_natives() {
    return rows;
}

} // namespace scope
