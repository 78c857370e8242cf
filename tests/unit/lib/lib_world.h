#pragma once
// An empty game with all natives of core/lib, and what tests of them ask of it.

#include "core/lib/library.h"
#include "core/world/world.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace scope::test {

struct LibWorld {
    std::vector<std::string> lines; ///< what was logged
    std::unique_ptr<World> world;

    explicit LibWorld(WorldInput input = {});
    /// The value of an expression or of the last statement; fails the test when it faults.
    Value value(const std::string& gml);
    /// string() of that value.
    std::string text(const std::string& gml);
    /// The message of the fault that the code ends with; fails the test when it ends well.
    std::string fault(const std::string& gml);
    /// Of the last fault.
    const WorldFault& last_fault() const { return world->faults().back(); }
    /// Calls a native. False: it faulted.
    bool call(const std::string& name, std::span<const Value> arguments, Value& result);
};

} // namespace scope::test
