#include "core/catalog/catalog.h"

#include "core/base/nearest.h"
#include "core/base/text.h"
#include "core/base/verify.h"
#include "core/data/typed_json.h"

#include <algorithm>
#include <charconv>

namespace scope {

std::string_view embedded_async_events(); // assets/CMakeLists.txt

namespace {

std::string text_at(const Datum& object, std::string_view key) {
    const Datum* found = object.find(key);
    return found ? std::string(found->text()) : std::string();
}

bool flag_at(const Datum& object, std::string_view key, bool otherwise) {
    const Datum* found = object.find(key);
    return found ? found->as_bool() : otherwise;
}

std::span<const Datum> list_at(const Datum& object, std::string_view key) {
    const Datum* found = object.find(key);
    return found ? found->items() : std::span<const Datum>();
}

std::vector<std::string> texts_at(const Datum& object, std::string_view key) {
    std::vector<std::string> out;
    for (const Datum& item : list_at(object, key)) out.emplace_back(item.text());
    return out;
}

CatalogKey read_key(const Datum& json) {
    CatalogKey key{
        text_at(json, "key"), text_at(json, "type"), flag_at(json, "required", true), text_at(json, "description"), {}};
    for (const Datum& item : list_at(json, "values")) {
        CatalogValue value;
        if (const Datum* given = item.find("value")) value.value = *given;
        value.range = text_at(item, "range");
        value.name = text_at(item, "name");
        value.meaning = text_at(item, "means");
        key.values.push_back(std::move(value));
    }
    return key;
}

std::optional<CatalogCondition> read_condition(const DatumEntry& entry) {
    using Op = CatalogCondition::Op;
    static constexpr std::pair<std::string_view, Op> names[] = {
        {"eq", Op::equal}, {"ne", Op::not_equal},     {"exists", Op::exists}, {"absent", Op::absent},
        {"lt", Op::less},  {"le", Op::less_or_equal}, {"gt", Op::greater},    {"ge", Op::greater_or_equal},
        {"in", Op::among}, {"type", Op::of_type}};
    std::string key(entry.key.text());
    if (!entry.value.is(DatumKind::structure)) return CatalogCondition{std::move(key), Op::equal, entry.value};
    const Datum* value = entry.value.find("value");
    for (auto [name, op] : names)
        if (text_at(entry.value, "op") == name) return CatalogCondition{std::move(key), op, value ? *value : Datum()};
    return {};
}

Result<CatalogShape> read_shape(const Datum& json) {
    CatalogShape shape;
    shape.name = text_at(json, "name");
    shape.when = text_at(json, "when");
    shape.level = text_at(json, "level");
    shape.platforms = text_at(json, "platforms");
    shape.also_matches = texts_at(json, "also_matches");
    shape.fallback = flag_at(json, "fallback", false);
    shape.open = shape.fallback || flag_at(json, "open", false);
    shape.placeholder = flag_at(json, "placeholder", false);
    for (const Datum& key : list_at(json, "keys")) shape.keys.push_back(read_key(key));
    const Datum* sample = json.find("sample");
    const Datum* match = json.find("match");
    if (shape.name.empty() || !sample || !sample->is(DatumKind::structure) || !match)
        return fail("a shape needs a name, a match and a sample that is an object");
    shape.sample = Datum::ds_map({sample->entries().begin(), sample->entries().end()});
    for (const DatumEntry& entry : match->entries()) {
        std::optional<CatalogCondition> condition = read_condition(entry);
        if (!condition)
            return fail("unknown condition for '" + std::string(entry.key.text()) + "' in the shape " + shape.name);
        shape.conditions.push_back(std::move(*condition));
    }
    return shape;
}

Result<CatalogEvent> read_event(const Datum& json) {
    CatalogEvent event;
    event.constant = text_at(json, "constant");
    std::optional<EventId> id = event_from_constant(event.constant);
    if (!id) return fail("there is no event '" + event.constant + "'");
    event.number = id->number;
    event.title = event_title(*id);
    event.file = event_stem(*id) + ".gml";
    for (std::string_view name : event_constants(*id))
        if (name != event.constant) event.aliases.emplace_back(name);
    for (std::string& name : texts_at(json, "aliases")) event.aliases.push_back(std::move(name));
    event.raised_by = texts_at(json, "raised_by");
    event.summary = text_at(json, "summary");
    event.pitfalls = texts_at(json, "pitfalls");
    for (const Datum& item : list_at(json, "shapes")) {
        Result<CatalogShape> shape = read_shape(item);
        if (!shape) return fail(event.constant + ": " + shape.error().message);
        event.shapes.push_back(std::move(*shape));
    }
    return event;
}

std::optional<int> whole_number(std::string_view text) {
    int number = 0;
    auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || result.ec != std::errc{} || result.ptr != text.data() + text.size()) return {};
    return number;
}

std::string_view trimmed(std::string_view text) {
    size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string_view without_suffix(std::string_view text, std::string_view suffix) {
    if (text.size() >= suffix.size() && equal_ignoring_case(text.substr(text.size() - suffix.size()), suffix))
        text.remove_suffix(suffix.size());
    return text;
}

bool any_equal(const std::vector<std::string>& names, std::string_view text) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return equal_ignoring_case(name, text); });
}

/// Words of four letters and more that two texts share; both in lower case.
size_t shared_words(std::string_view wanted, std::string_view name) {
    size_t count = 0;
    for (size_t at = 0; at < wanted.size();) {
        size_t end = std::min(wanted.find_first_of(" ,()-_/", at), wanted.size());
        count += end - at >= 4 && name.find(wanted.substr(at, end - at)) != std::string_view::npos;
        at = end + 1;
    }
    return count;
}

bool fits_pattern(std::string_view pattern, std::string_view name) {
    size_t star = pattern.find('*');
    if (star == std::string_view::npos) return pattern == name;
    std::string_view head = pattern.substr(0, star), tail = pattern.substr(star + 1);
    if (!name.starts_with(head)) return false;
    name.remove_prefix(head.size());
    for (size_t from = 0; from <= name.size(); ++from)
        if (fits_pattern(tail, name.substr(from))) return true; // patterns of the catalogue have two stars at most
    return false;
}

} // namespace

const CatalogKey* CatalogShape::find_key(std::string_view key) const {
    for (const CatalogKey& candidate : keys)
        if (candidate.name == key) return &candidate;
    return nullptr;
}

Result<const CatalogShape*> CatalogEvent::find_shape(std::string_view variant) const {
    std::vector<const CatalogShape*> partial;
    std::string wanted = lower_ascii(trimmed(variant));
    for (const CatalogShape& shape : shapes) {
        std::string name = lower_ascii(shape.name);
        if (name == wanted) return &shape;
        if (!wanted.empty() && name.find(wanted) != std::string::npos) partial.push_back(&shape);
    }
    if (partial.size() == 1) return partial[0];
    std::string message =
        constant + (partial.empty() ? " has no shape '" : " has several shapes like '") + std::string(variant) + "': ";
    if (partial.empty())
        for (const CatalogShape& shape : shapes) partial.push_back(&shape);
    std::stable_sort(partial.begin(), partial.end(), [&](const CatalogShape* a, const CatalogShape* b) {
        return shared_words(wanted, lower_ascii(a->name)) > shared_words(wanted, lower_ascii(b->name));
    });
    for (size_t i = 0; i < partial.size() && i < 12; ++i) message += (i ? ", '" : "'") + partial[i]->name + "'";
    if (partial.size() > 12) message += " and " + std::to_string(partial.size() - 12) + " more";
    return fail(std::move(message));
}

const Catalog& Catalog::builtin() {
    static const Catalog catalog = [] {
        Result<Catalog> read_catalog = read(embedded_async_events(), "async_events.json");
        if (!read_catalog) std::fprintf(stderr, "%s\n", read_catalog.error().text().c_str());
        VERIFY(read_catalog); // our own file; a test reads it
        return std::move(*read_catalog);
    }();
    return catalog;
}

Result<Catalog> Catalog::read(std::string_view json, std::string_view name) {
    Result<Datum> document = read_typed_json(json, {.name = name});
    if (!document) return tl::unexpected(document.error());
    Catalog catalog;
    for (const Datum& item : list_at(*document, "events")) {
        Result<CatalogEvent> event = read_event(item);
        if (!event) return fail(event.error().message, std::string(name));
        catalog.m_events.push_back(std::move(*event));
    }
    if (catalog.m_events.empty()) return fail("the catalogue has no events", std::string(name));
    return catalog;
}

const CatalogEvent* Catalog::find(EventId wanted) const {
    if (wanted.type != event_type::other) return nullptr;
    for (const CatalogEvent& event : m_events)
        if (event.number == wanted.number) return &event;
    return nullptr;
}

const CatalogEvent* Catalog::find(std::string_view text) const {
    text = trimmed(text);
    if (std::optional<int> number = whole_number(text)) return find({event_type::other, *number});
    std::string_view stem = without_suffix(text, ".gml");
    for (const CatalogEvent& event : m_events) {
        std::string_view title = event.title;
        std::string_view short_title = title.starts_with("Async - ") ? title.substr(8) : title;
        if (equal_ignoring_case(event.constant, text) || any_equal(event.aliases, text) ||
            equal_ignoring_case(title, text) || equal_ignoring_case(short_title, text) ||
            equal_ignoring_case(without_suffix(event.file, ".gml"), stem))
            return &event;
    }
    return nullptr;
}

Result<const CatalogEvent*> Catalog::require(std::string_view text) const {
    if (const CatalogEvent* event = find(text)) return event;
    std::string known;
    Nearest nearest(text);
    for (const CatalogEvent& event : m_events) {
        known += (known.empty() ? "" : ", ") + event.constant + " (" + std::to_string(event.number) + ")";
        nearest.consider(event.constant);
        for (const std::string& alias : event.aliases) nearest.consider(alias);
    }
    std::string hint = nearest.hint();
    return fail("there is no asynchronous event '" + escape_control(text) + "'" +
                (hint.empty() ? "; there are " : hint + " There are ") + known);
}

std::vector<const CatalogEvent*> Catalog::raised_by(std::string_view function) const {
    std::vector<const CatalogEvent*> out;
    for (const CatalogEvent& event : m_events)
        if (std::any_of(event.raised_by.begin(), event.raised_by.end(),
                        [&](const std::string& name) { return fits_pattern(name, function); }))
            out.push_back(&event);
    return out;
}

} // namespace scope
