#pragma once
// The facts about the outside of a game by name: what `--device NAME=VALUE` may set, so that a slip of the pen is said
// and not ignored. A table; costs nothing.

#include "core/base/result.h"

#include <span>
#include <string_view>

namespace scope {

struct EnvironmentFact {
    std::string_view name; ///< with an underscore at its end: any name that begins so
    std::string_view meaning;
};

std::span<const EnvironmentFact> environment_facts();
/// An error that lists the names when nothing ever asks for `name`.
Result<void> check_environment_fact(std::string_view name);

} // namespace scope
