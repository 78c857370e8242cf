#pragma once
// Stubs answer for functions that we do not simulate: a person's answer, or the neutral value of the documented type,
// said under problems once per place.

#include "core/gml/native.h"
#include "core/world/project_resolver.h"

namespace scope {

/// What a report says of the value: "0", "[]", "a fresh handle".
const char* neutral_word(Neutral neutral);
NativeStatus answer_stub(NativeCall& call);

} // namespace scope
