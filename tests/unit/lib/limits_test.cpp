// What would need more memory or time than a game may use ends in a limit, which no catch sees.

#include "lib_world.h"

#include "tests/support/effort.h"

#include <chrono>

namespace scope::test {

namespace {

/// Runs code inside of a try and tells which limit ended it; "" when none did.
std::string limit_of(const std::string& gml, uint64_t budget = 2'000'000) {
    WorldInput input;
    input.heap_limits.total_bytes = size_t(64) << 20;
    input.heap_limits.string_bytes = size_t(4) << 20;
    input.heap_limits.array_items = size_t(1) << 20;
    input.vm_limits.budget = budget;
    LibWorld world(std::move(input));
    Result<Value> result = world.world->evaluate("try { " + gml + " } catch (e) { }");
    if (result.has_value()) return "";
    const Fault& fault = world.last_fault().fault;
    EXPECT_EQ(fault.kind, Fault::Kind::limit) << gml << ": " << fault.message;
    return fault.code;
}

TEST(LibLimits, MemoryIsAskedFor) {
    const char* codes[] = {
        "string_repeat(\"x\", 1000000000)",
        "string_repeat(string_repeat(\"x\", 1000000), 9000000000000000000)",
        "var s = string_repeat(\"x\", 1000000); string_replace_all(s, \"x\", s)",
        "var s = string_repeat(\"x\", 3000000); string_insert(s, s, 1)",
        "var s = string_repeat(\"x\", 3000000); string_concat(s, s)",
        "var s = string_repeat(\"x\", 1000000); string_join(s, 1, 2, 3, 4, 5, 6)",
        "string_join_ext(\",\", array_create(100000, string_repeat(\"x\", 1000000)))",
        "var s = string_repeat(\"x\", 1000000); string(\"{0}{0}{0}{0}{0}\", s)",
        "var s = string_repeat(\"x\", 3500000); base64_encode(s)",
        "var b = buffer_create(3500000, buffer_fixed, 1); buffer_base64_encode(b, 0, -1)",
        "while (true) http_get(\"https://example.com/\")",
        "string_format(1, 1000000000, 2)",
        "array_create(real(\"1000000000000\"))",
        "array_create(infinity)",
        "var a = []; array_set(a, 1000000000000, 1)",
        "var a = []; array_insert(a, 100000000, 1)",
        "var a = []; array_resize(a, 1000000000000)",
        "var a = []; array_copy(a, 9000000000000000000, [1], 0, 1)",
        "var a = array_create(600000); array_concat(a, a)",
        "array_create_ext(1000000000, function(i) { return i; })",
    };
    for (const char* code : codes) EXPECT_EQ(limit_of(code, 10'000'000), "memory") << code;
}

TEST(LibLimits, WorkIsCharged) {
    // Under torment an array grows by one item at a time.
    const std::string pieces = std::to_string(sized(500000, 500000, 5000));
    const std::string codes[] = {
        "var s = string_repeat(\"a\", 1000000); repeat (1000) string_count(\"aa\", s)",
        "var s = string_repeat(\"a\", 1000000); repeat (10000) string_pos(\"b\", s)",
        "var s = string_repeat(\"a\", 1000000); repeat (10000) string_upper(s)",
        "var s = string_repeat(\"a\", 1000000); repeat (10000) md5_string_utf8(s)",
        "var a = array_create(100000, 1); repeat (1000) array_contains(a, 2)",
        "var a = array_create(100000, 1); repeat (1000) array_sort(a, true)",
        "var a = array_create(100000, 1); repeat (1000) array_equals(a, array_concat(a))",
        "var a = array_create(100000, 1); repeat (1000) array_reverse(a)",
        "var a = array_create(100000, 1); repeat (1000) variable_clone(a)",
        "var a = array_create(10000, 1); array_sort(a, function(x, y) { while (true) { } })",
        "var a = array_create(1000, \"ab\"); array_contains_ext(array_create(100000, 1), a)",
        "var a = array_create(1000, string_repeat(\"1\", 1000000)); repeat (1000) array_contains(a, 2)",
        "var a = array_create(1000, 2); repeat (1000) array_contains(a, string_repeat(\"1\", 1000000))",
        "var l = ds_list_create(); repeat (1000) ds_list_add(l, 2); repeat (1000) "
        "ds_list_find_index(l, string_repeat(\"1\", 1000000))",
        "var s = string_repeat(\"ab\", " + pieces +
            "); string_trim(s, array_create(1000, \"x\")); repeat (1000) string_split(s, \"a\")",
    };
    for (const std::string& code : codes) EXPECT_EQ(limit_of(code), "budget") << code;
}

/// Work of the parts that natives use: each of these would go on for minutes if only calls counted.
TEST(LibLimits, WorkOfThePartsIsCharged) {
    const char* codes[] = {
        "var l = ds_list_create(); repeat (100000) ds_list_add(l, 1); repeat (1000) ds_list_insert(l, 0, 1)",
        "var l = ds_list_create(); repeat (100000) ds_list_add(l, 1); repeat (90000) ds_list_delete(l, 0)",
        "repeat (300) { var f = file_text_open_write(string_repeat(\"a\", 200) + string(irandom(1000000)));"
        "file_text_close(f); } repeat (1000) file_find_first(string_repeat(\"*a\", 100) + \"b\", 0)",
        "var a = array_create(1000, array_create(1000, 1)), b = array_create(1000, array_create(1000, 1));"
        "repeat (1000) { for (var i = 0; i < 1000; ++i) { a[i] = array_create(1000, 1); b[i] = array_create(1000, 1); }"
        "array_equals(a, b); }",
        "var s = {}, a = array_create(100000, 1); repeat (1000) struct_get(s, a)",
        "var s = string_repeat(\"a\", 1000000); repeat (1000) filename_ext(s)",
        "var s = string_repeat(\"a\", 1000000); repeat (1000) asset_get_index(s)",
        "var t = array_create(50000, \"x\"); repeat (1000) string_trim(\"y\", t)",
        "var f = function(n) { if (n > 0) return self.f(n - 1); repeat (100000) try { throw_it(); } catch (e) { } };"
        "self.f = f; self.throw_it = function() { return undefined_name; }; f(1500)",
    };
    for (const char* code : codes) EXPECT_EQ(limit_of(code), "budget") << code;
}

/// The units that code costs.
uint64_t units_of(LibWorld& world, const std::string& gml) {
    world.value(gml);
    return world.world->input().vm_limits.budget - world.world->vm().budget();
}
/// The same after `prepare`, which may leave globals behind.
uint64_t units_of(const std::string& prepare, const std::string& gml) {
    LibWorld world;
    world.value(prepare);
    return units_of(world, gml);
}

constexpr size_t long_text = 1'000'000;

/// Globals whose texts have so many bytes: `s` alone, `t` and `u` alike but two strings, `v` different at the end.
std::string texts_of(size_t bytes) {
    std::string all = "global.s = string_repeat(\"1\", " + std::to_string(bytes) + ");";
    all += "global.t = global.s + \"b\"; global.u = global.s + \"b\"; global.v = global.s + \"c\";";
    all += "global.wide = string_repeat(\"\u00e4\", " + std::to_string(bytes / 2) + ");";
    all += "global.blanks = string_repeat(\" \", " + std::to_string(bytes) + ") + \"1\";";
    all += "global.map = ds_map_create(); global.map[? global.t] = 1;";
    all += "global.list = ds_list_create(); ds_list_add(global.list, global.t);";
    all += "global.priority = ds_priority_create(); ds_priority_add(global.priority, global.t, 1);";
    all += "global.grid = ds_grid_create(1, 2); ds_grid_clear(global.grid, global.t); global.grid[# 0, 1] = global.v;";
    all += "global.array = [global.t, global.v]; global.same = [global.u, global.v]; global.object = {a: 1};";
    return all;
}

TEST(LibLimits, LookingAtTextIsChargedByItsBytes) {
    const char* codes[] = {
        "global.t == global.u",
        "global.t != global.v",
        "global.t < global.v",
        "switch (global.t) { case global.u: break; }",
        "global.s > 0",
        "if (global.blanks) {}",
        "abs(global.blanks)",
        "is_nan(global.blanks)",
        "real(global.s)",
        "int64(global.s)",
        "bool(global.blanks)",
        "max(global.t, global.v)",
        "global.map[? global.u]",
        "global.map[? global.v + \"d\"]",
        "ds_map_exists(global.map, global.u)",
        "ds_list_find_index(global.list, global.u)",
        "ds_list_find_index(global.list, global.v)",
        "ds_priority_find_priority(global.priority, global.u)",
        "ds_grid_value_exists(global.grid, 0, 0, 0, 1, global.u)",
        "ds_grid_sort(global.grid, 0, true)",
        "array_sort(global.array, true)",
        "array_contains(global.array, global.u)",
        "array_equals(global.array, global.same)",
        "array_unique(array_concat(global.array, global.same))",
        "string_length(global.wide)",
        "string_char_at(global.wide, 400000)",
        "string_copy(global.wide, 1, 400000)",
        "string_pos(\"b\", global.s)",
        "string_last_pos(\"b\", global.s)",
        "string_count(\"b\", global.s)",
        "string_replace(global.s, \"b\", \"c\")",
        "string_replace_all(global.s, \"b\", \"c\")",
        "string_split(global.s, \"b\")",
        "string_trim(global.t, [global.v])",
        "string_starts_with(global.t, global.u)",
        "string_ends_with(global.t, global.u)",
        "string_upper(global.s)",
        "string_digits(global.s)",
        "string_delete(global.s, 1, 1)",
        "base64_encode(global.s)",
        "base64_decode(global.s)",
        "md5_string_utf8(global.s)",
        "sha1_string_unicode(global.s)",
        "json_parse(global.s)",
        "json_decode(global.s)",
        "struct_exists(global.object, global.s)",
        "global.object[$ global.s]",
        "variable_global_exists(global.s)",
        "asset_get_index(global.s)",
        "handle_parse(global.s)",
        "layer_get_id(global.s)",
        "file_exists(global.s)",
        "ds_list_read(global.list, global.s)",
    };
    LibWorld short_texts, long_texts;
    short_texts.value(texts_of(8));
    long_texts.value(texts_of(long_text));
    for (const char* code : codes) {
        EXPECT_LT(units_of(short_texts, code), 300u) << code;
        EXPECT_GT(units_of(long_texts, code), long_text / 20) << code;
    }
}

TEST(LibLimits, PartsOfTextAreChargedByWhatIsLookedAt) {
    const char* codes[] = {
        "string_length(global.s)",
        "string_byte_length(global.wide)",
        "string_char_at(global.s, 500000)",
        "string_ord_at(global.s, 500000)",
        "string_copy(global.s, 500000, 5)",
        "string_char_at(global.wide, 400000)",
        "string_copy(global.wide, 300000, 5)",
        "string_pos_ext(\"b\", global.wide, 499990)",
        "string_byte_at(global.wide, 500000)",
        "string_pos(\"1\", global.s)",
        "string_pos_ext(\"1\", global.s, 500000)",
        "string_last_pos(\"b\", global.t)",
        "string_starts_with(global.s, \"11\")",
        "string_ends_with(global.t, \"1b\")",
        "ord(global.wide)",
        "string_trim(global.s)",
        "global.s == global.t",
    };
    LibWorld world;
    world.value(texts_of(long_text) + "string_length(global.s); string_length(global.t);" +
                "repeat (2) string_char_at(global.wide, 500000);"); // from the second look on there is an index
    for (const char* code : codes) EXPECT_LT(units_of(world, code), 300u) << code;
}

/// When everything is spent, comparing looks at nothing any more and cannot tell: that must not be seen.
TEST(LibLimits, NothingIsDoneWithAnAnswerThatWasNotPaid) {
    std::string chain;
    for (int i = 0; i < 200; ++i) chain += "if (global.t != global.u) global.wrong = true;";
    for (const char* start :
         {"", "array_sort(array_concat(array_create(50, global.t), array_create(50, global.v)), true);"}) {
        WorldInput input;
        input.vm_limits.budget = 2'000'000;
        LibWorld world(std::move(input));
        world.value("global.wrong = false;" + texts_of(long_text));
        EXPECT_FALSE(world.world->evaluate(start + chain).has_value());
        EXPECT_EQ(world.last_fault().fault.code, "budget");
        EXPECT_EQ(world.text("global.wrong"), "0");
    }
}

/// No loop of GML's lies between these, so that nothing but the natives could notice.
TEST(LibLimits, CallbacksThatAreBuiltInCount) {
    EXPECT_EQ(limit_of("array_foreach(array_create(1000000, 1), is_string)"), "budget");
    EXPECT_EQ(limit_of("array_sort(array_create(300000, 1), max)"), "budget");
    EXPECT_EQ(limit_of("array_create_ext(1000000, is_string)"), "budget");
}

TEST(LibLimits, FilesAndNamesAreMemory) {
    const std::string csv = "var f = file_text_open_write(\"x.csv\");"
                            "file_text_write_string(f, string_repeat(\",\", 1000000)); file_text_close(f);";
    const std::string codes[] = {
        csv + "load_csv(\"x.csv\")",
        "ini_open_from_string(\"[a]\" + string_repeat(\"\\nb=1\", 800000))",
        "var s = string_repeat(\"a\", 100000); for (var i = 0; true; ++i) variable_get_hash(s + string(i))",
        "var s = string_repeat(\"a\", 100000); for (var i = 0; true; ++i) variable_global_set(s + string(i), 1)",
        "var a = array_create(1000000); while (true) time_source_create(0, 1, 0, function() { }, a)",
        "while (true) time_source_create(0, 1, 0, function() { })",
    };
    for (const std::string& code : codes) EXPECT_EQ(limit_of(code, 50'000'000), "memory") << code;
}

TEST(LibLimits, ListsOfTextsAreChargedByTheirBytes) {
    for (const char* code : {"asset_add_tags(\"room0\", global.texts)", "asset_has_tags(\"room0\", global.texts)",
                             "string_trim(global.s, global.texts)", "string_split_ext(global.s, global.texts)",
                             "asset_get_type(global.s)", "struct_get_names(global.names)"}) {
        std::string prepare = texts_of(long_text) + "global.texts = [global.t, global.v]; global.names = {};"
                                                    "global.names[$ global.s] = 1;";
        EXPECT_GT(units_of(prepare, code), long_text / 20) << code;
    }
}

TEST(LibLimits, WhatReachesFilesIsCharged) {
    const std::string write = "global.f = file_text_open_write(\"x\");"
                              "file_text_write_string(global.f, string_repeat(\"a\", 1000000));";
    for (const char* code : {"file_rename(\"x\", \"y\")", "ini_open(\"z\")", "file_text_open_read(\"x\")",
                             "load_csv(\"z\")", "file_text_close(global.f)"})
        EXPECT_GT(units_of(write, code), 1000000u / 100) << code;
    std::string closed = write + "file_text_close(global.f);";
    EXPECT_LT(units_of(closed, "file_rename(\"x\", \"y\")"), 100u);
}

TEST(LibLimits, TreesOfTimeSourcesAreCharged) {
    const std::string prepare =
        "global.top = time_source_create(time_source_game, 1, time_source_units_frames, function() { });"
        "repeat (2000) time_source_create(global.top, 1, time_source_units_frames, function() { });"
        "global.deep = time_source_create(time_source_game, 1, time_source_units_frames, function() { });"
        "var deep = global.deep; repeat (2000)"
        "deep = time_source_create(deep, 1, time_source_units_frames, function() { });";
    for (const char* code :
         {"time_source_start(global.top)", "time_source_start(global.deep)", "time_source_pause(global.deep)",
          "time_source_destroy(global.deep, true)", "time_source_destroy(global.top, true)"})
        EXPECT_GT(units_of(prepare, code), 2000u * 4) << code;
    EXPECT_GT(units_of(prepare, "time_source_get_children(global.top)"), 500u);
}

TEST(LibLimits, CallsLaterThatMakeMoreOfThemAreQuick) {
    LibWorld world;
    world.value("global.made = 0; global.more = function() { if (global.made > 200000) exit; global.made += 2;"
                "call_later(1, time_source_units_frames, global.more);"
                "call_later(1, time_source_units_frames, global.more); }; global.more()");
    for (int frame = 0; frame < 20; ++frame) world.world->run_frame();
    EXPECT_EQ(world.text("global.made > 200000"), "1");
}

/// Adversarial texts: quadratic work would need minutes for these.
TEST(LibLimits, SearchIsLinear) {
    LibWorld world;
    EXPECT_EQ(world.text("var s = string_repeat(\"a\", 2000000); string_pos(string_repeat(\"a\", 1000000) + \"b\", s)"),
              "0");
    EXPECT_EQ(world.text("var s = string_repeat(\"a\", 2000000); string_count(string_repeat(\"a\", 1000000), s)"),
              "1000001");
    EXPECT_EQ(world.text("var s = string_repeat(\"a\", 2000000); string_last_pos(string_repeat(\"a\", 1000000), s)"),
              "1000001");
    EXPECT_EQ(world.text("var s = string_repeat(\"a\", 2000000);"
                         "string_length(string_replace_all(s, string_repeat(\"a\", 1000), \"b\"))"),
              "2000");
}

} // namespace

} // namespace scope::test
