#include "test_host.h"

#include <gtest/gtest.h>

using namespace scope;
using scope::test::Game;
using scope::test::run;

namespace {

TEST(VmWith, VisitsAndPutsBack) {
    EXPECT_EQ(run("with (obj_a) { show_debug_message(hp); } with (all) hp += 1; show_debug_message(obj_b.hp);"),
              "10\n11\n13\n");
    EXPECT_EQ(run("obj_a.hp = 7; with (all) show_debug_message(hp); with (noone) show_debug_message(0); with "
                  "(obj_none) show_debug_message(0); "
                  "with (undefined) show_debug_message(0);"),
              "7\n7\n12\n");
    EXPECT_EQ(run("var s = {n: 1}; with (s) { with (obj_b) { other.n += hp; } n++; } show_debug_message(s.n);"),
              "14\n");
    EXPECT_EQ(run("with (obj_a) { if (hp == 10) continue; show_debug_message(hp); } with (obj_a) { "
                  "show_debug_message(id); break; }"),
              "11\nref instance 100001\n");
    EXPECT_EQ(
        run("function f() { with (obj_a) { return hp; } } v = 5; show_debug_message(f()); show_debug_message(v);"),
        "10\n5\n");
    EXPECT_EQ(run("with (obj_a) { with (obj_a) destroy(); show_debug_message(hp); }"), "10\n");
    EXPECT_EQ(run("function f() { with (obj_a) { with (obj_b) { throw 1; } } } v = 1; try { f(); } catch (e) { v += e; "
                  "} show_debug_message(v); "
                  "with (obj_b) { try { with (obj_a) throw 3; } catch (e) { show_debug_message(hp); } }"),
              "2\n12\n");
    EXPECT_EQ(run("for (var i = 0; i < 3; i++) { with (obj_a) { if (i == 1) break; show_debug_message(hp + i); } }"),
              "10\n11\n12\n13\n");
    EXPECT_EQ(run("show_debug_message(obj_none.hp);"), "fault: Unable to find any instance for object index '2'\n");
}

TEST(VmWith, BuiltInVariables) {
    EXPECT_EQ(run("with (obj_a) { speed = 4; speed += 1; } show_debug_message(obj_a.speed); obj_a.speed *= 2; score += "
                  "2; with (obj_a) "
                  "show_debug_message(speed + score); var s = {speed: 1}; s.speed++; with (s) { speed += 1; "
                  "show_debug_message(self.speed); }"),
              "5\n12\n12\n3\n");
    EXPECT_EQ(run("with (obj_b) { alarm[1] = 5; alarm[1] -= 2; show_debug_message(alarm[1]); } obj_b.alarm[2] = 3; "
                  "obj_b.alarm[2]++; "
                  "show_debug_message(obj_b.alarm[2]); with (obj_b) alarm[9] = 1;"),
              "3\n4\nfault: alarm out of range\n");
    EXPECT_EQ(run("with (obj_a) id = 4;"), "fault: id is read-only\n");
}

TEST(VmTry, CatchAndFinally) {
    EXPECT_EQ(run("try { throw \"a\"; } catch (e) { show_debug_message(e); } finally { show_debug_message(\"f\"); }"),
              "a\nf\n");
    EXPECT_EQ(run("try { show_debug_message(1); } finally { show_debug_message(2); } show_debug_message(3);"),
              "1\n2\n3\n");
    EXPECT_EQ(
        run("try { try { throw 1; } finally { show_debug_message(\"in\"); } } catch (e) { show_debug_message(e); }"),
        "in\n1\n");
    EXPECT_EQ(run("try { try { throw 1; } catch (e) { throw e + 1; } finally { show_debug_message(\"in\"); } } catch "
                  "(e) { show_debug_message(e); }"),
              "in\n2\n");
    EXPECT_EQ(run("try { try { throw 1; } finally { throw 2; } } catch (e) { show_debug_message(e); }"), "2\n");
    EXPECT_EQ(run("try { throw 1; } finally { show_debug_message(\"f\"); }"), "f\nfault: thrown 1\n");
    EXPECT_EQ(run("function f() { try { return 1; } finally { show_debug_message(\"f\"); } } show_debug_message(f());"),
              "f\n1\n");
    EXPECT_EQ(run("function f() { var x1 = 1; try { return x1; } finally { x1 = 2; } } show_debug_message(f());"),
              "1\n");
    EXPECT_EQ(run("function f() { try { try { return 1; } finally { show_debug_message(\"a\"); } } finally { "
                  "show_debug_message(\"b\"); } } "
                  "show_debug_message(f());"),
              "a\nb\n1\n");
    EXPECT_EQ(run("for (var i = 0; i < 3; i++) { try { if (i == 0) continue; if (i == 1) break; } finally { "
                  "show_debug_message(i); } } "
                  "show_debug_message(\"end\");"),
              "0\n1\nend\n");
    EXPECT_EQ(run("function f() { with (obj_a) { try { exit; } finally { show_debug_message(hp); } } } f(); "
                  "show_debug_message(\"end\");"),
              "10\nend\n");
    EXPECT_EQ(run("function f() { try { throw 1; } catch (e) { return \"c\"; } finally { show_debug_message(\"f\"); } "
                  "} show_debug_message(f());"),
              "f\nc\n");
    EXPECT_EQ(run("try { try { throw 1; } finally { try { throw 2; } catch (e) { show_debug_message(e); } } } catch "
                  "(e) { show_debug_message(e); }"),
              "2\n1\n");
    EXPECT_EQ(run("var n = 0; while (n < 3) { try { n++; throw n; } catch (e) { if (e == 2) break; } } "
                  "show_debug_message(n);"),
              "2\n");
    EXPECT_EQ(run("function f(n) { if (n == 0) throw {code: 4}; try { f(n - 1); } finally { show_debug_message(n); } } "
                  "try { f(3); } catch (e) { "
                  "show_debug_message(e.code); }"),
              "1\n2\n3\n4\n");
}

TEST(VmTry, RuntimeErrorsAsStructs) {
    EXPECT_EQ(run("function f() {\n  return nobody_1;\n}\ntry { f(); } catch (e) { show_debug_message(e.message); "
                  "show_debug_message(e.line); "
                  "show_debug_message(e.script); show_debug_message(e.stacktrace); }"),
              "global variable nobody_1(N, -2147483648) not set before reading it.\n2\ngml_Script_f\n"
              "[ \"gml_Script_f (line 2)\",\"gml_GlobalScript_test (line 4)\" ]\n");
}

TEST(VmTry, ReportBlock) {
    Game game;
    CodeId code = game.compile("hp = 1;\ns1 = \"Count to \" + 4;\n", UnitKind::event, "gml_Object_obj_a_Create_0");
    EXPECT_EQ(game.run_code(code, game.host.instance(0), game.host.instance(0)), "fault: DoAdd :: Execution Error\n");
    EXPECT_EQ(game.vm.report(game.vm.fault(), game.vm.fault_stack()),
              "___________________________________________\n"
              "############################################################################################\n"
              "ERROR in action number 1\nof Create Event for object obj_a:\nDoAdd :: Execution Error\n"
              " at gml_Object_obj_a_Create_0 (line 2) - s1 = \"Count to \" + 4;\n"
              "############################################################################################\n"
              "gml_Object_obj_a_Create_0 (line 2)\n");
    ASSERT_EQ(game.vm.fault_stack().size(), 1u);
    EXPECT_EQ(game.vm.fault_stack()[0].place.text(), "test.gml:2:6");
}

TEST(VmEvents, InstanceScope) {
    Game game;
    Struct* self = game.host.instance(0);
    EXPECT_EQ(
        game.run(
            "function grow(n) { hp += n; return hp; } show_debug_message(grow(5)); mine = function() { return hp; }; "
            "show_debug_message(other.mine());",
            UnitKind::event, self, self),
        "15\n15\n");
    EXPECT_EQ(game.run("show_debug_message(gold);", UnitKind::event, self, self),
              "fault: Variable obj_a.gold(N, -2147483648) not set before reading it.\n");
    EXPECT_EQ(game.run("hp", UnitKind::console, self), "");
    EXPECT_EQ(to_text(game.host.rules(), *game.names, game.vm.result()), "15");
}

TEST(VmConsole, LastValueAndGlobals) {
    Game game;
    EXPECT_EQ(game.run("gold = 5;", UnitKind::console), "");
    EXPECT_EQ(game.run("function twice(n) { return n * 2; } twice(gold)", UnitKind::console, game.host.instance(0)),
              "");
    EXPECT_EQ(game.vm.result().as_real(), 10);
    // What is read from the global variables is written there.
    EXPECT_EQ(game.run("gold += 2; gold++; fresh = 1;", UnitKind::console, game.host.instance(0)), "");
    EXPECT_EQ(game.run("show_debug_message(global.gold); with (obj_a) { show_debug_message(fresh); break; }"),
              "8\n1\n");
    EXPECT_EQ(game.run("twice(gold) ? hp : 0", UnitKind::console, game.host.instance(0)), "");
    EXPECT_EQ(game.vm.result().as_real(), 10);
}

TEST(VmNatives, FramesAndCallbacks) {
    EXPECT_EQ(run("show_debug_message(each([1, 2, 3], function(n) { return n * 2; }));"), "12\n");
    EXPECT_EQ(run("show_debug_message(each([1, 2], function(n) { return each([n, 1], function(m) { return m; }); }));"),
              "5\n");
    EXPECT_EQ(run("each([\"a\", \"b\"], show_debug_message);"), "a\nb\n");
    EXPECT_EQ(run("try { each([1, 2], function(n) { throw n; }); } catch (e) { show_debug_message(e); }"),
              "unwound: thrown\n1\n");
    EXPECT_EQ(run("show_debug_message(guard(function() { throw 5; }));"), "absorbs: thrown\nabsorbed\n");
    EXPECT_EQ(run("show_debug_message(guard(function() { return guard(function() { return nothing_1; }); }));"),
              "absorbs: global variable nothing_1(N, -2147483648) not set before reading it.\nabsorbed\n");
    EXPECT_EQ(run("try { guard(function() { throw 5; }); } catch (e) { show_debug_message(e); }"), "5\n");
    EXPECT_EQ(run("function f(a, b) { return a + b; } show_debug_message(script_execute(f, 1, 2)); "
                  "show_debug_message(script_execute(string, 5));"),
              "3\n5\n");
    EXPECT_EQ(run("function f() { return script_execute(function() { return 4; }); } show_debug_message(f() + "
                  "script_execute(script_execute, f));"),
              "8\n");
    EXPECT_EQ(run("array_push();"), "fault: array_push :: wrong number of arguments: 0 given, at least 1 expected\n");
    EXPECT_EQ(run("var f = 5; f();"), "fault: unable to call a value of type number: it is not a function\n");
}

TEST(VmNatives, WhoGetsAFault) {
    Game game({.budget = 5000, .depth = 100});
    EXPECT_EQ(game.run("show_debug_message(guard(function() { return guard(function() { while (true) {} }); }));")
                  .substr(0, 28),
              "absorbs: the code ran for to"); // the outer guard alone, and then there is no budget left
    EXPECT_EQ(game.vm.fault().kind, Fault::Kind::limit);
    EXPECT_EQ(run("guard(function() { try { quit(); } catch (e) { show_debug_message(1); } finally { "
                  "show_debug_message(2); } });"),
              "fault: \n");
    EXPECT_EQ(run("asks(function() {});"), "not caught\n");
    EXPECT_EQ(run("try { asks(function() {}); } catch (e) {}"), "caught\n");
    EXPECT_EQ(run("try { } catch (e) { asks(function() {}); }"), "");
    EXPECT_EQ(run("function f() { asks(function() { try { throw 1; } catch (e) {} }); } f(); try { f(); } finally { "
                  "show_debug_message(0); }"),
              "not caught\ncaught\n0\n");
}

TEST(VmFaults, PlacesOfNestedCalls) {
    Game game;
    game.run("function inner(a) {\n  return a.gold;\n}\nfunction outer() {\n  var s = {};\n  each([s], "
             "inner);\n}\nouter();");
    std::vector<std::string> lines;
    for (const StackEntry& entry : game.vm.fault_stack()) lines.push_back(entry.name + " " + entry.place.text());
    EXPECT_EQ(lines, (std::vector<std::string>{"gml_Script_inner test.gml:2:10", "each ",
                                               "gml_Script_outer test.gml:6:3", "gml_GlobalScript_test test.gml:8:1"}));
}

TEST(VmFaults, HiddenFramesDoNotShow) {
    Game game;
    game.compile("function from_the_prelude(f) { return f(); }", UnitKind::hidden, "prelude");
    game.run("function bad() {\n return nothing_here; }\nfrom_the_prelude(bad);");
    ASSERT_EQ(game.vm.fault_stack().size(), 2u);
    EXPECT_EQ(game.vm.fault_stack()[1].place.line, 3u);
}

TEST(VmFaults, CodeThatCouldNotBeCompiled) {
    EXPECT_EQ(run("show_debug_message(1); break;"), "fault: 'break' stands outside of loops and switches\n");
    EXPECT_EQ(run("function f() { continue; } show_debug_message(1); f();"),
              "1\nfault: 'continue' stands outside of loops\n");
    EXPECT_EQ(run("while (true) { try {} finally { break; } }"),
              "fault: a 'finally' cannot be left with break, continue, exit or return\n");
    EXPECT_EQ(run("try {} finally { while (true) break; show_debug_message(1); }"), "1\n");
    EXPECT_EQ(run("var x = ;").substr(0, 6), "fault:");
}

} // namespace
