#pragma once
// The native functions that we simulate: one table per topic, one row per function. A world is given all of them; what
// GameMaker has and no table holds is a stub (core/world/project_resolver.h).

#include "core/gml/host.h"
#include "core/world/world.h"

#include <span>
#include <vector>

namespace scope {

/// Every table; they live as long as the process.
std::vector<std::span<const NativeRow>> native_tables();
/// The functions behind `[? ]`, `[| ]` and `[# ]`.
AccessorNatives accessor_natives();
/// GML compiled with every project, hidden in stacks; may be empty.
std::vector<SourceText> prelude();

} // namespace scope
