#pragma once
// Texts of several values, and a format with {n} filled in: what string, show_debug_message and their relatives share.

#include "core/gml/text_of.h"
#include "core/lib/limits.h"

#include <vector>

namespace scope {

struct Walk;

/// texts_of for values that are not the call's own arguments.
NativeStatus texts_of_values(NativeCall& c, std::span<const Value> values, TextsDone done);

/// `format` with {n} replaced by texts[n]; {n} without one stays, doubled braces become one. False: a fault is set.
bool format_text(NativeCall& c, std::string_view format, std::span<const std::string> texts, std::string& out);

/// Copies of the items of an array argument that `walk` visits.
std::vector<Value> values_argument(NativeCall& c, uint32_t index, const Walk& walk);

} // namespace scope
