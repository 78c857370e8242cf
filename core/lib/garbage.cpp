// gc_*: the cycle collector of core/value. What is in no cycle goes at once whatever these say.

#include "core/lib/platform_tables.h"
#include "core/lib/shared_arguments.h"

namespace scope {

static NativeStatus gc_collect(NativeCall& c) {
    if (c.charge(c.heap.containers() * 4)) c.heap.collect_cycles();
    return c.done();
}

static NativeStatus gc_enable(NativeCall& c) {
    bool on = c.truth(0);
    if (!c.failed()) world_of(c).platform().garbage_collection = on;
    return c.done();
}
static NativeStatus gc_is_enabled(NativeCall& c) {
    return c.done(Value::boolean(world_of(c).platform().garbage_collection));
}

static NativeStatus gc_target_frame_time(NativeCall& c) {
    double microseconds = c.real(0);
    if (!c.failed()) world_of(c).platform().garbage_frame_time = microseconds;
    return c.done();
}
static NativeStatus gc_get_target_frame_time(NativeCall& c) {
    return c.done(world_of(c).platform().garbage_frame_time);
}

/// The members that GameMaker's struct has, about the last whole cycle; there is one generation. Of the times only
/// zeros, since they would differ from run to run.
static NativeStatus gc_get_stats(NativeCall& c) {
    Struct* stats = c.heap.new_struct();
    Value result(stats);
    const CollectorReport& last = c.heap.last_collection();
    add_member(c, stats, "objects_touched", Value(static_cast<double>(last.survivors)));
    add_member(c, stats, "objects_collected", Value(static_cast<double>(last.garbage)));
    add_member(c, stats, "traversal_time", Value(0.0));
    add_member(c, stats, "collection_time", Value(0.0));
    add_member(c, stats, "gc_frame", Value(static_cast<double>(last.cycles)));
    add_member(c, stats, "generation_collected", Value(0.0));
    add_member(c, stats, "num_generations", Value(1.0));
    Array* generations = c.heap.new_array();
    Value kept(generations);
    if (generations) add_item(c, generations, Value(static_cast<double>(c.heap.containers())));
    add_member(c, stats, "num_objects_in_generation", kept);
    return c.done(result);
}

static constexpr NativeRow rows[] = {
    {"gc_collect", gc_collect, 0, 0},
    {"gc_enable", gc_enable, 1, 1},
    {"gc_is_enabled", gc_is_enabled, 0, 0},
    {"gc_target_frame_time", gc_target_frame_time, 1, 1},
    {"gc_get_target_frame_time", gc_get_target_frame_time, 0, 1},
    {"gc_get_stats", gc_get_stats, 0, 0},
};

std::span<const NativeRow> garbage_natives() {
    return rows;
}

} // namespace scope
