#pragma once
// Calls of the observed loop to its observer. Only the observed copy of the loop calls these, so an unobserved run pays
// nothing. Writes are not here: they go through the heap's WriteBarrier and the DsWatch, whoever makes them.

#include "core/value/value.h"

#include <cstdint>

namespace scope {

class VmObserver {
public:
    virtual ~VmObserver() = default;
    /// A line, and on it what is a condition apart from the rest, ran for the first time since `epoch` last changed;
    /// the place is Program::place(code, pc).
    virtual void on_place(uint32_t code, uint32_t pc) = 0;
    /// The outermost frame of an entry call returns at `pc`: early, or at its end (return_implicit). The last branch
    /// of that function compared `left` and `right` at `compare_pc`; both are ~0 and no_code when there was none.
    virtual void on_left(uint32_t code, uint32_t pc, uint32_t compare_code, uint32_t compare_pc, const Value& left,
                         const Value& right) = 0;
    /// A member of a struct or array marked `watched` was read.
    virtual void on_watched_read(const HeapObject& container, uint32_t key, const Value& value) = 0;
    /// The value of a watched read that found nothing was tested (is_undefined, ??, a truth test, a comparison with
    /// undefined).
    virtual void on_missing_tested(uint32_t missed_read) = 0;
    /// A stub, extension function or other call that leaves GML returned.
    virtual void on_call_out(uint32_t native, const Value* args, uint32_t count, const Value& result) = 0;
    virtual void on_call(uint32_t code, const Value* args, uint32_t count) = 0; ///< a GML function is entered
    virtual void on_return(uint32_t code, const Value& result) = 0;
    /// True stops before this instruction (breakpoints, stepping).
    virtual bool should_stop(uint32_t code, uint32_t pc) = 0;

    uint32_t epoch = 0;       ///< raised by the observer at each handler run
    bool wants_stops = false; ///< should_stop is asked only then
    bool wants_calls = false;
    bool stopped_by_step = false; ///< set by should_stop: resume() answers `step` instead of `breakpoint`
};

} // namespace scope
