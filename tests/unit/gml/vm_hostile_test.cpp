#include "test_host.h"
#include "tests/support/effort.h"

#include <gtest/gtest.h>

using namespace scope;
using scope::test::Game;
using scope::test::run;

namespace {

constexpr int many = test::sized(300000, 300000, 1000);
constexpr size_t small_heap = test::sized(4, 4, 1) << 20;

std::string repeated(const std::string& text, size_t count) {
    std::string all;
    for (size_t index = 0; index < count; ++index) all += text;
    return all;
}

/// Runs with a small budget; the fault's code.
std::string limit_of(const std::string& text, VmLimits limits = {.budget = 200000, .depth = 200},
                     HeapLimits heap = {}) {
    Game game(limits, heap);
    std::string printed = game.run(text);
    if (game.vm.fault().kind != Fault::Kind::limit) return "no limit: " + printed;
    EXPECT_TRUE(game.vm.idle());
    return game.vm.fault().code;
}

TEST(VmLimits, Instructions) {
    EXPECT_EQ(limit_of("while (true) {}"), "budget");
    EXPECT_EQ(limit_of("while (true) try { while (true) {} } catch (e) {}"), "budget");
    EXPECT_EQ(limit_of("while (true) try { while (true) {} } finally { show_debug_message(1); }"), "budget");
    EXPECT_EQ(limit_of("for (;;) { var a = [1]; }"), "budget");
    EXPECT_EQ(limit_of("repeat (infinity_1) {} ; do {} until (false);").substr(0, 8),
              "no limit"); // the name is no variable
    EXPECT_EQ(limit_of("do {} until (false);"), "budget");
    EXPECT_EQ(limit_of("repeat (1000000000) {}"), "budget");
    EXPECT_EQ(limit_of("function f() { return 1; } while (f()) {}"), "budget");
    EXPECT_EQ(limit_of("while (true) with (all) hp++;"), "budget");
    EXPECT_EQ(limit_of("work(1000000);"), "budget");
    EXPECT_EQ(limit_of("var s = \"x\"; while (true) s += s;"), "budget"); // copying is charged
    EXPECT_EQ(limit_of("while (true) try { throw 1; } catch (e) {}"), "budget");
    EXPECT_EQ(limit_of("while (true) { try { try { throw 1; } finally { throw 2; } } catch (e) {} }"), "budget");
    EXPECT_EQ(limit_of("each([1], function() { while (true) {} });"), "budget");
}

TEST(VmLimits, Depth) {
    EXPECT_EQ(limit_of("function f() { return f(); } f();"), "depth");
    EXPECT_EQ(limit_of("function f() { try { f(); } catch (e) {} finally { f(); } } f();"), "depth");
    EXPECT_EQ(limit_of("var f = {}; f.f = method(f, function() { f(); }); f.f();"), "depth");
    EXPECT_EQ(limit_of("function f() { each([1], f); } f();"), "depth");
    EXPECT_EQ(limit_of("function f() { return string({toString: f}); } f();").substr(0, 8),
              "no limit"); // script refs are no methods there
    EXPECT_EQ(limit_of("function f() { return string({toString: function() { return f(); }}); } f();"), "depth");
    for (uint32_t depth = 195; depth < 203; ++depth) { // whoever it is that does not fit any more
        VmLimits limits{.budget = 200000, .depth = depth};
        EXPECT_EQ(limit_of("function f() { return string({toString: function() { return f(); }}); } f();", limits),
                  "depth");
        EXPECT_EQ(limit_of("function f() { script_execute(script_execute, f); } f();", limits), "depth");
        EXPECT_EQ(limit_of("function f() { each([1], f); } f();", limits), "depth");
        EXPECT_EQ(limit_of("function f() { return $\"{ {toString: function() { return f(); }} }\"; } f();", limits),
                  "depth");
    }
    EXPECT_EQ(limit_of("function A() : B() constructor {} function B() : A() constructor {} new A();"), "depth");
    // A frame of thousands of registers, deeper than the register stack.
    std::string wide = "function f() { ";
    for (int index = 0; index < 5000; ++index)
        wide += "var v" + std::to_string(index) + " = " + std::to_string(index) + ";";
    EXPECT_EQ(limit_of(wide + " f(); } f();", {.budget = 100000000, .depth = 5000}), "depth");
    EXPECT_EQ(run(wide + " return v4999 + v300; } show_debug_message(f());"), "5299\n");
}

TEST(VmLimits, Memory) {
    HeapLimits small{.total_bytes = small_heap, .string_bytes = small_heap / 4, .array_items = 10000};
    VmLimits plenty{.budget = 100000000, .depth = 200};
    EXPECT_EQ(limit_of("var s = \"xxxxxxxxxxxxxxxx\"; while (true) s = s + s;", plenty, small), "memory");
    EXPECT_EQ(limit_of("var s = \"xxxxxxxxxxxxxxxx\"; while (true) s += s;", plenty, small), "memory");
    EXPECT_EQ(limit_of("var s = \"xxxxxxxxxxxxxxxx\"; while (true) s = $\"{s}{s}\";", plenty, small), "memory");
    EXPECT_EQ(limit_of("var a = []; a[100000] = 1;", plenty, small), "memory");
    EXPECT_EQ(limit_of("var a = []; while (true) a = [a, a];", plenty, small), "memory");
    EXPECT_EQ(limit_of("var a = {}; while (true) a = {a: a};", plenty, small), "memory");
    EXPECT_EQ(limit_of("var a = {}, i = 0; while (true) a[$ string(i++)] = i;", plenty, small), "memory");
    EXPECT_EQ(
        limit_of("function A() constructor { v = 1; } var a = []; while (true) array_push(a, new A());", plenty, small),
        "memory");
    EXPECT_EQ(limit_of("try { var s = \"xxxxxxxx\"; while (true) s += s; } catch (e) { show_debug_message(1); }",
                       plenty, small),
              "memory");
}

TEST(VmLimits, CyclesAreCollected) {
    HeapLimits small{.total_bytes = 64 << 20};
    Game game({}, small);
    EXPECT_EQ(game.run("for (var i = 0; i < " + std::to_string(many) +
                       "; i++) { var s = {f: function() { return me; }}; s.me = s; } "
                       "show_debug_message(s.f() == s);"),
              "1\n");
}

TEST(VmLimits, LongLists) {
    EXPECT_EQ(run("var a = undefined; for (var i = 0; i < 300000; i++) a = {next: a}; a = 0; show_debug_message(i);"),
              "300000\n");
}

TEST(VmSlices, StopAnywhereAndGoOn) {
    Game game;
    CodeId code = game.compile("function f(n) { if (n == 0) return 0; return n + f(n - 1); }\nvar t = 0;\nfor (var i = "
                               "0; i < 300; i++) t += each([1, "
                               "2], function(m) { return m; });\nshow_debug_message(t + f(50));");
    game.vm.push_call(code, nullptr, nullptr);
    int slices = 0;
    RunResult how;
    while ((how = game.vm.resume(20)) == RunResult::slice) {
        ++slices;
        ASSERT_FALSE(game.vm.stack().empty());
        ASSERT_GT(game.vm.here().line, 0u);
    }
    EXPECT_EQ(how, RunResult::done);
    EXPECT_GT(slices, 10);
    EXPECT_EQ(game.printed(), "2175\n");
    EXPECT_TRUE(game.vm.idle());
}

TEST(VmSlices, WhatIsChargedAndWhereALimitFallsDoesNotDependOnThem) {
    const char* text =
        "function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2); }\nvar s = {m: function(v) { return v; }};\n"
        "for (var i = 0; i < 40; i++) { s.m(i); f(5); each([1, 2], function(v) { return new Thing(v); }); }\n"
        "function Thing(v) constructor { a = v; }";
    auto run = [&](uint64_t slice, uint64_t budget) {
        Game game({.budget = budget, .depth = 100});
        CodeId code = game.compile(text);
        game.vm.push_call(code, nullptr, nullptr);
        RunResult how;
        do how = game.vm.resume(slice);
        while (how == RunResult::slice);
        Place at = how == RunResult::fault ? game.vm.fault_stack().front().place : Place();
        return std::to_string(game.vm.used()) + " units, " + at.text();
    };
    std::string whole = run(~uint64_t(0), 1'000'000);
    for (uint64_t slice : {0, 1, 7, 100}) EXPECT_EQ(run(slice, 1'000'000), whole) << slice;
    for (uint64_t budget = 1; budget < 400; budget += 3)
        for (uint64_t slice : {0, 1, 5, 64})
            EXPECT_EQ(run(slice, budget), run(~uint64_t(0), budget)) << budget << ", " << slice;
}

TEST(VmSlices, AMillionIterationsInSlices) {
    Game game;
    CodeId code = game.compile("var t = 0; for (var i = 0; i < 1000000; i++) t += i & 1; show_debug_message(t);");
    game.vm.push_call(code, nullptr, nullptr);
    int slices = 0;
    while (game.vm.resume(10000) == RunResult::slice) ++slices;
    EXPECT_GT(slices, 100);
    EXPECT_EQ(game.printed(), "500000\n");
}

TEST(VmSlices, AbandonLeavesACleanVm) {
    Game game;
    CodeId code = game.compile(
        "with (obj_a) { each([1], function() { try { while (true) {} } finally { show_debug_message(\"no\"); } }); }");
    game.vm.push_call(code, nullptr, nullptr);
    EXPECT_EQ(game.vm.resume(1000), RunResult::slice);
    game.vm.abandon();
    EXPECT_TRUE(game.vm.idle());
    EXPECT_EQ(game.printed(), "unwound: stopped\n");
    EXPECT_EQ(game.run("show_debug_message(2);"), "2\n");
}

TEST(VmSlices, BudgetCanBeRefilled) {
    Game game({.budget = 1000, .depth = 100});
    EXPECT_EQ(game.run("for (var i = 0; i < 1000; i++) {}").substr(0, 6), "fault:");
    game.vm.set_budget(100000);
    EXPECT_EQ(game.run("for (var i = 0; i < 1000; i++) {} show_debug_message(i);"), "1000\n");
    EXPECT_LT(game.vm.budget(), 99000u);
}

TEST(VmDepth, NestingAtTheParsersLimit) {
    EXPECT_EQ(run("show_debug_message(" + repeated("(1 + ", 160) + "0" + repeated(")", 160) + ");"), "160\n");
    EXPECT_EQ(run("var a = 1; show_debug_message(" + repeated("(a + ", 160) + "0" + repeated(")", 160) + ");"),
              "160\n");
    EXPECT_EQ(run("var a = 1; show_debug_message(" + repeated("a ? ", 230) + "a" + repeated(" : 0", 230) + ");"),
              "1\n");
    EXPECT_EQ(run(repeated("if (true) {", 160) + "show_debug_message(1);" + repeated("}", 160)), "1\n");
    EXPECT_EQ(run(repeated("try {", 150) + "throw 7;" + repeated("} finally { show_debug_message(1); }", 150)),
              repeated("1\n", 150) + "fault: thrown 7\n");
    EXPECT_EQ(run("function f() { " + repeated("try {", 150) + "return 7;" + repeated("} finally { n++; }", 150) +
                  "} n = 0; "
                  "show_debug_message(f() + n);"),
              "157\n");
    EXPECT_EQ(run(repeated("with (obj_b) {", 150) + "show_debug_message(hp);" + repeated("}", 150)), "12\n");
    EXPECT_EQ(run("var a; a" + repeated("[1]", 200) + " = 5; show_debug_message(a" + repeated("[1]", 200) + ");"),
              "5\n");
    EXPECT_EQ(run("f = " + repeated("function() { return ", 100) + "5" + repeated("; }", 100) +
                  "; show_debug_message(f" + repeated("()", 100) + ");"),
              "5\n");
    EXPECT_EQ(run("var a = {}; a.a = a; a.n = 5; show_debug_message(a" + repeated(".a", 1400) + ".n);"), "5\n");
    EXPECT_EQ(run("var a = {}; a.a = a; a" + repeated(".a", 1400) + ".n = 5; show_debug_message(a.n);"), "5\n");
    EXPECT_EQ(run("var a = {f: function() { return self; }}; show_debug_message(is_undefined(a" +
                  repeated(".f()", 700) + "));"),
              "0\n");
    EXPECT_EQ(run("var a = [0]; a[0] = a; show_debug_message(array_length(a" + repeated("[0]", 1400) + "));"), "1\n");
    EXPECT_EQ(run("show_debug_message(" + repeated("-(", 190) + "1" + repeated(")", 190) + ");"), "1\n");
    EXPECT_EQ(run("show_debug_message(" + repeated("[", 390) + repeated("]", 390) + ");").size(), 390u * 4 + 1);
    // Deeper than the parser allows: code that faults, no crash.
    EXPECT_EQ(run("show_debug_message(" + repeated("(", 5000) + "1" + repeated(")", 5000) + ");").substr(0, 6),
              "fault:");
}

TEST(VmDepth, LongCode) {
    // Branches further than 16 bits reach.
    std::string body = repeated("n++; g[n] = n; if (n == 5) show_debug_message(n);", 4000);
    EXPECT_EQ(run("n = 0; if (n > 0) { " + body + " } show_debug_message(\"over\"); repeat (2) { if (n == 0) { " +
                  body + " } else show_debug_message(n); }"),
              "over\n5\n4000\n");
    EXPECT_EQ(run("n = 0; while (n < 4000) { for (var i = 0; i < 1; i++) { if (n < 1) { " + body +
                  " } } if (n != 4000) break; } show_debug_message(n);"),
              "5\n4000\n");
    // More member places than there are sites.
    EXPECT_EQ(run("n = 0; " + repeated("n = n + n1; ", 40000).insert(0, "n1 = 1; ") + " show_debug_message(n);"),
              "40000\n");
    std::string sum = "show_debug_message(" + repeated("1 + n + ", 20000) + "0);";
    EXPECT_EQ(run("var n = 1; " + sum), "40000\n");
    std::string cases;
    for (int index = 0; index < 5000; ++index)
        cases += "case " + std::to_string(index) + ": show_debug_message(" + std::to_string(index) + "); break;";
    EXPECT_EQ(run("var n = 4321; switch (n) { " + cases + " }"), "4321\n");
    EXPECT_EQ(run("var n = 1; if (n == 0) n = 0; " + repeated("else if (n == 0) n = 0; ", 5000) +
                  "else show_debug_message(2);"),
              "2\n");
}

TEST(VmDepth, CircularEnumsAndStatics) {
    std::string chain = "enum E0 { A = E1.A }";
    for (int index = 1; index < 500; ++index)
        chain += " enum E" + std::to_string(index) + " { A = E" + std::to_string(index + 1) + ".A }";
    Game game;
    game.compile(chain + " enum E500 { A = E0.A } show_debug_message(E0.A);");
    EXPECT_FALSE(game.diagnostics.empty());
    EXPECT_EQ(run("enum E { A = E.B, B = E.A } show_debug_message(1);"), "1\n");
}

} // namespace
