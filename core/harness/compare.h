#pragma once
// What differs between two events that belong together. Places in files and durations are not compared: code may move
// without behaving differently. Linear in the events, but for lists in which little is alike.

#include "core/harness/divergence.h"
#include "core/harness/likeness.h"
#include "core/trace/records.h"

#include <vector>

namespace scope {

/// What differs, at most some thousand parts. Handler runs and nested events are aligned like events are. With
/// `Likeness::renames` the ids of what belongs together are bound.
std::vector<Divergence> differences(const EventLine& expected, const EventLine& actual,
                                    const Likeness& like = Likeness());

} // namespace scope
