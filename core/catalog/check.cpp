#include "core/catalog/check.h"

#include "core/data/datum_edit.h"
#include "core/data/typed_json.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

namespace scope {

namespace {

/// The content of a payload, whatever wraps it.
const Datum& map_of(const Datum& payload) {
    const Datum* at = &payload;
    while (at->is(DatumKind::shared)) at = &at->inner();
    return *at;
}

const Datum& unwrapped(const Datum& value) {
    return map_of(value);
}

/// Equal as GameMaker's == sees it: numbers by value, whatever their kind.
bool equal_values(const Datum& a, const Datum& b) {
    if (a.is_number() && b.is_number()) {
        if (!a.is(DatumKind::real) && !b.is(DatumKind::real)) return a.as_int64() == b.as_int64();
        return a.as_real() == b.as_real();
    }
    return a == b;
}

bool is_gm_type(std::string_view type, const Datum& value) {
    if (type == "real" || type == "number") return value.is_number();
    return kind_name(value.kind()) == type;
}

bool holds(const CatalogCondition& condition, const Datum* value) {
    using Op = CatalogCondition::Op;
    if (condition.op == Op::exists) return value != nullptr;
    if (condition.op == Op::absent) return value == nullptr;
    if (!value) return false;
    const Datum& found = unwrapped(*value);
    if (found.is(DatumKind::gml)) return true; // known when it is fired
    switch (condition.op) {
    case Op::equal: return equal_values(found, condition.value);
    case Op::not_equal: return !equal_values(found, condition.value);
    case Op::less: return found.is_number() && found.as_real() < condition.value.as_real();
    case Op::less_or_equal: return found.is_number() && found.as_real() <= condition.value.as_real();
    case Op::greater: return found.is_number() && found.as_real() > condition.value.as_real();
    case Op::greater_or_equal: return found.is_number() && found.as_real() >= condition.value.as_real();
    case Op::of_type: return is_gm_type(condition.value.text(), found);
    default: {
        auto items = condition.value.items();
        return std::any_of(items.begin(), items.end(), [&](const Datum& item) { return equal_values(found, item); });
    }
    }
}

/// How much a condition that holds says about a payload. 0 and false are equal in GML, but equal of one kind says more.
double weight(const CatalogCondition& condition, const Datum* value) {
    using Op = CatalogCondition::Op;
    switch (condition.op) {
    case Op::equal:
        if (condition.value.is(DatumKind::string)) return 6;
        return value && unwrapped(*value).kind() == condition.value.kind() ? 4 : 2;
    case Op::among: return 3;
    case Op::exists: return 1;
    case Op::absent: return 0.5;
    default: return 2;
    }
}

/// Compares a payload whose conditions hold with a shape, key by key.
double score_of(const CatalogShape& shape, const Datum& payload) {
    double score = shape.fallback ? -100 : 0;
    for (const CatalogCondition& condition : shape.conditions) score += weight(condition, payload.find(condition.key));
    for (const CatalogKey& key : shape.keys) {
        const Datum* value = payload.find(key.name);
        // The kind breaks the tie between shapes that differ in nothing else.
        if (value)
            score += (fits_type(key.type, *value) ? 2 : -1) + (kind_name(value->kind()) == key.type ? 0.5 : 0);
        else if (key.required)
            score -= 3;
    }
    for (const DatumEntry& entry : payload.entries())
        if (!shape.find_key(entry.key.text())) score -= 2;
    return score;
}

template<typename Visit> void for_each_type(std::string_view types, Visit visit) {
    while (!types.empty()) {
        size_t bar = std::min(types.find('|'), types.size());
        if (visit(types.substr(0, bar))) return;
        types.remove_prefix(std::min(bar + 1, types.size()));
    }
}

bool fits_one(std::string_view type, const Datum& value) {
    if (type == "any") return true;
    if (type == "real" || type == "bool" || type == "int64") return value.is_number();
    if (type == "string" || type == "undefined") return kind_name(value.kind()) == type;
    if (type == "ds_map" || type == "ds_list" || type == "array" || type == "struct")
        return kind_name(value.kind()) == type || (type.starts_with("ds_") && value.is(DatumKind::ref));
    if (type == "buffer id") return value.is(DatumKind::buffer) || value.is(DatumKind::ref) || value.is_number();
    if (type.ends_with(" id")) return value.is(DatumKind::ref) || value.is_number();
    return false;
}

bool in_range(std::string_view range, const Datum& value) {
    if (!value.is_number()) return false;
    size_t digits = std::min(range.find_first_of("-0123456789"), range.size());
    double bound = 0;
    std::from_chars(range.data() + digits, range.data() + range.size(), bound);
    std::string_view op = range.substr(0, digits);
    double number = value.as_real();
    return op == "<"    ? number < bound
           : op == "<=" ? number <= bound
           : op == ">"  ? number > bound
                        : op == ">=" && number >= bound;
}

/// Whether the catalogue lists values for this key and the value is none of them.
bool is_unlisted(const CatalogKey& key, const Datum& value) {
    if (key.values.empty() || value.is(DatumKind::gml)) return false;
    for (const CatalogValue& listed : key.values) {
        if (!listed.value && listed.range.empty()) return false; // a name without a number: the list is open
        if (listed.value && equal_values(*listed.value, value)) return false;
        // Documented bools come as 0, 1 or -1, depending on the target.
        if (listed.value && listed.value->is(DatumKind::boolean) && value.is_number()) return false;
        if (!listed.range.empty() && in_range(listed.range, value)) return false;
    }
    return true;
}

std::string values_text(const CatalogKey& key) {
    std::string out;
    for (size_t i = 0; i < key.values.size() && i < 8; ++i) {
        const CatalogValue& listed = key.values[i];
        out += i ? ", " : "";
        out += listed.value ? summary(*listed.value, 40) : listed.range;
        std::string label = listed.name.empty() ? listed.meaning : listed.name;
        if (!label.empty()) out += " (" + label + ")";
    }
    return key.values.size() > 8 ? out + ", ..." : out;
}

KeyFinding finding(const std::string& key, const char* code, Severity severity, std::string message, std::string hint) {
    return {key, {code, severity, std::move(message), {}, std::move(hint)}};
}

std::string label_of(const Datum& key) {
    return key.is(DatumKind::string) ? std::string(key.text()) : summary(key, 40);
}

} // namespace

bool fits_type(std::string_view types, const Datum& value) {
    const Datum& found = unwrapped(value);
    if (found.is(DatumKind::gml) || found.is(DatumKind::same)) return true;
    bool fits = false;
    for_each_type(types, [&](std::string_view type) { return fits = fits_one(type, found); });
    return fits;
}

bool matches(const CatalogShape& shape, const Datum& payload) {
    const Datum& map = map_of(payload);
    return std::all_of(shape.conditions.begin(), shape.conditions.end(),
                       [&](const CatalogCondition& condition) { return holds(condition, map.find(condition.key)); });
}

static void collect(const CatalogEvent& event, const Datum& payload, std::vector<ShapeGuess>& out) {
    for (const CatalogShape& shape : event.shapes)
        if (matches(shape, payload)) out.push_back({&event, &shape, score_of(shape, map_of(payload))});
}

static void best_first(std::vector<ShapeGuess>& guesses) {
    std::stable_sort(guesses.begin(), guesses.end(),
                     [](const ShapeGuess& a, const ShapeGuess& b) { return a.score > b.score; });
}

const CatalogShape* guess_shape(const CatalogEvent& event, const Datum& payload) {
    std::vector<ShapeGuess> guesses;
    collect(event, payload, guesses);
    best_first(guesses);
    return guesses.empty() ? nullptr : guesses[0].shape;
}

/// "status = 0", "no key error".
static std::string text_of(const CatalogCondition& condition) {
    using Op = CatalogCondition::Op;
    static constexpr std::pair<Op, std::string_view> signs[] = {
        {Op::equal, " = "},          {Op::not_equal, " other than "}, {Op::less, " < "},
        {Op::less_or_equal, " <= "}, {Op::greater_or_equal, " >= "},  {Op::greater, " > "},
        {Op::among, " one of "},     {Op::of_type, " of type "}};
    if (condition.op == Op::exists) return "a key " + condition.key;
    if (condition.op == Op::absent) return "no key " + condition.key;
    for (auto [op, sign] : signs)
        if (op == condition.op)
            return condition.key + std::string(sign) +
                   (op == Op::of_type ? std::string(condition.value.text()) : summary(condition.value, 40));
    return condition.key;
}

Diagnostic fits_no_shape(const CatalogEvent& event, const Datum& payload) {
    static constexpr size_t most = 3;
    const Datum& map = map_of(payload);
    auto failing = [&](const CatalogShape& shape) {
        std::vector<const CatalogCondition*> out;
        for (const CatalogCondition& condition : shape.conditions)
            if (!holds(condition, map.find(condition.key))) out.push_back(&condition);
        return out;
    };
    std::vector<ShapeGuess> guesses;
    for (const CatalogShape& shape : event.shapes) {
        double score = score_of(shape, map);
        for (const CatalogCondition* condition : failing(shape))
            score -= weight(*condition, map.find(condition->key)) + 3;
        guesses.push_back({&event, &shape, score});
    }
    best_first(guesses);
    std::string names, wants;
    for (size_t i = 0; i < std::min(most, guesses.size()); ++i)
        names += (i ? ", '" : "'") + guesses[i].shape->name + "'";
    for (const CatalogCondition* condition : failing(*guesses[0].shape))
        wants += (wants.empty() ? "" : ", ") + text_of(*condition);
    // Where the game or an extension may make a map of its own, another shape is nothing odd.
    bool own =
        std::any_of(event.shapes.begin(), event.shapes.end(), [](const CatalogShape& shape) { return shape.open; });
    return {"no-shape",
            own ? Severity::note : Severity::warning,
            "the payload fits no shape of " + event.constant + "; nearest are " + names,
            {},
            "'" + guesses[0].shape->name + "' wants " + wants};
}

/// Whether `text` holds `name` as a word of its own: http_get is not in http_get_file.
static bool names(std::string_view text, std::string_view name) {
    auto of_a_name = [&](size_t at) {
        return at < text.size() && (text[at] == '_' || std::isalnum(static_cast<unsigned char>(text[at])));
    };
    for (size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1))
        if (!(at > 0 && of_a_name(at - 1)) && !of_a_name(at + name.size())) return true;
    return false;
}

const CatalogShape* answer_shape(const CatalogEvent& event, std::string_view function) {
    for (const CatalogShape& shape : event.shapes)
        if (names(shape.name, function) || names(shape.when, function)) return &shape;
    return event.shapes.empty() ? nullptr : &event.shapes.front();
}

std::vector<ShapeGuess> guess_event(const Catalog& catalog, const Datum& payload) {
    std::vector<ShapeGuess> guesses;
    for (const CatalogEvent& event : catalog.events()) collect(event, payload, guesses);
    best_first(guesses);
    return guesses;
}

std::vector<KeyFinding> validate(const CatalogEvent& event, const CatalogShape& shape, const Datum& payload) {
    std::vector<KeyFinding> out;
    const Datum& map = map_of(payload);
    std::string where = event.constant + ", " + shape.name;
    for (const CatalogKey& key : shape.keys) {
        const Datum* value = map.find(key.name);
        if (!value) {
            if (key.required)
                out.push_back(finding(key.name, "missing-key", Severity::warning,
                                      "the key '" + key.name + "' is missing (" + where + ")",
                                      key.type + ": " + key.description));
            continue;
        }
        if (!fits_type(key.type, *value)) {
            std::string kind(kind_name(unwrapped(*value).kind()));
            out.push_back(
                finding(key.name, "wrong-type", Severity::warning,
                        "the key '" + key.name + "' is of type " + key.type + ", not " + kind + " (" + where + ")",
                        key.description));
        } else if (is_unlisted(key, unwrapped(*value))) {
            out.push_back(finding(key.name, "unknown-value", Severity::note,
                                  summary(*value, 40) + " is no documented value of '" + key.name + "' (" + where + ")",
                                  values_text(key)));
        }
    }
    // A map that the game or an extension makes holds what it likes; so does one that is of another shape.
    if (shape.open || !matches(shape, payload)) return out;
    for (const DatumEntry& entry : map.entries()) {
        if (entry.key.is(DatumKind::string) && shape.find_key(entry.key.text())) continue;
        std::string label = label_of(entry.key);
        out.push_back(finding(label, "unknown-key", Severity::note,
                              "the key '" + label + "' is not in the shape (" + where + ")", ""));
        if (out.size() >= 1000) break;
    }
    return out;
}

namespace {

/// Reads text as one type of the catalogue; nothing when it is not of that type.
std::optional<Datum> read_as(std::string_view type, std::string_view text, const std::optional<Datum>& json) {
    if (type == "string") return Datum(text);
    if (type == "undefined") return text == "undefined" ? std::optional<Datum>(Datum()) : std::nullopt;
    if (type == "bool") {
        if (text == "true" || text == "1") return Datum(true);
        if (text == "false" || text == "0") return Datum(false);
        return {};
    }
    if (type == "int64") {
        int64_t whole = 0;
        auto result = std::from_chars(text.data(), text.data() + text.size(), whole);
        bool complete = !text.empty() && result.ec == std::errc{} && result.ptr == text.data() + text.size();
        return complete ? std::optional<Datum>(Datum::int64(whole)) : std::nullopt;
    }
    if (type == "ds_map" && json && json->is(DatumKind::structure))
        return Datum::ds_map({json->entries().begin(), json->entries().end()});
    if (type == "ds_list" && json && json->is(DatumKind::array))
        return Datum::ds_list({json->items().begin(), json->items().end()});
    if (type == "any") return json ? *json : Datum(text);
    if ((type == "real" || type.ends_with(" id")) && text.starts_with("ref ")) return Datum::ref(std::string(text));
    return json && fits_type(type, *json) ? json : std::nullopt;
}

} // namespace

Result<Datum> read_value(const CatalogShape* shape, std::string_view key, std::string_view text) {
    std::vector<Diagnostic> twice;
    Result<Datum> parsed = read_typed_json(text, {.findings = &twice});
    std::optional<Datum> json = parsed ? std::optional<Datum>(*parsed) : std::nullopt;
    auto of_json = [&](Datum value) -> Result<Datum> {
        if (twice.empty() || value.is(DatumKind::string)) return value;
        return fail("in the value of '" + std::string(key) + "' " + twice[0].message);
    };
    const CatalogKey* known = shape ? shape->find_key(key) : nullptr;
    if (!known) return of_json(json ? *json : Datum(text));
    bool typed_form = json && text.starts_with('{') && !json->is(DatumKind::structure);
    if (typed_form) return of_json(*json);
    std::optional<Datum> value;
    // In a union the string comes last: it takes any text.
    for_each_type(known->type, [&](std::string_view type) {
        return type != "string" && (value = read_as(type, text, json)).has_value();
    });
    if (!value && known->type.find("string") != std::string::npos) value = Datum(text);
    if (value) return of_json(*value);
    return fail("'" + std::string(text) + "' is no value for the key '" + std::string(key) + "', which is of type " +
                known->type);
}

Result<Datum> set_key(const CatalogShape* shape, const Datum& payload, std::string_view assignment) {
    size_t equals = assignment.find('=');
    if (equals == std::string_view::npos || equals == 0)
        return fail("'" + std::string(assignment) + "' is not of the form KEY=VALUE");
    std::string_view key = assignment.substr(0, equals);
    Result<Datum> value = read_value(shape, key, assignment.substr(equals + 1));
    if (!value) return value;
    Result<Datum> changed = with_path(payload, key, std::move(*value));
    if (!changed) return fail("there is nothing that '" + std::string(key) + "' could be set in");
    return changed;
}

} // namespace scope
