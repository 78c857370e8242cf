#pragma once
// How a function written in C++ is called from GML. A native gets its arguments in place (no copies), leaves a result
// or a fault, and returns at once; one that must run GML (a sort with a comparison, struct_foreach, event_perform)
// never recurses into the vm: it pushes a NativeFrame that holds its state and is resumed with each returned value.
// That keeps every stack the vm's own, so a run can stop anywhere, and an unbounded recursion is a fault instead of a
// crash.

#include "core/value/convert.h"

#include <memory>
#include <span>
#include <string>

namespace scope {

class Vm;
class Host;
struct NativeCall;

enum class NativeStatus : uint8_t {
    done,  ///< `result` is set
    fault, ///< the call's fault is set
    call,  ///< a frame was pushed with NativeCall::call or Vm::push; its returned value comes later
};

using NativeFn = NativeStatus (*)(NativeCall&);

/// Why GML stopped. Kept apart from GML's exception value until a catch asks for that.
struct Fault {
    enum class Kind : uint8_t {
        none,
        error,  ///< the runtime's own: caught as a struct with message, longMessage, script, line, stacktrace
        thrown, ///< `throw value`
        limit,  ///< budget, depth, memory: no catch and no finally sees it
        cancel, ///< somebody wanted it to end: unwinds everything, and nobody is asked
        stop,   ///< the same, and nobody hears of it
    };
    Kind kind = Kind::none;
    std::string code;    ///< of a limit: "budget", "depth", "memory"; else empty
    std::string message; ///< of an error or limit
    Value thrown;        ///< of `throw`
};

/// A native that runs GML, between its calls. Lives on the vm's stack.
class NativeFrame {
public:
    virtual ~NativeFrame() = default;
    /// What stacks show ("array_sort", "event_perform_async"); empty hides the frame.
    virtual std::string_view name() const = 0;
    /// A callee returned. Answer `call` after starting another one, `done` with call.result, or `fault`.
    virtual NativeStatus resume(NativeCall& call, const Value& returned) = 0;
    /// Something that it pushed has returned and is gone from the stack. The quick way for those who run one event for
    /// many: what Vm::push_event would be called with, or that the frame is done and returns undefined.
    struct Next {
        enum class Kind : uint8_t { resume, event, done } kind = Kind::resume;
        uint32_t code = 0;
        Struct* self = nullptr;
    };
    virtual Next next() { return {}; }
    /// A fault that no try catches reached this frame: true when it ends here, and resume() goes on with undefined.
    /// Errors ask the innermost frame first, limits the outermost, `stop` nobody.
    virtual bool absorb(NativeCall& call, const Fault& fault) { return (void)call, (void)fault, false; }
    /// An exception passes through to a catch further out (or everything is given up): release what is held.
    virtual void unwound(Vm& vm, const Fault& fault) { (void)vm, (void)fault; }
};

/// One call of a native. The getters check and convert; after a failed one the call is `failed()` and further getters
/// return harmless values, so a native may read all its arguments and then ask once.
struct NativeCall {
    Vm& vm;
    Host& host;
    Heap& heap;
    const Value* args;
    uint32_t count;
    Struct* self; ///< null outside of instances and structs (global scope)
    Struct* other;
    std::string_view name; ///< the function's, for messages
    Value result;
    Fault fault;

    bool failed() const { return fault.kind != Fault::Kind::none; }
    bool has(uint32_t index) const { return index < count && !args[index].is_undefined(); }
    const Value& arg(uint32_t index) const {
        return index < count ? args[index] : nothing;
    } ///< undefined when not given
    static const Value nothing;

    double real(uint32_t index);
    double real_or(uint32_t index, double otherwise) { return has(index) ? real(index) : otherwise; }
    int64_t integer(uint32_t index); ///< truncated, saturated
    int64_t integer_or(uint32_t index, int64_t otherwise) { return has(index) ? integer(index) : otherwise; }
    bool truth(uint32_t index);
    bool truth_or(uint32_t index, bool otherwise) { return has(index) ? truth(index) : otherwise; }
    /// Strings only; valid as long as the argument. Charged as read from end to end.
    std::string_view text(uint32_t index);
    std::string_view text_or(uint32_t index, std::string_view otherwise) {
        return has(index) ? text(index) : otherwise;
    }
    /// Anything, as string() shows it (no toString call).
    std::string shown(uint32_t index);
    Array* array(uint32_t index);
    Struct* structure(uint32_t index); ///< a struct; an instance through its handle or self too

    NativeStatus done() { return failed() ? NativeStatus::fault : NativeStatus::done; } ///< result undefined unless set
    NativeStatus done(Value value);
    NativeStatus done(std::string_view text); ///< a new string
    NativeStatus error(std::string message);  ///< "name :: message" is the caller's business
    NativeStatus limit(std::string code, std::string message);
    NativeStatus
    wrong_type(uint32_t index,
               std::string_view expected); ///< `<name> argument <n> incorrect type (<type>) expecting a <expected>`

    /// Charges units of work in proportion to what the native does (Vm::set_budget); false when the budget is used up,
    /// and the limit fault is set.
    bool charge(uint64_t units);
    /// Charges looking at `bytes` of text, as Heap::may_read has it; false as charge() has it.
    bool may_read(size_t bytes) { return heap.may_read(bytes) || charge(0); }
    /// Asks before allocating; false when a limit forbids it, and the fault is set.
    bool may_allocate(size_t bytes);

    /// Says that argument `index` was tested (is_undefined, typeof, ...): matters when it is what a watched read did
    /// not find.
    void tested(uint32_t index);

    /// Calls `callee` (function ref, method, or native ref) and resumes `frame` with what it returns.
    NativeStatus call(const Value& callee, std::span<const Value> arguments, std::unique_ptr<NativeFrame> frame);
    /// The same from inside NativeFrame::resume, whose frame stays where it is.
    NativeStatus call_again(const Value& callee, std::span<const Value> arguments);
};

/// One row of a table of natives; tables are `constexpr` arrays in core/lib, one file a topic.
struct NativeRow {
    const char* name;
    NativeFn function;
    int8_t least = 0; ///< arguments at least
    int8_t most = -1; ///< at most; -1: any number
    enum Flag : uint8_t {
        plain = 0,
        calls_out = 1 /* listed under calls out: it leaves GML, or changes what no variable shows */,
        stub = 2 /* answered, not simulated */
    };
    uint8_t flags = plain;
};

} // namespace scope
