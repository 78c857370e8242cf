// time_source_* and call_later: what runs later, on the virtual clock.

#include "core/lib/existence.h"
#include "core/lib/limits.h"
#include "core/lib/tables.h"
#include "core/world/world.h"

#include <cmath>

namespace scope {

static TimeSource* find_source(NativeCall& c, int64_t id) {
    bool known = !c.failed() && id >= 0 && id <= UINT32_MAX;
    return known ? world_of(c).time_sources().find(static_cast<uint32_t>(id)) : nullptr;
}
static TimeSource* source_argument(NativeCall& c, uint32_t index) {
    TimeSource* source = find_source(c, c.integer(index));
    if (!source && !c.failed())
        c.error(std::string(c.name) + " argument " + std::to_string(index + 1) + " invalid reference to (time_source)");
    return source;
}

static Value handle(const TimeSource& source) {
    return Value::ref(RefKind::time_source, source.id);
}
static TimeUnits units_argument(NativeCall& c, uint32_t index) {
    int64_t units = c.integer(index);
    if (units != 0 && units != 1 && !c.failed())
        c.error("Error: Illegal time source unit type: " + std::to_string(units));
    return units == 1 ? TimeUnits::frames : TimeUnits::seconds;
}

static bool check_callable(NativeCall& c, uint32_t index) {
    const Value& callee = c.arg(index);
    bool callable = callee.is_method() || callee.is_ref(RefKind::script) || callee.is_ref(RefKind::function);
    if (!callable && !c.failed()) c.wrong_type(index, "function");
    return callable;
}

namespace {

/// What both time_source_create and _reconfigure take after the first argument.
struct SourceSettings {
    double period;
    TimeUnits units;
    Array* arguments;
    int64_t repetitions;
    TimeExpiry expiry;

    explicit SourceSettings(NativeCall& c)
        : period(c.real(1))
        , units(units_argument(c, 2))
        , arguments(c.has(4) ? c.array(4) : nullptr)
        , repetitions(c.integer_or(5, 1))
        , expiry(c.integer_or(6, 1) == 0 ? TimeExpiry::nearest : TimeExpiry::after) {
        if (!check_callable(c, 3) || c.failed()) return;
        int64_t expiry_type = c.integer_or(6, 1);
        if (repetitions < -1)
            c.error("Error: Illegal time source repetition value: " + std::to_string(repetitions));
        else if (expiry_type != 0 && expiry_type != 1)
            c.error("Error: Illegal time source expiry type: " + std::to_string(expiry_type));
    }

    NativeStatus apply(NativeCall& c, TimeSource& source) const {
        TimeSources& sources = world_of(c).time_sources();
        source.callback = c.arg(3);
        std::span<const Value> given;
        if (arguments) given = {arguments->items, arguments->size};
        if (!sources.set_arguments(source, given)) return c.limit("memory", "no memory for the arguments");
        source.repetitions = repetitions;
        source.expiry = expiry;
        sources.reset(source);
        return c.done();
    }
};

} // namespace

static NativeStatus time_source_create(NativeCall& c) {
    int64_t parent = c.integer(0);
    SourceSettings settings(c);
    if (c.failed()) return NativeStatus::fault;
    TimeSources& sources = world_of(c).time_sources();
    TimeSource* above = find_source(c, parent);
    if (!above) return c.done(-1.0);
    TimeSource* source = sources.create(above->id, settings.period, settings.units);
    if (!source) return c.error("time_source_create :: there are too many time sources");
    return settings.apply(c, *source) == NativeStatus::done ? c.done(handle(*source)) : NativeStatus::fault;
}

static NativeStatus time_source_reconfigure(NativeCall& c) {
    TimeSource* source = source_argument(c, 0);
    SourceSettings settings(c);
    if (!source || c.failed()) return NativeStatus::fault;
    world_of(c).time_sources().configure(*source, settings.period, settings.units);
    return settings.apply(c, *source);
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
    if (!c.failed() && id > TimeSources::later && id <= UINT32_MAX)
        world_of(c).time_sources().destroy(static_cast<uint32_t>(id), true);
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
    return c.done(Value::boolean(find_source(c, c.integer(0)) != nullptr));
}
/// The source that a getter asks about. Those of a dead one, of what call_later made and of the built in ones are
/// undefined, but for the state of time_source_game.
static TimeSource* asked_source(NativeCall& c) {
    int64_t id = c.integer(0);
    return id < TimeSources::game ? nullptr : find_source(c, id);
}
template<auto member> static NativeStatus get(NativeCall& c) {
    TimeSource* source = asked_source(c);
    return source && source->id > TimeSources::later ? c.done(static_cast<double>(source->*member)) : c.done();
}
static NativeStatus time_source_get_state(NativeCall& c) {
    TimeSource* source = asked_source(c);
    return source ? c.done(static_cast<double>(source->state)) : c.done();
}
static NativeStatus time_source_get_parent(NativeCall& c) {
    TimeSource* source = asked_source(c);
    bool has_parent = source && source->id > TimeSources::later;
    return has_parent ? c.done(Value::ref(RefKind::time_source, source->parent)) : c.done();
}
static NativeStatus time_source_get_children(NativeCall& c) {
    TimeSource* source = find_source(c, c.integer(0));
    if (!source) return c.done();
    size_t count = source->children.size();
    if (!c.charge(count * 2) || !fits_array(c, static_cast<double>(count))) return NativeStatus::fault;
    Value all(c.heap.new_array());
    for (uint32_t child : source->children)
        if (!all.as_array()->push(Value::ref(RefKind::time_source, child)))
            return c.limit("memory", "no memory for the array");
    return c.done(all);
}
static NativeStatus time_bpm_to_seconds(NativeCall& c) {
    return c.done(60 / c.real(0));
}
static NativeStatus time_seconds_to_bpm(NativeCall& c) {
    double seconds = c.real(0);
    return c.done(seconds < 0 ? INFINITY : 60 / seconds);
}

static constexpr NativeRow rows[] = {
    {"time_source_create", time_source_create, 4, 7, NativeRow::calls_out},
    {"time_source_reconfigure", time_source_reconfigure, 4, 7, NativeRow::calls_out},
    {"time_source_destroy", time_source_destroy, 1, 2, NativeRow::calls_out},
    {"time_source_start", act<&TimeSources::start>, 1, 1, NativeRow::calls_out},
    {"time_source_stop", act<&TimeSources::stop>, 1, 1, NativeRow::calls_out},
    {"time_source_pause", act<&TimeSources::pause, true>, 1, 1, NativeRow::calls_out},
    {"time_source_resume", act<&TimeSources::resume, true>, 1, 1, NativeRow::calls_out},
    {"time_source_reset", act<&TimeSources::reset>, 1, 1, NativeRow::calls_out},
    {"time_source_exists", among_ids<time_source_exists>, 1, 1},
    {"time_source_get_state", time_source_get_state, 1, 1},
    {"time_source_get_period", get<&TimeSource::period>, 1, 1},
    {"time_source_get_units", get<&TimeSource::units>, 1, 1},
    {"time_source_get_time_remaining", get<&TimeSource::left>, 1, 1},
    {"time_source_get_reps_completed", get<&TimeSource::completed>, 1, 1},
    {"time_source_get_reps_remaining", get<&TimeSource::remaining>, 1, 1},
    {"time_source_get_parent", time_source_get_parent, 1, 1},
    {"time_source_get_children", time_source_get_children, 1, 1},
    {"call_later", call_later, 3, 4, NativeRow::calls_out},
    {"call_cancel", call_cancel, 1, 1, NativeRow::calls_out},
    {"time_bpm_to_seconds", time_bpm_to_seconds, 1, 1},
    {"time_seconds_to_bpm", time_seconds_to_bpm, 1, 1},
};

std::span<const NativeRow> time_natives() {
    return rows;
}

} // namespace scope
