#pragma once
// Runs compiled GML on one stack of its own: GML calls, `with` loops and natives that call back are frames on it, never
// C++ recursion. resume() goes on until the entry frames are done, a fault reached the bottom, or its slice is used up;
// the caller may then look at the stack and call again. The loop exists twice, observed and not; without a VmObserver
// nothing is paid for one. State other than the stack (statics of functions, globals) belongs to the heap and is
// reached through the Host.

#include "core/gml/code.h"
#include "core/gml/native.h"
#include "core/gml/vm_observer.h"

#include <memory>
#include <span>
#include <vector>

namespace scope {

enum class RunResult : uint8_t { done, breakpoint, step, fault, slice };

struct VmLimits {
    uint64_t budget = 50'000'000; ///< units of work per outermost event (refilled by set_budget)
    uint32_t depth = 2000;        ///< GML calls and native frames on the stack
};

/// One visible frame of a stack, innermost first.
struct StackEntry {
    std::string name; ///< code or native name
    CodeId code = no_code;
    Place place;
    Struct* self = nullptr;
    uint32_t frame = 0; ///< for locals()
};

class HeapCopier;

class Vm {
public:
    Vm(Heap& heap, Host& host, Program& program, VmLimits limits = {});
    ~Vm();

    /// Puts a call on the stack; resume() runs it. Its returned value is `result()` when the stack is empty again, or
    /// goes to the NativeFrame below. `self` and `other` may be null (global scope).
    void push_call(CodeId code, Struct* self, Struct* other, std::span<const Value> arguments = {});
    /// The same without arguments and with `self` as other, for a native frame that keeps `self` alive until it
    /// returns.
    void push_event(CodeId code, Struct* self);
    /// The same as push_call for any callable value. False when it is not callable.
    bool push_callable(const Value& callee, Struct* self, Struct* other, std::span<const Value> arguments);
    /// Puts a native frame on the stack; its resume() is called first with undefined. False when the stack is too deep:
    /// the frame is gone, and resume() raises that limit; a native that pushed it answers `call` all the same.
    bool push(std::unique_ptr<NativeFrame> frame);

    /// `slice`: units of work; at the first place behind which they do not suffice it answers `slice`. Where that is
    /// and what is charged does not depend on how the work is cut into slices.
    RunResult resume(uint64_t slice = ~uint64_t(0));
    const Value& result() const;
    /// After RunResult::fault: what it was and where. The stack is already unwound.
    const Fault& fault() const;
    /// The stack at the moment the last fault was raised, innermost first; kept until the next one.
    const std::vector<StackEntry>& fault_stack() const;
    /// Everything on the stack is to end: fault() says so, fault_stack() where. To be followed by abandon().
    void cancel();
    /// Gives up everything on the stack: NativeFrame::unwound is called, with the fault of cancel() or a `stop`.
    void abandon();

    bool idle() const; ///< nothing on the stack
    size_t depth() const;
    std::vector<StackEntry> stack() const;
    /// Place of the instruction being executed in the innermost visible GML frame.
    Place here() const;
    /// The same as a number: the code above, its instruction below.
    uint64_t position() const;
    CodeId current_code() const;
    /// Names and values of a frame's locals and arguments.
    std::vector<std::pair<std::string, Value>> locals(uint32_t frame) const;
    /// Whether a try encloses the place from which `native`'s frame was called, so that an exception would be caught
    /// there.
    bool caught_outside(const NativeFrame& native) const;

    /// A unit of work is about what one vm instruction takes; a native charges what it does in the same coin.
    void set_budget(uint64_t units);
    uint64_t budget() const; ///< units left
    uint64_t used() const;   ///< units charged since it was made
    /// False when the budget is used up.
    bool charge(uint64_t units);

    /// The static struct of a function (made on first need), where `static` variables live; it belongs to the world's
    /// state.
    Struct* statics_of(CodeId code);
    /// Static structs by CodeId; null where there is none.
    std::vector<Struct*>& all_statics();

    /// Everything that `other`, idle and over the same code, holds between runs. This one is new.
    void copy_from(const Vm& other, HeapCopier& copier);

    /// A native tested `value` for being undefined: told to the observer when it is what a watched read did not find.
    void note_tested(const Value& value);
    /// Null when nobody observes; takes effect at the next resume().
    void observe(VmObserver* observer);
    /// Null: nothing stops it but its slice; takes effect at the next resume().
    void stop_with(VmStops* stops);
    /// From now on on_place tells every place again that runs.
    void tell_places_anew();

    /// Errors as GML sees them: the struct that catch receives.
    Value exception_value(const Fault& fault);
    /// Fault of kind error as an uncaught one reads: GameMaker's report block.
    std::string report(const Fault& fault, std::span<const StackEntry> stack) const;

    Heap& heap();
    Host& host();
    Program& program();

private:
    struct State;
    std::unique_ptr<State> m;
};

} // namespace scope
