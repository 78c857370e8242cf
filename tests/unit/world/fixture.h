#pragma once
// Small projects built in memory, and the few natives that their code needs; core/lib has the real ones.

#include "core/project/project.h"
#include "core/world/world.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace scope::test {

/// Builds a project: objects with code per event, rooms with instances, scripts.
class ProjectBuilder {
public:
    ProjectBuilder();
    /// `events`: "Create_0" -> code. The order of calls is the object index.
    ProjectBuilder& object(const std::string& name, std::map<std::string, std::string> events,
                           const std::string& parent = "");
    ProjectBuilder& script(const std::string& name, const std::string& code);
    /// Rooms replace the builder's own empty start room from the first call on; `instances`: name -> object, in
    /// creation order.
    ProjectBuilder& room(const std::string& name, std::vector<std::pair<std::string, std::string>> instances,
                         const std::string& creation_code = "");
    Project& project() { return *m_project; }
    std::shared_ptr<const Project> done();

private:
    void add_asset(AssetKind kind, const std::string& name, uint32_t index);
    uint32_t add_code(const std::string& name, const std::string& path, const std::string& text);

    std::shared_ptr<Project> m_project;
    std::map<std::string, std::string> m_parents;
    bool m_own_room = true;
};

/// Natives by name: events, instances, a few of ds_map, log(...).
std::vector<std::span<const NativeRow>> test_natives();
AccessorNatives test_accessors();

/// A world over a built project that collects what `log(...)` and show_debug_message say.
struct TestWorld {
    std::vector<std::string> lines;
    std::unique_ptr<World> world;

    explicit TestWorld(ProjectBuilder& builder, WorldInput input = {});
    explicit TestWorld(std::unique_ptr<World> made);
    World* operator->() { return world.get(); }
    World& operator*() { return *world; }
    /// Boots and forgets what was logged; fails the test when something faulted.
    void boot();
    /// The lines since the last call.
    std::vector<std::string> take();
    std::string joined(); ///< take() with spaces between
    /// Runs statements; fails the test on errors.
    void run(const std::string& gml);
};

} // namespace scope::test
