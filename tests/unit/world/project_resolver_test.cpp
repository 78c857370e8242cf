// What names mean without anybody having declared them, and which of them are called unknown.
#include "fixture.h"

#include <algorithm>

namespace scope::test {

/// "code 'name'" of everything said about names, sorted.
static std::vector<std::string> said(const World& world) {
    std::vector<std::string> out;
    for (const Diagnostic& finding : world.diagnostics()) {
        if (!finding.code.starts_with("unknown-")) continue;
        size_t from = finding.message.find('\''), to = finding.message.find('\'', from + 1);
        out.push_back(finding.code + " " + finding.message.substr(from + 1, to - from - 1));
    }
    std::sort(out.begin(), out.end());
    return out;
}

TEST(ProjectResolver, members_of_every_instance_need_no_value) {
    ProjectBuilder builder;
    builder.object(
        "o", {{"Create_0", "log(x + y + xstart + ystart + depth, sprite_index, image_blend, alarm[0], yprevious)"}});
    TestWorld world(builder);
    EXPECT_EQ(said(*world), std::vector<std::string>{});
}

TEST(ProjectResolver, unknown_are_those_that_nobody_gives_a_value) {
    ProjectBuilder builder;
    builder.script(
        "s", "function f(given) { var own = 1; return given + own + nowhere + missing() + ps5_gamepad_reset_color(0); }"
             "global.table = { kept: 1 }; global.table[$ \"_k\" + string(3)] = 2;"
             "function g() { return kept + _k3 + _k + k3; }");
    TestWorld world(builder);
    EXPECT_EQ(said(*world),
              (std::vector<std::string>{"unknown-name missing", "unknown-variable k3", "unknown-variable nowhere"}));
}

TEST(ProjectResolver, what_a_struct_of_instance_create_may_hold_is_not_unknown) {
    ProjectBuilder builder;
    builder.object("oA", {{"Create_0", "log(given, nowhere);"}})
        .object("oB", {{"Create_0", "log(elsewhere);"}})
        .object("oC", {{"Create_0", "instance_create_depth(0, 0, 0, oA, json_parse(\"{}\"));"
                                    "instance_create_depth(0, 0, 0, oB, { plain: 1 }); log(plain);"}});
    TestWorld world(builder);
    EXPECT_EQ(said(*world), std::vector<std::string>{"unknown-variable elsewhere"});
    builder.script("s", "function make(what, values) { return instance_create_depth(0, 0, 0, what, values); }");
    TestWorld any(builder);
    EXPECT_EQ(said(*any), std::vector<std::string>{}) << "it may be of any object";
}

TEST(ProjectResolver, place_of_code_is_known_by_name) {
    ProjectBuilder builder;
    builder
        .script("tools",
                "function where(function_name = _GMFUNCTION_) {\n return [_GMFILE_, function_name, _GMLINE_]; }")
        .object("o", {{"Create_0", "\nlog(where(), where(_GMFUNCTION_)); log(_GMFILE_, _GMLINE_)"}});
    builder.room("rm", {{"a", "o"}});
    TestWorld world(builder);
    EXPECT_TRUE(world->boot());
    EXPECT_EQ(world.joined(), "[ \"gml_GlobalScript_tools\",\"gml_Script_where\",2 ] "
                              "[ \"gml_GlobalScript_tools\",\"gml_Object_o_Create_0\",2 ] gml_Object_o_Create_0 2");
}

TEST(ProjectResolver, a_script_without_a_function_of_its_name_is_called_by_its_own) {
    ProjectBuilder builder;
    builder.script("defaults", "return { jump: 32 };").script("twice", "function twice(n) { return n * 2; } return 5;");
    TestWorld world(builder);
    world.boot();
    world.run("log(defaults().jump, twice(4))");
    EXPECT_EQ(world.joined(), "32 8");
    EXPECT_EQ(said(*world), std::vector<std::string>{});
}

TEST(ProjectResolver, what_an_event_declares_is_known_to_the_instances_of_its_object) {
    ProjectBuilder builder;
    builder.script("s", "function outer() { function inner() { return \"inner\"; } }")
        .object("oA",
                {{"Other_10", "function helper() { return \"help\"; } function where() { return object_index == oC; }"
                              "with (c) log(where());"}})
        .object("oB", {}, "oA")
        .object("oC", {})
        .object("oD", {{"Other_10", "function helper() { return \"own\"; }"}});
    builder.room("rm", {{"a", "oA"}, {"b", "oB"}, {"c", "oC"}, {"d", "oD"}});
    TestWorld world(builder);
    world.boot();
    // None of the events has run yet.
    world.run("with (a) log(helper()); log(b.helper(), d.helper()); with (d) log(helper());");
    EXPECT_EQ(world.joined(), "help help own own");
    world.run("try { helper(); } catch (e) { log(\"not here\"); } try { with (c) helper(); } catch (e) { log(\"nor "
              "there\"); }"
              "try { c.helper(); } catch (e) { log(\"by no way\"); } log(inner());");
    EXPECT_EQ(world.joined(), "not here nor there by no way inner");
    // In the event itself its functions are known whoever self is.
    world.run("with (a) event_user(0);");
    EXPECT_EQ(world.joined(), "1");
}

TEST(ProjectResolver, a_macro_may_stand_before_a_built_in_function) {
    ProjectBuilder builder;
    builder
        .script("front",
                "#macro plain_log log\n#macro log my_log\nfunction my_log(text) { plain_log(\"<\" + text + \">\"); }")
        .object("o", {{"Create_0", "log(\"a\")"}});
    builder.room("rm", {{"x", "o"}});
    TestWorld world(builder);
    EXPECT_TRUE(world->boot());
    EXPECT_EQ(world.joined(), "<a>");
}

TEST(ProjectResolver, pragmas_run_before_everything_else) {
    ProjectBuilder builder;
    builder.script("first", "log(global.ready);")
        .object("o", {{"Create_0", "gml_pragma(\"global\", \"global.ready = 7;\"); log(global.ready + 1)"}});
    builder.room("rm", {{"x", "o"}});
    TestWorld world(builder);
    EXPECT_TRUE(world->boot());
    EXPECT_EQ(world.joined(), "7 8");
}

} // namespace scope::test
