#pragma once
// The facts about the outside of a game by name: what `--device NAME=VALUE` may set, so that a slip of the pen is said
// and not ignored. A table; costs nothing.

#include "core/base/result.h"
#include "core/data/datum.h"

#include <span>
#include <string_view>

namespace scope {

struct EnvironmentFact {
    enum class Kind : uint8_t { text, number, constant, truth }; ///< constant: a number, or the name of one
    std::string_view name;                                       ///< with an underscore at its end: any that begins so
    std::string_view meaning;
    Kind kind = Kind::text;
};

std::span<const EnvironmentFact> environment_facts();
/// The value that a game is told. An error that lists the names when nothing ever asks for `name`, or one that says
/// what is expected when `text` is no such value.
Result<Datum> read_environment_fact(std::string_view name, std::string_view text);

} // namespace scope
