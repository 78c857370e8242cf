#pragma once
// How every function named *_exists answers for what could never exist: false and no error, as GameMaker has it since
// 2024.2. Those that look for a name on something look at the name: an undefined one is nowhere, while asking undefined
// for a name stays an error.

#include "core/gml/native.h"

#include <cmath>

namespace scope {

template<NativeFn ask, uint32_t argument = 0> NativeStatus unless_undefined(NativeCall& c) {
    if (!c.arg(argument).is_undefined()) return ask(c);
    c.tested(argument);
    return c.done(Value::boolean(false));
}

/// Whether a value may be the id of something: a handle, a number, or text that spells one.
inline bool may_be_id(const Value& value) {
    double number = 0;
    std::string unused;
    return value.is_ref() || (to_real(value, number, unused) && !std::isnan(number));
}

/// For those whose first arguments are ids, the very first also a name where `named` says so: what is neither is
/// nothing.
template<NativeFn ask, uint32_t ids = 1, bool named = false> NativeStatus among_ids(NativeCall& c) {
    for (uint32_t index = 0; index < ids; ++index) {
        const Value& id = c.arg(index);
        if (may_be_id(id) || (named && index == 0 && id.is_string())) continue;
        c.tested(index);
        return c.done(Value::boolean(false));
    }
    return ask(c);
}

} // namespace scope
