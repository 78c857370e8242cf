#pragma once
// Names for what a handler changed: "self.gold", "global.best[2].score", "obj_menu#100009.open". A container is named
// by the first way to it from the run's instance, the global struct or another instance; what nothing reaches was only
// local, and has no name.

#include "core/world/world.h"

#include <string>
#include <unordered_map>

namespace scope {

class ChangePaths {
public:
    /// Looks at what `self` and the global struct reach, at most `most` containers; other instances are named directly.
    ChangePaths(World& world, const Instance* self, size_t most = 20000);

    /// The container's path, or "" when nothing reaches it.
    std::string of(const HeapObject& object) const;
    std::string of(const Value& structure) const;

    /// "obj_menu#100009"
    static std::string instance(const World& world, const Instance& instance);
    /// The member or element of a container as it stands behind the container's path: ".gold", "[3]", "[? \"id\"]".
    static std::string member(const World& world, const HeapObject& object, uint32_t key);

private:
    void walk(const Value& top, std::string name, size_t most);

    World& m_world;
    std::unordered_map<const HeapObject*, std::string> m_objects;
    std::unordered_map<uint64_t, std::string> m_structures;
};

} // namespace scope
