#pragma once
// The catalogue as text, for `asyncscope events`.

#include "core/catalog/catalog.h"

#include <span>
#include <string>

namespace scope {

/// One line for each event.
std::string events_table(const Catalog& catalog);
/// Everything about one event: shapes, keys, types, samples, pitfalls.
std::string event_details(const CatalogEvent& event);
/// {"events":[{"constant","number","title","shapes":[{"name","keys":[{"key","type",...}],"sample":{...}}]}]}
std::string events_json(std::span<const CatalogEvent* const> events, int indent = 2);
/// The text of `asyncscope events [NAME] [--json]`; an empty name means all events. Fails for an unknown name.
Result<std::string> events_report(const Catalog& catalog, std::string_view name, bool json);

} // namespace scope
