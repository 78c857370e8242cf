#pragma once
// Payloads against the catalogue: which shape is this, what is missing or of the wrong type, how is text read for a
// key. Linear in payload and catalogue; nothing here changes a payload without returning a new one.

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/catalog/catalog.h"
#include "core/data/datum.h"

#include <string>
#include <string_view>
#include <vector>

namespace scope {

struct ShapeGuess {
    const CatalogEvent* event = nullptr;
    const CatalogShape* shape = nullptr;
    double score = 0; ///< higher is better; only comparable between guesses about one payload
};

/// Whether all conditions of the shape hold.
bool matches(const CatalogShape& shape, const Datum& payload);
/// The shape that describes the payload best; null when no shape's conditions hold.
const CatalogShape* guess_shape(const CatalogEvent& event, const Datum& payload);
/// What to say of a payload for which guess_shape finds none: the shapes that are nearest, and what the first one
/// wants.
Diagnostic fits_no_shape(const CatalogEvent& event, const Datum& payload);
/// The shape that `function` is answered with: the first that names it, or the first of all; null without shapes.
const CatalogShape* answer_shape(const CatalogEvent& event, std::string_view function);
/// Every shape of any event whose conditions hold, best first. The event of a payload found in a log is usually the
/// first.
std::vector<ShapeGuess> guess_event(const Catalog& catalog, const Datum& payload);

/// A finding about one key of a payload.
struct KeyFinding {
    std::string key;
    Diagnostic diagnostic; ///< code: missing-key, wrong-type (warnings); unknown-key, unknown-value (notes)
};

/// Tolerant where GameMaker is: reals, bools and integers stand for each other, ids may be numbers or handles, and an
/// expression
/// ({"$gml":...}) may be anything.
std::vector<KeyFinding> validate(const CatalogEvent& event, const CatalogShape& shape, const Datum& payload);

/// Whether a value can stand for a key of this type ("real", "sprite id", "real|string", "any", ...).
bool fits_type(std::string_view type, const Datum& value);

/// `text` read by the type of `key` in `shape` (null: unknown shape): numbers for "real", the text itself for "string",
/// and so on; JSON where it parses and text otherwise for keys that the shape lacks. Typed JSON such as {"$gml":"x"}
/// always counts.
Result<Datum> read_value(const CatalogShape* shape, std::string_view key, std::string_view text);
/// Applies "KEY=VALUE"; KEY may be a path, "response_headers/ETag".
Result<Datum> set_key(const CatalogShape* shape, const Datum& payload, std::string_view assignment);

} // namespace scope
