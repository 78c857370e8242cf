#pragma once
// Members of structs and instances by name, for the struct_* and variable_* families: own members, static ones, and the
// built-in variables of instances. Observed reads are told as the vm tells its own.

#include "core/world/world.h"

#include <vector>

namespace scope {

/// The struct, instance or function's statics that argument `index` names. Null with the fault set when it names none.
Struct* scope_argument(NativeCall& c, uint32_t index);
/// The same without a fault.
Struct* find_scope_argument(NativeCall& c, uint32_t index);
/// An argument that is a name: a string, or what string() makes of another value.
std::string name_argument(NativeCall& c, uint32_t index);

bool has_member(NativeCall& c, Struct& scope, std::string_view name);
/// False when there is none; a built-in variable that cannot be read sets the fault.
bool read_member(NativeCall& c, Struct& scope, std::string_view name, Value& out);
/// False with the fault set.
bool write_member(NativeCall& c, Struct& scope, std::string_view name, const Value& value);
/// The number of a name, which is for ever once it has one; `none` with the fault set when there is no memory for it.
/// Charged as a new one also where it is known: all copies of a world share the names, and each pays the same.
Symbol symbol_of(NativeCall& c, std::string_view name);
/// Own members in order of making; of an instance without the built-in ones.
std::vector<std::string> member_names(NativeCall& c, const Struct& scope);
size_t count_members(NativeCall& c, const Struct& scope);
/// The names as an array of strings, as the call's end.
NativeStatus names_array(NativeCall& c, const std::vector<std::string>& names);

} // namespace scope
