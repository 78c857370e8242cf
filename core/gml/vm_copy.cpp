// What a vm holds between runs, for a copy of its world: static structs, literals, the last result, what is left to
// spend. Its stack is empty then.
#include "core/base/verify.h"
#include "core/gml/vm_state.h"
#include "core/value/clone.h"

namespace scope {

void Vm::copy_from(const Vm& other, HeapCopier& copier) {
    const State& from = *other.m;
    State& to = *m;
    VERIFY(other.idle() && idle() && &from.program == &to.program);
    for (const auto& [text, value] : from.texts) to.texts[text] = copier.copy(value);
    to.chunk_states.resize(from.chunk_states.size(), nullptr);
    for (const ChunkState* state : from.chunk_states)
        if (state) (void)to.prepare(*state->chunk);
    to.statics.resize(from.statics.size(), nullptr);
    for (size_t id = 0; id < from.statics.size(); ++id) {
        if (!from.statics[id]) continue;
        to.statics[id] = copier.copy(Value(from.statics[id])).as_struct();
        ++to.statics[id]->references; // the vm holds one
    }
    to.settle();
    to.budget_left = from.budget_left + from.ticks;
    to.used = other.used();
    to.returned = copier.copy(from.returned);
    to.last_result = copier.copy(from.last_result);
    to.fault = from.fault;
    to.fault.thrown = copier.copy(from.fault.thrown);
    to.compare_code = from.compare_code;
    to.compare_pc = from.compare_pc;
    to.compare_left = copier.copy(from.compare_left);
    to.compare_right = copier.copy(from.compare_right);
}

} // namespace scope
