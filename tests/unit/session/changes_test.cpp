// What a handler run changed: all of it, nothing else, with the value that was there when it began.

#include "core/data/typed_json.h"
#include "core/session/session.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

using namespace scope;

namespace {

#ifdef ASYNCSCOPE_TORMENT
constexpr bool tiny = true; // heaps are
#else
constexpr bool tiny = false;
#endif

/// One event at the project tests/projects/troubled with another HTTP handler of obj_mail, in which ready is false and
/// count 0. `stage` runs before, in global scope. Changes of a run as "path old -> new; ".
class Changes : public testing::Test {
protected:
    void SetUp() override {
        namespace fs = std::filesystem;
        folder = fs::temp_directory_path() / ("changes_" + std::to_string(::getpid()));
        fs::remove_all(folder);
        fs::copy(SOURCE_DIR "/tests/projects/troubled", folder, fs::copy_options::recursive);
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    HandlerRecord run(const std::string& stage, const std::string& code) {
        std::ofstream(folder / "objects/obj_mail/Other_62.gml") << code;
        SessionOptions options;
        options.record_both_ways = true;
        options.project = folder.string();
        auto session = Session::open(options);
        EXPECT_TRUE(session) << (session ? "" : session.error().text());
        EXPECT_TRUE((*session)->boot());
        if (!stage.empty()) {
            EXPECT_TRUE((*session)->console(stage));
        }
        auto index = (*session)->fire(
            {"ev_async_web", "", Datum::ds_map({{"id", 7}, {"status", 404}, {"result", "a text"}}), {}});
        EXPECT_TRUE(index) << (index ? "" : index.error().text());
        auto event = (*session)->events().event(*index);
        for (const HandlerRecord& handler : event->dispatches[0].handlers)
            if (handler.object == "obj_mail") {
                EXPECT_FALSE(handler.fault) << handler.fault->message;
                problems.clear();
                for (const Diagnostic& each : (*session)->problems()) problems += each.message + "\n";
                return handler;
            }
        ADD_FAILURE() << "obj_mail did not run";
        return {};
    }
    std::string of(const std::string& stage, const std::string& code) {
        std::string text;
        for (const ChangeRecord& change : run(stage, code).changes)
            text += change.path + (change.old_value ? " " + summary(*change.old_value, 60) : "") + " ->" +
                    (change.new_value ? " " + summary(*change.new_value, 60) : "") + "; ";
        return text;
    }
    std::string of(const std::string& code) { return of("", code); }

    std::filesystem::path folder;
    std::string problems;
};

} // namespace

TEST_F(Changes, BuiltInVariablesInstancesAndTheRoomToo) {
    EXPECT_EQ(of("speed = 4;"), "self.speed 0 -> 4; ");
    EXPECT_EQ(of("speed = 4; speed = 0;"), "");
    EXPECT_EQ(of("motion_set(90, 2);"), "self.speed 0 -> 2; self.direction 0 -> 90; ");
    EXPECT_EQ(of("path_position = 0.5;"), "self.path_position 0 -> 0.5; ");
    EXPECT_EQ(of("score += 10; lives = 2;"), "score 0 -> 10; lives -1 -> 2; ");
    EXPECT_EQ(of("view_visible[2] = true;"), "view_visible[2] false -> true; ");
    EXPECT_EQ(of("game_set_speed(30, gamespeed_fps);"), "room_speed 60 -> 30; ");
    EXPECT_EQ(of("room_goto(room_add());"), "room ref room rm_start -> ref room __newroom1; ");
    EXPECT_EQ(of("x = 5; alarm[0] = 3;"), "self.x 64 -> 5; self.alarm[0] -1 -> 3; ");
}

TEST_F(Changes, AnInstanceIsShownByWhatItIs) {
    EXPECT_EQ(of("instance_destroy(instance_create_depth(1, 2, 0, obj_mail));"), "");
    EXPECT_EQ(of("with (instance_create_depth(1, 2, 0, obj_mail)) { count = 8; speed = 3; image_index = 2; }"),
              "obj_mail#100004 -> {\"x\":1,\"y\":2,\"depth\":0,\"image_index\":2,\"mine\":7,\"ready\":f...; ");
    HandlerRecord handler = run("", "count = 3; instance_destroy();");
    ASSERT_EQ(handler.changes.size(), 2u);
    EXPECT_EQ(handler.changes[1].path, "obj_mail#100001");
    EXPECT_EQ(*handler.changes[1].old_value->find("count"), Datum(0)); // as it was when the run began
    EXPECT_FALSE(handler.changes[1].new_value);
}

TEST_F(Changes, WhatHangsAtOtherInstancesStaticsMethodsAndStructuresHasAName) {
    const char* stage = "with (obj_mail) { data = { v: 1, list: [1, 2] }; }";
    EXPECT_EQ(
        of(stage, "with (instance_create_depth(0, 0, 0, obj_mail)) {} data.v = 2; data.list[0] = 9;").substr(0, 15),
        "obj_mail#100004");
    EXPECT_EQ(of("global.other = instance_create_depth(0, 0, 0, obj_mail); global.other.data = { v: 1, list: [1] };",
                 "global.other.data.v = 2; array_push(global.other.data.list, 5);"),
              "obj_mail#100004.data.v 1 -> 2; obj_mail#100004.data.list[1] -> 5; ");
    EXPECT_EQ(of("function counter() { static calls = 0; static box = { v: 1 }; calls++; box.v++; } counter();",
                 "counter();"),
              "counter.calls 1 -> 2; counter.box.v 2 -> 3; ");
    EXPECT_EQ(of("global.meth = method({ z: 1 }, function() { z++; });", "global.meth();"),
              "method_get_self(global.meth).z 1 -> 2; ");
    EXPECT_EQ(of("global.g = ds_grid_create(2, 2); global.g[# 1, 0] = { v: 1 };", "global.g[# 1, 0].v = 2;"),
              "global.g[# 1, 0].v 1 -> 2; ");
    EXPECT_EQ(of("global.m = ds_map_create(); global.m[? 5] = { v: 1 };", "global.m[? 5].v = 2;"),
              "global.m[? 5].v 1 -> 2; ");
    EXPECT_EQ(of("global.s = ds_stack_create(); ds_stack_push(global.s, [1]);", "ds_stack_top(global.s)[@ 0] = 2;"),
              "global.s[0][0] 1 -> 2; ");
    EXPECT_EQ(of("score = { a: 1 };", "score.a = 5;"), "(unnamed struct).a 1 -> 5; ");
}

TEST_F(Changes, HoweverMuchThereIs) {
    if (tiny) GTEST_SKIP() << "such a game does not fit";
    EXPECT_EQ(of("obj_mail.big = []; for (var i = 0; i < 25000; i++) array_push(obj_mail.big, { i : i }); global.g = { "
                 "a : 1 };",
                 "global.g.a = 5; big[22000].i = -1;"),
              "global.g.a 1 -> 5; self.big[22000].i 22000 -> -1; ");
    EXPECT_EQ(of("global.g = { a: 1 };", "var l = []; for (var i = 0; i < 12000; i++) l[i] = i; global.g.a = 9;"),
              "global.g.a 1 -> 9; ");
    EXPECT_EQ(problems.find("record-cut"), std::string::npos);
    EXPECT_EQ(of("global.long = string_repeat(\"a\", 70000);", "global.long += \"b\";").substr(0, 14),
              "global.long \"a");
    EXPECT_EQ(of("global.long = string_repeat(\"a\", 70000);", "global.long = string_repeat(\"a\", 70000);"), "");
}

TEST_F(Changes, NothingIsAChangeThatMakesNoDifference) {
    EXPECT_EQ(of("global.pos = { x: 0, y: 0 }; global.arr = [1, [2]];",
                 "global.pos = { x: 0, y: 0 }; global.arr = [1, [2]];"),
              "");
    EXPECT_EQ(of("global.c = json_parse(\"{\\\"a\\\":[1,2]}\");", "global.c = json_parse(\"{\\\"a\\\":[1,2]}\");"), "");
    EXPECT_EQ(of("global.l = ds_list_create(); ds_list_add(global.l, 1, 2);", "ds_list_sort(global.l, true);"), "");
    EXPECT_EQ(of("global.l = ds_list_create();", "ds_list_clear(global.l);"), "");
    EXPECT_EQ(of("global.z = 0;", "global.z = -global.z; motion_add(0, 0);"), "");
    EXPECT_EQ(of("global.g = { a: 1 };", "global.g.a = 5; global.g.a = 1;"), "");
    EXPECT_EQ(of("global.g = { a: 1 };", "global.g.a = 5; global.g = { a: 1 };"), "");
    EXPECT_EQ(of("global.g = ds_grid_create(2, 2);", "global.g[# 0, 0] = 0;"), "");
}

TEST_F(Changes, TheOldValueIsOfWhenTheRunBegan) {
    EXPECT_EQ(of("global.g = { a: 1, b: [1, 2] };", "global.g.a = 5; array_push(global.g.b, 3); global.g = { a: 7 };"),
              "global.g {\"a\":1,\"b\":[1,2]} -> {\"a\":7}; ");
    EXPECT_EQ(of("global.arr = [1, 2, 3];", "array_push(global.arr, 4); global.arr = [9];"),
              "global.arr [1,2,3] -> [9]; ");
    EXPECT_EQ(of("global.g = { a: 1, b: 2 };", "struct_remove(global.g, \"a\"); global.g = undefined;"),
              "global.g {\"b\":2,\"a\":1} -> undefined; ");
    EXPECT_EQ(of("global.l = ds_list_create(); ds_list_add(global.l, 3, 1);",
                 "global.l[| 0] = 5; ds_list_add(global.l, 2); ds_list_sort(global.l, true);"),
              "global.l[*] [3,1] -> [1,2,5]; ");
    EXPECT_EQ(of("global.g = ds_grid_create(2, 2); global.g[# 1, 0] = 5;",
                 "global.g[# 0, 1] = 7; ds_grid_resize(global.g, 1, 2);"),
              "global.g[*] [[0,5],[0,0]] -> [[0],[7]]; ");
    EXPECT_EQ(of("global.p = ds_priority_create(); ds_priority_add(global.p, \"a\", 2);",
                 "ds_priority_add(global.p, \"b\", 1);"),
              "global.p[*] [[\"a\",2]] -> [[\"b\",1],[\"a\",2]]; ");
    EXPECT_EQ(of("global.q = ds_queue_create(); ds_queue_enqueue(global.q, 1, 2);", "ds_queue_dequeue(global.q);"),
              "global.q[*] [1,2] -> [2]; ");
}

TEST_F(Changes, WhatIsFreedIsAChangeAndANewOneInItsPlaceIsNotIt) {
    EXPECT_EQ(of("global.m = ds_map_create(); global.m[? \"k\"] = 1;", "ds_map_destroy(global.m);"),
              "global.m[*] {\"k\":1} ->; ");
    EXPECT_EQ(of("global.m = ds_map_create(); global.m[? \"k\"] = 1;",
                 "global.m[? \"k\"] = 3; ds_map_destroy(global.m); global.m = ds_map_create(); global.m[? \"k\"] = 2;"),
              "ref ds_map 0[*] {\"k\":1} ->; global.m ref ds_map 0 -> {\"k\":2}; ");
    // What a structure owns goes with it, as part of it.
    EXPECT_EQ(of("global.m = ds_map_create(); var l = ds_list_create(); ds_list_add(l, 4); ds_map_add_list(global.m, "
                 "\"l\", l);",
                 "ds_map_destroy(global.m);"),
              "global.m[*] {\"l\":[4]} ->; ");
}

TEST_F(Changes, EntriesAreNamedByTheirKeys) {
    EXPECT_EQ(of("global.m = ds_map_create();",
                 "global.m[? 1] = 5; global.m[? 1.5] = 6; global.m[? true] = 7; global.m[? \"a\\\"]b\"] = 8;"),
              "global.m[? 1] -> 7; global.m[? 1.5] -> 6; global.m[? \"a\\\"]b\"] -> 8; ");
    EXPECT_EQ(of("global.g = ds_grid_create(3, 2);", "global.g[# 2, 1] = 4;"), "global.g[# 2, 1] 0 -> 4; ");
    // Two names, two changes: the new one, and what became of what it names.
    EXPECT_EQ(of("global.players = [{ hp: 10 }];", "target = global.players[0]; target.hp -= 5;"),
              "self.target -> {\"hp\":5}; self.target.hp 10 -> 5; ");
    EXPECT_EQ(of("obj_mail.made = 0;", "made = { a: 1 }; made.b = { c: 2 }; made.b.c = 3;"),
              "self.made 0 -> {\"a\":1,\"b\":{\"c\":3}}; ");
}

TEST_F(Changes, WhatLeadsBackToItselfIsNoTrouble) {
    EXPECT_EQ(
        of("global.a = array_create(3, 1); global.a[3] = global.a;", "for (var i = 0; i <= 3; i++) global.a[i] = 9;")
            .substr(0, 38),
        "global.a[0] 1 -> 9; global.a[1] 1 -> 9");
    EXPECT_EQ(of("global.s = { a: 1 }; global.s.me = global.s;", "global.s.me = undefined;"),
              "global.s.me {\"$id\":1,\"value\":{\"a\":1,\"me\":same as #1}} -> undefined; ");
    HandlerRecord handler = run("global.kids = []; repeat (50) array_push(global.kids, { v: 1, owner: global.kids });",
                                "array_delete(global.kids, 0, 1); array_resize(global.kids, 0);");
    EXPECT_EQ(handler.changes.size(), 50u);
    for (const ChangeRecord& change : handler.changes) EXPECT_TRUE(change.old_value && !change.new_value);
}

TEST_F(Changes, TwoThingsNeverHaveOneName) {
    EXPECT_EQ(of("global.cur = ds_list_create(); global.prev = ds_list_create(); ds_list_add(global.prev, 1);",
                 "var t = global.cur; global.cur = global.prev; global.prev = t; ds_list_clear(global.cur); "
                 "ds_list_add(global.cur, 5);"),
              "global.cur ref ds_list 0 -> ref ds_list 1; global.prev ref ds_list 1 -> ref ds_list 0; global.cur[*] "
              "[1] -> [5]; ");
    EXPECT_EQ(of("global.s = { a: { b: 1 } }; global.s[$ \"a.b\"] = 1;", "global.s[$ \"a.b\"] = 5; global.s.a.b = 6;"),
              "global.s[$ \"a.b\"] 1 -> 5; global.s.a.b 1 -> 6; ");
    EXPECT_EQ(
        of("global.k = { x: 1 }; global.m = ds_map_create(); global.m[? global.k] = 1;", "global.m[? global.k] = 5;")
            .substr(0, 11),
        "global.m[*]");
}

TEST_F(Changes, OrderAndGrowthOfListsAndMaps) {
    EXPECT_EQ(of("global.l = ds_list_create(); ds_list_add(global.l, 1, 2, 3);",
                 "ds_list_delete(global.l, 2); ds_list_delete(global.l, 1); ds_list_clear(global.l);"),
              "global.l[*] [1,2,3] -> []; ");
    EXPECT_EQ(of("global.l = ds_list_create(); ds_list_add(global.l, 1, 2, 3);",
                 "repeat (3) ds_list_delete(global.l, 0); ds_list_add(global.l, 1, 2, 3);"),
              "");
    EXPECT_EQ(of("global.l = ds_list_create(); ds_list_add(global.l, 9);", "global.l[| 3] = 1;"),
              "global.l[| 1] -> 0; global.l[| 2] -> 0; global.l[| 3] -> 1; ");
    EXPECT_EQ(
        of("global.m = ds_map_create(); global.m[? \"a\"] = 1; global.m[? \"b\"] = 2;",
           "ds_map_delete(global.m, \"a\"); ds_map_clear(global.m); global.m[? \"a\"] = 1; global.m[? \"b\"] = 2;"),
        "");
    EXPECT_EQ(of("global.s = { a: 1, b: 2 };", "struct_remove(global.s, \"a\"); global.s = { a: 1, b: 2 };"), "");
    EXPECT_EQ(of("global.m = ds_map_create(); global.m[? 0] = 1;", "global.m[? 0] = 5; global.m[? -0.0] = 6;"),
              "global.m[? 0] 1 -> 6; ");
    // What a list owns and what it holds are two things.
    EXPECT_EQ(
        of("global.l = ds_list_create(); ds_list_add(global.l, ds_map_create()); ds_list_mark_as_map(global.l, 0);",
           "ds_list_sort(global.l, true); global.l[| 0][? \"a\"] = 5;"),
        "global.l[| 0][? \"a\"] -> 5; ");
}

TEST_F(Changes, AnOuterRunStartsFromBeforeTheInnerOne) {
    const char* stage = "global.g = { a: 1 };";
    EXPECT_EQ(of(stage, "var m = ds_map_create(); event_perform_async(ev_async_dialog, m); global.g.a = 3;"),
              "global.g.a 1 -> 3; ");
}

TEST_F(Changes, LongChainsHaveShortNames) {
    if (tiny) GTEST_SKIP() << "such a game does not fit";
    HandlerRecord handler =
        run("var n = { v: 0 }; global.chain = n; repeat (10000) { n.next = { v: 0 }; n = n.next; } global.last = n;",
            "for (var n = global.chain; n != undefined; n = n[$ \"next\"]) n.v = 1;");
    ASSERT_EQ(handler.changes.size(), 10'000u);
    for (const ChangeRecord& change : handler.changes) ASSERT_LT(change.path.size(), 200u);
    EXPECT_NE(handler.changes[5000].path.find("..."), std::string::npos);
}

TEST_F(Changes, ARunThatChangesVeryMuchIsCutAndStaysSmall) {
    if (tiny) GTEST_SKIP() << "such a game does not fit";
    HandlerRecord handler = run("global.s = string_repeat(\"a\", 65000); global.t = string_repeat(\"b\", 65000); "
                                "global.arr = array_create(10000, global.s);",
                                "for (var i = 0; i < 10000; i++) global.arr[i] = global.t;");
    EXPECT_EQ(handler.changes.size(), 10'000u);
    size_t bytes = 0;
    for (const ChangeRecord& change : handler.changes)
        bytes += size_estimate(*change.old_value) + size_estimate(*change.new_value);
    EXPECT_LT(bytes, size_t(100) << 20);
}

TEST_F(Changes, AllKeysOfThePayloadThatGoAreWrites) {
    auto writes = [&](const char* code) {
        std::string text;
        for (const KeyWriteRecord& write : run("", code).writes)
            text += write.key + (write.new_value ? " -> " + summary(*write.new_value, 20) : " deleted") + "; ";
        return text;
    };
    EXPECT_EQ(writes("ds_map_clear(async_load);"), "id deleted; status deleted; result deleted; ");
    EXPECT_EQ(writes("ds_map_destroy(async_load);"), "id deleted; status deleted; result deleted; ");
    EXPECT_EQ(writes("var m = ds_map_create(); m[? \"id\"] = 7; m[? \"fresh\"] = 1; ds_map_copy(async_load, m); "
                     "ds_map_destroy(m);"),
              "status deleted; result deleted; fresh -> 1; ");
}
