#pragma once
// The table of built-in variables that the world serves itself, by Resolution::index.

#include "core/world/world.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace scope {

struct BuiltinVariable {
    std::string_view name;
    bool of_instance;
    bool writable;
    double number;    ///< initial value
    const char* text; ///< initial value when it is a string; else null
};

enum class Builtin : uint32_t {
#define VARIABLE(name, of_instance, writable, initial) name,
#include "core/world/variables.def"
#undef VARIABLE
};

std::span<const BuiltinVariable> builtin_variables();
/// ~0 when there is none.
uint32_t find_builtin_variable(std::string_view name);

/// Whether `name` is a platform to pretend, and all of them with commas between.
bool is_target(std::string_view name);
std::string target_names();

} // namespace scope
