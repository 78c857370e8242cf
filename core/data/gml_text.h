#pragma once
// Data as GML that makes it: "copy as GML" of a payload, literals in generated scripts. Linear and iterative; whoever
// runs the text gets the same data, but for a handle, which only means something where it was printed.

#include "core/data/datum.h"

#include <string>
#include <string_view>

namespace scope {

/// Statements that build `payload` (a ds_map) and fire it:
///     var _map = ds_map_create();
///     _map[? "id"] = 70;
///     event_perform_async(ev_async_social, _map);
/// Nested structures become variables of their own, named after their key, and are owned by the map where GML can say
/// so.
std::string gml_of_fire(std::string_view event_constant, const Datum& payload);

/// A number as GML writes it: 3, 0.1, NaN, -infinity, int64("9007199254740993").
std::string gml_number(const Datum& number);
/// One expression for data that needs no statements (no DS, buffer, shared or constructed thing inside); nothing
/// otherwise.
std::string gml_expression(const Datum& datum);

} // namespace scope
