// Kinds of values, and conversions on request: docs/semantics.md 3.1 and 3.3. Every test is told to the
// observer, since it matters whether a value that a payload did not have was tested or used.

#include "core/lib/callbacks.h"
#include "core/lib/value_tables.h"
#include "core/world/world.h"

#include <charconv>
#include <cmath>

namespace scope {

/// A built-in function's value counts as a number, as in GameMaker.
static bool is_builtin_function(const Value& value) {
    return value.is_ref(RefKind::function);
}

template<bool test(const Value&)> static NativeStatus tested(NativeCall& c) {
    c.tested(0);
    return c.done(Value::boolean(test(c.arg(0))));
}

static bool real_test(const Value& value) {
    return value.is_real() || is_builtin_function(value);
}
static bool numeric_test(const Value& value) {
    return value.is_numeric() || is_builtin_function(value);
}
static bool string_test(const Value& value) {
    return value.is_string();
}
static bool array_test(const Value& value) {
    return value.is_array();
}
static bool bool_test(const Value& value) {
    return value.is_bool();
}
static bool int32_test(const Value& value) {
    return value.is_int32();
}
static bool int64_test(const Value& value) {
    return value.is_int64();
}
static bool pointer_test(const Value& value) {
    return value.is_pointer();
}
static bool undefined_test(const Value& value) {
    return value.is_undefined();
}
/// An instance counts as none, although typeof() calls it one.
static bool struct_test(const Value& value) {
    return (value.is_struct() && !value.as_struct()->is_instance) || value.is_method();
}
static bool method_test(const Value& value) {
    return value.is_method();
}
static bool handle_test(const Value& value) {
    return value.is_ref() && !is_builtin_function(value);
}
static bool callable_test(const Value& value) {
    return is_function_value(value);
}
/// What is no number at all is not a number either; pointers and handles count as numbers here.
static bool nan_test(const Value& value) {
    double number = 0;
    switch (value.type()) {
    case Type::real: return std::isnan(value.as_real());
    case Type::string: return !read_number(*value.as_string(), number);
    case Type::undefined:
    case Type::array:
    case Type::structure:
    case Type::method: return true;
    default: return false;
    }
}
static bool infinity_test(const Value& value) {
    return value.is_real() && std::isinf(value.as_real());
}

static NativeStatus type_of(NativeCall& c) {
    c.tested(0);
    return c.done(is_builtin_function(c.arg(0)) ? std::string_view("number") : type_name(c.arg(0)));
}

template<bool convert(const Rules&, const Value&, Value&, std::string&)> static NativeStatus converted(NativeCall& c) {
    std::string error;
    return convert(c.host.rules(), c.arg(0), c.result, error) ? c.done(Value(c.result)) : c.error(std::move(error));
}

static NativeStatus to_boolean(NativeCall& c) {
    std::string error;
    return gml_bool(c.arg(0), c.result, error) ? c.done(Value(c.result)) : c.error(std::move(error));
}

/// Numbers become addresses; so do the hexadecimal digits that a string begins with, without any it is pointer_null.
static NativeStatus ptr(NativeCall& c) {
    const Value& value = c.arg(0);
    if (value.is_pointer()) return c.done(value);
    if (value.is_struct() || value.is_array() || value.is_method()) {
        if (!c.may_allocate(sizeof(WeakRef))) return NativeStatus::fault;
        return c.done(Value::pointer(world_of(c).addresses().of(value)));
    }
    if (value.is_string()) {
        std::string_view text = value.as_string()->view();
        c.heap.spend(text.size() / 16);
        if (text.starts_with("0x") || text.starts_with("0X")) text.remove_prefix(2);
        uint64_t address = 0;
        auto read = std::from_chars(text.data(), text.data() + text.size(), address, 16);
        if (read.ec == std::errc::result_out_of_range) address = ~uint64_t(0);
        return c.done(Value::pointer(address));
    }
    int64_t number = c.integer(0);
    return c.done(Value::pointer(static_cast<uint64_t>(number)));
}

/// "ref ds_map 3" or "ref object obj_shop" as a handle; undefined for other texts.
static NativeStatus handle_parse(NativeCall& c) {
    std::string_view text = c.text(0);
    if (c.failed()) return NativeStatus::fault;
    if (!text.starts_with("ref ")) return c.done(Value());
    text.remove_prefix(4);
    size_t space = text.find(' ');
    RefKind kind = space == std::string_view::npos ? RefKind::none : ref_kind_from_name(text.substr(0, space));
    if (kind == RefKind::none) return c.done(Value());
    std::string_view what = text.substr(space + 1);
    uint32_t index = 0;
    auto [end, problem] = std::from_chars(what.data(), what.data() + what.size(), index);
    if (kind == RefKind::script || problem != std::errc() || end != what.data() + what.size())
        return c.done(world_of(c).handle_named(kind, what));
    DsStructure* structure =
        is_ds_kind(kind) ? world_of(c).ds().peek(kind, Value(static_cast<double>(index))) : nullptr;
    return c.done(structure ? structure->handle() : Value::ref(kind, index));
}

static constexpr NativeRow rows[] = {
    {"is_real", tested<real_test>, 1, 1},
    {"is_numeric", tested<numeric_test>, 1, 1},
    {"is_string", tested<string_test>, 1, 1},
    {"is_array", tested<array_test>, 1, 1},
    {"is_bool", tested<bool_test>, 1, 1},
    {"is_int32", tested<int32_test>, 1, 1},
    {"is_int64", tested<int64_test>, 1, 1},
    {"is_ptr", tested<pointer_test>, 1, 1},
    {"is_undefined", tested<undefined_test>, 1, 1},
    {"is_struct", tested<struct_test>, 1, 1},
    {"is_method", tested<method_test>, 1, 1},
    {"is_handle", tested<handle_test>, 1, 1},
    {"is_callable", tested<callable_test>, 1, 1},
    {"is_nan", tested<nan_test>, 1, 1},
    {"is_infinity", tested<infinity_test>, 1, 1},
    {"typeof", type_of, 1, 1},
    {"real", converted<gml_real>, 1, 1},
    {"int64", converted<gml_int64>, 1, 1},
    {"bool", to_boolean, 1, 1},
    {"ptr", ptr, 1, 1},
    {"handle_parse", handle_parse, 1, 1},
};

std::span<const NativeRow> type_natives() {
    return rows;
}

} // namespace scope
