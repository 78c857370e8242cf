#include "test_host.h"

#include <gtest/gtest.h>

using scope::test::Game;
using scope::test::run;

namespace {

std::string show(const std::string& expression) {
    return run("show_debug_message(" + expression + ");");
}

TEST(VmBasics, Arithmetic) {
    EXPECT_EQ(show("1 + 2 * 3 - 4 / 8"), "6.50\n");
    EXPECT_EQ(show("7 div 2"), "3\n");
    EXPECT_EQ(show("-7 mod 3"), "-1\n");
    EXPECT_EQ(run("var a = 6, b = 3; show_debug_message(a - b * a + b / a);"), "-11.50\n");
    EXPECT_EQ(run("var a = 5; show_debug_message(a & 4 | 2); show_debug_message(typeof(a ^ 1)); show_debug_message(a "
                  "<< 3 >> 1);"),
              "6\nint64\n20\n");
    EXPECT_EQ(show("-(-3)"), "3\n");
    EXPECT_EQ(show("~5"), "-6\n");
    EXPECT_EQ(show("!true"), "0\n");
    EXPECT_EQ(show("\"a\" + \"b\" + \"c\""), "abc\n");
    EXPECT_EQ(run("var s = \"x\"; s += \"y\"; var t = s; s += \"z\"; show_debug_message(s + t);"), "xyzxy\n");
    EXPECT_EQ(show("\"a\" + 1"), "fault: DoAdd :: Execution Error\n");
}

TEST(VmBasics, LocalsAndFlow) {
    EXPECT_EQ(run("var t = 0; for (var i = 0; i < 5; i++) { if (i == 3) continue; t += i; } show_debug_message(t);"),
              "7\n");
    EXPECT_EQ(run("var i = 0; while (true) { i++; if (i > 4) break; } show_debug_message(i);"), "5\n");
    EXPECT_EQ(run("var i = 0; do { i += 2; } until (i >= 7); show_debug_message(i);"), "8\n");
    EXPECT_EQ(run("var i = 0; repeat (2.6) i++; show_debug_message(i); repeat (-1) i++; show_debug_message(i);"),
              "3\n3\n");
    EXPECT_EQ(
        run("if (false) show_debug_message(1); else if (1 < 2) show_debug_message(2); else show_debug_message(3);"),
        "2\n");
    EXPECT_EQ(run("var x1 = 3; switch (x1) { case 1: show_debug_message(1); default: show_debug_message(0); case 3: "
                  "show_debug_message(3); case 4: show_debug_message(4); break; case 5: show_debug_message(5); }"),
              "3\n4\n");
    EXPECT_EQ(run("var x1 = 9; switch (x1) { case 1: show_debug_message(1); default: show_debug_message(0); case 3: "
                  "show_debug_message(3); break; }"),
              "0\n3\n");
    EXPECT_EQ(run("var a; show_debug_message(a);"),
              "fault: local variable a(N, -2147483648) not set before reading it.\n");
}

TEST(VmBasics, Functions) {
    EXPECT_EQ(
        run("function fib(n) { if (n < 2) return n; return fib(n - 1) + fib(n - 2); } show_debug_message(fib(15));"),
        "610\n");
    EXPECT_EQ(
        run("function f(a, b = 7) { return [a, b]; } show_debug_message(f(1)); show_debug_message(f(1, undefined)); "
            "show_debug_message(f()); show_debug_message(f(1, 2, 3));"),
        "[ 1,7 ]\n[ 1,7 ]\n[ undefined,7 ]\n[ 1,2 ]\n");
    EXPECT_EQ(run("function f() { return argument_count; } show_debug_message(f(1, 2, 3));"), "3\n");
    EXPECT_EQ(run("function f(a) { var t = 0; for (var i = 0; i < argument_count; i++) t += argument[i]; argument[2] = "
                  "50; return t + "
                  "argument[2] + argument[0] + a; } show_debug_message(f(1, 2, 3));"),
              "58\n");
    EXPECT_EQ(run("function f() { return argument0 + argument1; } show_debug_message(f(4, 5, 6));"), "9\n");
    EXPECT_EQ(run("var g = function(a) { return a * 2; }; show_debug_message(g(4));"), "8\n");
    EXPECT_EQ(run("var g = string; show_debug_message(g(4) + \"!\");"), "4!\n");
}

TEST(VmBasics, Conditions) {
    EXPECT_EQ(show("1 < 2 && 3 > 4 || true"), "1\n");
    EXPECT_EQ(show("undefined ?? 5"), "5\n");
    EXPECT_EQ(show("pointer_null ?? 5"), "5\n");
    EXPECT_EQ(show("true ? \"y\" : \"n\""), "y\n");
    EXPECT_EQ(show("1 ^^ 1"), "0\n");
    EXPECT_EQ(run("var x = undefined; x ?\?= 3; x ?\?= 4; show_debug_message(x);"), "3\n");
    EXPECT_EQ(run("if (\"\") show_debug_message(1);").substr(0, 6), "fault:");
}

} // namespace
