#pragma once
// The events that a word of a filter names. Worked out when the filter is parsed, so that asking is a look at a few
// numbers. Names are those of core/base/events.def: "HTTP", "Async - HTTP", ev_async_web, web, Other_62, 62, Alarm.

#include "core/base/event_id.h"
#include "core/trace/filter/text_test.h"

#include <string>
#include <string_view>
#include <vector>

namespace scope {

class EventSet {
public:
    /// Those of exactly this name, or else those with a name that has `name` within; empty when there are none.
    static EventSet named(std::string_view name);
    /// Those with a title or constant that passes.
    static EventSet of(const TextTest& test);

    bool empty() const { return m_events.empty() && m_types.empty(); }
    bool contains(EventId event) const;
    /// Without its types: those that are listed one by one.
    const std::vector<EventId>& events() const { return m_events; }
    /// Whole types, of which every number belongs to the set.
    const std::vector<int32_t>& types() const { return m_types; }

private:
    std::vector<EventId> m_events;
    std::vector<int32_t> m_types;
};

/// What is offered and compared with when a name is not known: short titles and constants of all that may be received.
std::vector<std::string> event_names();

} // namespace scope
