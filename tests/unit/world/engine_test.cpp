// Boot, rooms, steps, alarms, time, the end.
#include "fixture.h"

#include "core/world/world_invariants.h"

#include <algorithm>

namespace scope::test {

TEST(Engine, boot_order) {
    ProjectBuilder builder;
    builder.script("s1", "log(\"script1\"); function helper() { return 5; }")
        .script("s2", "log(\"script2\", helper());");
    builder.object("oA", {{"Create_0", "log(\"create\", id - 100000, instance_number(oA));"},
                          {"Other_2", "log(\"gamestart\")"},
                          {"Other_4", "log(\"roomstart\")"}});
    builder.room("rm", {{"a", "oA"}, {"b", "oA"}}, "log(\"roomcode\", room == rm)");
    TestWorld world(builder);
    EXPECT_TRUE(world->boot());
    EXPECT_EQ(world.joined(),
              "script1 script2 5 create 1 2 create 2 2 gamestart gamestart roomcode 1 roomstart roomstart");
    EXPECT_TRUE(world->booted());
}

TEST(Engine, variable_definitions_and_creation_code) {
    ProjectBuilder builder;
    builder.object("oP", {{"Create_0", "log(hp, kind, given)"}}).object("oC", {}, "oP");
    Project& project = builder.project();
    auto code = [&](const char* name, const char* text) {
        project.code.push_back({name, SourceFile(std::string("generated/") + name, text), true, true});
        return static_cast<uint32_t>(project.code.size() - 1);
    };
    project.objects[0].variables_code = code("gml_Object_oP_PreCreate_0", "hp = 10; kind = \"p\"; given = 0;");
    project.objects[1].variables_code = code("gml_Object_oC_PreCreate_0", "kind = \"c\";");
    builder.room("rm", {{"a", "oC"}});
    project.rooms[0].instances[0].variables_code = code("gml_RoomInstance_a_PreCreate", "hp = 99;");
    project.rooms[0].instances[0].creation_code = code("gml_RoomCC_a", "log(\"cc\", hp)");
    TestWorld world(builder);
    EXPECT_TRUE(world->boot());
    EXPECT_EQ(world.joined(), "99 c 0 cc 99");
    world.run("var made = instance_create_depth(3, 4, -5, oC, {given: 8, x: 30}); log(made.x, made.y, made.depth, "
              "made.given);");
    EXPECT_EQ(world.joined(), "10 c 8 30 4 -5 8");
}

TEST(Engine, step_phases_in_order) {
    ProjectBuilder builder;
    builder.object("oA", {{"Create_0", "alarm[0] = 2; alarm[3] = 1; hspeed = 3;"},
                          {"Step_1", "log(\"begin\")"},
                          {"Step_0", "log(\"step\", x)"},
                          {"Step_2", "log(\"end\", x, xprevious)"},
                          {"Alarm_0", "log(\"alarm0\"); alarm[0] = 1;"},
                          {"Alarm_3", "log(\"alarm3\", alarm[3])"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    world->run_frame();
    EXPECT_EQ(world.joined(), "begin alarm3 0 step 0 end 3 0");
    world->run_frame();
    EXPECT_EQ(world.joined(), "begin alarm0 step 3 end 6 3");
    world->run_frame();
    EXPECT_EQ(world.joined(), "begin alarm0 step 6 end 9 6");
    EXPECT_EQ(world->frame(), 3u);
}

TEST(Engine, alarms_run_at_one_and_count_when_their_turn_comes) {
    ProjectBuilder builder;
    builder.object("oA", {{"Create_0", "alarm[0] = 0; alarm[1] = 1.9; alarm[2] = 0.5; alarm[3] = 1; alarm[5] = 1;"},
                          {"Alarm_0", "log(\"never\")"},
                          {"Alarm_1", "log(\"one\", alarm[1]); alarm[1] = 0; alarm[3] = -1; alarm[4] = 1;"},
                          {"Alarm_2", "log(\"never\")"},
                          {"Alarm_3", "log(\"never\")"},
                          {"Alarm_4", "log(\"four\"); instance_create_depth(0, 0, 0, oB);"},
                          {"Alarm_5", "log(\"five\")"}});
    builder.object("oB", {{"Create_0", "alarm[5] = 1;"}, {"Alarm_5", "log(\"born\")"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    world->run_frame();
    EXPECT_EQ(world.joined(), "one 0 four five");
    world->run_frame();
    EXPECT_EQ(world.joined(), "born");
    world.run("log(a.alarm[0], a.alarm[1], a.alarm[5])");
    EXPECT_EQ(world.joined(), "-1 -1 -1");
    // Without an index the first one is meant.
    world.run("var made = instance_create_depth(0, 0, 0, oB, {alarm: 60}); log(made.alarm[0], made.alarm[5]);");
    EXPECT_EQ(world.joined(), "60 1");
}

TEST(Engine, speed_and_direction_follow_one_another) {
    ProjectBuilder builder;
    builder.object("oA", {{"Create_0", "speed = 4; direction = 90;"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    world.run("log(a.hspeed, a.vspeed); a.vspeed = 0; a.hspeed = -2; log(a.speed, a.direction); a.friction = 0.5; "
              "a.gravity = 1;");
    EXPECT_EQ(world.joined(), "0 -4 2 180");
    world->run_frame();
    world.run("log(a.x, a.y)");
    EXPECT_EQ(world.joined(), "-1.50 1");
}

TEST(Engine, rooms_change_at_the_end_of_the_step) {
    ProjectBuilder builder;
    builder.object("oA", {{"Step_0", "log(\"step\"); room_goto(rm2); log(\"on\", room == rm1);"},
                          {"Other_5", "log(\"roomend\")"},
                          {"CleanUp_0", "log(\"cleanup\")"},
                          {"Destroy_0", "log(\"never\")"},
                          {"Step_2", "log(\"never\")"}});
    builder.object("oP", {{"Create_0", "persistent = true; log(\"p\");"}, {"Other_4", "log(\"start\", room == rm2)"}});
    builder.object("oB", {{"Create_0", "log(\"B\", id == b);"}});
    builder.room("rm1", {{"a", "oA"}, {"p", "oP"}}).room("rm2", {{"b", "oB"}});
    TestWorld world(builder);
    world.boot();
    world->run_frame();
    EXPECT_EQ(world.joined(), "step on 1 roomend cleanup B 1 start 1");
    world.run("log(instance_exists(a), instance_exists(p), instance_exists(b))");
    EXPECT_EQ(world.joined(), "0 1 1");
    // Back again: the persistent one is not made twice, the others have the ids they had.
    EXPECT_TRUE(world->goto_room("rm1").has_value());
    world.run("log(instance_exists(a), instance_number(oP), instance_exists(b))");
    EXPECT_EQ(world.joined(), "start 0 1 1 0");
}

TEST(Engine, persistent_rooms_keep_what_they_hold) {
    ProjectBuilder builder;
    builder.object(
        "oA",
        {{"Create_0", "log(\"create\"); n = 0;"}, {"Other_4", "log(\"start\", n)"}, {"CleanUp_0", "log(\"never\")"}});
    builder.room("rm1", {{"a", "oA"}}, "log(\"code\")").room("rm2", {});
    builder.project().rooms[0].persistent = true;
    TestWorld world(builder);
    world->boot();
    EXPECT_EQ(world.joined(), "create code start 0");
    world.run("a.n = 5");
    EXPECT_TRUE(world->goto_room("rm2").has_value());
    world.run("log(instance_exists(a))");
    EXPECT_TRUE(world->goto_room("rm1").has_value());
    world.run("log(instance_exists(a))");
    EXPECT_EQ(world.joined(), "0 start 5 1");
}

TEST(Engine, who_was_deactivated_waits_in_the_persistent_room) {
    ProjectBuilder builder;
    builder.object("oA", {{"CleanUp_0", "log(\"never\")"}});
    builder.room("rm1", {{"a", "oA"}}).room("rm2", {}).room("rm3", {});
    builder.project().rooms[0].persistent = true;
    TestWorld world(builder);
    world.boot();
    world.run("instance_deactivate_object(oA)");
    for (const char* room : {"rm2", "rm3", "rm1"}) EXPECT_TRUE(world->goto_room(room).has_value());
    world.run("log(instance_number(oA)); instance_activate_object(a); log(instance_number(oA));");
    EXPECT_EQ(world.joined(), "0 1");
}

TEST(Engine, creation_is_dropped_while_a_room_change_waits) {
    ProjectBuilder builder;
    builder.object("oFirst", {{"Create_0", "log(\"first\"); room_goto(rm2);"}});
    builder.object("oLate", {{"Create_0", "log(\"never\")"}});
    builder.object("oMade", {{"Create_0", "log(\"never\")"},
                             {"Destroy_0", "log(\"never\")"},
                             {"Other_10", "log(\"never\")"},
                             {"Other_70", "log(\"async\")"},
                             {"CleanUp_0", "log(\"cleanup\")"}});
    builder.object("oKeeper", {{"Create_0", "log(\"keeper\"); event_user(0); event_perform(3, 0); event_inherited();"},
                               {"Other_10", "log(\"user\")"},
                               {"Step_0", "log(\"never\")"},
                               {"Destroy_0", "log(\"destroyed\")"}});
    builder.room("rm1", {{"a", "oFirst"}, {"b", "oLate"}}).room("rm2", {});
    Project& project = builder.project();
    project.objects[3].persistent = true;
    CodeUnit code;
    code.name = "InstanceCreationCode_b";
    code.source = SourceFile("creation.gml", "log(\"code\"); var m = instance_create_depth(0, 0, 0, oMade); "
                                             "log(instance_exists(m)); with (m) { event_user(0); "
                                             "event_perform(7, 70); event_perform_async(70, ds_map_create()); } "
                                             "var k = instance_create_depth(0, 0, 0, oKeeper); instance_destroy(k); "
                                             "instance_destroy(m);");
    project.code.push_back(std::move(code));
    project.rooms[0].instances[1].creation_code = static_cast<uint32_t>(project.code.size() - 1);
    TestWorld world(builder);
    world->boot();
    EXPECT_EQ(world.joined(), "first code 1 async keeper user destroyed cleanup");
    EXPECT_TRUE(std::any_of(world->problems().begin(), world->problems().end(),
                            [](const Diagnostic& each) { return each.code == "create-dropped"; }));
}

TEST(Engine, a_persistent_room_goes_on_with_creation_while_it_is_left) {
    ProjectBuilder builder;
    builder.object("oA", {{"Create_0", "log(\"a\"); room_goto(rm2);"}, {"Step_2", "log(\"never\")"}});
    builder.object("oB", {{"Create_0", "log(\"b\"); event_perform(3, 2); event_user(0);"},
                          {"Step_2", "log(\"never\")"},
                          {"Other_10", "log(\"user\")"}});
    builder.room("rm1", {{"a", "oA"}, {"b", "oB"}}).room("rm2", {});
    builder.project().rooms[0].persistent = true;
    TestWorld world(builder);
    world->boot();
    EXPECT_EQ(world.joined(), "a b user");
}

TEST(Engine, the_end_of_the_game_drops_events_as_a_room_change_does) {
    ProjectBuilder builder;
    builder.object("oA", {{"Step_0", "game_end(); log(\"asked\"); event_user(0); "
                                     "instance_create_depth(0, 0, 0, oB); log(\"made\");"},
                          {"Other_10", "log(\"never\")"},
                          {"Other_5", "log(\"room end\")"},
                          {"Other_3", "log(\"game end\")"}});
    builder.object("oB", {{"Create_0", "log(\"never\")"}, {"CleanUp_0", "log(\"cleanup\")"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    world->run_frame();
    EXPECT_EQ(world.joined(), "asked made room end game end cleanup");
    EXPECT_TRUE(world->ended());
}

TEST(Engine, with_passes_over_instances_whose_creation_is_to_come) {
    ProjectBuilder builder;
    std::string count = "var n = 0; with (oB) n++; with (all) n += 100; with (b) n += 10; ";
    builder.object("oA", {{"Create_0", count + "log(n, instance_exists(oB), instance_number(oB), b.x);"},
                          {"Other_4", count + "log(n);"}});
    builder.object("oB", {{"Create_0", "with (b) log(\"itself\")"}});
    builder.object("oC", {});
    builder.room("rm", {{"a", "oA"}, {"b", "oB"}, {"c", "oC"}});
    TestWorld world(builder);
    world->boot();
    EXPECT_EQ(world.joined(), "100 1 1 0 itself 311");
}

TEST(Engine, a_deactivated_persistent_instance_stays_behind) {
    ProjectBuilder builder;
    builder.object("oP", {{"Create_0", "persistent = true; log(\"p\");"}, {"CleanUp_0", "log(\"cleanup\")"}});
    builder.room("rm1", {{"p", "oP"}}).room("rm2", {});
    TestWorld world(builder);
    world.boot();
    world.run("p.n = 1; instance_deactivate_object(oP)");
    EXPECT_TRUE(world->goto_room("rm2").has_value());
    world.run("instance_activate_object(p); log(instance_number(oP));");
    EXPECT_TRUE(world->goto_room("rm1").has_value());
    world.run("log(instance_number(oP), p.persistent)");
    EXPECT_EQ(world.joined(), "cleanup 0 p 1 1");
}

TEST(Engine, clean_up_reaches_deactivated_instances_when_room_or_game_end) {
    for (const char* how : {"room_goto(rm2)", "game_end()"}) {
        ProjectBuilder builder;
        builder.object("oA", {{"Step_0", std::string("instance_deactivate_object(oB); ") + how}});
        builder.object("oB", {{"CleanUp_0", "log(\"cleanup\")"}, {"Destroy_0", "log(\"never\")"}});
        builder.room("rm1", {{"a", "oA"}, {"b", "oB"}}).room("rm2", {});
        TestWorld world(builder);
        world.boot();
        world->run_frame();
        EXPECT_EQ(world.joined(), "cleanup") << how;
    }
}

TEST(Engine, who_leaves_performs_no_more_events) {
    std::string perform = "log(\"cleanup\"); event_user(0); event_perform(7, 11); event_perform_object(oA, 7, 11); "
                          "event_inherited(); instance_destroy(); log(\"on\");";
    std::map<std::string, std::string> events = {{"CleanUp_0", perform},
                                                 {"Destroy_0", "log(\"destroy\")"},
                                                 {"Other_10", "log(\"user0\")"},
                                                 {"Other_11", "log(\"user1\")"}};
    for (const char* how : {"room_goto(rm2)", "game_end()", "instance_destroy(a)"}) {
        ProjectBuilder builder;
        builder.object("oP", {{"CleanUp_0", "log(\"inherited\")"}});
        builder.object("oA", events, "oP");
        builder.room("rm1", {{"a", "oA"}}).room("rm2", {});
        TestWorld world(builder);
        world.boot();
        world.run(how);
        world->run_frame();
        bool destroyed = std::string_view(how).starts_with("instance_destroy");
        EXPECT_EQ(world.joined(), destroyed ? "destroy cleanup user0 user1 user1 inherited on" : "cleanup inherited on")
            << how;
    }
}

TEST(Engine, rooms_that_lead_to_one_another_end) {
    ProjectBuilder builder;
    builder.room("rm1", {}, "room_goto(rm2)").room("rm2", {}, "room_goto(rm1)");
    TestWorld world(builder);
    world->boot();
    EXPECT_TRUE(std::any_of(world->problems().begin(), world->problems().end(),
                            [](const Diagnostic& each) { return each.code == "room-loop"; }));
}

TEST(Engine, call_later_by_seconds_and_frames) {
    ProjectBuilder builder;
    TestWorld world(builder);
    world.boot();
    world.run("call_later(2, 1, function() { log(\"frames\") }); call_later(0.05, 0, function() { log(\"seconds\") }); "
              "call_later(1, 1, function() { log(\"loop\") }, true);");
    std::string seen;
    for (int frame = 0; frame < 4; ++frame) {
        world->run_frame();
        seen += "[" + world.joined() + "]";
    }
    EXPECT_EQ(seen, "[loop][frames loop][seconds loop][loop]");
}

TEST(Engine, fault_in_an_event_ends_that_event) {
    ProjectBuilder builder;
    builder.object("oA", {{"Step_0", "log(\"A\"); throw \"boom\";"}}).object("oB", {{"Step_0", "log(\"B\")"}});
    builder.room("rm", {{"a", "oA"}, {"b", "oB"}});
    TestWorld world(builder);
    world.boot();
    EXPECT_FALSE(world->run_frame());
    EXPECT_EQ(world.joined(), "A B");
    EXPECT_FALSE(world->ended());
    EXPECT_EQ(world->faults().at(0).during, "Step_0");
}

TEST(Engine, first_fault_ends_the_game_when_asked) {
    for (const char* thrower : {"throw \"boom\";", "event_perform_async(62, ds_map_create());"}) {
        ProjectBuilder builder;
        builder
            .object("oA", {{"Step_0", std::string("log(\"A\"); ") + thrower + " log(\"never\");"},
                           {"Other_62", "throw \"inner\""}})
            .object("oB", {{"Step_0", "log(\"B\")"}});
        builder.room("rm", {{"a", "oA"}, {"b", "oB"}});
        WorldInput input;
        input.end_at_fault = true;
        TestWorld world(builder, std::move(input));
        world.boot();
        EXPECT_FALSE(world->run_frame());
        EXPECT_EQ(world.joined(), "A");
        EXPECT_TRUE(world->ended());
        EXPECT_EQ(world->faults().size(), 1u);
        EXPECT_EQ(world->async_load_text(), "-1");
    }
}

TEST(Engine, game_end_finishes_the_phase_and_says_goodbye) {
    ProjectBuilder builder;
    builder.object("oA", {{"Step_0", "game_end(); log(\"A\");"},
                          {"Step_2", "log(\"never\")"},
                          {"Other_5", "log(\"roomend\")"},
                          {"Other_3", "log(\"gameend\")"},
                          {"CleanUp_0", "log(\"cleanup\")"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    world->run_frame();
    EXPECT_EQ(world.joined(), "A roomend gameend cleanup");
    EXPECT_TRUE(world->ended());
}

TEST(Engine, game_end_between_frames_says_goodbye_too) {
    ProjectBuilder builder;
    builder.object("oA", {{"Other_5", "log(\"roomend\")"}, {"Other_3", "log(\"gameend\")"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    world.run("game_end(); log(\"on\");");
    EXPECT_EQ(world.joined(), "on roomend gameend");
    EXPECT_TRUE(world->ended());
    EXPECT_TRUE(world->vm().idle());
}

TEST(Engine, clock_moves_when_read_and_with_frames) {
    ProjectBuilder builder;
    TestWorld world(builder);
    world.boot();
    world.run("var before = current_time; while (current_time < before + 2) {} log(\"ended\", current_year, "
              "current_month, current_day, current_hour);");
    EXPECT_EQ(world.joined(), "ended 2025 1 1 12");
    int64_t before = world->clock().now_us();
    for (int frame = 0; frame < 60; ++frame) world->run_frame();
    EXPECT_NEAR(static_cast<double>(world->clock().now_us() - before), 1e6, 4000);
}

TEST(Engine, changing_the_object_of_an_instance) {
    ProjectBuilder builder;
    builder.object("oA", {{"Destroy_0", "log(\"destroyA\", object_index == oA)"}})
        .object("oB", {{"Create_0", "log(\"createB\", object_index == oB)"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    world.run(
        "with (oA) instance_change(oB, true); log(instance_number(oA), instance_number(oB), instance_exists(a));");
    EXPECT_EQ(world.joined(), "destroyA 1 createB 1 0 1 1");
    // What the object says of its instances comes with it.
    world.run("a.visible = false; a.solid = true; with (a) instance_change(oA, false); log(a.visible, a.solid);");
    EXPECT_EQ(world.joined(), "1 0");
    // There and back within one event it is there once.
    world.run("with (a) { instance_change(oB, false); instance_change(oA, false); instance_change(oB, false); } "
              "var n = 0; with (oB) n++; log(n, instance_number(oA), instance_number(oB));");
    EXPECT_EQ(world.joined(), "1 0 1");
}

TEST(Engine, stage_steps) {
    ProjectBuilder builder;
    builder.object("oA", {{"Create_0", "log(\"create\", gold)"}, {"Other_10", "log(\"user\", gold)"}});
    TestWorld world(builder);
    world.boot();
    Result<Instance*> made = world->create("oA", Datum::structure({{"gold", 12}}));
    ASSERT_TRUE(made.has_value());
    EXPECT_TRUE(world->perform("oA", -1, "Other_10").has_value());
    EXPECT_TRUE(world->set_variable_path("oA.gold", "3 * 7").has_value());
    EXPECT_TRUE(world->perform("oA", 0, "Other_10").has_value());
    EXPECT_EQ(world.joined(), "create 12 user 12 user 21");
    EXPECT_EQ(
        world->perform("oA", 1, "Other_10").error().message.find("there is no oA#1; counted from 0 there are oA #"),
        0u);
    EXPECT_EQ(world->perform("oA", 0, "Other_11").error().message,
              "oA has no event Other_11; oA has Create_0, Other_10");
    EXPECT_FALSE(world->perform("oB", 0, "Other_10").has_value());
    EXPECT_FALSE(world->create("oB", {}).has_value());
    EXPECT_FALSE(world->set_variable_path("oA.gold", "3 *").has_value());
    EXPECT_FALSE(world->goto_room("nowhere").has_value());
    Result<Value> value = world->evaluate("oA.gold + 1");
    ASSERT_TRUE(value.has_value());
    EXPECT_EQ(value->as_real(), 22);
}

TEST(Engine, console_knows_enums_that_the_project_never_uses) {
    ProjectBuilder builder;
    builder.script("first", "function f() { return [1, 2, 3, [4, 5, 6]]; }");
    builder.script("second",
                   "enum Price { low = 3, middle, high = Price.low * 10, odd = Price.middle + 1, lost = nobody, after }"
                   "enum Loop { a = Loop.b, b = Loop.a }");
    TestWorld world(builder);
    world.boot();
    world.run("log(Price.middle, Price.odd, Price.low)");
    EXPECT_EQ(world.joined(), "4 5 3");
    for (const char* none : {"Price.lost", "Price.after", "Loop.a", "Price.none"})
        EXPECT_FALSE(world->evaluate(none).has_value()) << none;
    world.run("enum Late { x = Price.odd * 2, y } log(Price.odd);");
    world.run("log(Late.y, Late.x)");
    EXPECT_EQ(world.joined(), "5 11 10");
}

TEST(Engine, requests_know_who_asked) {
    ProjectBuilder builder;
    builder.object("oA", {{"Other_10", "first = http_get(\"u1\"); second = http_get(\"u2\");"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    EXPECT_TRUE(world->perform("oA", 0, "Other_10").has_value());
    world.run("log(a.first, a.second)");
    EXPECT_EQ(world.joined(), "0 1");
    ASSERT_EQ(world->requests().waiting().size(), 2u);
    const Request& request = world->requests().waiting()[1];
    EXPECT_EQ(request.instance_id, 100001u);
    EXPECT_EQ(request.place.text(), "objects/oA/Other_10.gml:1:34");
    EXPECT_EQ(request.completes_as, (EventId{7, 62}));
    EXPECT_EQ(world->requests().find("http", Value(1.0)), &request);
    EXPECT_TRUE(world->requests().close(2));
    EXPECT_EQ(world->requests().find("http", Value(1.0)), nullptr);
}

TEST(Engine, requests_about_own_files_are_answered_once) {
    ProjectBuilder builder;
    builder.object("oA", {{"Other_72", "log(async_load[? \"id\"], async_load[? \"status\"])"}});
    builder.room("rm", {{"a", "oA"}});
    TestWorld world(builder);
    world.boot();
    NewRequest asked{"buffer_save_async", "save_load", {}, events::async_save_load, RequestMode::event, {}, {}};
    asked.answer = {{"status", Value::boolean(true)}};
    world->add_request(asked);
    world->add_request(asked);
    Result<Value> map =
        world->evaluate("var m = ds_map_create(); ds_map_set(m, \"id\", 1); ds_map_set(m, \"status\", false); m");
    ASSERT_TRUE(map);
    world->fire(72, *map);
    EXPECT_EQ(world.joined(), "1 0") << "by hand, before its time";
    world->run_frame();
    EXPECT_EQ(world.joined(), "0 1") << "the other one by itself";
    world->run_frame();
    EXPECT_EQ(world.joined(), "");
    EXPECT_TRUE(world->requests().waiting().empty());
    EXPECT_EQ(world->ds().count(), 0u);
}

TEST(Engine, requests_wait_until_their_answer_is_fired) {
    ProjectBuilder builder;
    TestWorld world(builder);
    world.boot();
    world->add_request({"http_get", "http", {}, events::async_web, RequestMode::event, {}, {}});
    world->add_request({"get_string_async", "dialog", {}, events::async_dialog, RequestMode::event, {}, {}});
    auto fire = [&](int32_t event, const std::string& status) {
        Result<Value> map = world->evaluate("var m = ds_map_create(); ds_map_set(m, \"id\", 0); "
                                            "ds_map_set(m, \"status\", " +
                                            status + "); m");
        ASSERT_TRUE(map);
        world->fire(event, *map);
    };
    fire(62, "1");
    EXPECT_EQ(world->requests().waiting().size(), 2u) << "a download in progress";
    fire(62, "0");
    ASSERT_EQ(world->requests().waiting().size(), 1u);
    EXPECT_EQ(world->requests().waiting()[0].kind, "get_string_async");
    fire(63, "1");
    EXPECT_TRUE(world->requests().waiting().empty());
}

TEST(Engine, the_handler_of_unhandled_exceptions_runs_in_slices) {
    ProjectBuilder builder;
    builder.script("s", "function slow(e) { var n = 0; repeat (10000) n++; log(\"told\", n); throw \"again\"; }");
    TestWorld world(builder);
    world.boot();
    Result<Value> handler = world->evaluate("slow");
    Result<CodeId> code = world->compile("throw \"first\";", "bad");
    ASSERT_TRUE(handler && code);
    world->unhandled_handler = *handler;
    world->start_code(*code);
    int slices = 0;
    RunResult how;
    while ((how = world->resume(1000)) == RunResult::slice) ++slices;
    EXPECT_EQ(how, RunResult::fault);
    EXPECT_GT(slices, 5);
    EXPECT_EQ(world.joined(), "told 10000");
    EXPECT_EQ(world->faults().size(), 2u) << "what the handler throws is recorded and told to nobody";
    EXPECT_TRUE(world->unhandled_handler.same_as(*handler));
}

TEST(Engine, stubs_answer_neutrally_and_say_so_once) {
    ProjectBuilder builder;
    builder.object("oA",
                   {{"Step_0", "draw_rectangle(0, 0, 1, 1, false); s = surface_create(8, 8); log(surface_exists(s)); "
                               "surface_free(s); log(surface_exists(s), os_get_language());"}});
    builder.room("rm", {{"a", "oA"}});
    WorldInput input;
    input.answers = {{"os_get_language", "\"e\" + \"n\""}};
    TestWorld world(builder, std::move(input));
    world.boot();
    world->run_frame();
    world->run_frame();
    EXPECT_EQ(world.joined(), "1 0 en 1 0 en");
    EXPECT_TRUE(world->faults().empty());
    size_t rectangles = 0;
    for (const Diagnostic& each : world->problems()) rectangles += each.message.starts_with("draw_rectangle");
    EXPECT_EQ(rectangles, 1u);
}

TEST(Engine, strict_makes_a_stub_a_fault_and_a_mock_replaces_it) {
    for (bool mocked : {false, true}) {
        ProjectBuilder builder;
        builder.object("oA", {{"Step_0", "log(os_get_language());"}});
        builder.room("rm", {{"a", "oA"}});
        WorldInput input;
        input.strict = true;
        if (mocked) input.mocks.push_back({"mocks/language.gml", "function os_get_language() { return \"mock\"; }"});
        TestWorld world(builder, std::move(input));
        world.boot();
        EXPECT_EQ(world->run_frame(), mocked);
        EXPECT_EQ(world.joined(), mocked ? "mock" : "");
    }
}

TEST(Engine, extensions_give_functions_constants_and_init) {
    ProjectBuilder builder;
    Project& project = builder.project();
    project.code.push_back(
        {"shop.gml",
         SourceFile("extensions/shop/shop.gml",
                    "#define shop_init\nlog(\"init\", SHOP_MAX);\n#define shop_twice\nreturn argument0 * 2;\n"),
         true, false});
    Extension extension;
    extension.name = "shop";
    ExtensionFile code;
    code.name = "shop.gml";
    code.kind = ExtensionFileKind::gml;
    code.code = 0;
    code.init_function = "shop_init";
    code.functions.push_back({"shop_double", "shop_twice", "", {}, true, ExtensionType::real, false});
    code.constants.push_back({"SHOP_MAX", "(3 + 4)", false});
    ExtensionFile library;
    library.name = "shop.ext";
    library.functions.push_back({"shop_buy", "buy", "", {}, true, ExtensionType::string, false});
    extension.files = {code, library};
    project.extensions.push_back(extension);
    TestWorld world(builder);
    EXPECT_TRUE(world->boot());
    EXPECT_EQ(world.joined(), "init 7");
    world.run("log(shop_double(SHOP_MAX), shop_buy(\"sword\") == \"\")");
    EXPECT_EQ(world.joined(), "14 1");
}

TEST(Engine, instruction_limit_in_boot_and_code_with_errors) {
    ProjectBuilder builder;
    builder.script("s1", "while (true) {}").script("s2", "log(\"two\")").script("s3", "var = ;");
    WorldInput input;
    input.vm_limits.budget = 10000;
    input.project = builder.done();
    for (std::span<const NativeRow> table : test_natives()) input.natives.push_back(table);
    TestWorld world(std::make_unique<World>(std::move(input)));
    EXPECT_FALSE(world->boot());
    EXPECT_EQ(world.joined(), "two");
    EXPECT_EQ(world->faults().size(), 2u);
    EXPECT_TRUE(std::any_of(world->diagnostics().begin(), world->diagnostics().end(),
                            [](const Diagnostic& each) { return each.severity == Severity::error; }));
}

TEST(Engine, a_cancelled_step_ends_where_it_stood) {
    ProjectBuilder builder;
    builder.object("obj_a",
                   {{"Step_0", "try { while (true) {} } catch (e) { log(\"caught\"); } finally { log(\"x\"); }"},
                    {"Step_2", "log(\"end step\")"}});
    builder.room("rm", {{"a", "obj_a"}});
    TestWorld world(builder);
    world.boot();
    world->start_frame();
    EXPECT_EQ(world->resume(1000), RunResult::slice);
    EXPECT_EQ(world->here().line, 1u);
    world->cancel();
    EXPECT_TRUE(world->vm().idle());
    EXPECT_FALSE(world->ended());
    EXPECT_EQ(world.joined(), "") << "neither catch nor finally, nor the rest of the step";
    ASSERT_EQ(world->faults().size(), 1u);
    EXPECT_EQ(world->faults()[0].fault.kind, Fault::Kind::cancel);
    EXPECT_EQ(world->faults()[0].during, "Step_0");
    EXPECT_EQ(world->faults()[0].object, "obj_a");
    EXPECT_EQ(world->faults()[0].place.line, 1u);
    EXPECT_EQ(WorldInvariants::broken(*world), "");
    world->cancel();
    EXPECT_EQ(world->faults().size(), 1u) << "nothing runs";
}

} // namespace scope::test
