#pragma once
// What holds for every chunk the compiler makes, checked from outside: the interpreter reads operands without looking
// at bounds, so a wrong one is memory corruption. Linear in the chunk. Torment builds check each chunk as it is made.

#include "core/gml/chunk.h"

#include <string>

namespace scope {

/// The first thing that is wrong, with its instruction ("12 add: register 7 of 5"); empty when the chunk is whole.
/// `names`: how many the name table has.
std::string broken_invariant(const Chunk& chunk, size_t names);

} // namespace scope
