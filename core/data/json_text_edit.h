#pragma once
// Edits of a JSON text in which all but the edited member stays as it was written: digits that no number type holds,
// spaces, the order of keys, keys that are there twice.

#include "core/base/result.h"
#include "core/data/datum_steps.h"

#include <string>
#include <string_view>

namespace scope {

/// The text of the value where the steps lead in a valid JSON text; empty when there is none.
std::string_view json_at(std::string_view json, PathSteps steps);
/// The value there becomes `value`, itself JSON. The last step may be a new key, or the index one past the end.
Result<std::string> with_json(std::string_view json, PathSteps steps, std::string_view value);
Result<std::string> without_json(std::string_view json, PathSteps steps);

} // namespace scope
