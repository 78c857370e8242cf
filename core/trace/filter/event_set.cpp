#include "core/trace/filter/event_set.h"

#include "core/base/text.h"

#include <algorithm>

namespace scope {

namespace {

struct NamedEvent {
    EventId event;
    std::string_view constant, title;
};
constexpr NamedEvent named_events[] = {
#define EVENT(type, number, name, title, source) {{event_type::type, number}, "ev_" #name, title},
#define PLAIN_EVENT(type, number, name, title, source) {{event_type::type, number}, "", title},
#include "core/base/events.def"
};

struct NamedType {
    int32_t number;
    std::string_view prefix, title;
};
constexpr NamedType named_types[] = {
#define EVENT_TYPE(name, number, prefix, title, source) {number, prefix, title},
#include "core/base/events.def"
};

constexpr std::string_view async_title = "Async - ", async_constant = "ev_async_";

/// What people and code call each event, as indices of named_events; made once.
const std::vector<std::pair<size_t, std::string_view>>& all_names() {
    static const auto names = [] {
        std::vector<std::pair<size_t, std::string_view>> made;
        for (size_t i = 0; i < std::size(named_events); ++i) {
            std::string_view title = named_events[i].title;
            made.emplace_back(i, title);
            if (title.starts_with(async_title)) made.emplace_back(i, title.substr(async_title.size()));
            for (std::string_view constant : event_constants(named_events[i].event)) {
                made.emplace_back(i, constant);
                made.emplace_back(i, constant.substr(constant.starts_with(async_constant) ? async_constant.size() : 3));
            }
        }
        return made;
    }();
    return names;
}

/// The events of which a name passes, in the order of the table.
template<typename Passes> std::vector<EventId> events_with(Passes&& passes) {
    std::vector<EventId> found;
    for (const auto& [row, name] : all_names()) {
        EventId event = named_events[row].event;
        if ((found.empty() || found.back() != event) && passes(name)) found.push_back(event);
    }
    return found;
}

} // namespace

EventSet EventSet::named(std::string_view name) {
    EventSet set;
    set.m_events = events_with([&](std::string_view each) { return equal_ignoring_case(each, name); });
    for (const NamedEvent& row : named_events)
        if (equal_ignoring_case(event_stem(row.event), name) ||
            (row.event.type == event_type::other && std::to_string(row.event.number) == name))
            set.m_events.push_back(row.event);
    for (const NamedType& type : named_types)
        if (equal_ignoring_case(type.prefix, name) || equal_ignoring_case(type.title, name))
            set.m_types.push_back(type.number);
    if (!set.empty()) return set;
    // Of alarms and keys there are as many as there are numbers.
    size_t underscore = name.find('_');
    for (const NamedType& type : named_types)
        if (underscore != std::string_view::npos && equal_ignoring_case(type.prefix, name.substr(0, underscore)))
            if (auto event = event_from_stem(std::string(type.prefix) + std::string(name.substr(underscore))))
                set.m_events.push_back(*event);
    return set.empty() ? of(TextTest::within(name)) : set;
}

EventSet EventSet::of(const TextTest& test) {
    EventSet set;
    set.m_events = events_with(test);
    for (const NamedType& type : named_types)
        if (test(type.title)) set.m_types.push_back(type.number);
    return set;
}

bool EventSet::contains(EventId event) const {
    return std::find(m_events.begin(), m_events.end(), event) != m_events.end() ||
           std::find(m_types.begin(), m_types.end(), event.type) != m_types.end();
}

std::vector<std::string> event_names() {
    std::vector<std::string> names;
    for (const NamedEvent& row : named_events) {
        std::string_view title = row.title;
        if (title.starts_with(async_title)) title.remove_prefix(async_title.size());
        if (std::find(names.begin(), names.end(), title) == names.end()) names.emplace_back(title);
        if (!row.constant.empty()) names.emplace_back(row.constant);
    }
    return names;
}

} // namespace scope
