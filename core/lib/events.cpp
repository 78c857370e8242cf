// event_*: docs/semantics.md 1.2, 1.5, 1.11. The work is done by frames of core/world.

#include "core/world/events.h"
#include "core/lib/tables.h"
#include "core/world/world.h"

namespace scope {

static NativeStatus event_perform_async(NativeCall& c) {
    int64_t number = c.integer(0);
    return c.failed() ? NativeStatus::fault : perform_async(c, number, c.arg(1));
}

/// Types and numbers are numbers; handles (of a collision's object) count, everything else is refused.
static int32_t event_argument(NativeCall& c, uint32_t index) {
    const Value& value = c.arg(index);
    if (!value.is_numeric() && !value.is_ref()) {
        if (!c.failed()) c.wrong_type(index, "Number");
        return 0;
    }
    return static_cast<int32_t>(c.integer(index));
}

static NativeStatus event_perform(NativeCall& c) {
    EventId event{event_argument(c, 0), event_argument(c, 1)};
    return c.failed() ? NativeStatus::fault : scope::perform_event(c, event);
}

static NativeStatus event_perform_object(NativeCall& c) {
    EventId event{event_argument(c, 1), event_argument(c, 2)};
    event_argument(c, 0);
    uint32_t object = world_of(c).object_of(c.arg(0));
    if (c.failed()) return NativeStatus::fault;
    return object == ~0u ? c.done() : perform_object_event(c, object, event);
}

static NativeStatus event_user(NativeCall& c) {
    int32_t number = event_argument(c, 0);
    if (c.failed()) return NativeStatus::fault;
    if (number < 0 || number > 15) return c.done();
    return scope::perform_event(c, {event_type::other, events::user0.number + number});
}

static NativeStatus event_inherited(NativeCall& c) {
    return perform_inherited(c);
}

static constexpr NativeRow rows[] = {
    {"event_perform_async", event_perform_async, 2, 2},   {"event_perform", event_perform, 2, 2},
    {"event_perform_object", event_perform_object, 3, 3}, {"event_user", event_user, 1, 1},
    {"event_inherited", event_inherited, 0, 0},
};

std::span<const NativeRow> event_natives() {
    return rows;
}

} // namespace scope
