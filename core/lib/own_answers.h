#pragma once
// How functions that work on the game's own files tell what came of it: never at once, but by the `status` of the event
// that follows in the next frame. One row a function; a call costs a walk over the rows.

#include "core/lib/shared_arguments.h"

namespace scope {

enum class LoadOutcome : uint8_t { well, missing, damaged };

/// Leaves a request behind that the world answers itself, and gives its id, which is `id` unless that is undefined.
/// `more`: what async_load holds besides `id` and `status`.
Value answer_itself(NativeCall& c, LoadOutcome outcome, const Value& id = {}, OwnAnswer more = {});

} // namespace scope
