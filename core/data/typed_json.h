#pragma once
// Typed JSON, the one text form of a Datum: plain JSON for what JSON knows, one-key objects such as {"$int64":"5"} for
// the rest (the list is in ARCHITECTURE.md). Reading and writing are iterative; equal data give equal text, and text
// written here reads back as equal data.

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/data/datum.h"
#include "core/data/json_writer.h"

#include <string>
#include <string_view>
#include <vector>

namespace scope {

struct TypedJsonOptions {
    uint32_t max_depth = 128; ///< levels of data; a wrapper such as {"$ds_map":...} is no level of its own
    bool trailing_commas = false;
    std::string_view name = {}; ///< stands before line and column in errors
    /// Receives duplicate keys (code "duplicate-key", a warning; the last value wins). May be null.
    std::vector<Diagnostic>* findings = nullptr;
};

/// Reads any datum; a plain object is a struct.
Result<Datum> read_typed_json(std::string_view text, TypedJsonOptions options = {});
/// Reads the content of the map that is fired: a plain object, or a list of [key, value] pairs, at the top is a ds_map.
/// Whatever else is at the top is an error.
Result<Datum> read_payload(std::string_view text, TypedJsonOptions options = {});
/// Reads JSON that knows nothing of ours: objects are structs even if a key begins with '$'.
Result<Datum> read_plain_json(std::string_view text, TypedJsonOptions options = {});

/// `indent` as for JsonWriter.
std::string write_typed_json(const Datum& datum, int indent = 0);
/// As write_typed_json, but a ds_map at the top is written plainly. read_payload is the inverse.
std::string write_payload(const Datum& payload, int indent = 0);
void write_typed(JsonWriter& out, const Datum& datum);
void write_payload(JsonWriter& out, const Datum& payload);

/// One line for lists in the window, payloads written plainly: {"gold":50}. At most about `limit` bytes; cut at a code
/// point and ended by "..." when longer. Costs no more than what is shown.
std::string summary(const Datum& datum, size_t limit = 80);

/// The number as typed JSON writes a real: "1", "0.1", "9007199254740994.0"; not for nan and infinities.
std::string json_real(double number);

} // namespace scope
