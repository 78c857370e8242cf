#pragma once
// The inside of a Vm: its stacks, and what the dispatch loop calls when its fast path does not hold. Internal to
// core/gml.

#include "core/gml/frame.h"

namespace scope {

constexpr int64_t native_call_cost = 2; ///< units: arguments are looked at, the result is made
constexpr int64_t value_call_cost = 8;  ///< of whatever is called as a value

struct NativeInfo {
    const NativeRow* row = nullptr;
    std::string_view name;
};

enum class LoopExit : uint8_t {
    none,     ///< it goes on
    returned, ///< the frame is gone, its result is in `returned`
    left,     ///< the top frame changed to one of another kind
    fault,    ///< `fault` is set
    ticks,    ///< slice or budget is used up
    stopped,  ///< the observer asked for it
};

struct Vm::State {
    State(Vm& owner, Heap& heap, Host& host, Program& program, VmLimits limits);
    ~State();

    Vm& vm;
    Heap& heap;
    Host& host;
    Program& program;
    VmLimits limits;
    const Rules* rules;
    Struct* global;

    std::vector<Frame> frames; ///< all of them exist; `top` says how many are in use
    size_t top = 0;
    Value* stack = nullptr;
    Value* stack_end = nullptr;
    Value* high = nullptr; ///< above here nothing was ever initialised
    std::vector<WithState> withs;
    std::vector<PendingFault> pending;
    std::vector<ChunkState*> chunk_states; ///< by CodeId, null until first run; owned
    std::vector<Struct*> statics;          ///< by CodeId; counted
    std::vector<NativeInfo> natives;
    std::vector<const Value*> stored;             ///< by built-in variable: Host::stored_variable
    std::unordered_map<std::string, Value> texts; ///< literals of all chunks, one string each

    int64_t ticks = 0;   ///< what is left of this segment, the part of slice and budget until both are looked at again
    int64_t segment = 0; ///< what it began with
    int64_t budget_left = 0; ///< behind this segment
    int64_t slice_left = INT64_MAX;
    int64_t paid = 0;                ///< of the interrupted vm instruction, which is charged again when it comes
    uint64_t used = 0;               ///< since the beginning, up to this segment
    std::vector<FailedPush> failing; ///< raised when the vm goes on
    NativeCall* active = nullptr;    ///< the native being run
    NativeCall call;
    Value returned; ///< what goes to the frame below
    Value last_result;
    Fault fault;
    std::vector<StackEntry> fault_stack;
    bool stack_known = false; ///< fault_stack belongs to `fault`
    bool between = false;     ///< the top frame's pc is that of an instruction not yet begun
    bool pass_stop = false;   ///< do not stop again where we stand
    VmObserver* observer = nullptr;
    VmObserver* next_observer = nullptr;
    VmStops* stops = nullptr;
    VmStops* next_stops = nullptr;
    uint32_t epoch = 1; ///< of what on_place has told; marks of lines are compared with it
    uint32_t compare_code = no_code;
    uint32_t compare_pc = ~0u;
    Value compare_left, compare_right;

    // vm.cpp
    RunResult run(uint64_t slice);
    void raise_failing();
    void begin_segment();
    void settle();
    bool slice_over();
    void deliver(Frame& done, Value value);
    bool step_native_frame();
    bool goes_on() const;
    LoopExit passed_on(NativeFrame::Next next, Value&& value);
    bool step_native_call();
    Value* stack_top() const { return top == 0 ? stack : frames[top - 1].end(); }
    bool reserve(Value* until);
    ChunkState* prepare(const Chunk& chunk);
    ChunkState* callee_of(const ChunkState& caller, uint32_t index);
    void prepare_observed(const Chunk& chunk, ChunkState& state) const;
    const NativeInfo& native(uint32_t index);
    /// `below`: registers before the arguments that are given up with them.
    bool enter(const Chunk& chunk, Value* arguments, uint32_t count, Struct* self, Struct* other, Value* result,
               uint8_t flags, uint32_t below = 0);
    bool enter_native(uint32_t index, Value* arguments, uint32_t count, Struct* self, Struct* other, Value* result,
                      uint8_t flags, uint32_t below);
    LoopExit return_slowly(Frame& frame, Value&& value);
    /// Takes the top frame away; its registers are cleared already.
    void pop_frame() {
        Frame& frame = frames[--top];
        if ((frame.flags & Frame::owning) || frame.native || !pending.empty()) release_frame(frame);
    }
    void release_frame(Frame& frame);
    bool enter_event(CodeId code, Struct* self);
    void pop_withs(Frame& frame, size_t keep);
    void pop_with(Frame& frame);
    bool invoke(const Value& callee, Value* arguments, uint32_t count, Struct* self, Struct* other, Value* result,
                uint8_t flags, uint32_t below = 0);
    bool argument_count_fits(const NativeInfo& info, uint32_t count);
    void native_fault(NativeCall& from);
    bool push_arguments(std::span<const Value> arguments, Value*& first);
    void push_code(CodeId code, Struct* self, Struct* other, std::span<const Value> arguments);
    void push_failed(Value* first, size_t count);
    void forget_fault();
    bool push_callable(const Value& callee, Struct* self, Struct* other, std::span<const Value> arguments);
    Struct* statics_of(CodeId code);
    void collect_if_due() {
        if (heap.collection_due()) [[unlikely]]
            heap.collect_slice();
    }

    // vm_faults.cpp
    bool error(std::string message);                   ///< always false
    bool limit(std::string code, std::string message); ///< always false
    bool memory_limit();                               ///< always false
    bool budget_limit();                               ///< always false
    /// Asked after what may have been much work: false, and the limit's fault is set, when it was more than there is.
    bool affordable() { return ticks >= 0 || !heap.spent() || budget_limit(); }
    bool too_deep(); ///< always false
    bool caught();   ///< goes on at the innermost try; false: there is none
    bool unwind();   ///< goes on at a handler, or at a native frame that absorbs; false: nothing is left
    void to_handler(size_t frame, const TryHandler& handler);
    bool absorb();
    const TryHandler* handler_of(size_t frame) const;
    void drop_frames(size_t keep);
    void capture_stack();
    std::vector<StackEntry> entries() const;
    StackEntry entry(size_t frame) const;
    uint32_t pc_of(size_t frame) const;
    void rethrow();
    bool not_set(std::string variable, Symbol name);

    // vm_members.cpp
    CodeId find_function(std::string_view name) const;
    CodeId struct_function(const Struct& object, std::string_view name) const;
    const Value* find_own(Struct* object, const MemberSite& site);
    const Value* find_member(Struct* object, const MemberSite& site);
    bool set_member(Struct* object, const MemberSite& site, const Value& value);
    bool get_variable(Frame& frame, const Instruction& at, Value& out);
    bool set_variable(Frame& frame, const Instruction& at, const Value& value);
    bool get_global(const Instruction& at, const MemberSite& site, Value& out);
    bool get_static(Frame& frame, const MemberSite& site, uint8_t x, Value& out);
    bool set_static(Frame& frame, const MemberSite& site, const Value& value);
    bool get_member(Frame& frame, const Value& object, const MemberSite& site, uint8_t x, Value& out);
    bool put_member(Frame& frame, const Value& object, const MemberSite& site, const Value& value);
    bool add_in(Struct* object, const MemberSite& site, const Value& more, uint8_t x);
    bool add_variable(Frame& frame, const Instruction& at, const Value& more);
    bool add_member(Frame& frame, const Instruction& at, const Value& object, const Value& more);
    bool get_builtin(Frame& frame, Struct* object, const MemberSite& site, const Value* key, Value& out);
    bool put_builtin(Frame& frame, const Value& object, const MemberSite& site, const Value* key, const Value& value);
    bool set_builtin(Frame& frame, Struct* object, const MemberSite& site, const Value* key, const Value& value);
    bool get_global_builtin(uint32_t index, Value& out);
    bool set_global_builtin(uint32_t index, const Value& value);
    Struct* scope_of(Frame& frame, const Value& target);
    bool find_callee(Frame& frame, Value* receiver, const MemberSite& site, Struct*& self);
    bool get_index(const Value& container, const Value& key, uint8_t x, Value& out);
    bool set_index(Value& container, const Value& key, const Value& value, uint8_t x);
    bool ensure_array(Value& container);
    bool array_index(const Value& key, int64_t& out);
    bool get_entry(Frame& frame, AccessKind kind, const Value& container, const Value* key, Value& out);
    bool set_entry(Frame& frame, AccessKind kind, const Value& container, const Value* key, const Value& value);
    bool run_accessor(Frame& frame, NativeFn function, std::string_view name, std::span<const Value> arguments,
                      Value* out);
    bool get_entry_member(Frame& frame, const Value& container, const Value& key, Value& out);
    bool set_entry_member(Frame& frame, const Value& container, const Value& key, const Value& value);

    // vm_values.cpp
    bool arithmetic(Arithmetic op, const Value& a, const Value& b, Value& out, uint8_t literals = 0);
    bool add(const Value& a, const Value& b, Value& out, uint8_t literals);
    bool add_strings(const Instruction& at, Value& out, Value& left, const String& right);
    bool number_text(double number, Value& out);
    bool step(const Value& a, int64_t by, Value& out);
    bool compare(const Value& a, const Value& b, int& order);
    bool equal(const Value& a, const Value& b, bool& out) {
        out = equals(*rules, a, b);
        return affordable();
    }
    bool near(double a, double b) const { return a == b || std::fabs(a - b) <= rules->epsilon; }
    bool truth(const Value& value, bool& out);
    bool concat(const Value* parts, uint32_t count, Value& out);
    bool make_array(Value* first, uint32_t count, Value& out);
    bool append_array(Value& array, Value* first, uint32_t count);
    bool make_struct(uint32_t members, Value& out);
    bool make_function(Frame& frame, CodeId code, const Value* bound, bool bind, Value& out);
    bool make_arguments(const Frame& frame, Value& out);
    bool get_argument(const Frame& frame, const Value& key, Value& out);
    bool set_argument(Frame& frame, const Value& key, const Value& value);
    bool construct(Frame& frame, Value* callee, uint32_t count);
    bool call_parent(Frame& frame, Value* arguments, uint32_t count);
    void become(Frame& frame);
    bool statics_ready(const Chunk& chunk); ///< marks them as ready too
    bool with_begin(Frame& frame, const Value& target);
    bool with_next(Frame& frame);
    bool repeat_begin(Value& count);
    void tested(const Value& value) {
        if (observer && value.is_undefined() && value.missed_read() != 0 && value.missed_read() != unset_mark)
            observer->on_missing_tested(value.missed_read());
    }

    void note_compare(const Frame& frame, const Instruction* at, const Value& left, const Value& right);
    void note_left(const Frame& frame, const Instruction* at);

    // vm_loop.inc
    LoopExit run_plain();
    LoopExit run_observed();
};

} // namespace scope
