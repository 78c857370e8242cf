#include "core/gml/vm_state.h"

#include <algorithm>

namespace scope {

namespace {

constexpr size_t most_shown_frames = 64; // in stacktrace and the report; the stack itself is kept whole
constexpr int64_t made_exception = 64;   // what its texts come to, in instructions
constexpr std::string_view report_line =
    "############################################################################################";
constexpr std::string_view report_rule = "___________________________________________";

std::string_view trimmed(std::string_view text) {
    size_t begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// "gml_Object_obj_shop_Other_70" as its object and event; false for other code.
bool split_event(std::string_view code, std::string_view& object, std::string_view& event) {
    constexpr std::string_view head = "gml_Object_";
    if (!code.starts_with(head)) return false;
    code.remove_prefix(head.size());
    size_t number = code.rfind('_');
    if (number == std::string_view::npos || number == 0) return false;
    size_t kind = code.rfind('_', number - 1);
    if (kind == std::string_view::npos) return false;
    object = code.substr(0, kind);
    event = code.substr(kind + 1, number - kind - 1);
    return true;
}

std::string stack_line(const StackEntry& entry) {
    return entry.code == no_code ? entry.name : entry.name + " (line " + std::to_string(entry.place.line) + ")";
}

} // namespace

// ---- raising

bool Vm::State::error(std::string message) {
    fault = Fault{};
    fault.kind = Fault::Kind::error;
    fault.message = std::move(message);
    stack_known = false;
    return false;
}

bool Vm::State::limit(std::string code, std::string message) {
    fault = Fault{};
    fault.kind = Fault::Kind::limit;
    fault.code = std::move(code);
    fault.message = std::move(message);
    stack_known = false;
    return false;
}

bool Vm::State::budget_limit() {
    return limit("budget", "the code ran for too long: its limit of " + std::to_string(limits.budget) +
                               " units of work is used up");
}

bool Vm::State::memory_limit() {
    return limit("memory", "out of memory: the limit of this game is reached");
}

/// "obj_shop.gold" with GameMaker's numbers behind it. The first one is the variable's own, of no use to anybody but
/// familiar.
bool Vm::State::not_set(std::string variable, Symbol name) {
    return error(variable + "(" + std::to_string(100000 + uint64_t(name)) +
                 ", -2147483648) not set before reading it.");
}

// ---- the stack as people see it

uint32_t Vm::State::pc_of(size_t index) const {
    const Frame& frame = frames[index];
    auto next = static_cast<uint32_t>(frame.pc - frame.state->chunk->instructions.data());
    bool not_begun = next == 0 || (between && index + 1 == top);
    return not_begun ? next : next - 1;
}

StackEntry Vm::State::entry(size_t index) const {
    const Frame& frame = frames[index];
    StackEntry made;
    made.frame = static_cast<uint32_t>(index);
    made.self = frame.self;
    if (frame.kind == FrameKind::gml) {
        made.code = frame.state->chunk->id;
        made.name = program.code(made.code).name;
        made.place = program.place(made.code, pc_of(index));
    } else if (frame.kind == FrameKind::native_frame) {
        made.name = frame.native->name();
    } else {
        made.name = host.native(frame.native_index).name;
    }
    return made;
}

std::vector<StackEntry> Vm::State::entries() const {
    std::vector<StackEntry> found;
    for (size_t index = top; index > 0; --index) {
        const Frame& frame = frames[index - 1];
        if (frame.kind == FrameKind::gml && frame.state->chunk->is_hidden) continue;
        if (frame.kind == FrameKind::native_frame && frame.native->name().empty()) continue;
        found.push_back(entry(index - 1));
    }
    return found;
}

void Vm::State::capture_stack() {
    if (!stack_known) {
        fault_stack = entries();
        ticks -= static_cast<int64_t>(fault_stack.size() * 8);
    }
    stack_known = true;
}

// ---- unwinding

const TryHandler* Vm::State::handler_of(size_t index) const {
    const Frame& frame = frames[index];
    if (frame.kind != FrameKind::gml || frame.state->chunk->handlers.empty()) return nullptr;
    uint32_t pc = pc_of(index);
    for (const TryHandler& handler : frame.state->chunk->handlers)
        if (pc >= handler.begin && pc < handler.end) return &handler;
    return nullptr;
}

/// Takes away all frames above the first `keep`, telling native ones that `fault` passes through.
void Vm::State::drop_frames(size_t keep) {
    while (top > keep) {
        Frame& frame = frames[top - 1];
        frame.clear();
        if (frame.withs) pop_withs(frame, 0);
        if (frame.native) frame.native->unwound(vm, fault);
        pop_frame();
    }
}

/// Goes on at `handler`. A catch gets the exception as a value, a finally holds the fault up until its end.
void Vm::State::to_handler(size_t index, const TryHandler& handler) {
    Value caught;
    if (handler.is_finally)
        capture_stack();
    else
        caught = fault.kind == Fault::Kind::thrown ? fault.thrown : vm.exception_value(fault);
    // Whoever hears of the fault while it passes may ask where it came from.
    for (size_t above = index + 1; above < top; ++above)
        if (frames[above].native) capture_stack();
    drop_frames(index + 1);
    Frame& frame = frames[index];
    if (frame.withs > handler.withs) pop_withs(frame, handler.withs);
    while (!pending.empty() && pending.back().frame == index && pending.back().level >= handler.level)
        pending.pop_back();
    frame.pc = frame.state->chunk->instructions.data() + handler.target;
    if (handler.is_finally)
        pending.push_back({std::move(fault), std::move(fault_stack), index, handler.level});
    else
        frame.base[handler.register_] = std::move(caught);
    fault.kind = Fault::Kind::none;
    fault.code.clear();
    fault.message.clear();
    fault.thrown = Value();
}

/// Asks native frames whether the fault ends with them: errors from the innermost, limits from the outermost.
bool Vm::State::absorb() {
    bool outermost_first = fault.kind == Fault::Kind::limit;
    for (size_t step = 0; step < top; ++step) {
        size_t index = outermost_first ? step : top - 1 - step;
        Frame& frame = frames[index];
        if (frame.kind != FrameKind::native_frame) continue;
        NativeCall inner{vm, host, heap, nullptr, 0, frame.self, frame.other, frame.native->name(), {}, {}};
        if (!frame.native->absorb(inner, fault)) continue;
        drop_frames(index + 1);
        returned = Value();
        return true;
    }
    return false;
}

bool Vm::State::caught() {
    for (size_t index = top; index > 0; --index)
        if (const TryHandler* handler = handler_of(index - 1)) {
            to_handler(index - 1, *handler);
            return true;
        }
    return false;
}

bool Vm::State::unwind() {
    bool catchable = fault.kind == Fault::Kind::error || fault.kind == Fault::Kind::thrown;
    if (catchable && caught()) return true;
    capture_stack();
    if (fault.kind != Fault::Kind::stop && absorb()) return true;
    Fault last = fault;
    drop_frames(0);
    fault = std::move(last);
    return false;
}

/// The end of a finally that a fault led to.
void Vm::State::rethrow() {
    if (pending.empty()) {
        error("internal: nothing to throw again");
        return;
    }
    fault = std::move(pending.back().fault);
    fault_stack = std::move(pending.back().stack);
    pending.pop_back();
    stack_known = true;
}

// ---- what GML and people get to see

Value Vm::exception_value(const Fault& fault) {
    if (fault.kind == Fault::Kind::thrown) return fault.thrown;
    m->capture_stack();
    m->ticks -= static_cast<int64_t>(made_exception + fault.message.size() / 16);
    Heap& heap = m->heap;
    NameTable& names = heap.names();
    Value made(heap.new_struct());
    Struct* object = made.as_struct();
    auto text = [&](std::string_view content) { return Value(heap.new_string(content)); };
    const StackEntry* innermost = nullptr;
    for (const StackEntry& entry : m->fault_stack)
        if (entry.code != no_code && !innermost) innermost = &entry;
    Value trace(heap.new_array());
    bool fits = trace.is_array();
    size_t shown = std::min(m->fault_stack.size(), most_shown_frames);
    for (size_t index = 0; index < shown; ++index)
        fits = fits && trace.as_array()->push(text(stack_line(m->fault_stack[index])));
    fits = fits && object->set(names.intern("message"), text(fault.message));
    fits = fits && object->set(names.intern("longMessage"), text(report(fault, m->fault_stack)));
    fits = fits && object->set(names.intern("script"), text(innermost ? innermost->name : ""));
    fits =
        fits && object->set(names.intern("line"), Value(innermost ? static_cast<double>(innermost->place.line) : -1.0));
    fits = fits && object->set(names.intern("stacktrace"), trace);
    return fits ? made : Value();
}

std::string Vm::report(const Fault& fault, std::span<const StackEntry> stack) const {
    std::string message = fault.message;
    if (fault.kind == Fault::Kind::thrown) {
        const Value& thrown = fault.thrown;
        Symbol name = m->heap.names().find("message");
        const Value* own =
            thrown.is_struct() && name != NameTable::none ? thrown.as_struct()->find_with_statics(name) : nullptr;
        message = to_text(*m->rules, m->heap.names(), own ? *own : thrown);
    }
    const StackEntry* innermost = nullptr;
    const StackEntry* outermost = nullptr;
    for (const StackEntry& entry : stack) {
        if (entry.code == no_code) continue;
        if (!innermost) innermost = &entry;
        outermost = &entry;
    }
    std::string made;
    made.append(report_rule).append("\n").append(report_line).append("\n");
    std::string_view object, event;
    if (outermost && split_event(outermost->name, object, event))
        made.append("ERROR in action number 1\nof ")
            .append(event)
            .append(" Event for object ")
            .append(object)
            .append(":\n");
    else
        made.append("ERROR in ").append(outermost ? outermost->name : "code").append(":\n");
    made.append(message).append("\n");
    if (innermost) {
        const Program& program = m->program;
        std::string_view line = program.file(program.code(innermost->code).file).line_text(innermost->place.line);
        made.append(" at ").append(stack_line(*innermost)).append(" - ").append(trimmed(line)).append("\n");
    }
    made.append(report_line).append("\n");
    size_t shown = 0;
    for (const StackEntry& entry : stack) {
        if (shown++ == most_shown_frames) {
            made.append("... and ").append(std::to_string(stack.size() - most_shown_frames)).append(" more\n");
            break;
        }
        made.append(stack_line(entry)).append("\n");
    }
    return made;
}

} // namespace scope
