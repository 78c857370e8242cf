#pragma once
// How every function named *_exists answers for undefined, which is nothing that could exist: false and no error, as
// GameMaker has it since 2024.2. Those that look for a name on something look at the name: an undefined one is nowhere,
// while asking undefined for a name stays an error.

#include "core/gml/native.h"

namespace scope {

template<NativeFn ask, uint32_t argument = 0> NativeStatus unless_undefined(NativeCall& c) {
    if (!c.arg(argument).is_undefined()) return ask(c);
    c.tested(argument);
    return c.done(Value::boolean(false));
}

} // namespace scope
