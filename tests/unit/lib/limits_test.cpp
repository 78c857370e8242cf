// What would need more memory or time than a game may use ends in a limit, which no catch sees.

#include "lib_world.h"

#include "tests/support/effort.h"

#include <chrono>

namespace scope::test {

namespace {

/// Runs code inside of a try and tells which limit ended it; "" when none did.
std::string limit_of(const std::string& gml) {
    WorldInput input;
    input.heap_limits.total_bytes = size_t(64) << 20;
    input.heap_limits.string_bytes = size_t(4) << 20;
    input.heap_limits.array_items = size_t(1) << 20;
    input.vm_limits.budget = 2'000'000;
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
    for (const char* code : codes) EXPECT_EQ(limit_of(code), "memory") << code;
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
