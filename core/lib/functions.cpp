// Functions and methods as values, constructors and statics: method*, script_*, static_*, instanceof.

#include "core/lib/callbacks.h"
#include "core/lib/existence.h"
#include "core/lib/format_text.h"
#include "core/lib/members.h"
#include "core/lib/value_tables.h"
#include "core/lib/walk.h"

#include <algorithm>

namespace scope {

/// What Method::function holds of a function value: a CodeId, or a built-in's index with its mark; no_code for other
/// values.
static uint32_t function_of(NativeCall& c, const Value& value) {
    double number = 0;
    std::string unused;
    if (!value.is_numeric() || !to_real(value, number, unused)) return called_by(value);
    if (number >= 0 && number < static_cast<double>(world_of(c).resolver().native_count()))
        return static_cast<uint32_t>(number) | native_function_bit;
    return world_of(c).program().numbered(number);
}

/// The unbound function with that number.
static Value function_value(NativeCall& c, uint32_t function) {
    if (function == no_code) return Value();
    if (function & native_function_bit) return native_handle(function & ~native_function_bit);
    return world_of(c).program().function_value(function);
}

/// Binds to a struct or instance; undefined binds to whoever calls.
static NativeStatus method(NativeCall& c) {
    uint32_t function = function_of(c, c.arg(1));
    if (function == no_code) return c.wrong_type(1, "method or script function");
    Value self;
    if (c.has(0)) {
        Struct* scope = scope_argument(c, 0);
        if (!scope) return NativeStatus::fault;
        self = Value(scope);
    }
    if (!c.may_allocate(sizeof(Method))) return NativeStatus::fault;
    return c.done(Value(c.heap.new_method(self, function)));
}

/// Of a method of an instance the handle, although the method holds the instance itself and keeps it readable.
static NativeStatus method_get_self(NativeCall& c) {
    Value self = c.arg(0).is_method() ? c.arg(0).as_method()->self : Value();
    const Instance* instance = self.is_struct() ? as_instance(self.as_struct()) : nullptr;
    return c.done(instance ? instance->handle() : self);
}
static NativeStatus method_get_index(NativeCall& c) {
    return c.done(function_value(c, function_of(c, c.arg(0))));
}

namespace {

/// Passes on what the function returned; hidden, as GameMaker's stacks do not show it.
class PassOn final : public NativeFrame {
public:
    std::string_view name() const override { return {}; }
    NativeStatus resume(NativeCall& c, const Value& returned) override { return c.done(returned); }
};

} // namespace

static NativeStatus call_with(NativeCall& c, const Value& callee, const std::vector<Value>& arguments) {
    return c.call(callee, arguments, std::make_unique<PassOn>());
}

/// The arguments in the array at 1, from its offset at 2, as many as 3 says.
static std::vector<Value> array_arguments(NativeCall& c) {
    if (c.failed() || !c.has(1)) return {};
    Array* array = c.array(1);
    if (!array) return {};
    return values_argument(c, 1, walk_argument(c, 2, 3, array->size));
}

static NativeStatus method_call(NativeCall& c) {
    if (!callable_argument(c, 0)) return NativeStatus::fault;
    std::vector<Value> arguments = array_arguments(c);
    Value callee = c.arg(0);
    return c.failed() ? NativeStatus::fault : call_with(c, callee, arguments);
}

/// A method runs for the caller here, whatever it is bound to.
static Value unbound_argument(NativeCall& c) {
    Value callee = function_value(c, function_of(c, c.arg(0)));
    if (callee.is_undefined()) c.error(std::string(c.name) + " :: " + c.shown(0) + " is not a function");
    return callee;
}
static NativeStatus script_execute(NativeCall& c) {
    Value callee = unbound_argument(c);
    std::vector<Value> arguments(c.args + std::min(1u, c.count), c.args + c.count);
    return c.failed() ? NativeStatus::fault : call_with(c, callee, arguments);
}
static NativeStatus script_execute_ext(NativeCall& c) {
    Value callee = unbound_argument(c);
    std::vector<Value> arguments = array_arguments(c);
    return c.failed() ? NativeStatus::fault : call_with(c, callee, arguments);
}

static NativeStatus script_exists(NativeCall& c) {
    uint32_t function = function_of(c, c.arg(0));
    return c.done(Value::boolean(function != no_code && !c.arg(0).is_method()));
}

static NativeStatus script_get_name(NativeCall& c) {
    uint32_t function = function_of(c, c.arg(0));
    if (function == no_code) return c.done(std::string_view(c.arg(0).is_numeric() ? "<unknown>" : "<undefined>"));
    return c.done(std::string_view(world_of(c).name_of(function_value(c, function))));
}

// --- constructors and statics

/// The constructor whose static struct stands behind `one`; no_code for a literal.
static CodeId constructor_of(NativeCall& c, const Struct& one) {
    const std::vector<Struct*>& all = c.vm.all_statics();
    if (!one.statics) return no_code;
    if (one.constructor < all.size() && all[one.constructor] == one.statics) return one.constructor;
    if (!c.charge(all.size() / 16)) return no_code;
    auto found = std::find(all.begin(), all.end(), one.statics); // a static struct itself, or after static_set
    return found == all.end() ? no_code : static_cast<CodeId>(found - all.begin());
}

/// "struct" for a literal, "instance" and "weakref" for those, else the constructor's name: of a static struct that of
/// the parent.
static NativeStatus instanceof (NativeCall & c) {
    const Value& value = c.arg(0);
    if (value.is_ref(RefKind::instance) && find_scope_argument(c, 0)) return c.done(std::string_view("instance"));
    if (value.is_method()) return c.done(std::string_view("function"));
    if (!value.is_struct()) return c.done(Value());
    const Struct& one = *value.as_struct();
    if (one.is_instance) return c.done(std::string_view("instance"));
    if (one.is_weak_ref) return c.done(std::string_view("weakref"));
    CodeId constructor = constructor_of(c, one);
    if (constructor == no_code) return c.done(std::string_view("struct"));
    std::string_view name = world_of(c).program().code(constructor).name;
    constexpr std::string_view script = "gml_Script_"; // what the names of functions' code begin with
    if (name.starts_with(script)) name.remove_prefix(script.size());
    return c.done(name);
}

static NativeStatus is_instanceof(NativeCall& c) {
    uint32_t function = function_of(c, c.arg(1));
    if (function == no_code || (function & native_function_bit)) return c.wrong_type(1, "constructor");
    if (!c.arg(0).is_struct()) return c.done(Value::boolean(false));
    const Struct* wanted = c.vm.statics_of(function);
    const Struct* statics = c.arg(0).as_struct()->statics;
    for (int depth = 0; statics && depth < Struct::longest_static_chain; ++depth, statics = statics->statics)
        if (statics == wanted) return c.done(Value::boolean(true));
    return c.done(Value::boolean(false));
}

/// What stands at the end of every chain of static structs: the statics of the toString that all structs have.
static Struct* root_statics(NativeCall& c) {
    CodeId function = world_of(c).program().find_function("__struct_to_string");
    return function == no_code ? nullptr : c.vm.statics_of(function);
}

/// A function's static struct, or the one behind a struct; undefined behind the last.
static NativeStatus static_get(NativeCall& c) {
    const Value& value = c.arg(0);
    Struct* statics = nullptr;
    if (value.is_struct()) {
        Struct* one = value.as_struct();
        statics = one->statics;
        Struct* root = statics || one->is_instance || one == c.host.global() ? nullptr : root_statics(c);
        if (one != root && !statics) statics = root;
    } else if (!value.is_undefined()) {
        uint32_t function = function_of(c, value);
        if (function == no_code) return c.wrong_type(0, "struct or function");
        if (!(function & native_function_bit)) statics = c.vm.statics_of(function);
    }
    return c.done(statics ? Value(statics) : Value());
}

static NativeStatus static_set(NativeCall& c) {
    if (!c.arg(0).is_struct() && !c.arg(0).is_method()) return c.wrong_type(0, "struct");
    if (!c.arg(1).is_struct()) return c.wrong_type(1, "struct");
    if (c.arg(0).is_struct()) c.arg(0).as_struct()->set_statics(c.arg(1).as_struct());
    return c.done();
}

static constexpr NativeRow rows[] = {
    {"method", method, 2, 2},
    {"method_get_self", method_get_self, 1, 1},
    {"method_get_index", method_get_index, 1, 1},
    {"method_call", method_call, 1, 4},
    {"script_execute", script_execute, 1, -1},
    {"script_execute_ext", script_execute_ext, 1, 4},
    {"script_exists", unless_undefined<script_exists>, 1, 1},
    {"script_get_name", script_get_name, 1, 1},
    {"instanceof", instanceof, 1, 1},
    {"is_instanceof", is_instanceof, 2, 2},
    {"static_get", static_get, 1, 1},
    {"static_set", static_set, 2, 2},
};

std::span<const NativeRow> function_natives() {
    return rows;
}

} // namespace scope
