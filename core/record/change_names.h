#pragma once
// Names for what a handler changed: "self.gold", "global.best[2].score", "obj_menu#100009.open", "counter.calls" of a
// static variable. A container is named by the first way to it: from the run's instance, from `global`, from other
// instances, from static variables, from data structures; the shortest of each. Costs a walk that ends when all that
// were asked for are found.

#include "core/world/world.h"

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace scope {

class ChangeNames {
public:
    explicit ChangeNames(World& world) : m_world(world) {}

    void want(const HeapObject& object);
    void want(RefKind kind, uint32_t index);
    /// Looks for all that are wanted, in at most `most` containers from each start.
    void find(const Instance* self, size_t most = 300'000);

    /// The container's name; "(unnamed struct)" and the like of one that no variable leads to.
    std::string of(const HeapObject& object) const;
    std::string of(RefKind kind, uint32_t index) const;

    /// "obj_menu#100009"
    static std::string of_instance(const World& world, const Instance& instance);
    /// The member or element of a container as it stands behind the container's name: ".gold", "[3]", "[? \"id\"]".
    static std::string member(const World& world, const HeapObject& object, uint32_t key);
    static std::string member(const DsStructure& structure, const Value& key);

private:
    struct Node;
    struct Walk;
    static std::string member_text(const World& world, uint32_t symbol);
    std::string path_to(const std::vector<Node>& nodes, size_t index) const;
    void walk(const Value& top, std::string name, Walk& walk);

    World& m_world;
    const Instance* m_self = nullptr;
    std::unordered_map<const HeapObject*, std::string> m_objects; ///< empty: wanted and not found
    std::unordered_map<uint64_t, std::string> m_structures;
    size_t m_missing = 0;
};

} // namespace scope
