// The two copies of the dispatch loop: nobody observes, somebody does.

#include "core/gml/text_of.h"
#include "core/gml/vm_state.h"
#include "core/value/numbers.h"

namespace scope {

#define OBSERVED 0
#define LOOP_NAME run_plain
#include "core/gml/vm_loop.inc"
#undef OBSERVED
#undef LOOP_NAME

#define OBSERVED 1
#define LOOP_NAME run_observed
#include "core/gml/vm_loop.inc"

} // namespace scope
