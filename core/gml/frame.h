#pragma once
// The stack of a vm: frames and the registers below them, open withs, faults held up by a finally. Internal
// to core/gml. A frame is 88 bytes; all that may ever be in use exist from the start.
//
// Registers live in one block that never moves, so natives get their arguments in place. Above the highest frame's
// registers nothing is counted: entering a function sets up only its locals, leaving one releases what it used. A frame
// does not count its self and other (the caller's registers hold them) unless it was pushed from outside of GML.

#include "core/gml/chunk.h"
#include "core/gml/vm.h"

#include <cmath>
#include <new>

namespace scope {

/// A local that nobody has given a value yet: undefined with a number of its own.
inline constexpr uint32_t unset_mark = 0xFFFFFFFF;
inline Value unset_value() {
    return Value::undefined(unset_mark);
}
inline bool is_unset(const Value& value) {
    return value.is_undefined() && value.missed_read() == unset_mark;
}

/// Overwrites with a real; the common case is that nothing has to be released.
inline void set_real(Value& target, double number) {
    if (target.is_counted()) [[unlikely]]
        target = Value(number);
    else
        new (&target) Value(number);
}

/// Makes a local of a register, where a value may be left that nobody needs any more: the result of a statement, what
/// was at hand when a fault came.
inline void begin_local(Value& local) {
    if (local.is_counted()) [[unlikely]]
        local = unset_value();
    else
        new (&local) Value(unset_value());
}

/// `number` where it can be an array index, else -1: safe to convert.
inline double bounded(double number) {
    return number > -1 && number < 4294967296.0 ? number : -1;
}

/// What one world adds to a chunk; first of all what calls and returns need of it, close together.
struct ChunkState {
    const Chunk* chunk = nullptr;
    const Instruction* code = nullptr;
    const Value* constants = nullptr;
    const MemberSite* sites = nullptr;
    ChunkState** callees = nullptr; ///< null where not called yet
    uint32_t register_count = 0;
    uint32_t parameter_count = 0;
    uint32_t local_end = 0;
    uint32_t call_cost = 0;
    std::vector<Value> constant_values;
    std::vector<ChunkState*> callee_states;
    std::vector<uint32_t> place_of; ///< by pc: index into `marks` where a line or condition is entered, else 0
    std::vector<uint32_t> marks;    ///< by place: the epoch in which it was last told of
};

/// Gives up a reference that was counted by hand.
inline void release(Struct* object) {
    if (--object->references == 0) object->heap->free_later(object);
}

enum class FrameKind : uint8_t { gml, native_frame, native_call };

struct Frame {
    enum Flag : uint8_t {
        entry = 1,        ///< pushed from outside of GML: its result goes to `deliver`
        constructing = 2, ///< its result register already holds the new struct
        discarding = 4,   ///< a parent constructor: nobody wants its result
        owning = 8,       ///< counts self and other
        guarded = 16,     ///< on_left is told of it
        fresh = 32,       ///< on_call is still to be told
    };
    const Instruction* pc = nullptr; ///< the next instruction
    Value* base = nullptr;
    ChunkState* state = nullptr; ///< of a gml frame
    Struct* self = nullptr;
    Struct* other = nullptr;
    Struct* scope = nullptr;       ///< self, or the global struct
    Value* result = nullptr;       ///< a register of the GML frame below, or null
    NativeFrame* native = nullptr; ///< of a native_frame, owned
    uint32_t native_index = 0;     ///< of a native_call
    uint32_t count = 0;            ///< arguments
    uint32_t extra = 0;            ///< registers below base that go with it: kept arguments, a method's callee
    uint16_t withs = 0;
    FrameKind kind = FrameKind::gml;
    uint8_t flags = 0;
    bool native_done = false; ///< a native_call that pushed frames: passes on what they return

    /// Behind its last register.
    Value* end() const {
        if (kind == FrameKind::gml) return base + state->register_count;
        return kind == FrameKind::native_call ? base + count : base;
    }
    /// Releases what its registers hold.
    void clear() const {
        for (Value *one = base - extra, *behind = end(); one < behind; ++one)
            if (one->is_counted()) *one = Value();
    }
};

/// A with in progress.
struct WithState {
    std::vector<Struct*> scopes; ///< counted
    size_t next = 0;
    Struct* self = nullptr; ///< of the code around
    Struct* other = nullptr;
};

/// A fault that a finally holds up.
struct PendingFault {
    Fault fault;
    std::vector<StackEntry> stack;
    size_t frame = 0;
    uint16_t level = 0;
};

/// A call or frame that did not fit on the stack.
struct FailedPush {
    Fault fault;
    std::unique_ptr<NativeFrame> frame;
};

} // namespace scope
