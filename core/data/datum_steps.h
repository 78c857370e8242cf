#pragma once
// Edits of data as in datum_edit.h, by steps instead of paths in words: whatever a key holds, its step means that
// entry.

#include "core/base/result.h"
#include "core/data/datum.h"

#include <span>

namespace scope {

/// Each step down is the key of an entry, or the index of an item in decimal, a text.
using PathSteps = std::span<const Datum>;

/// The thing where the steps lead, null when there is none.
const Datum* at_steps(const Datum& root, PathSteps steps);
/// All but the last step must exist; the last may be a new key, or the index one past the end.
Result<Datum> with_steps(const Datum& root, PathSteps steps, Datum value);
Result<Datum> without_steps(const Datum& root, PathSteps steps);
/// Same place and value. Fails when the name is taken.
Result<Datum> with_renamed_step(const Datum& root, PathSteps steps, const Datum& new_key);

} // namespace scope
