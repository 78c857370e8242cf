#pragma once
// Calls of the observed loop to its observer. Only the observed copy of the loop calls these, so an unobserved run pays
// nothing. Writes are not here: they go through the heap's WriteBarrier and the DsWatch, whoever makes them. Where the
// vm stops is decided by somebody else, VmStops.

#include "core/value/value.h"

#include <cstdint>

namespace scope {

class VmObserver {
public:
    virtual ~VmObserver() = default;
    /// A line, and on it what is a condition apart from the rest, ran for the first time since Vm::tell_places_anew();
    /// the place is Program::place(code, pc).
    virtual void on_place(uint32_t code, uint32_t pc) { (void)code, (void)pc; }
    /// The outermost frame of an entry call returns at `pc`: early, or at its end (return_implicit). The last branch
    /// of that function compared `left` and `right` at `compare_pc`; both are ~0 and no_code when there was none.
    virtual void on_left(uint32_t code, uint32_t pc, uint32_t compare_code, uint32_t compare_pc, const Value& left,
                         const Value& right) {
        (void)code, (void)pc, (void)compare_code, (void)compare_pc, (void)left, (void)right;
    }
    /// A member of a struct or array marked `watched` was read.
    virtual void on_watched_read(const HeapObject& container, uint32_t key, const Value& value) {
        (void)container, (void)key, (void)value;
    }
    /// The value of a watched read that found nothing was tested (is_undefined, ??, a truth test, a comparison with
    /// undefined).
    virtual void on_missing_tested(uint32_t missed_read) { (void)missed_read; }
    /// A stub, extension function or other call that leaves GML returned.
    virtual void on_call_out(uint32_t native, const Value* args, uint32_t count, const Value& result) {
        (void)native, (void)args, (void)count, (void)result;
    }
    virtual void on_call(uint32_t code, const Value* args, uint32_t count) { ///< a GML function is entered
        (void)code, (void)args, (void)count;
    }
    virtual void on_return(uint32_t code, const Value& result) { (void)code, (void)result; }

    bool wants_calls = true; ///< on_call and on_return
};

/// Breakpoints and steps: decides where the vm stops. Asked before each instruction while there is one.
class VmStops {
public:
    virtual ~VmStops() = default;
    /// True stops before this instruction.
    virtual bool should_stop(uint32_t code, uint32_t pc) = 0;

    bool by_step = false; ///< set by should_stop: resume() answers `step` instead of `breakpoint`
};

} // namespace scope
