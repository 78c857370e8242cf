// docs/semantics.md section 1: who gets an asynchronous event, in which order, with what around it.
#include "fixture.h"

#include <algorithm>

namespace scope::test {

namespace {

constexpr const char* fire = "global.m = ds_map_create(); global.m[? \"id\"] = 7; event_perform_async(70, global.m);";

bool has_problem(const World& world, std::string_view code) {
    return std::any_of(world.problems().begin(), world.problems().end(),
                       [&](const Diagnostic& each) { return each.code == code; });
}

} // namespace

TEST(Dispatch, owners_in_object_order_then_creation) {
    ProjectBuilder builder;
    builder.object("oA", {{"Other_70", "log(\"A\", id)"}}).object("oB", {{"Other_70", "log(\"B\", id)"}});
    builder.room("rm", {{"b1", "oB"}, {"a1", "oA"}, {"b2", "oB"}});
    TestWorld world(builder);
    world.boot();
    world.run(fire);
    EXPECT_EQ(world.joined(), "A ref instance 100002 B ref instance 100001 B ref instance 100003");
}

TEST(Dispatch, instances_of_one_handler_run_in_order_of_creation_across_objects) {
    ProjectBuilder builder;
    builder.object("oChild", {}, "oParent")
        .object("oParent",
                {{"Other_70", "log(name)"}, {"Create_0", "name = \"n\" + string(instance_number(oParent))"}});
    builder.room("rm", {{"p1", "oParent"}, {"c1", "oChild"}, {"p2", "oParent"}});
    TestWorld world(builder);
    world.boot();
    world.run("var n = 0; with (oParent) { name = chr_(n); n += 1; } function chr_(i) { return i == 0 ? \"p1\" : i == "
              "1 ? \"c1\" : \"p2\"; }");
    world.run(fire);
    EXPECT_EQ(world.joined(), "p1 c1 p2");
}

TEST(Dispatch, nearest_handler_once_per_instance) {
    ProjectBuilder builder;
    builder.object("oParent", {{"Other_70", "log(\"parent\", id)"}})
        .object("oChild", {{"Other_70", "log(\"child\", id)"}}, "oParent")
        .object("oGrand", {}, "oChild");
    builder.room("rm", {{"p", "oParent"}, {"c", "oChild"}, {"g", "oGrand"}});
    TestWorld world(builder);
    world.boot();
    world.run(fire);
    EXPECT_EQ(world.joined(), "parent ref instance 100001 child ref instance 100002 child ref instance 100003");
}

TEST(Dispatch, event_variables_self_and_other) {
    ProjectBuilder builder;
    builder
        .object("oP", {{"Other_70", "log(event_type, event_number, event_object == oP, object_index == oC, other.id == "
                                    "id, async_load == global.m)"}})
        .object("oC", {}, "oP");
    builder.room("rm", {{"c", "oC"}});
    TestWorld world(builder);
    world.boot();
    world.run(fire);
    EXPECT_EQ(world.joined(), "7 70 1 1 1 1");
    world.run("log(async_load, event_type, event_number)");
    EXPECT_EQ(world.joined(), "-1 0 0");
}

TEST(Dispatch, event_inherited_climbs_from_the_owner) {
    ProjectBuilder builder;
    builder.object("o1", {{"Other_70", "log(\"1\"); exit;"}})
        .object("o2", {}, "o1")
        .object("o3", {{"Other_70", "log(\"3\"); event_inherited(); log(\"after\");"}}, "o2");
    builder.object("o4", {{"Other_70", "log(\"4\"); event_inherited();"}}, "o3");
    builder.room("rm", {{"x", "o4"}});
    TestWorld world(builder);
    world.boot();
    world.run(fire);
    EXPECT_EQ(world.joined(), "4 3 1 after");
}

TEST(Dispatch, map_is_destroyed_even_when_nobody_listens) {
    ProjectBuilder builder;
    TestWorld world(builder);
    world.boot();
    world.run(fire);
    world.run("log(ds_map_alive(global.m), async_load)");
    EXPECT_EQ(world.joined(), "0 -1");
    EXPECT_EQ(world->ds().count(), 0u);
}

TEST(Dispatch, owned_children_go_with_the_map) {
    ProjectBuilder builder;
    builder.object("oA",
                   {{"Other_70", "global.child = ds_map_create(); ds_map_add_map(async_load, \"sub\", global.child)"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    world.run(fire);
    EXPECT_EQ(world->ds().count(), 0u);
}

TEST(Dispatch, later_handlers_see_earlier_writes) {
    ProjectBuilder builder;
    builder.object("oA", {{"Other_70", "async_load[? \"seen\"] = 1"}})
        .object("oB", {{"Other_70", "log(async_load[? \"seen\"], async_load[? \"nothing\"])"}});
    builder.room("rm", {{"b", "oB"}, {"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    world.run(fire);
    EXPECT_EQ(world.joined(), "1 undefined");
}

TEST(Dispatch, nested_calls_restore_the_outer_map) {
    ProjectBuilder builder;
    builder.object("oA", {{"Other_70", R"(
        log("in", async_load[? "depth"]);
        if (async_load[? "depth"] < 3) {
            var inner = ds_map_create();
            inner[? "depth"] = async_load[? "depth"] + 1;
            event_perform_async(70, inner);
            log("alive", ds_map_alive(inner));
        }
        log("out", async_load[? "depth"], event_number);
    )"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    world.run("var m = ds_map_create(); m[? \"depth\"] = 1; event_perform_async(70, m); log(async_load);");
    EXPECT_EQ(world.joined(), "in 1 in 2 in 3 out 3 70 alive 0 out 2 70 alive 0 out 1 70 -1");
    EXPECT_EQ(world->ds().count(), 0u);
}

TEST(Dispatch, newborns_are_not_visited) {
    ProjectBuilder builder;
    builder.object("oA", {{"Other_70", "log(\"A\"); if (instance_number(oA) < 5) instance_create_depth(0, 0, 0, oA); "
                                       "instance_create_depth(0, 0, 0, oB);"}});
    builder.object("oB", {{"Other_70", "log(\"B\")"}, {"Create_0", "log(\"created\", async_load[? \"id\"])"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    world.run(fire);
    EXPECT_EQ(world.joined(), "A created 7");
}

TEST(Dispatch, destroyed_and_deactivated_ones_are_skipped_others_never) {
    ProjectBuilder builder;
    builder.object("oA", {{"Other_70", R"(
        log(n);
        if (n == 0) instance_deactivate_object(id);
        if (n == 1) with (oA) { if (n == 2) instance_destroy(); if (n == 3) instance_deactivate_object(id); }
    )"}});
    builder.room("rm", {{"i0", "oA"}, {"i1", "oA"}, {"i2", "oA"}, {"i3", "oA"}, {"i4", "oA"}});
    TestWorld world(builder);
    world.boot();
    world.run("i0.n = 0; i1.n = 1; i2.n = 2; i3.n = 3; i4.n = 4;");
    world.run(fire);
    EXPECT_EQ(world.joined(), "0 1 4");
    world.run("log(instance_number(oA), i0.n, instance_exists(i0))"); // variables of the deactivated stay readable
    EXPECT_EQ(world.joined(), "2 0 0");
    world.run("instance_activate_object(i0);");
    world.run("with (oA) log(n);");
    EXPECT_EQ(world.joined(), "1 4 0"); // at the end of the order
}

TEST(Dispatch, destroying_oneself_lets_the_event_finish) {
    ProjectBuilder builder;
    builder.object("oA", {{"Other_70", "instance_destroy(); log(\"still\", instance_exists(id), instance_number(oA));"},
                          {"Destroy_0", "log(\"destroy\", event_type); instance_destroy();"},
                          {"CleanUp_0", "log(\"cleanup\", event_type);"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    world.run(fire);
    EXPECT_EQ(world.joined(), "destroy 1 cleanup 12 still 0 0");
    world.run("var i = instance_create_depth(0, 0, 0, oA); instance_destroy(i, false);");
    EXPECT_EQ(world.joined(), "cleanup 12");
}

TEST(Dispatch, exception_without_try_ends_that_handler_only) {
    ProjectBuilder builder;
    builder.object("oA", {{"Other_70", "log(\"A\"); throw \"boom\"; log(\"never\");"}})
        .object("oB", {{"Other_70", "log(\"B\", async_load[? \"id\"])"}});
    builder.room("rm", {{"a", "oA"}, {"b", "oB"}});
    TestWorld world(builder);
    world.boot();
    world.run(std::string(fire) + " log(\"after\", async_load);");
    EXPECT_EQ(world.joined(), "A B 7 after -1");
    ASSERT_EQ(world->faults().size(), 1u);
    const WorldFault& fault = world->faults()[0];
    EXPECT_EQ(fault.fault.message, "boom");
    EXPECT_EQ(fault.object, "oA");
    EXPECT_EQ(fault.during, "Other_70");
    EXPECT_EQ(fault.place.text(), "objects/oA/Other_70.gml:1:11");
    EXPECT_EQ(world->ds().count(), 0u);
}

TEST(Dispatch, exception_into_a_try_around_the_call_skips_and_leaks) {
    ProjectBuilder builder;
    builder.object("oA", {{"Other_70", "log(\"A\"); throw \"boom\";"}}).object("oB", {{"Other_70", "log(\"B\")"}});
    builder.room("rm", {{"a", "oA"}, {"b", "oB"}});
    TestWorld world(builder);
    world.boot();
    world.run("global.m = ds_map_create(); try { event_perform_async(70, global.m); } catch (e) { log(\"caught\", e, "
              "async_load == global.m, ds_map_alive(global.m), event_number); }");
    EXPECT_EQ(world.joined(), "A caught boom 1 1 0");
    EXPECT_TRUE(has_problem(*world, "async-unwound"));
    EXPECT_TRUE(world->faults().empty());
    EXPECT_EQ(world->ds().count(), 1u);
}

TEST(Dispatch, handler_that_catches_its_own_exception_disturbs_nobody) {
    ProjectBuilder builder;
    builder.object("oA", {{"Other_70", "try { throw \"inner\" } catch (e) { log(e) }"}})
        .object("oB", {{"Other_70", "log(\"B\")"}});
    builder.room("rm", {{"a", "oA"}, {"b", "oB"}});
    TestWorld world(builder);
    world.boot();
    world.run(fire);
    EXPECT_EQ(world.joined(), "inner B");
    EXPECT_EQ(world->ds().count(), 0u);
}

TEST(Dispatch, fault_in_an_inner_dispatch_ends_the_inner_handler) {
    ProjectBuilder builder;
    builder.object(
        "oA",
        {{"Other_70",
          "log(\"outer\"); event_perform_async(62, ds_map_create()); log(\"outer goes on\", async_load == global.m);"},
         {"Other_62", "log(\"inner\"); throw 1;"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    world.run(fire);
    EXPECT_EQ(world.joined(), "outer inner outer goes on 1");
    EXPECT_EQ(world->faults().size(), 1u);
    EXPECT_EQ(world->ds().count(), 0u);
}

TEST(Dispatch, limits_end_the_outermost_handler_and_clean_up) {
    ProjectBuilder builder;
    builder.object("oA", {{"Other_70", "try { event_perform_async(62, ds_map_create()); } catch (e) { log(\"never\"); "
                                       "} finally { log(\"never either\"); }"},
                          {"Other_62", "while (true) {}"}});
    builder.object("oB", {{"Other_70", "log(\"B\")"}});
    builder.room("rm", {{"a", "oA"}, {"b", "oB"}});
    WorldInput input;
    input.vm_limits.budget = 20000;
    TestWorld world(builder, std::move(input));
    world.boot();
    DsMap* map = world->ds().create_map();
    EXPECT_FALSE(world->fire(70, map->handle()));
    EXPECT_EQ(world.joined(), "B");
    EXPECT_EQ(world->async_load_text(), "-1");
    EXPECT_EQ(world->ds().count(), 0u);
    EXPECT_EQ(world->faults().at(0).fault.kind, Fault::Kind::limit);
}

TEST(Dispatch, events_that_raise_two_more_each_use_up_the_budget) {
    const std::string twice[] = {"event_perform_async(70, ds_map_create()); ", "event_user(0); "};
    for (const std::string& raise : twice) {
        std::string code = "if (global.depth < 60) { global.depth += 1; " + raise + raise + "global.depth -= 1; }";
        ProjectBuilder builder;
        builder.object("oA", {{"Other_70", code}, {"Other_10", code}});
        builder.room("rm", {{"a", "oA"}});
        WorldInput input;
        input.vm_limits.budget = 200000;
        TestWorld world(builder, std::move(input));
        world.boot();
        world.run("global.depth = 0;");
        EXPECT_FALSE(world->fire(70, world->ds().create_map()->handle())) << raise;
        ASSERT_FALSE(world->faults().empty()) << raise;
        EXPECT_EQ(world->faults()[0].fault.code, "budget") << raise;
    }
}

TEST(Dispatch, map_destroyed_by_a_handler) {
    ProjectBuilder builder;
    builder.object("oA", {{"Other_70", "ds_map_destroy(async_load)"}})
        .object("oB", {{"Other_70", "try { log(async_load[? \"id\"]) } catch (e) { log(\"dead\") }"}});
    builder.room("rm", {{"a", "oA"}, {"b", "oB"}});
    TestWorld world(builder);
    world.boot();
    world.run(fire);
    std::vector<std::string> lines = world.take();
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0], "dead");
    EXPECT_EQ(lines[1], "DestroyDsMap Attempting to destroy map that has already been destroyed 0");
    EXPECT_TRUE(world->faults().empty());
}

TEST(Dispatch, recycled_id_is_destroyed_in_its_place) {
    ProjectBuilder builder;
    builder.object("oA", {{"Other_70", "ds_map_destroy(async_load); global.mine = ds_map_create();"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    world.run(fire);
    world.run("log(ds_map_alive(global.mine))");
    EXPECT_EQ(world.joined(), "0");
    EXPECT_TRUE(has_problem(*world, "stale-handle"));
}

TEST(Dispatch, wrong_maps_throw_before_anything_runs) {
    ProjectBuilder builder;
    builder.object("oA", {{"Other_70", "log(\"ran\")"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    for (const char* map : {"-1", "57", "undefined", "\"x\"", "{}"}) {
        Result<Value> done = world->evaluate("event_perform_async(70, " + std::string(map) + ")");
        ASSERT_FALSE(done.has_value()) << map;
        EXPECT_NE(done.error().message.find("event_perform_async argument 2"), std::string::npos)
            << done.error().message;
    }
    EXPECT_EQ(world.joined(), "");
    EXPECT_EQ(world->async_load_text(), "-1");
}

TEST(Dispatch, numbers_that_are_no_async_event_are_said_and_performed) {
    ProjectBuilder builder;
    builder.object("oA", {{"Other_10", "log(event_type, event_number)"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    world.run("event_perform_async(10, ds_map_create())");
    EXPECT_EQ(world.joined(), "7 10");
    EXPECT_TRUE(has_problem(*world, "not-async"));
}

TEST(Dispatch, after_room_goto_async_runs_and_user_events_do_not) {
    ProjectBuilder builder;
    builder.object("oA", {{"Other_70", "log(\"async\")"},
                          {"Other_10", "log(\"user\")"},
                          {"Step_0", "room_goto(rm_two); event_perform_async(70, ds_map_create()); event_user(0);"}});
    builder.room("rm", {{"a", "oA"}}).room("rm_two", {});
    TestWorld world(builder);
    world.boot();
    EXPECT_TRUE(world->run_frame());
    EXPECT_EQ(world.joined(), "async");
    EXPECT_EQ(world->rooms().current, 1u);
}

TEST(Dispatch, event_perform_of_an_async_event_keeps_async_load) {
    ProjectBuilder builder;
    builder.object("oP", {{"Other_70", "log(async_load, event_number)"}}).object("oA", {}, "oP");
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    world.run("with (oA) event_perform(7, 70);");
    EXPECT_EQ(world.joined(), "-1 70");
}

TEST(Dispatch, event_perform_keeps_the_callers_other_and_climbs) {
    ProjectBuilder builder;
    builder.object("oP", {{"Other_10", "log(other.id == k, event_object == oP)"}})
        .object("oA", {}, "oP")
        .object("oK", {{"Other_11", "with (oA) event_user(0);"}});
    builder.room("rm", {{"a", "oA"}, {"k", "oK"}});
    TestWorld world(builder);
    world.boot();
    world.run("with (oK) event_user(1);");
    EXPECT_EQ(world.joined(), "1 1");
    EXPECT_FALSE(world->evaluate("var s = {f: function() { event_user(0); }}; s.f();").has_value());
}

TEST(Dispatch, shuffle_gives_other_orders_and_the_same_every_time) {
    auto run = [](std::optional<uint64_t> seed) {
        ProjectBuilder builder;
        builder.object("oA", {{"Other_70", "log(real(id) - 100001)"}});
        builder.script("s", "function real(x) { return x * 1; }");
        builder.room("rm", {{"a", "oA"}, {"b", "oA"}, {"c", "oA"}, {"d", "oA"}, {"e", "oA"}, {"f", "oA"}});
        WorldInput input;
        input.shuffle = seed;
        TestWorld world(builder, std::move(input));
        world.boot();
        world.run(fire);
        return world.joined();
    };
    EXPECT_EQ(run(std::nullopt), "0 1 2 3 4 5");
    EXPECT_EQ(run(3), run(3));
    EXPECT_NE(run(3), run(std::nullopt));
}

} // namespace scope::test
