// A world that has run is whole, and instances that its tables do not know are found out.

#include "core/world/world_invariants.h"
#include "fixture.h"

using namespace scope;
using scope::test::ProjectBuilder;
using scope::test::TestWorld;

namespace {

ProjectBuilder one_object() {
    ProjectBuilder builder;
    builder.object("obj_one", {{"Create_0", "friends = [self, {}];"}});
    builder.room("rm", {{"a", "obj_one"}, {"b", "obj_one"}});
    return builder;
}

} // namespace

TEST(WorldInvariants, a_world_that_has_run_is_whole) {
    ProjectBuilder builder = one_object();
    TestWorld world(builder);
    world.boot();
    EXPECT_EQ(WorldInvariants::broken(*world), "");
    world->run_frame();
    EXPECT_EQ(WorldInvariants::broken(*world), "");
}

TEST(WorldInvariants, an_instance_that_is_not_found_by_its_id) {
    ProjectBuilder builder = one_object();
    TestWorld world(builder);
    world.boot();
    Instance* instance = world->instances().all_live().front();
    std::string id = std::to_string(instance->id);
    instance->id += 1000;
    EXPECT_EQ(WorldInvariants::broken(*world), "instance " + std::to_string(instance->id) + " is not found by its id");
    instance->id -= 1000;
}

TEST(WorldInvariants, an_instance_that_is_listed_out_of_order) {
    ProjectBuilder builder = one_object();
    TestWorld world(builder);
    world.boot();
    std::vector<Instance*> all = world->instances().all_live();
    std::swap(all[0]->serial, all[1]->serial);
    EXPECT_NE(WorldInvariants::broken(*world), "");
    std::swap(all[0]->serial, all[1]->serial);
}
