#include "core/world/environment.h"

namespace scope {

std::optional<Datum> FixedEnvironment::read(std::string_view what) {
    auto found = values.find(what);
    if (found == values.end()) return std::nullopt;
    return found->second;
}

} // namespace scope
