#include "core/gml/vm_state.h"

#include <optional>

namespace scope {

namespace {

bool shared(const Shape* shape) {
    return !shape->owned();
}

const Value* slot_of(const Struct* object, Symbol name) {
    uint32_t slot = object->shape->find(name);
    return slot == Shape::absent ? nullptr : object->slots + slot;
}

/// The built-in variable that `name` means of the global struct where that has no member of the name.
std::optional<Resolution> global_builtin(const Host& host, std::string_view name) {
    Resolution found = host.resolve(name);
    bool fits = found.kind == Resolution::Kind::variable && !found.of_instance;
    return fits ? std::optional(std::move(found)) : std::nullopt;
}

/// Remembers that structs like `object` lack the member and that the static struct `depth` steps on has it.
void remember_static(const Struct* object, const MemberSite& site, int depth, const Struct* holder, uint32_t slot) {
    if (!shared(object->shape) || !shared(holder->shape)) return;
    if (depth == 2 && !shared(object->statics->shape)) return;
    site.lacking = object->shape;
    site.middle = object->statics->shape;
    site.holder = holder->shape;
    site.static_slot = slot;
    site.depth = static_cast<uint8_t>(depth);
}

} // namespace

// ---- members of a struct

const Value* Vm::State::find_own(Struct* object, const MemberSite& site) {
    if (object->shape == site.shape) return object->slots + site.slot;
    uint32_t slot = object->shape->find(site.name);
    if (slot == Shape::absent) return nullptr;
    if (shared(object->shape)) {
        site.shape = object->shape;
        site.slot = slot;
    }
    return object->slots + slot;
}

const Value* Vm::State::find_member(Struct* object, const MemberSite& site) {
    if (object->shape == site.lacking && object->statics) {
        const Struct* holder = object->statics;
        if (site.depth == 1 && holder->shape == site.holder) return holder->slots + site.static_slot;
        if (site.depth == 2 && holder->shape == site.middle && holder->statics && holder->statics->shape == site.holder)
            return holder->statics->slots + site.static_slot;
    }
    if (const Value* own = find_own(object, site)) return own;
    const Struct* holder = object->statics;
    for (int depth = 1; holder && depth <= Struct::longest_static_chain; ++depth, holder = holder->statics) {
        uint32_t slot = holder->shape->find(site.name);
        if (slot == Shape::absent) continue;
        if (depth <= 2) remember_static(object, site, depth, holder, slot);
        return holder->slots + slot;
    }
    return nullptr;
}

bool Vm::State::set_member(Struct* object, const MemberSite& site, const Value& value) {
    Shape* before = object->shape;
    if (const Value* own = find_own(object, site)) {
        object->write(static_cast<uint32_t>(own - object->slots), value);
        return true;
    }
    if (before == site.from && !heap.barrier && object->size() < object->slot_capacity) {
        Value* slot = object->slots + object->size();
        object->shape = site.to;
        new (slot) Value(value);
        return true;
    }
    if (!object->set(site.name, value)) return memory_limit();
    if (shared(before) && shared(object->shape)) {
        site.from = before;
        site.to = object->shape;
    }
    return true;
}

/// What a name means on `scope` that no variable has, in the code `at`: what the same event or script declares is
/// always known there.
static CodeId find_function_on(const Program& program, const Host& host, std::string_view name, CodeId at,
                               const Struct* scope) {
    CodeId global_one = program.find_function(name);
    if (global_one != no_code) return global_one;
    for (CodeId one : program.inner_functions(name))
        if (program.unit_of(one) == program.unit_of(at) || host.knows_unit(scope, program.unit_of(one))) return one;
    return no_code;
}

/// The same in the frame that runs.
CodeId Vm::State::find_function(std::string_view name) const {
    const Frame& frame = frames[top - 1];
    return find_function_on(program, host, name, frame.state->chunk->id, frame.scope);
}

/// What every struct has without having been given it: toString, in the prelude.
CodeId Vm::State::struct_function(const Struct& object, std::string_view name) const {
    if (object.is_instance || &object == global || name != "toString") return no_code;
    return program.find_function("__struct_to_string");
}

// ---- names without a dot, global., statics

bool Vm::State::get_variable(Frame& frame, const Instruction& at, Value& out) {
    const MemberSite& site = frame.state->chunk->sites[at.wide()];
    Struct* scope = frame.scope;
    const Value* found = find_member(scope, site);
    if (!found && (at.x & get_console)) found = slot_of(global, site.name);
    if (found) {
        if (observer && scope->watched) observer->on_watched_read(*scope, site.name, *found);
        out = Value(*found);
        return true;
    }
    std::string_view name = heap.names().text(site.name);
    if (at.x & get_bare) {
        if (CodeId function = find_function(name); function != no_code) {
            out = program.function_value(function);
            return true;
        }
    }
    if (at.x & get_quiet) {
        out = Value();
        return true;
    }
    if (at.x & get_called)
        return error("unknown function or script '" + std::string(name) +
                     "': there is no function of that name; answer it with --answer " + std::string(name) +
                     "=GML, or declare it in a mock");
    if (scope == global) return not_set("global variable " + std::string(name), site.name);
    return not_set("Variable " + host.scope_name(scope) + "." + std::string(name), site.name);
}

bool Vm::State::set_variable(Frame& frame, const Instruction& at, const Value& value) {
    const MemberSite& site = frame.state->chunk->sites[at.wide()];
    bool of_global = (at.x & get_console) && !slot_of(frame.scope, site.name) && slot_of(global, site.name);
    return set_member(of_global ? global : frame.scope, site, value);
}

bool Vm::State::get_global(const Instruction& at, const MemberSite& site, Value& out) {
    if (const Value* found = find_own(global, site)) {
        if (observer && global->watched) observer->on_watched_read(*global, site.name, *found);
        out = Value(*found);
        return true;
    }
    std::string_view name = heap.names().text(site.name);
    if (at.x & get_quiet) {
        out = Value();
    } else if (CodeId function = find_function(name); function != no_code) {
        out = program.function_value(function);
    } else if (auto builtin = global_builtin(host, name)) {
        return get_global_builtin(builtin->index, out);
    } else {
        return not_set("global variable " + std::string(name), site.name);
    }
    return true;
}

bool Vm::State::get_static(Frame& frame, const MemberSite& site, uint8_t x, Value& out) {
    if (const Value* found = find_member(statics_of(frame.state->chunk->id), site))
        out = Value(*found);
    else if (x & get_quiet)
        out = Value();
    else
        return not_set("static variable " + std::string(heap.names().text(site.name)), site.name);
    return true;
}

bool Vm::State::set_static(Frame& frame, const MemberSite& site, const Value& value) {
    return set_member(statics_of(frame.state->chunk->id), site, value);
}

Struct* Vm::State::statics_of(CodeId code) {
    if (statics.size() < program.size()) statics.resize(program.size(), nullptr);
    std::vector<CodeId> chain; // parents may be many, and a circle of them is an error in the program, not a hang
    for (CodeId next = code; next < statics.size() && !statics[next] && chain.size() < Struct::longest_static_chain;
         next = program.code(next).chunk->parent) {
        statics[next] = heap.new_struct();
        ++statics[next]->references;
        chain.push_back(next);
    }
    for (CodeId one : chain) {
        CodeId parent = program.code(one).chunk->parent;
        if (parent < statics.size() && parent != one && statics[parent]) statics[one]->set_statics(statics[parent]);
    }
    return statics[code];
}

// ---- members of any value

/// The struct whose members `target.name` means; null after a fault.
Struct* Vm::State::scope_of(Frame& frame, const Value& target) {
    if (target.is_struct()) return target.as_struct();
    if (CodeId code = code_called_by(target); code < program.size()) return statics_of(code);
    if (target.is_numeric() || target.is_ref()) {
        std::string text;
        Struct* found = host.find_scope(target, frame.self, frame.other ? frame.other : frame.self, text);
        if (!found) error(text.empty() ? "Unable to find any instance for that value" : std::move(text));
        return found;
    }
    error("trying to use the members of a value of type " + std::string(type_name(target)) +
          ", which is no struct or instance");
    return nullptr;
}

bool Vm::State::get_member(Frame& frame, const Value& object, const MemberSite& site, uint8_t x, Value& out) {
    Struct* scope = scope_of(frame, object);
    if (!scope) return false;
    if (const Value* found = find_member(scope, site)) {
        if (observer && scope->watched) observer->on_watched_read(*scope, site.name, *found);
        Value copy = *found;
        out = std::move(copy);
        return true;
    }
    std::string_view name = heap.names().text(site.name);
    if (scope->is_weak_ref && name == "ref") {
        out = Heap::weak_ref_target(scope);
        return true;
    }
    if (CodeId function = struct_function(*scope, name); function != no_code) {
        out = program.function_value(function);
        return true;
    }
    if (scope == global)
        if (auto builtin = global_builtin(host, name)) return get_global_builtin(builtin->index, out);
    if (x & get_quiet) {
        out = Value();
        return true;
    }
    if (scope == global) return not_set("global variable " + std::string(name), site.name);
    return not_set("Variable " + host.scope_name(scope) + "." + std::string(name), site.name);
}

/// `all.name = value` is an error, unlike with (all).
static bool is_all(const Value& object) {
    constexpr double all = -3;
    return object.is_real() && object.as_real() == all;
}

bool Vm::State::put_member(Frame& frame, const Value& object, const MemberSite& site, const Value& value) {
    bool single = object.is_struct() || object.is_ref(RefKind::instance) || !(object.is_numeric() || object.is_ref());
    if (!single && !object.is_ref(RefKind::script) && !is_all(object)) {
        std::vector<Struct*> all;
        host.collect_scopes(object, frame.self, frame.other ? frame.other : frame.self, all);
        bool fine = true;
        for (Struct* one : all) fine = fine && set_member(one, site, value);
        if (!all.empty()) return fine;
    }
    Struct* scope = scope_of(frame, object);
    if (scope == global && !slot_of(global, site.name)) { // a variable of the game comes first
        auto builtin = global_builtin(host, heap.names().text(site.name));
        if (builtin && !builtin->read_only) return set_global_builtin(builtin->index, value);
    }
    return scope && set_member(scope, site, value);
}

// ---- += ++ --

bool Vm::State::add_in(Struct* object, const MemberSite& site, const Value& more, uint8_t x) {
    const Value* old = find_own(object, site);
    if (old && !heap.observed() && !(x & add_steps) && old->is_string() && more.is_string() && old != &more)
        return append_in_place(*const_cast<Value*>(old), *more.as_string()) || memory_limit();
    if (old && old->is_real() && more.is_real() && !object->watched) [[likely]] {
        double by = !(x & add_steps) ? more.as_real() : more.as_real() < 0 ? -1 : 1;
        object->write(static_cast<uint32_t>(old - object->slots), Value(old->as_real() + by));
        return true;
    }
    if (!old) old = find_member(object, site);
    std::string_view name = heap.names().text(site.name);
    if (!old && object == global) {
        auto builtin = global_builtin(host, name);
        Value held, sum;
        if (!builtin) return not_set("global variable " + std::string(name), site.name);
        if (!get_global_builtin(builtin->index, held)) return false;
        bool added = x & add_steps ? step(held, more.as_real() < 0 ? -1 : 1, sum) : add(held, more, sum, x);
        return added && set_global_builtin(builtin->index, sum);
    }
    if (!old) return not_set("Variable " + host.scope_name(object) + "." + std::string(name), site.name);
    if (observer && object->watched) observer->on_watched_read(*object, site.name, *old);
    Value fresh;
    bool fine = x & add_steps ? step(*old, more.as_real() < 0 ? -1 : 1, fresh) : add(*old, more, fresh, x);
    return fine && set_member(object, site, fresh);
}

bool Vm::State::add_variable(Frame& frame, const Instruction& at, const Value& more) {
    const MemberSite& site = frame.state->chunk->sites[at.wide()];
    return add_in(at.op == Op::add_static ? statics_of(frame.state->chunk->id) : frame.scope, site, more, at.x);
}

bool Vm::State::add_member(Frame& frame, const Instruction& at, const Value& object, const Value& more) {
    const MemberSite& site = frame.state->chunk->sites[at.c];
    Struct* scope = scope_of(frame, object);
    if (!scope) return false;
    if (object.is_struct() || object.is_ref(RefKind::instance)) return add_in(scope, site, more, at.x);
    Value old; // an object: read from the first instance, written to all
    Value fresh;
    if (!get_member(frame, object, site, 0, old)) return false;
    bool fine = at.x & add_steps ? step(old, more.as_real() < 0 ? -1 : 1, fresh) : add(old, more, fresh, at.x);
    return fine && put_member(frame, object, site, fresh);
}

// ---- built-in variables

bool Vm::State::get_global_builtin(uint32_t index, Value& out) {
    std::string text;
    return host.get_variable(index, nullptr, -1, out, text) || error(std::move(text));
}

bool Vm::State::set_global_builtin(uint32_t index, const Value& value) {
    std::string text;
    return host.set_variable(index, nullptr, -1, value, text) || error(std::move(text));
}

/// To the host an element below 0 means the whole.
static std::string no_element(std::string_view name, int64_t element) {
    return std::string(name) + " :: Index [" + std::to_string(element) + "] out of range";
}

bool Vm::State::get_builtin(Frame& frame, Struct* object, const MemberSite& site, const Value* key, Value& out) {
    (void)frame;
    int64_t element = -1;
    if (key && !array_index(*key, element)) return false;
    Value found;
    if (site.of_instance && !object->is_instance) { // in a plain struct the name means a member
        const Value* own = find_member(object, site);
        if (!own) {
            std::string name(heap.names().text(site.name));
            return not_set(object == global ? "global variable " + name
                                            : "Variable " + host.scope_name(object) + "." + name,
                           site.name);
        }
        if (key) {
            if (!get_index(*own, *key, 0, found)) return false;
        } else {
            found = *own;
        }
    } else {
        std::string text;
        if (key && element < 0) return error(no_element(heap.names().text(site.name), element));
        if (!host.get_variable(site.builtin, object == global ? nullptr : object, element, found, text))
            return error(std::move(text));
    }
    out = std::move(found);
    return true;
}

bool Vm::State::set_builtin(Frame& frame, Struct* object, const MemberSite& site, const Value* key,
                            const Value& value) {
    (void)frame;
    int64_t element = -1;
    if (key && !array_index(*key, element)) return false;
    if (!site.of_instance || object->is_instance) {
        std::string text;
        if (key && element < 0) return error(no_element(heap.names().text(site.name), element));
        return host.set_variable(site.builtin, object == global ? nullptr : object, element, value, text) ||
               error(std::move(text));
    }
    if (!key) return set_member(object, site, value);
    const Value* own = find_member(object, site);
    Value array = own ? *own : Value();
    return set_index(array, *key, value, 0) && set_member(object, site, array);
}

bool Vm::State::put_builtin(Frame& frame, const Value& object, const MemberSite& site, const Value* key,
                            const Value& value) {
    if (!is_all(object) && (object.is_numeric() || (object.is_ref() && !object.is_ref(RefKind::instance)))) {
        std::vector<Struct*> all;
        host.collect_scopes(object, frame.self, frame.other ? frame.other : frame.self, all);
        bool fine = true;
        for (Struct* one : all) fine = fine && set_builtin(frame, one, site, key, value);
        if (!all.empty()) return fine;
    }
    Struct* scope = scope_of(frame, object);
    return scope && set_builtin(frame, scope, site, key, value);
}

// ---- what a.name(...) calls

/// Leaves the callee beside the receiver. A function that a script declares can be called on any struct or instance.
bool Vm::State::find_callee(Frame& frame, Value* receiver, const MemberSite& site, Struct*& self) {
    self = scope_of(frame, *receiver);
    if (!self) return false;
    if (const Value* found = find_member(self, site)) {
        if (observer && self->watched) observer->on_watched_read(*self, site.name, *found);
        receiver[1] = *found;
        return true;
    }
    std::string_view name = heap.names().text(site.name);
    CodeId function = struct_function(*self, name);
    if (function == no_code) function = find_function_on(program, host, name, frame.state->chunk->id, self);
    if (function != no_code) {
        receiver[1] = program.function_value(function);
        return true;
    }
    if (self == global) return not_set("global variable " + std::string(name), site.name);
    return not_set("Variable " + host.scope_name(self) + "." + std::string(name), site.name);
}

// ---- arrays

bool Vm::State::array_index(const Value& key, int64_t& out) {
    std::string text;
    return to_int64(key, out, text) || error(std::move(text));
}

bool Vm::State::get_index(const Value& container, const Value& key, uint8_t x, Value& out) {
    if (!container.is_array()) {
        if (!(x & get_quiet)) return error("trying to index a variable which is not an array");
        out = Value();
        return true;
    }
    int64_t index;
    if (!array_index(key, index)) return false;
    const Array* array = container.as_array();
    if (index >= 0 && index < array->size) {
        const Value& item = array->items[index];
        if (observer && array->watched) observer->on_watched_read(*array, static_cast<uint32_t>(index), item);
        Value copy = item;
        out = std::move(copy);
        return true;
    }
    if (x & get_quiet) {
        out = Value();
        return true;
    }
    return error("Push :: Execution Error - Variable Index [" + std::to_string(index) + "] out of range [" +
                 std::to_string(array->size) + "]");
}

bool Vm::State::ensure_array(Value& container) {
    if (container.is_struct() || container.is_method())
        return error("trying to index a variable which is not an array");
    collect_if_due();
    Array* made = heap.may_allocate(sizeof(Array)) ? heap.new_array() : nullptr;
    if (!made) return memory_limit();
    container = Value(made);
    return true;
}

bool Vm::State::set_index(Value& container, const Value& key, const Value& value, uint8_t x) {
    int64_t index;
    if (!array_index(key, index)) return false;
    if (!container.is_array()) {
        if (x & set_needs_array) return error("trying to index a variable which is not an array");
        if (!ensure_array(container)) return false;
    }
    Array* array = container.as_array();
    if (index < 0)
        return error("Pop :: Execution Error - Variable Index [" + std::to_string(index) + "] out of range [" +
                     std::to_string(array->size) + "]");
    if (index >= array->size) {
        ticks -= (index - array->size) / 16; // filling is work
        if (index >= int64_t(heap.limits().array_items)) return memory_limit();
    }
    return array->set(static_cast<uint32_t>(index), value) || memory_limit();
}

// ---- [| ] [? ] [# ] [$ ]

bool Vm::State::run_accessor(Frame& frame, NativeFn function, std::string_view name, std::span<const Value> arguments,
                             Value* out) {
    call.args = arguments.data();
    call.count = static_cast<uint32_t>(arguments.size());
    call.self = frame.self;
    call.other = frame.other;
    call.name = name;
    if (function(call) != NativeStatus::done) {
        native_fault(call);
        return false;
    }
    if (out) *out = std::move(call.result);
    call.result = Value();
    return affordable();
}

bool Vm::State::get_entry(Frame& frame, AccessKind kind, const Value& container, const Value* key, Value& out) {
    const AccessorNatives& natives_of = host.accessors();
    switch (kind) {
    case AccessKind::list: {
        Value arguments[] = {container, key[0]};
        return run_accessor(frame, natives_of.list_get, "ds_list_find_value", arguments, &out);
    }
    case AccessKind::map: {
        Value arguments[] = {container, key[0]};
        return run_accessor(frame, natives_of.map_get, "ds_map_find_value", arguments, &out);
    }
    case AccessKind::grid: {
        Value arguments[] = {container, key[0], key[1]};
        return run_accessor(frame, natives_of.grid_get, "ds_grid_get", arguments, &out);
    }
    case AccessKind::member: break;
    }
    return get_entry_member(frame, container, key[0], out);
}

bool Vm::State::set_entry(Frame& frame, AccessKind kind, const Value& container, const Value* key, const Value& value) {
    const AccessorNatives& natives_of = host.accessors();
    switch (kind) {
    case AccessKind::list: {
        Value arguments[] = {container, key[0], value};
        return run_accessor(frame, natives_of.list_set, "ds_list_set", arguments, nullptr);
    }
    case AccessKind::map: {
        Value arguments[] = {container, key[0], value};
        return run_accessor(frame, natives_of.map_set, "ds_map_set", arguments, nullptr);
    }
    case AccessKind::grid: {
        Value arguments[] = {container, key[0], key[1], value};
        return run_accessor(frame, natives_of.grid_set, "ds_grid_set", arguments, nullptr);
    }
    case AccessKind::member: break;
    }
    return set_entry_member(frame, container, key[0], value);
}

bool Vm::State::get_entry_member(Frame& frame, const Value& container, const Value& key, Value& out) {
    Struct* scope = scope_of(frame, container);
    if (!scope) return false;
    std::string shown;
    std::string_view name;
    if (key.is_string())
        name = key.as_string()->view();
    else
        name = shown = to_text(*rules, heap.names(), key);
    heap.may_read(name.size());
    Symbol symbol = heap.names().find(name);
    const Value* found = symbol == NameTable::none ? nullptr : scope->find_with_statics(symbol);
    Value result;
    if (found) {
        if (observer && scope->watched) observer->on_watched_read(*scope, symbol, *found);
        result = *found;
    } else if (scope->is_instance || scope == global) {
        Resolution builtin = host.resolve(name);
        std::string text;
        if (builtin.kind == Resolution::Kind::variable && builtin.of_instance == scope->is_instance &&
            !host.get_variable(builtin.index, scope->is_instance ? scope : nullptr, -1, result, text))
            return error(std::move(text));
    }
    out = std::move(result);
    return affordable();
}

bool Vm::State::set_entry_member(Frame& frame, const Value& container, const Value& key, const Value& value) {
    Struct* scope = scope_of(frame, container);
    if (!scope) return false;
    std::string name = to_text(*rules, heap.names(), key);
    heap.may_read(name.size());
    if (!affordable()) return false;
    bool may_be_builtin = scope->is_instance;
    if (scope == global) { // a variable of the game comes first
        Symbol symbol = heap.names().find(name);
        may_be_builtin = symbol == NameTable::none || !slot_of(global, symbol);
    }
    if (may_be_builtin) {
        Resolution builtin = host.resolve(name);
        std::string text;
        if (builtin.kind == Resolution::Kind::variable && builtin.of_instance == scope->is_instance) {
            if (scope == global && builtin.read_only) return true; // as variable_global_set leaves it
            return host.set_variable(builtin.index, scope->is_instance ? scope : nullptr, -1, value, text) ||
                   error(std::move(text));
        }
    }
    constexpr size_t name_bytes = 128;
    if (!heap.may_allocate(name.size() + name_bytes)) return memory_limit();
    Symbol symbol = heap.names().intern(name);
    if (!slot_of(scope, symbol)) heap.spend(32); // a name is for ever; a known one costs as much, as symbol_of says
    return scope->set(symbol, value) || memory_limit();
}

} // namespace scope
