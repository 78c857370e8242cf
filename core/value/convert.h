#pragma once
// How GML turns one kind of value into another, compares and combines them: docs/semantics.md sections 3.2 to 3.4. Fast
// paths for reals belong to the vm; these are the whole rules. A function that can fail returns false and leaves
// GameMaker's text in `error`; nothing else has changed then.

#include "core/value/objects.h"

#include <string>

namespace scope {

/// The part of string() that needs a world: asset and instance names. A null resolver prints numbers.
class RefNames {
public:
    virtual ~RefNames() = default;
    /// The asset's name ("obj_shop"), or empty: then "ref <kind> <index>" is printed, or -1 (is_named_kind).
    virtual std::string name_of(const Value& ref) const = 0;
    /// The instance that an instance handle means, so that the two are equal; null when there is none.
    virtual const Struct* instance_of_handle(const Value& ref) const { return (void)ref, nullptr; }
};

/// The state conversions and calls depend on: one per world. Options named "legacy" are what the project asks for.
struct Rules {
    double epsilon = 1e-5; ///< math_set_epsilon
    const RefNames* ref_names = nullptr;
    bool legacy_numbers = false; ///< real() and int64() ignore what follows the number in a text
    bool legacy_json = false;    ///< json_parse() ignores what follows the value
    bool legacy_other = false;   ///< a call with a dot of the receiver's own method has the caller as other
};

std::string_view type_name(const Value& value); ///< typeof(): "number", "string", "array", "bool", "int64", "ref", ...
std::string_view ref_kind_name(RefKind kind);   ///< "ds_map", "instance", ...
RefKind ref_kind_from_name(std::string_view name); ///< RefKind::none when unknown
/// Whether handles of the kind print a name, and -1 where nothing has their number; the others print the number.
bool is_named_kind(RefKind kind);
/// The handle that GameMaker makes of a number where it keeps an asset: of -1 "ref sprite -1". Not for functions.
Value asset_ref(RefKind kind, double number);

/// Implicit number context: numbers, bools, handles (their index) and numeric strings; else `unable to convert ...`.
bool to_real(const Value& value, double& out, std::string& error);
bool to_int64(const Value& value, int64_t& out, std::string& error); ///< reals truncate, NaN 0, out of range saturates
/// Condition context, docs/semantics.md 3.3: > 0.5 for numbers; strings "true"/"false"/numeric; arrays and "" fail.
bool to_bool(const Value& value, bool& out, std::string& error);
/// Explicit real(), int64(), bool() of docs/semantics.md 3.3. In a text only blanks may follow the number, but for old
/// projects.
bool gml_real(const Rules& rules, const Value& value, Value& out, std::string& error);
bool gml_int64(const Rules& rules, const Value& value, Value& out, std::string& error);
bool gml_bool(const Value& value, Value& out, std::string& error);

/// string(value) without calling toString methods (see TextPrinter in printer.h): docs/semantics.md 3.2. Iterative;
/// what would be longer than 64 MiB ends in "...".
std::string to_text(const Rules& rules, const NameTable& names, const Value& value);
/// A real as string() prints it: write_real of numbers.h.
std::string real_text(double number);
void append_real(std::string& out, double number);

bool equals(const Rules& rules, const Value& a, const Value& b); ///< ==
/// a ? b as -1, 0, 1; 2 when unordered (NaN, undefined against a number). Fails for a string against a number that it
/// does not spell. Two different structs or methods, or arrays of one length, answer 1 both ways: no order to sort by.
bool compare(const Rules& rules, const Value& a, const Value& b, int& order, std::string& error);

enum class Arithmetic : uint8_t {
    add,
    subtract,
    multiply,
    divide,
    modulo,
    integer_divide,
    bit_and,
    bit_or,
    bit_xor,
    shift_left,
    shift_right
};
/// What combine() leaves in `error` when a limit forbids the resulting string: a fault that no catch sees.
inline constexpr std::string_view too_long_error = "the string would be longer than the limit allows";
/// Result types as in the manual's type tables: int64 with int64 stays int64, a bool or real on either side makes a
/// real.
bool combine(Heap& heap, Arithmetic op, const Value& a, const Value& b, Value& out, std::string& error);
bool negate(const Value& a, Value& out, std::string& error);
bool bit_not(const Value& a, Value& out, std::string& error);

/// array_equals: arrays deep, the rest by type and value: reals with the epsilon, structs by reference, no string
/// equals a number. Iterative; two circular arrays end.
bool deep_equals(const Rules& rules, const Value& a, const Value& b);

} // namespace scope
