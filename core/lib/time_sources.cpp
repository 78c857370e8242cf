// time_source_* and call_later: what runs later, on the virtual clock.

#include "core/lib/tables.h"
#include "core/world/world.h"

namespace scope {

static TimeSource* source_argument(NativeCall& c, uint32_t index) {
    int64_t id = c.integer(index);
    TimeSource* source = c.failed() || id < 0 ? nullptr : world_of(c).time_sources().find(static_cast<uint32_t>(id));
    if (!source && !c.failed())
        c.error(std::string(c.name) + " argument " + std::to_string(index + 1) + " invalid reference to (time_source)");
    return source;
}

static Value handle(const TimeSource& source) {
    return Value::ref(RefKind::time_source, source.id);
}
static TimeUnits units_argument(NativeCall& c, uint32_t index) {
    return c.integer(index) == 1 ? TimeUnits::frames : TimeUnits::seconds;
}

static bool check_callable(NativeCall& c, uint32_t index) {
    const Value& callee = c.arg(index);
    bool callable = callee.is_method() || callee.is_ref(RefKind::script) || callee.is_ref(RefKind::function);
    if (!callable && !c.failed()) c.wrong_type(index, "function");
    return callable;
}

/// Callback, arguments, repetitions and expiry, from argument `first` on.
static void configure_rest(NativeCall& c, TimeSource& source, uint32_t first) {
    source.callback = c.arg(first);
    source.arguments.clear();
    if (c.has(first + 1))
        if (Array* array = c.array(first + 1)) source.arguments.assign(array->items, array->items + array->size);
    source.repetitions = c.integer_or(first + 2, 1);
    source.expiry = c.integer_or(first + 3, 1) == 0 ? TimeExpiry::nearest : TimeExpiry::after;
    world_of(c).time_sources().reset(source);
}

static NativeStatus time_source_create(NativeCall& c) {
    int64_t parent = c.integer(0);
    double period = c.real(1);
    TimeUnits units = units_argument(c, 2);
    if (!check_callable(c, 3) || c.failed()) return NativeStatus::fault;
    TimeSource* source = world_of(c).time_sources().create(static_cast<uint32_t>(parent), period, units);
    if (!source) return c.error("time_source_create :: the parent does not exist, or there are too many time sources");
    configure_rest(c, *source, 3);
    return c.done(handle(*source));
}

static NativeStatus time_source_reconfigure(NativeCall& c) {
    TimeSource* source = source_argument(c, 0);
    double period = c.real(1);
    TimeUnits units = units_argument(c, 2);
    if (!source || !check_callable(c, 3) || c.failed()) return NativeStatus::fault;
    world_of(c).time_sources().configure(*source, period, units);
    configure_rest(c, *source, 3);
    return c.done();
}

static NativeStatus call_later(NativeCall& c) {
    double period = c.real(0);
    TimeUnits units = units_argument(c, 1);
    bool loop = c.truth_or(3, false);
    if (!check_callable(c, 2) || c.failed()) return NativeStatus::fault;
    TimeSource* source = world_of(c).time_sources().create(TimeSources::later, period, units);
    if (!source) return c.error("call_later :: there are too many time sources");
    source->callback = c.arg(2);
    source->repetitions = loop ? -1 : 1;
    source->once = !loop;
    world_of(c).time_sources().start(*source);
    return c.done(handle(*source));
}

static NativeStatus call_cancel(NativeCall& c) {
    int64_t id = c.integer(0);
    if (!c.failed() && id > TimeSources::later) world_of(c).time_sources().destroy(static_cast<uint32_t>(id), true);
    return c.done();
}

/// The built in sources always run, but that time_source_game may be paused and go on.
template<void (TimeSources::*action)(TimeSource&), bool pauses = false> static NativeStatus act(NativeCall& c) {
    TimeSource* source = source_argument(c, 0);
    bool allowed = source && (source->id > TimeSources::later || (pauses && source->id == TimeSources::game));
    if (allowed) (world_of(c).time_sources().*action)(*source);
    return c.done();
}

static NativeStatus time_source_destroy(NativeCall& c) {
    TimeSource* source = source_argument(c, 0);
    bool tree = c.truth_or(1, false);
    if (!source || c.failed()) return c.done();
    world_of(c).time_sources().destroy(source->id, tree); // the built in ones and those with children stay
    return c.done();
}

static NativeStatus time_source_exists(NativeCall& c) {
    if (!c.arg(0).is_numeric() && !c.arg(0).is_ref(RefKind::time_source)) return c.done(Value::boolean(false));
    return c.done(Value::boolean(world_of(c).time_sources().find(static_cast<uint32_t>(c.integer(0))) != nullptr));
}
static NativeStatus time_source_get_state(NativeCall& c) {
    TimeSource* source = source_argument(c, 0);
    return source ? c.done(static_cast<double>(source->state)) : c.done();
}
static NativeStatus time_source_get_period(NativeCall& c) {
    TimeSource* source = source_argument(c, 0);
    return source ? c.done(source->period) : c.done();
}
static NativeStatus time_source_get_units(NativeCall& c) {
    TimeSource* source = source_argument(c, 0);
    return source ? c.done(static_cast<double>(source->units)) : c.done();
}
static NativeStatus time_source_get_time_remaining(NativeCall& c) {
    TimeSource* source = source_argument(c, 0);
    return source ? c.done(source->left) : c.done();
}
static NativeStatus time_source_get_reps_completed(NativeCall& c) {
    TimeSource* source = source_argument(c, 0);
    return source ? c.done(static_cast<double>(source->completed)) : c.done();
}
static NativeStatus time_source_get_reps_remaining(NativeCall& c) {
    TimeSource* source = source_argument(c, 0);
    if (!source) return c.done();
    return c.done(static_cast<double>(source->remaining));
}
static NativeStatus time_source_get_parent(NativeCall& c) {
    TimeSource* source = source_argument(c, 0);
    bool built_in = source && source->id <= TimeSources::later; // without a parent
    return source && !built_in ? c.done(Value::ref(RefKind::time_source, source->parent)) : c.done();
}
static NativeStatus time_source_get_children(NativeCall& c) {
    TimeSource* source = source_argument(c, 0);
    Value all(c.heap.new_array());
    for (uint32_t child : source ? source->children : std::vector<uint32_t>())
        if (!all.as_array()->push(Value::ref(RefKind::time_source, child)))
            return c.limit("memory", "no memory for the array");
    return c.done(all);
}
static NativeStatus time_bpm_to_seconds(NativeCall& c) {
    return c.done(60 / c.real(0));
}
static NativeStatus time_seconds_to_bpm(NativeCall& c) {
    return c.done(60 / c.real(0));
}

static constexpr NativeRow rows[] = {
    {"time_source_create", time_source_create, 4, 7},
    {"time_source_reconfigure", time_source_reconfigure, 4, 7},
    {"time_source_destroy", time_source_destroy, 1, 2},
    {"time_source_start", act<&TimeSources::start>, 1, 1},
    {"time_source_stop", act<&TimeSources::stop>, 1, 1},
    {"time_source_pause", act<&TimeSources::pause, true>, 1, 1},
    {"time_source_resume", act<&TimeSources::resume, true>, 1, 1},
    {"time_source_reset", act<&TimeSources::reset>, 1, 1},
    {"time_source_exists", time_source_exists, 1, 1},
    {"time_source_get_state", time_source_get_state, 1, 1},
    {"time_source_get_period", time_source_get_period, 1, 1},
    {"time_source_get_units", time_source_get_units, 1, 1},
    {"time_source_get_time_remaining", time_source_get_time_remaining, 1, 1},
    {"time_source_get_reps_completed", time_source_get_reps_completed, 1, 1},
    {"time_source_get_reps_remaining", time_source_get_reps_remaining, 1, 1},
    {"time_source_get_parent", time_source_get_parent, 1, 1},
    {"time_source_get_children", time_source_get_children, 1, 1},
    {"call_later", call_later, 3, 4},
    {"call_cancel", call_cancel, 1, 1},
    {"time_bpm_to_seconds", time_bpm_to_seconds, 1, 1},
    {"time_seconds_to_bpm", time_seconds_to_bpm, 1, 1},
};

std::span<const NativeRow> time_natives() {
    return rows;
}

} // namespace scope
