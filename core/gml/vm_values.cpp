#include "core/gml/vm_state.h"

#include "core/value/numbers.h"

#include <cstring>

namespace scope {

namespace {

constexpr int64_t container_cost = 8; // units of an array or struct, which has to go again, too
constexpr size_t least_spare = 32;    // bytes left free for what a chain of + still adds

} // namespace

// ---- operators

/// `literals`: literal_left and literal_right as the instruction has them.
bool Vm::State::arithmetic(Arithmetic op, const Value& a, const Value& b, Value& out, uint8_t literals) {
    if ((literals & literal_right) && a.is_int64())
        return arithmetic(op, a, Value::int64(static_cast<int64_t>(b.as_real())), out);
    if ((literals & literal_left) && b.is_int64())
        return arithmetic(op, Value::int64(static_cast<int64_t>(a.as_real())), b, out);
    Value result;
    std::string text;
    if (!combine(heap, op, a, b, result, text)) {
        if (text == too_long_error) return memory_limit();
        return affordable() && error(std::move(text));
    }
    out = std::move(result);
    return affordable();
}

bool Vm::State::add(const Value& a, const Value& b, Value& out, uint8_t literals) {
    return arithmetic(Arithmetic::add, a, b, out, literals);
}

/// A chain of + grows the text it began with; only its first + copies, and leaves room for the others.
bool Vm::State::add_strings(const Instruction& at, Value& out, Value& left, const String& right) {
    bool itself = &out == &left && left.as_string() != &right;
    if (itself || ((at.x & add_takes) && has_room(*left.as_string(), right))) {
        if (!append_in_place(left, right)) return memory_limit();
        if (&out != &left) out = std::move(left);
        return affordable();
    }
    size_t length = left.as_string()->length;
    String* made = joined(heap, *left.as_string(), right, at.x & add_goes_on ? least_spare + length / 8 : 0);
    if (!made) return memory_limit();
    out = Value(made);
    return affordable();
}

/// string(number)
bool Vm::State::number_text(double number, Value& out) {
    if (!heap.may_allocate(sizeof(String) + longest_real)) return memory_limit();
    out = Value(number_string(heap, number));
    return true;
}

/// ++ and --: an int64 stays one, everything else becomes a real.
bool Vm::State::step(const Value& a, int64_t by, Value& out) {
    if (a.is_real()) {
        out = Value(a.as_real() + static_cast<double>(by));
        return true;
    }
    return arithmetic(Arithmetic::add, a, a.is_int64() ? Value::int64(by) : Value(static_cast<double>(by)), out);
}

bool Vm::State::compare(const Value& a, const Value& b, int& order) {
    tested(a);
    tested(b);
    std::string text;
    bool fine = scope::compare(*rules, a, b, order, text);
    return affordable() && (fine || error(std::move(text)));
}

bool Vm::State::truth(const Value& value, bool& out) {
    if (value.is_undefined()) tested(value);
    std::string text;
    bool fine = to_bool(value, out, text);
    return affordable() && (fine || error(std::move(text)));
}

bool Vm::State::concat(const Value* parts, uint32_t count, Value& out) {
    size_t total = 0;
    for (uint32_t index = 0; index < count; ++index) total += parts[index].as_string()->length;
    if (total > heap.limits().string_bytes || !heap.may_allocate(sizeof(String) + total)) return memory_limit();
    if (count == 1) {
        Value only = parts[0];
        out = std::move(only);
        return true;
    }
    String* joined = heap.new_string_uninitialized(total);
    char* at = joined->data();
    for (uint32_t index = 0; index < count; ++index) {
        const String* part = parts[index].as_string();
        std::memcpy(at, part->text, part->length);
        at += part->length;
    }
    out = Value(joined);
    return affordable();
}

// ---- making things

bool Vm::State::make_array(Value* first, uint32_t count, Value& out) {
    collect_if_due();
    ticks -= container_cost;
    Array* made = heap.new_array();
    if (!made) return memory_limit();
    Value held(made);
    if (!append_array(held, first, count)) return false;
    out = std::move(held);
    return true;
}

bool Vm::State::append_array(Value& array, Value* first, uint32_t count) {
    Array* into = array.as_array();
    if (count == 0) return true;
    if (!into->reserve(into->size + count)) return memory_limit();
    for (uint32_t index = 0; index < count; ++index) {
        if (!into->push(first[index])) return memory_limit();
        first[index] = Value();
    }
    return true;
}

bool Vm::State::make_struct(uint32_t members, Value& out) {
    collect_if_due();
    ticks -= container_cost;
    if (!heap.may_allocate(sizeof(Struct) + members * sizeof(Value))) return memory_limit();
    Struct* made = heap.new_struct();
    if (members > 0) {
        made->slots = static_cast<Value*>(heap.allocate(members * sizeof(Value)));
        made->slot_capacity = members;
    }
    out = Value(made);
    return true;
}

/// `bound`: what it is bound to; null with `bind`: self.
bool Vm::State::make_function(Frame& frame, CodeId code, const Value* bound, bool bind, Value& out) {
    collect_if_due();
    if (!heap.may_allocate(sizeof(Method))) return memory_limit();
    Value self;
    if (bound)
        self = *bound;
    else if (bind)
        self = Value(frame.scope);
    out = Value(heap.new_method(self, code));
    return true;
}

// ---- arguments

bool Vm::State::make_arguments(const Frame& frame, Value& out) {
    Array* made = heap.new_array();
    if (!made) return memory_limit();
    Value held(made);
    for (uint32_t index = 0; index < frame.count; ++index) {
        Value one;
        if (!get_argument(frame, Value(static_cast<double>(index)), one)) return false;
        if (!made->push(one)) return memory_limit();
    }
    out = std::move(held);
    return true;
}

bool Vm::State::get_argument(const Frame& frame, const Value& key, Value& out) {
    int64_t index;
    if (!array_index(key, index)) return false;
    Value found;
    if (index >= 0 && index < frame.state->chunk->parameter_count)
        found = frame.base[index];
    else if (index >= 0 && index < frame.count)
        found = frame.base[index - frame.count];
    else if (index < 0)
        return error("argument[" + std::to_string(index) + "] is out of range: " + std::to_string(frame.count) +
                     " arguments were given");
    out = std::move(found);
    return true;
}

bool Vm::State::set_argument(Frame& frame, const Value& key, const Value& value) {
    int64_t index;
    if (!array_index(key, index)) return false;
    if (index >= 0 && index < frame.state->chunk->parameter_count)
        frame.base[index] = value;
    else if (index >= 0 && index < frame.count)
        frame.base[index - frame.count] = value;
    else
        return error("argument[" + std::to_string(index) + "] is out of range: " + std::to_string(frame.count) +
                     " arguments were given");
    return true;
}

// ---- constructors and statics

bool Vm::State::construct(Frame& frame, Value* callee, uint32_t count) {
    CodeId code = called_by(*callee);
    if (code >= program.size() || !program.code(code).is_constructor)
        return error("target function for 'new' must be a constructor");
    collect_if_due();
    if (!heap.may_allocate(sizeof(Struct) + 8 * sizeof(Value))) return memory_limit();
    Struct* made = heap.new_struct();
    Value held(made);
    made->constructor = code;
    made->set_statics(statics_of(code));
    const Chunk& chunk = *program.code(code).chunk;
    ticks -= chunk.call_cost;
    if (!enter(chunk, callee + 1, count, made, frame.scope, callee, Frame::constructing)) return false;
    *callee = std::move(held);
    return true;
}

// While the parent's body runs, the struct is one of the parent's.
bool Vm::State::call_parent(Frame& frame, Value* arguments, uint32_t count) {
    CodeId parent = frame.state->chunk->parent;
    if (parent >= program.size() || !program.code(parent).is_constructor)
        return error("the parent of a constructor must be a constructor");
    const Chunk& chunk = *program.code(parent).chunk;
    ticks -= chunk.call_cost;
    Struct* self = frame.scope;
    Struct* other = frame.other;
    if (!enter(chunk, arguments, count, self, other, nullptr, Frame::discarding)) return false;
    self->constructor = parent;
    self->set_statics(statics_of(parent));
    return true;
}

void Vm::State::become(Frame& frame) {
    frame.scope->constructor = frame.state->chunk->id;
    frame.scope->set_statics(statics_of(frame.state->chunk->id));
}

/// A static struct names its function as its constructor from the moment at which its initialisers begin: that mark
/// survives in clones of the world.
bool Vm::State::statics_ready(const Chunk& chunk) {
    Struct* own = statics_of(chunk.id);
    if (own->constructor == chunk.id) return true;
    own->constructor = chunk.id;
    return false;
}

// ---- with and repeat

bool Vm::State::with_begin(Frame& frame, const Value& target) {
    WithState state;
    state.self = frame.self;
    state.other = frame.other;
    if (target.is_struct())
        state.scopes.push_back(target.as_struct());
    else if (!target.is_undefined())
        host.collect_scopes(target, frame.self, frame.other ? frame.other : frame.self, state.scopes);
    for (Struct* scope : state.scopes) ++scope->references;
    if (frame.withs == 0xFFFF) return limit("depth", "too many with loops inside of each other");
    ticks -= static_cast<int64_t>(state.scopes.size() / 8);
    withs.push_back(std::move(state));
    ++frame.withs;
    return true;
}

/// Makes the next live one self; false when there is none, and the with is over.
bool Vm::State::with_next(Frame& frame) {
    WithState& state = withs.back();
    while (state.next < state.scopes.size()) {
        Struct* scope = state.scopes[state.next++];
        if (scope->is_instance && !host.is_live(scope)) continue;
        frame.self = scope == global ? nullptr : scope;
        frame.scope = scope;
        frame.other = state.self ? state.self : global;
        return true;
    }
    pop_with(frame);
    return false;
}

bool Vm::State::repeat_begin(Value& count) {
    double number;
    std::string text;
    if (!to_real(count, number, text)) return error(std::move(text));
    count = Value(std::isfinite(number) ? std::nearbyint(number) : number > 0 ? number : 0.0);
    return true;
}

// ---- what the observer hears

void Vm::State::note_compare(const Frame& frame, const Instruction* at, const Value& left, const Value& right) {
    compare_code = frame.state->chunk->id;
    compare_pc = static_cast<uint32_t>(at - frame.state->chunk->instructions.data());
    compare_left = left;
    compare_right = right;
}

void Vm::State::note_left(const Frame& frame, const Instruction* at) {
    bool known = compare_code == frame.state->chunk->id;
    auto pc = static_cast<uint32_t>(at - frame.state->chunk->instructions.data());
    observer->on_left(frame.state->chunk->id, pc, known ? compare_code : no_code, known ? compare_pc : ~0u,
                      compare_left, compare_right);
}

void Vm::note_tested(const Value& value) {
    m->tested(value);
}

} // namespace scope
