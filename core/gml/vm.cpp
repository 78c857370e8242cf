#include "core/gml/vm_state.h"

#include "core/base/verify.h"

#include <algorithm>
#include <new>

namespace scope {

namespace {

constexpr size_t stack_values = size_t(1) << 20; ///< 16 MiB of address space; pages count when they are used
constexpr size_t stack_values_per_call = 512;    ///< fewer for a small depth: AddressSanitizer pays for each page
constexpr size_t spare_frames = 16;
constexpr uint8_t pushed = Frame::entry | Frame::owning | Frame::fresh;
constexpr int64_t least_call_cost = 8; ///< of what a native calls, which may call it again

int64_t clamped(uint64_t number) {
    return static_cast<int64_t>(std::min<uint64_t>(number, INT64_MAX));
}

} // namespace

Vm::State::State(Vm& owner, Heap& heap_, Host& host_, Program& program_, VmLimits limits_)
    : vm(owner)
    , heap(heap_)
    , host(host_)
    , program(program_)
    , limits(limits_)
    , rules(&host_.rules())
    , global(host_.global())
    , call{vm, host, heap, nullptr, 0, nullptr, nullptr, {}, {}, {}} {
    limits.depth = std::clamp(limits.depth, 1u, 100000u);
    frames.resize(limits.depth + spare_frames);
    size_t values = std::min(stack_values, stack_values / 16 + size_t(limits.depth) * stack_values_per_call);
    stack = static_cast<Value*>(std::malloc(values * sizeof(Value)));
    if (!stack) throw std::bad_alloc();
    stack_end = stack + values;
    high = stack;
    budget_left = clamped(limits.budget);
}

Vm::State::~State() {
    for (Struct* one : statics)
        if (one) release(one);
    for (ChunkState* one : chunk_states) delete one;
    for (Value* one = stack; one < high; ++one) one->~Value();
    std::free(stack);
}

// ---- registers and frames

/// Makes registers up to `until` usable.
bool Vm::State::reserve(Value* until) {
    constexpr ptrdiff_t slack = 256;
    if (until > stack_end) return limit("depth", "Stack overflow: the calls need too many variables at a time");
    Value* target = stack_end - until > slack ? until + slack : stack_end;
    for (; high < target; ++high) new (high) Value(unset_value());
    return true;
}

ChunkState* Vm::State::prepare(const Chunk& chunk) {
    if (chunk.id >= chunk_states.size()) chunk_states.resize(std::max<size_t>(program.size(), chunk.id + 1), nullptr);
    ChunkState*& state = chunk_states[chunk.id];
    if (state) return state;
    state = new ChunkState;
    state->chunk = &chunk;
    state->code = chunk.instructions.data();
    state->sites = chunk.sites.data();
    state->register_count = chunk.register_count;
    // Only `new` and its like call a constructor: the fast path of calls is not for it.
    state->parameter_count = chunk.is_constructor ? ~0u : chunk.parameter_count;
    state->local_end = chunk.local_end;
    state->call_cost = chunk.call_cost;
    state->constant_values.reserve(chunk.constants.size());
    for (const ChunkConstant& constant : chunk.constants) {
        if (!constant.is_text) {
            state->constant_values.push_back(constant.value);
            continue;
        }
        Value& text = texts[constant.text];
        if (text.is_undefined()) text = Value(heap.new_string(constant.text));
        state->constant_values.push_back(text);
    }
    state->constants = state->constant_values.data();
    state->callee_states.resize(chunk.callees.size(), nullptr);
    state->callees = state->callee_states.data();
    for (const MemberSite& site : chunk.sites) {
        if (site.builtin == ~0u) continue;
        if (site.builtin >= stored.size()) stored.resize(site.builtin + 1, nullptr);
        stored[site.builtin] = host.stored_variable(site.builtin);
    }
    return state;
}

ChunkState* Vm::State::callee_of(const ChunkState& caller, uint32_t index) {
    ChunkState*& callee = caller.callees[index];
    if (!callee) callee = prepare(*caller.chunk->callees[index]);
    return callee;
}

/// Whether something goes to each instruction from elsewhere than the one before.
static std::vector<bool> jump_targets(const Chunk& chunk) {
    std::vector<bool> out(chunk.instructions.size());
    for (size_t pc = 0; pc < chunk.instructions.size(); ++pc) {
        const Instruction& at = chunk.instructions[pc];
        const uint16_t fields[] = {at.a, at.b, at.c};
        std::string_view kinds = op_operands(at.op);
        for (size_t i = 0; i < std::min(kinds.size(), std::size(fields)); ++i) {
            if (kinds[i] == 'j')
                out[pc + 1 + static_cast<size_t>(static_cast<int64_t>(static_cast<int16_t>(fields[i])))] = true;
            if (kinds[i] == 'J') out[pc + 1 + static_cast<size_t>(static_cast<int64_t>(at.offset()))] = true;
        }
    }
    for (const TryHandler& handler : chunk.handlers) out[handler.target] = true;
    return out;
}

void Vm::State::prepare_observed(const Chunk& chunk, ChunkState& state) const {
    const SourceFile& file = program.file(program.code(chunk.id).file);
    state.place_of.assign(chunk.instructions.size(), 0);
    std::vector<bool> targets = jump_targets(chunk);
    uint32_t places = 0, before = 0;
    std::unordered_map<uint32_t, uint32_t> place_of_line;
    size_t at = 0;
    for (uint32_t pc = 0; pc < chunk.instructions.size() && !chunk.is_hidden; ++pc) {
        while (at + 1 < chunk.places.size() && chunk.places[at + 1].pc <= pc) ++at;
        uint32_t line = chunk.places.empty() ? 0 : file.locate(chunk.places[at].span.begin).line;
        // A condition and what it decides are told apart also where they share a line.
        auto [entry, fresh] = place_of_line.try_emplace(line * 2 + chunk.only_looks(pc), places + 1);
        if (fresh) ++places;
        const Instruction& one = chunk.instructions[pc];
        bool nobody_wrote = one.op == Op::return_undefined && (one.x & return_implicit);
        bool entered = entry->second != before || targets[pc];
        if (entered && !nobody_wrote) state.place_of[pc] = entry->second;
        before = entry->second;
    }
    state.marks.assign(places + 1, 0);
}

const NativeInfo& Vm::State::native(uint32_t index) {
    if (index >= natives.size()) natives.resize(index + 1);
    NativeInfo& info = natives[index];
    if (!info.row) {
        info.row = &host.native(index);
        info.name = info.row->name;
    }
    return info;
}

bool Vm::State::enter(const Chunk& chunk, Value* arguments, uint32_t count, Struct* self, Struct* other, Value* result,
                      uint8_t flags, uint32_t below) {
    if (top + 1 >= limits.depth) return too_deep();
    if (chunk.is_constructor && flags == 0)
        return error("calling a constructor directly - constructors should only be called using new");
    ChunkState* state =
        chunk.id < chunk_states.size() && chunk_states[chunk.id] ? chunk_states[chunk.id] : prepare(chunk);
    Value* base = arguments;
    uint32_t parameters = chunk.parameter_count;
    bool keeps = count > parameters && chunk.uses_arguments;
    if (keeps) base = arguments + count;
    if (base + chunk.register_count >= high && !reserve(base + std::max(chunk.register_count, count) + 1)) return false;
    if (keeps) {
        for (uint32_t index = 0; index < parameters; ++index) base[index] = arguments[index];
    } else {
        for (uint32_t index = parameters; index < count; ++index) arguments[index] = Value();
        for (uint32_t index = count; index < parameters; ++index) base[index] = Value();
    }
    for (Value* local = base + parameters; local < base + chunk.local_end; ++local) begin_local(*local);
    Frame& frame = frames[top++];
    frame.pc = chunk.instructions.data();
    frame.base = base;
    frame.state = state;
    frame.self = self == global ? nullptr : self;
    frame.other = other;
    frame.scope = self ? self : global;
    frame.result = result;
    frame.native = nullptr;
    frame.count = count;
    frame.extra = below + (keeps ? count : 0);
    frame.withs = 0;
    frame.kind = FrameKind::gml;
    frame.flags = flags;
    if (flags & Frame::owning) {
        if (frame.self) ++frame.self->references;
        if (frame.other) ++frame.other->references;
    }
    return true;
}

bool Vm::State::enter_native(uint32_t index, Value* arguments, uint32_t count, Struct* self, Struct* other,
                             Value* result, uint8_t flags, uint32_t below) {
    if (top + 1 >= limits.depth) return too_deep();
    Frame& frame = frames[top++];
    frame = Frame{};
    frame.base = arguments;
    frame.self = self == global ? nullptr : self;
    frame.other = other;
    frame.scope = self ? self : global;
    frame.result = result;
    frame.native_index = index;
    frame.count = count;
    frame.extra = below;
    frame.kind = FrameKind::native_call;
    frame.flags = flags;
    if (flags & Frame::owning) {
        if (frame.self) ++frame.self->references;
        if (frame.other) ++frame.other->references;
    }
    return true;
}

/// Gives up what `frame`, which is no more on the stack, held apart from its registers.
void Vm::State::release_frame(Frame& frame) {
    if (frame.flags & Frame::owning) {
        if (frame.other) release(frame.other);
        if (frame.self) release(frame.self);
    }
    if (frame.native) delete std::exchange(frame.native, nullptr);
    while (!pending.empty() && pending.back().frame >= top) pending.pop_back();
}

/// Puts the code of an event on a native frame, which counts `self`; that one is other too.
inline bool Vm::State::enter_event(CodeId code, Struct* self) {
    if (top + 1 >= limits.depth) return too_deep();
    ChunkState* state = code < chunk_states.size() ? chunk_states[code] : nullptr;
    if (!state) [[unlikely]]
        state = prepare(*program.code(code).chunk);
    Frame& frame = frames[top];
    Value* base = (&frame - 1)->base;
    if (base + state->register_count >= high && !reserve(base + state->register_count + 1)) return false;
    for (Value* local = base; local < base + state->local_end; ++local) new (local) Value(unset_value());
    frame.pc = state->code;
    frame.base = base;
    frame.state = state;
    frame.self = frame.other = frame.scope = self;
    frame.result = nullptr;
    frame.native = nullptr;
    frame.count = frame.extra = 0;
    frame.withs = 0;
    frame.kind = FrameKind::gml;
    frame.flags = Frame::entry | Frame::fresh | Frame::guarded;
    ++top;
    ticks -= state->call_cost;
    return true;
}

/// The top frame, which has flags or open withs, returns `value`. With `none` the loop goes on with the top frame.
LoopExit Vm::State::return_slowly(Frame& frame, Value&& value) {
    frame.clear();
    if (frame.withs) pop_withs(frame, 0);
    if (frame.flags & Frame::entry) {
        if (top < 2 || (&frame - 1)->kind != FrameKind::native_frame) {
            returned = std::move(value);
            return LoopExit::returned;
        }
        pop_frame();
        NativeFrame::Next next = (&frame - 1)->native->next();
        if (next.kind == NativeFrame::Next::Kind::event) {
            if (!enter_event(next.code, next.self)) return LoopExit::fault;
            return ticks < 0 ? LoopExit::left : LoopExit::none;
        }
        return passed_on(next, std::move(value));
    }
    if (!(frame.flags & (Frame::constructing | Frame::discarding))) *frame.result = std::move(value);
    pop_frame();
    return LoopExit::none;
}

void Vm::State::pop_with(Frame& frame) {
    WithState state = std::move(withs.back());
    withs.pop_back();
    --frame.withs;
    frame.self = state.self;
    frame.other = state.other;
    frame.scope = state.self ? state.self : global;
    for (Struct* scope : state.scopes) release(scope);
}

void Vm::State::pop_withs(Frame& frame, size_t keep) {
    while (frame.withs > keep) pop_with(frame);
}

/// Calls any callable value with arguments that stand in registers.
bool Vm::State::invoke(const Value& callee, Value* arguments, uint32_t count, Struct* self, Struct* other,
                       Value* result, uint8_t flags, uint32_t below) {
    uint32_t function;
    if (callee.is_method()) {
        const Method* method = callee.as_method();
        function = method->function;
        if (!method->self.is_undefined()) {
            Struct* bound = method->self.as_struct();
            Struct* caller = top > 0 && frames[top - 1].kind == FrameKind::gml ? frames[top - 1].scope : self;
            if (!rules->legacy_other)
                other = self ? self : caller; // of a call with a dot: the receiver
            else if (bound != self)
                other = caller;
            self = bound;
        }
    } else if (callee.is_ref(RefKind::script)) {
        function = callee.ref_generation();
        if (function == no_code) return error("unable to call a function that does not exist");
    } else if (callee.is_ref(RefKind::function)) {
        function = callee.ref_index() | native_function_bit;
    } else {
        return error("unable to call a value of type " + std::string(type_name(callee)) + ": it is not a function");
    }
    if (function & native_function_bit)
        return enter_native(function & ~native_function_bit, arguments, count, self, other, result, flags, below);
    if (function >= program.size()) return error("unable to call a function that does not exist any more");
    return enter(*program.code(function).chunk, arguments, count, self, other, result, flags, below);
}

bool Vm::State::push_arguments(std::span<const Value> arguments, Value*& first) {
    first = stack_top();
    if (first + arguments.size() >= high && !reserve(first + arguments.size() + 1)) return false;
    for (size_t index = 0; index < arguments.size(); ++index) first[index] = arguments[index];
    return true;
}

bool Vm::State::push_callable(const Value& callee, Struct* self, Struct* other, std::span<const Value> arguments) {
    if (!callee.is_method() && !callee.is_ref(RefKind::script) && !callee.is_ref(RefKind::function)) return false;
    Value kept(callee); // NOLINT(performance-unnecessary-copy-initialization): it may lie in a register that moves
    uint32_t function = called_by(callee);
    if (!(function & native_function_bit) && function >= program.size()) return false;
    if (!failing.empty()) return true; // what it would return to is not there
    forget_fault();
    Value* first;
    bool entered = push_arguments(arguments, first) &&
                   invoke(kept, first, static_cast<uint32_t>(arguments.size()), self, other, nullptr, pushed);
    ticks -= least_call_cost;
    if (!entered) push_failed(first, arguments.size());
    return true;
}

bool Vm::State::too_deep() {
    return limit("depth", "Stack overflow: " + std::to_string(limits.depth) + " calls are in progress at a time");
}

/// The same for a function of the program.
void Vm::State::push_code(CodeId code, Struct* self, Struct* other, std::span<const Value> arguments) {
    if (code >= program.size() || !failing.empty()) return;
    forget_fault();
    ticks -= program.code(code).chunk->call_cost;
    Value* first = stack_top();
    bool entered = (arguments.empty() || push_arguments(arguments, first)) &&
                   enter(*program.code(code).chunk, first, static_cast<uint32_t>(arguments.size()), self, other,
                         nullptr, pushed | Frame::guarded);
    if (!entered) push_failed(first, arguments.size());
}

/// Too deep, or a constructor: the fault belongs to a frame of its own, so that it is raised by resume().
void Vm::State::push_failed(Value* first, size_t count) {
    for (size_t index = 0; index < count; ++index)
        if (first + index < high) first[index] = Value();
    failing.push_back({std::move(fault), nullptr});
    fault = {};
}

void Vm::State::forget_fault() {
    if (fault.kind != Fault::Kind::none) fault = {};
    stack_known = false;
}

// ---- running

void Vm::State::begin_segment() {
    segment = ticks = std::max<int64_t>(0, std::min(budget_left, slice_left));
    budget_left -= segment;
}

/// Books what was used since begin_segment.
void Vm::State::settle() {
    slice_left -= segment - ticks;
    budget_left += ticks;
    used += static_cast<uint64_t>(segment - ticks);
    segment = ticks = 0;
}

/// Whether the slice is used up and nothing else: asked before native frames, which leave the budget to what they call.
bool Vm::State::slice_over() {
    if (ticks >= 0 || budget_left + ticks < 0) return false;
    settle();
    active = nullptr;
    return true;
}

/// The top frame is done with `value`.
void Vm::State::deliver(Frame& done, Value value) {
    Value* target = done.result;
    bool wanted = !(done.flags & (Frame::constructing | Frame::discarding));
    pop_frame();
    if (target) {
        if (wanted) *target = std::move(value);
    } else if (top > 0) {
        returned = std::move(value);
    } else {
        last_result = std::move(value);
    }
}

void Vm::State::native_fault(NativeCall& from) {
    fault = std::move(from.fault);
    from.fault = {};
    from.result = Value();
    failing.clear();
    stack_known = false;
    if (fault.kind == Fault::Kind::none) error(std::string(from.name) + " :: no result");
    // An error may come of a text that was not read.
    if (fault.code == "budget" || (fault.kind == Fault::Kind::error && heap.spent())) budget_limit();
}

bool Vm::State::argument_count_fits(const NativeInfo& info, uint32_t count) {
    auto least = static_cast<uint32_t>(info.row->least);
    bool any = info.row->most < 0;
    if (count >= least && (any || count <= static_cast<uint32_t>(info.row->most))) return true;
    std::string wanted = std::to_string(least);
    if (any)
        wanted = "at least " + wanted;
    else if (info.row->most != info.row->least)
        wanted += " to " + std::to_string(info.row->most);
    return error(std::string(info.name) + " :: wrong number of arguments: " + std::to_string(count) + " given, " +
                 wanted + " expected");
}

/// Resumes the native frame on top with `returned`. False: it faulted.
bool Vm::State::step_native_frame() {
    Frame& frame = frames[top - 1];
    NativeFrame* native = frame.native;
    call.args = nullptr;
    call.count = 0;
    call.self = frame.self;
    call.other = frame.other;
    call.name = native->name();
    Value value = std::move(returned);
    size_t before = top;
    active = &call;
    NativeStatus status = native->resume(call, value);
    if (status == NativeStatus::call && (top > before || !failing.empty())) return true;
    if (status == NativeStatus::done) {
        drop_frames(before); // it pushed something after all
        deliver(frame, std::move(call.result));
        return true;
    }
    native_fault(call);
    return false;
}

/// Whether the loop may go on with the top frame without being left: run() sees to everything else.
bool Vm::State::goes_on() const {
    return ticks >= 0 && failing.empty() && top > 0 && frames[top - 1].kind == FrameKind::gml;
}

/// The native frame on top, which pushed what returned `value`, is done or goes on.
LoopExit Vm::State::passed_on(NativeFrame::Next next, Value&& value) {
    if (next.kind == NativeFrame::Next::Kind::done) {
        deliver(frames[top - 1], Value());
    } else {
        returned = std::move(value);
        if (!step_native_frame()) return LoopExit::fault;
    }
    return goes_on() ? LoopExit::none : LoopExit::left;
}

/// Runs the built-in on top, which was called as a value.
bool Vm::State::step_native_call() {
    size_t place = top - 1;
    Frame& frame = frames[place];
    const NativeInfo& info = native(frame.native_index);
    if (!argument_count_fits(info, frame.count)) return false;
    NativeCall inner{vm, host, heap, frame.base, frame.count, frame.self, frame.other, info.name, {}, {}};
    size_t before = top;
    active = &inner;
    NativeStatus status = info.row->function(inner);
    active = nullptr;
    if (observer && info.row->flags && status == NativeStatus::done)
        observer->on_call_out(frame.native_index, frame.base, frame.count, inner.result);
    if (status == NativeStatus::done) {
        drop_frames(before);
        frame.clear();
        deliver(frame, std::move(inner.result));
        return affordable();
    }
    if (status == NativeStatus::call && (top > before || !failing.empty())) {
        frame.native_done = true; // what was pushed returns to this frame, which passes it on
        return true;
    }
    native_fault(inner);
    return false;
}

/// What could not be pushed faults where the vm stands.
void Vm::State::raise_failing() {
    std::vector<FailedPush> failed = std::move(failing);
    failing.clear();
    fault = std::move(failed.front().fault);
    stack_known = false;
    for (FailedPush& one : failed)
        if (one.frame) one.frame->unwound(vm, fault);
}

RunResult Vm::State::run(uint64_t slice) {
    observer = next_observer;
    stops = next_stops;
    rules = &host.rules();
    global = host.global();
    if (chunk_states.size() < program.size()) chunk_states.resize(program.size(), nullptr);
    settle(); // what was pushed and charged while nothing ran
    slice_left = clamped(slice);
    begin_segment();
    ticks += std::exchange(paid, 0);
    RunResult how = RunResult::done;
    while (top > 0 || !failing.empty()) {
        bool fine = true;
        if (!failing.empty()) {
            raise_failing();
            fine = false;
        } else if (frames[top - 1].kind != FrameKind::gml && slice_over()) {
            return RunResult::slice;
        } else if (frames[top - 1].kind == FrameKind::native_frame) {
            fine = step_native_frame();
        } else if (frames[top - 1].kind == FrameKind::native_call) {
            Frame& frame = frames[top - 1];
            if (frame.native_done) {
                frame.clear();
                deliver(frame, std::move(returned));
            } else {
                fine = step_native_call();
            }
        } else {
            between = false;
            active = &call;
            switch (ticks < 0 ? LoopExit::ticks : observer || stops ? run_observed() : run_plain()) {
            case LoopExit::returned: deliver(frames[top - 1], std::move(returned)); break;
            case LoopExit::none:
            case LoopExit::left: break;
            case LoopExit::fault: fine = false; break;
            case LoopExit::ticks:
                between = true;
                settle();
                if (budget_left >= 0) {
                    active = nullptr;
                    return RunResult::slice;
                }
                paid = 0;
                fine = budget_limit();
                begin_segment();
                break;
            case LoopExit::stopped:
                between = pass_stop = true;
                settle();
                active = nullptr;
                return stops->by_step ? RunResult::step : RunResult::breakpoint;
            }
        }
        if (!fine && !unwind()) {
            how = RunResult::fault;
            break;
        }
        between = false;
    }
    settle();
    active = nullptr;
    return how;
}

// ---- the interface

Vm::Vm(Heap& heap, Host& host, Program& program, VmLimits limits)
    : m(std::make_unique<State>(*this, heap, host, program, limits)) {}

Vm::~Vm() {
    abandon();
}

void Vm::push_call(CodeId code, Struct* self, Struct* other, std::span<const Value> arguments) {
    m->push_code(code, self, other, arguments);
}

void Vm::push_event(CodeId code, Struct* self) {
    if (!m->failing.empty()) return; // what it would return to is not there
    m->forget_fault();
    if (!m->enter_event(code, self)) m->push_failed(nullptr, 0);
}

bool Vm::push_callable(const Value& callee, Struct* self, Struct* other, std::span<const Value> arguments) {
    return m->push_callable(callee, self, other, arguments);
}

bool Vm::push(std::unique_ptr<NativeFrame> frame) {
    if (m->top + 1 >= m->limits.depth) {
        m->too_deep();
        m->failing.push_back({std::move(m->fault), std::move(frame)}); // kept: whoever pushed it may still use it
        m->fault = {};
        return false;
    }
    Value* base = m->stack_top();
    Frame& made = m->frames[m->top++];
    made = Frame{};
    made.base = base;
    made.kind = FrameKind::native_frame;
    made.flags = Frame::entry | Frame::owning;
    if (m->active) {
        made.self = m->active->self;
        made.other = m->active->other;
    }
    if (made.self) ++made.self->references;
    if (made.other) ++made.other->references;
    made.scope = made.self ? made.self : m->global;
    made.native = frame.release();
    m->returned = Value();
    return true;
}

RunResult Vm::resume(uint64_t slice) {
    m->heap.set_meter(&m->ticks, &m->budget_left);
    RunResult result = m->run(slice);
    m->heap.set_meter(nullptr, nullptr); // what the world does by itself is nobody's to pay
    return result;
}

const Value& Vm::result() const {
    return m->last_result;
}

const Fault& Vm::fault() const {
    return m->fault;
}

const std::vector<StackEntry>& Vm::fault_stack() const {
    return m->fault_stack;
}

void Vm::cancel() {
    m->fault = {};
    m->fault.kind = Fault::Kind::cancel;
    m->fault.message = "cancelled while it ran";
    m->stack_known = false;
    m->capture_stack();
}

void Vm::abandon() {
    if (m->fault.kind != Fault::Kind::cancel) {
        m->forget_fault();
        m->fault.kind = Fault::Kind::stop;
        m->fault.message = "stopped"; // short: destructors come here, where nothing may be allocated
    }
    m->drop_frames(0);
    m->failing.clear();
    m->paid = 0;
    m->between = m->pass_stop = false;
}

bool Vm::idle() const {
    return m->top == 0 && m->failing.empty();
}

size_t Vm::depth() const {
    return m->top;
}

std::vector<StackEntry> Vm::stack() const {
    return m->entries();
}

uint64_t Vm::position() const {
    for (size_t index = m->top; index > 0; --index) {
        const Frame& frame = m->frames[index - 1];
        if (frame.kind == FrameKind::gml && !frame.state->chunk->is_hidden)
            return uint64_t(frame.state->chunk->id) << 32 | m->pc_of(index - 1);
    }
    return uint64_t(no_code) << 32;
}

Place Vm::here() const {
    uint64_t at = position();
    auto code = static_cast<CodeId>(at >> 32);
    return code == no_code ? Place() : m->program.place(code, static_cast<uint32_t>(at));
}

CodeId Vm::current_code() const {
    for (size_t index = m->top; index > 0; --index) {
        const Frame& frame = m->frames[index - 1];
        if (frame.kind == FrameKind::gml && !frame.state->chunk->is_hidden) return frame.state->chunk->id;
    }
    return no_code;
}

std::vector<std::pair<std::string, Value>> Vm::locals(uint32_t index) const {
    std::vector<std::pair<std::string, Value>> found;
    if (index >= m->top || m->frames[index].kind != FrameKind::gml) return found;
    const Frame& frame = m->frames[index];
    for (const LocalName& local : frame.state->chunk->locals) {
        const Value& value = frame.base[local.register_];
        if (!is_unset(value)) found.emplace_back(local.name, value);
    }
    return found;
}

bool Vm::caught_outside(const NativeFrame& native) const {
    size_t index = m->top;
    while (index > 0 && m->frames[index - 1].native != &native) --index;
    for (; index > 0; --index)
        if (m->handler_of(index - 1)) return true;
    return false;
}

void Vm::set_budget(uint64_t units) {
    m->settle();
    m->limits.budget = units;
    m->budget_left = clamped(units);
    m->begin_segment();
}

uint64_t Vm::budget() const {
    int64_t left = m->budget_left + m->ticks;
    return left > 0 ? static_cast<uint64_t>(left) : 0;
}

uint64_t Vm::used() const {
    return m->used + static_cast<uint64_t>(m->segment - m->ticks);
}

bool Vm::charge(uint64_t units) {
    int64_t left = m->budget_left + m->ticks;
    // One more than there is will do, however often it is asked for.
    auto taken = static_cast<int64_t>(std::min<uint64_t>(units, static_cast<uint64_t>(std::max<int64_t>(left, 0)) + 1));
    m->ticks -= taken;
    return left >= taken;
}

Struct* Vm::statics_of(CodeId code) {
    return m->statics_of(code);
}

std::vector<Struct*>& Vm::all_statics() {
    return m->statics;
}

void Vm::observe(VmObserver* observer) {
    m->next_observer = observer;
}

void Vm::stop_with(VmStops* stops) {
    m->next_stops = stops;
}

void Vm::tell_places_anew() {
    ++m->epoch;
}

Heap& Vm::heap() {
    return m->heap;
}

Host& Vm::host() {
    return m->host;
}

Program& Vm::program() {
    return m->program;
}

} // namespace scope
