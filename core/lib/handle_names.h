#pragma once
// Names in "@ref room(rm_shop)" of a text, for whatever reads JSON. A name that nothing has is told, once for each
// place, and read as undefined: the text may be of another version of the game.

#include "core/ds/json_reader.h"
#include "core/world/world.h"

namespace scope {

inline HandleOfName handle_of_name(World& world) {
    return [&world](RefKind kind, std::string_view name) {
        Value handle = world.handle_named(kind, name);
        if (handle.is_undefined())
            world.problem_once({"unknown-handle",
                                Severity::warning,
                                "no " + std::string(ref_kind_name(kind)) + " is called '" + std::string(name) +
                                    "', which a JSON text names; it was read as undefined",
                                world.here(),
                                {}});
        return handle;
    };
}

} // namespace scope
