// Instances as values: who holds one keeps it readable, clones keep it an instance, and cycles through it are found.
#include "fixture.h"

#include "core/world/convert_datum.h"

namespace scope::test {

namespace {

TEST(SelfValue, a_kept_instance_outlives_its_record_in_clones_too) {
    ProjectBuilder builder;
    builder.object("oA", {{"Create_0", "gold = 7; who = function() { return gold; }; pal = noone;"}});
    builder.room("rm", {{"a", "oA"}, {"b", "oA"}});
    TestWorld world(builder);
    world.boot();
    world.run("with (a) { pal = b; global.kept = self; with (b) other.pal = self; instance_destroy(id); }"
              "with (b) instance_destroy(id);");
    for (int frame = 0; frame < 2; ++frame) world->run_frame();
    EXPECT_EQ(world->instances().records().size(), 0u);
    TestWorld copy(world->clone());
    const std::string look = "var kept = global.kept; log(kept.gold, kept.who(), kept.pal.gold, "
                             "instance_exists(kept), kept.x, kept.object_index == oA);";
    world.run("global.kept.gold = 8; " + look);
    EXPECT_EQ(world.joined(), "8 8 7 0 0 1");
    copy.run(look);
    EXPECT_EQ(copy.joined(), "7 7 7 0 0 1");
    EXPECT_EQ(to_datum(*world, world->global()->slots[world->global()->shape->find(world->symbol("kept"))]).text(),
              "ref instance 100001");
}

TEST(SelfValue, cycles_through_instances_are_freed_once_they_are_destroyed) {
    ProjectBuilder builder;
    builder.object("oA", {{"Create_0", "me = self; list = [self]; f = function() {}; deep = { it: id, back: f };"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    world->heap().collect_cycles();
    size_t before = world->heap().containers();
    world.run("repeat (20) instance_create_depth(0, 0, 0, oA);");
    world->heap().collect_cycles();
    size_t with_them = world->heap().containers();
    EXPECT_GE(with_them, before + 20 * 5) << "live instances stay";
    world.run("with (oA) if (id != a) instance_destroy();");
    for (int frame = 0; frame < 2; ++frame) world->run_frame();
    world->heap().collect_cycles();
    EXPECT_LE(world->heap().containers(), before);
    world.run("log(a.me == a, a.list[0] == a);");
    EXPECT_EQ(world.joined(), "1 1");
}

TEST(SelfValue, constructors_of_events_inherit_from_those_of_the_same_object) {
    ProjectBuilder builder;
    builder
        .object("oA", {{"Create_0", "function Plain() constructor { side = 5; deep = 2; }"
                                    "function Special() : Plain() constructor { side = 1; }"
                                    "var s = new Special(); log(s.side, s.deep);"},
                       {"Other_10", "function Rare() : Special() constructor { rare = side; }"
                                    "var r = new Rare(); log(r.rare, r.deep);"}})
        .object("oB", {{"Create_0", "function Plain() constructor { side = 50; }"
                                    "function Special() : Plain() constructor { }"
                                    "var s = new Special(); log(s.side);"}});
    builder.room("rm", {{"a", "oA"}, {"b", "oB"}},
                 "function Rooted() constructor { root = 9; } function Leaf() : Rooted() constructor { }"
                 "log(new Leaf().root);");
    TestWorld world(builder);
    EXPECT_TRUE(world->boot());
    EXPECT_EQ(world.joined(), "1 2 50 9");
    world.run("with (a) event_user(0);");
    EXPECT_EQ(world.joined(), "1 2");
}

} // namespace

} // namespace scope::test
