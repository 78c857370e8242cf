#pragma once
// What answers for functions that we do not simulate: a person's answer, or the neutral value of the documented type,
// said under problems once per place.

#include "core/gml/native.h"

namespace scope {

NativeStatus answer_stub(NativeCall& call);

} // namespace scope
