#pragma once
// The 14 asynchronous events as GameMaker documents them: what raises each and the shapes its map comes in. Read
// once from the data file assets/catalog/async_events.json, which is compiled in; about 1 MB and a few milliseconds, on
// first use. Numbers, titles and files of events are in core/base/events.def.

#include "core/base/event_id.h"
#include "core/base/result.h"
#include "core/data/datum.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scope {

/// A documented value of a key. One of: a value (with the constant's name or a meaning), a range such as "<0", a name
/// alone.
struct CatalogValue {
    std::optional<Datum> value;
    std::string range;
    std::string name;
    std::string meaning;
};

struct CatalogKey {
    std::string name;
    std::string type; ///< "real", "string", "sprite id", "real|string", "any", ...
    bool required = true;
    std::string description;
    std::vector<CatalogValue> values;
};

/// One thing that must hold for a payload to have a shape.
struct CatalogCondition {
    enum class Op : uint8_t {
        equal,
        not_equal,
        exists,
        absent,
        less,
        less_or_equal,
        greater,
        greater_or_equal,
        among,
        of_type
    };
    std::string key;
    Op op = Op::equal;
    Datum value; ///< an array for `among`, a type's name for `of_type`
};

struct CatalogShape {
    std::string name;
    std::string when;
    std::string level;     ///< core, html5, extension, legacy
    std::string platforms; ///< empty: wherever the event is raised
    std::vector<CatalogKey> keys;
    std::vector<CatalogCondition> conditions;
    std::vector<std::string> also_matches; ///< shapes of the same event that the sample cannot be told from
    bool fallback = false;                 ///< catches what no other shape describes
    bool open = false;                     ///< holds further keys of whoever makes the map
    bool placeholder = false;              ///< a number in it is not published and stands for the real one
    Datum sample;                          ///< a ds_map

    const CatalogKey* find_key(std::string_view key) const;
};

struct CatalogEvent {
    std::string constant; ///< "ev_async_social"
    int number = 0;       ///< 70
    std::string title;    ///< "Async - Social"
    std::string file;     ///< "Other_70.gml"
    std::vector<std::string> aliases;
    std::vector<std::string> raised_by; ///< functions; '*' stands for any rest of a name
    std::string summary;
    std::vector<std::string> pitfalls;
    std::vector<CatalogShape> shapes;

    /// By name, or an unambiguous part of it, without regard to case. Fails with the candidates.
    Result<const CatalogShape*> find_shape(std::string_view variant) const;
};

class Catalog {
public:
    /// The one that is compiled in.
    static const Catalog& builtin();
    /// Reads a data file's text; errors name line and column.
    static Result<Catalog> read(std::string_view json, std::string_view name);

    const std::vector<CatalogEvent>& events() const { return m_events; }

    /// By constant, alias, number, title (with or without "Async - ") or file name, without regard to case.
    const CatalogEvent* find(std::string_view text) const;
    const CatalogEvent* find(EventId event) const;
    /// As find, or an Error that names what is known.
    Result<const CatalogEvent*> require(std::string_view text) const;
    /// Events that a function can raise, "http_get".
    std::vector<const CatalogEvent*> raised_by(std::string_view function) const;

private:
    std::vector<CatalogEvent> m_events;
};

} // namespace scope
