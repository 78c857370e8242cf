#pragma once
// What holds for a world while its vm is idle, checked from outside: its heap and data structures, instances that are
// found by their ids and listed once with their object, in order. Linear in all that lives. Torment builds check after
// every input of a session.

#include <string>

namespace scope {

class World;

class WorldInvariants {
public:
    /// The first thing that is wrong; empty when the world is whole.
    static std::string broken(World& world);
};

} // namespace scope
