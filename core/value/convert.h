#pragma once
// How GML turns one kind of value into another, compares and combines them: semantics.md sections 3.2 to 3.4. Fast paths for
// reals belong to the vm; these are the whole rules. A function that can fail returns false and leaves GameMaker's text in
// `error`; nothing else has changed then.

#include "core/value/objects.h"

#include <string>

namespace scope {

/// The part of string() that needs a world: asset and instance names. A null resolver prints numbers.
class RefNames {
public:
    virtual ~RefNames() = default;
    /// The asset's name ("obj_shop"), or empty: then "ref <kind> <index>" is printed.
    virtual std::string name_of(const Value& ref) const = 0;
};

/// The state conversions depend on: one per world.
struct Rules {
    double epsilon = 1e-5; ///< math_set_epsilon
    const RefNames* ref_names = nullptr;
};

std::string_view type_name(const Value& value);          ///< typeof(): "number", "string", "array", "bool", "int64", "ref", ...
std::string_view ref_kind_name(RefKind kind);            ///< "ds_map", "instance", ...
RefKind ref_kind_from_name(std::string_view name);       ///< RefKind::none when unknown

/// Implicit number context: numbers, bools, handles (their index) and numeric strings; else `unable to convert ...`.
bool to_real(const Value& value, double& out, std::string& error);
bool to_int64(const Value& value, int64_t& out, std::string& error); ///< reals truncate, NaN 0, out of range saturates
/// Condition context, section 3.3: > 0.5 for numbers; strings "true"/"false"/numeric; arrays and "" fail.
bool to_bool(const Value& value, bool& out, std::string& error);
/// Explicit real(), int64(), bool() of section 3.3.
bool gml_real(const Value& value, Value& out, std::string& error);
bool gml_int64(const Value& value, Value& out, std::string& error);
bool gml_bool(const Value& value, Value& out, std::string& error);

/// string(value) without calling toString methods (the vm does that): section 3.2. Depth and size are limited.
std::string to_text(const Rules& rules, const NameTable& names, const Value& value);
/// A real as string() prints it: whole numbers without decimals, others with two.
std::string real_text(double number);

bool equals(const Rules& rules, const Value& a, const Value& b); ///< ==
/// a ? b as -1, 0, 1; 2 when unordered (NaN). Fails for a string against a number that it does not spell.
bool compare(const Rules& rules, const Value& a, const Value& b, int& order, std::string& error);

enum class Arithmetic : uint8_t { add, subtract, multiply, divide, modulo, integer_divide, bit_and, bit_or, bit_xor, shift_left, shift_right };
bool combine(Heap& heap, Arithmetic op, const Value& a, const Value& b, Value& out, std::string& error);
bool negate(const Value& a, Value& out, std::string& error);
bool bit_not(const Value& a, Value& out, std::string& error);

/// array_equals: deep, with the epsilon. Iterative.
bool deep_equals(const Rules& rules, const Value& a, const Value& b);

} // namespace scope
