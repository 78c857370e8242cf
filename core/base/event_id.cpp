#include "core/base/event_id.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace scope {

namespace {

enum class Source : uint8_t { engine, user, async, nobody };

struct TypeRow {
    int32_t number;
    std::string_view prefix, title;
    Source source;
};
constexpr TypeRow types[] = {
#define EVENT_TYPE(name, number, prefix, title, source) {number, prefix, title, Source::source},
#include "core/base/events.def"
};

struct Row {
    EventId id;
    std::string_view constant, title;
    Source source;
};
constexpr Row rows[] = {
#define EVENT(type, number, name, title, source) {{event_type::type, number}, "ev_" #name, title, Source::source},
#define PLAIN_EVENT(type, number, name, title, source) {{event_type::type, number}, "", title, Source::source},
#include "core/base/events.def"
};

/// Only asynchronous events have other spellings.
constexpr std::pair<std::string_view, EventId> aliases[] = {
#define EVENT_ALIAS(name, number) {"ev_" #name, {event_type::other, number}},
#include "core/base/events.def"
};

constexpr std::pair<int32_t, std::string_view> keys[] = {
#define EVENT_KEY(code, name) {code, name},
#include "core/base/events.def"
};

const TypeRow* type_row(int32_t type) {
    bool known = type >= 0 && static_cast<size_t>(type) < std::size(types);
    return known ? &types[type] : nullptr; // a row's place is its number, see below
}
constexpr bool types_follow_each_other() {
    for (size_t i = 0; i < std::size(types); ++i)
        if (types[i].number != static_cast<int32_t>(i)) return false;
    return true;
}
static_assert(types_follow_each_other());

/// Asked at each dispatch, so it is no search: by number of ev_other.
constexpr auto async_numbers = [] {
    std::array<bool, 128> numbers{};
    for (const Row& row : rows)
        if (row.source == Source::async) numbers.at(static_cast<size_t>(row.id.number)) = true;
    return numbers;
}();
constexpr bool only_others_are_async() {
    for (const Row& row : rows)
        if (row.source == Source::async && row.id.type != event_type::other) return false;
    return true;
}
static_assert(only_others_are_async());

const Row* row_of(EventId event) {
    auto found = std::find_if(std::begin(rows), std::end(rows), [&](const Row& row) { return row.id == event; });
    return found == std::end(rows) ? nullptr : found;
}

std::string key_name(int32_t code) {
    if ((code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z')) return {static_cast<char>(code)};
    for (const auto& [of, name] : keys)
        if (of == code) return std::string(name);
    return {};
}

} // namespace

std::string_view event_constant(EventId event) {
    const Row* row = row_of(event);
    return row ? row->constant : std::string_view();
}

std::vector<std::string_view> event_constants(EventId event) {
    std::vector<std::string_view> names;
    if (std::string_view constant = event_constant(event); !constant.empty()) names.push_back(constant);
    for (const auto& [name, of] : aliases)
        if (of == event) names.push_back(name);
    return names;
}

std::optional<EventId> event_from_constant(std::string_view name) {
    if (name.empty()) return {};
    for (const Row& row : rows)
        if (row.constant == name) return row.id;
    for (const auto& [alias, event] : aliases)
        if (alias == name) return event;
    return {};
}

std::string event_title(EventId event) {
    const TypeRow* type = type_row(event.type);
    if (!type) return "Event " + std::to_string(event.type) + ", " + std::to_string(event.number);
    if (const Row* row = row_of(event)) return std::string(row->title);
    bool by_key = event.type == event_type::keyboard || event.type == event_type::keypress ||
                  event.type == event_type::keyrelease;
    std::string key = by_key ? key_name(event.number) : "";
    return std::string(type->title) + (key.empty() ? " " + std::to_string(event.number) : " - " + key);
}

std::string event_stem(EventId event, std::string_view collision_object) {
    const TypeRow* type = type_row(event.type);
    std::string prefix = type ? std::string(type->prefix) : "Event" + std::to_string(event.type);
    if (event.type == event_type::collision && !collision_object.empty())
        return prefix + "_" + std::string(collision_object);
    return prefix + "_" + std::to_string(event.number);
}

std::optional<EventId> event_from_stem(std::string_view stem) {
    size_t underscore = stem.find('_');
    int32_t number = 0;
    if (underscore != std::string_view::npos) {
        std::string_view digits = stem.substr(underscore + 1);
        auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (error != std::errc() || end != digits.data() + digits.size()) return {};
    }
    for (const TypeRow& type : types)
        if (type.number != event_type::collision && type.prefix == stem.substr(0, underscore))
            return EventId{type.number, number};
    return {};
}

bool is_event(EventId event) {
    static constexpr int32_t alarms = 12, keys_end = 256;
    switch (event.type) {
    case event_type::collision:
    case event_type::trigger: return true;
    case event_type::alarm: return event.number >= 0 && event.number < alarms;
    case event_type::keyboard:
    case event_type::keypress:
    case event_type::keyrelease: return event.number >= 0 && event.number < keys_end;
    default: return row_of(event) != nullptr;
    }
}

bool is_async(EventId event) {
    auto number = static_cast<size_t>(event.number);
    return event.type == event_type::other && number < async_numbers.size() && async_numbers[number];
}

std::string_view unraised_kind(EventId event) {
    const TypeRow* type = type_row(event.type);
    if (!type) return {};
    if (type->source == Source::nobody) return type->title;
    const Row* row = row_of(event);
    return row && row->source == Source::nobody ? row->title : std::string_view();
}

} // namespace scope
