#pragma once
// Arguments of functions that are not simulated or only leave a request behind, checked as GameMaker checks them:
// docs/semantics.md 2.10, 3.3 and 3.10. What each demands is a row of parameters.inc; a call costs a look-up by name.

#include "core/gml/native.h"
#include "core/value/value.h"

namespace scope {

class World;

/// Sounds that play have numbers from here on.
inline constexpr double first_sound_instance = 400000;

enum class Accepted : uint8_t {
    yes,
    no,     ///< the fault is set
    logged, ///< the same, after audio_throw_on_error(false): nothing happens
};

/// For functions without a row: yes.
Accepted check_parameters(NativeCall& c);

/// `ask` for arguments that are accepted.
template<NativeFn ask> NativeStatus checked(NativeCall& c) {
    return check_parameters(c) == Accepted::yes ? ask(c) : c.done(Value(-1.0));
}

} // namespace scope
