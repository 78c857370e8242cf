#include "test_host.h"

#include <gtest/gtest.h>

using scope::test::Game;
using scope::test::run;

namespace {

TEST(VmStructs, LiteralsAndMembers) {
    EXPECT_EQ(run("var s = {a: 1, b: \"x\", c: [1, 2]}; s.a += 4; s.d = s.a * 2; show_debug_message(s);"),
              "{ a : 5, b : \"x\", c : [ 1,2 ], d : 10 }\n");
    EXPECT_EQ(run("var a = 1; var s = {a, b: a + 1, a: 9}; show_debug_message(s);"), "{ a : 9, b : 2 }\n");
    EXPECT_EQ(run("var s = {n: {m: {k: 1}}}; s.n.m.k++; ++s.n.m.k; s.n.m.k -= 0.5; show_debug_message(s.n.m.k);"),
              "2.50\n");
    EXPECT_EQ(run("var s = {}; show_debug_message(s.gold);"),
              "fault: Variable <unknown_object>.gold(N, -2147483648) not set before reading it.\n");
    EXPECT_EQ(run("var s = {}; show_debug_message(s[$ \"gold\"]); s[$ \"k\" + string(1)] = 3; s[$ 7] = 1; "
                  "show_debug_message(s);"),
              "undefined\n{ k1 : 3, 7 : 1 }\n");
    EXPECT_EQ(run("var s = {k: 1}; s[$ \"k\"] += 4; s[$ \"n\"] ?\?= 3; s[$ \"n\"] ?\?= 4; show_debug_message(s);"),
              "{ k : 5, n : 3 }\n");
    EXPECT_EQ(run("var s = {c: 1}; show_debug_message(s.c++ + s.c); show_debug_message(++s.c); delete s; "
                  "show_debug_message(s);"),
              "3\n3\nundefined\n");
}

TEST(VmStructs, Arrays) {
    EXPECT_EQ(run("var a; a[3] = 1; show_debug_message(a);"), "[ 0,0,0,1 ]\n");
    EXPECT_EQ(run("a[1] = 5; a[0] += 2; show_debug_message(a); g = 3; g[1] = 0; show_debug_message(g);"),
              "[ 2,5 ]\n[ 0,0 ]\n");
    EXPECT_EQ(run("global.g[2][1] = 7; show_debug_message(global.g);"), "[ 0,0,[ 0,7 ] ]\n");
    EXPECT_EQ(run("var s = {}; s.list[1].x = 1; show_debug_message(s);").substr(0, 6), "fault:");
    EXPECT_EQ(run("var s = {}; s.list[1] = {}; s.list[1].x = 1; s.list[1].y[1] = 2; show_debug_message(s);"),
              "{ list : [ 0,{ x : 1, y : [ 0,2 ] } ] }\n");
    EXPECT_EQ(run("var a = [1, 2, 3]; var b = a; b[@ 0] = 9; a[1]++; a[2] ?\?= 4; show_debug_message(a);"),
              "[ 9,3,3 ]\n");
    EXPECT_EQ(run("var a; a[1, 2] = 5; a[1, 0] = 3; show_debug_message(a); show_debug_message(a[1, 2]);"),
              "[ 0,[ 3,0,5 ] ]\n5\n");
    EXPECT_EQ(run("var a = [1]; show_debug_message(a[1]);"),
              "fault: Push :: Execution Error - Variable Index [1] out of range [1]\n");
    EXPECT_EQ(run("var a = [1]; a[-1] = 2;"), "fault: Pop :: Execution Error - Variable Index [-1] out of range [1]\n");
    EXPECT_EQ(run("var a = 5; show_debug_message(a[0]);"), "fault: trying to index a variable which is not an array\n");
    EXPECT_EQ(run("var n = []; for (var i = 0; i < 200; i++) array_push(n, i); show_debug_message(array_length(n));"),
              "200\n");
    EXPECT_EQ(
        run("var i = 0; var a = [i++, i++, i]; show_debug_message(a); var b = []; b[i++] = i; show_debug_message(b);"),
        "[ 0,1,2 ]\n[ 0,0,2 ]\n");
}

TEST(VmStructs, BigArrayLiteral) {
    std::string text = "var a = [";
    for (int i = 0; i < 1000; ++i) text += std::to_string(i) + ",";
    EXPECT_EQ(run(text +
                  "]; show_debug_message(array_length(a)); show_debug_message(a[64] + a[999]); a = [a[0], a[1], a]; "
                  "show_debug_message(a[2][3]);"),
              "1000\n1063\n3\n");
}

TEST(VmStructs, Accessors) {
    EXPECT_EQ(run("the_map[? \"k\"] = 4; the_map[? \"k\"] += 2; show_debug_message(the_map[? \"k\"]); "
                  "show_debug_message(the_map[? \"no\"]);"),
              "6\nundefined\n");
    EXPECT_EQ(
        run("var g = the_map; g[# 1, 2] = 8; g[# 1, 2]++; g[# 0, 0] -= 1; show_debug_message(g[# 1, 2] + g[# 0, 0]);"),
        "8\n");
    EXPECT_EQ(run("var s = {m: the_map}; s.m[? \"a\"] = {b: [1, 2]}; s.m[? \"a\"].b[1] += 5; "
                  "show_debug_message(the_map[? \"a\"].b);"),
              "[ 1,7 ]\n");
    EXPECT_EQ(run("the_map[| 0] = [1]; the_map[| 0][2] = 4; show_debug_message(the_map[| 0]);"), "[ 1,0,4 ]\n");
}

TEST(VmStructs, Constructors) {
    EXPECT_EQ(run("function P(a) constructor { x1 = a; show_debug_message(instanceof(self)); static hello = function() "
                  "{ return x1 + y1; }; y1 = 1; }\n"
                  "function C(a, b) : P(a * 2) constructor { y1 = b; show_debug_message(instanceof(self)); static "
                  "twice = function() { return "
                  "hello() * 2; }; }\n"
                  "var c = new C(3, 4); show_debug_message(c.twice()); show_debug_message(c.hello()); "
                  "show_debug_message(c);"),
              "P\nC\n20\n10\n{ x1 : 6, y1 : 4 }\n");
    EXPECT_EQ(run("function F() { static n = 10; n++; return n; static m = 3; } F(); F(); show_debug_message(F()); "
                  "show_debug_message(F.m);"),
              "13\n3\n");
    // The inherited static is there when the child's initialisers run; statics come to life before the first statement.
    EXPECT_EQ(run("function A() constructor { static go = function() { return 5; } }\n"
                  "function B() : A() constructor { show_debug_message(run_b()); static run_b = go; }\n"
                  "var b = new B(); show_debug_message(b.run_b());"),
              "5\n5\n");
    EXPECT_EQ(run("function A() constructor { v = 1; static get = function() { return v; } }\n"
                  "var a = new A(), b = new A(); b.v = 2; show_debug_message(b.get()); show_debug_message(a.get());"),
              "2\n1\n");
    EXPECT_EQ(run("function A() constructor { v = 1; f = function() { return v; } }\n"
                  "var a = new A(), b = {f: a.f, v: 5}; a.v = 3; show_debug_message(b.f());"),
              "3\n");
    EXPECT_EQ(run("var q = {v: 4, f: function() { return v; }}; var f = q.f; show_debug_message(f());"), "4\n");
    EXPECT_EQ(run("function N() {} var n = new N();"), "fault: target function for 'new' must be a constructor\n");
    EXPECT_EQ(
        run("function A() constructor { v = 1; if (v) return; v = 2; } var a = new A(); show_debug_message(a.v);"),
        "1\n");
    EXPECT_EQ(run("function A() : B() constructor {} function B() : A() constructor {} new A();").substr(0, 22),
              "fault: Stack overflow:");
}

TEST(VmStructs, MethodsAndSelf) {
    EXPECT_EQ(run("var a = {v: 1}, b = {v: 2}; a.f = function() { return v; }; var m = method(b, a.f); "
                  "show_debug_message(m()); "
                  "var u = method(undefined, m); a.u = u; show_debug_message(a.u());"),
              "2\n1\n");
    EXPECT_EQ(run("var s = {v: 3}; with (s) { v++; show_debug_message(self.v); w = 1; } show_debug_message(s);"),
              "4\n{ v : 4, w : 1 }\n");
    EXPECT_EQ(run("function A() constructor { v = 1; make = function() { return {owner: other, me: self, v: v + 1}; } "
                  "} var a = new A(); var s = "
                  "a.make(); show_debug_message(s.owner.v); show_debug_message(s.me.v); show_debug_message(s.v);"),
              "1\n2\n2\n");
    EXPECT_EQ(run("var s = {toString: function() { return \"<\" + string(v) + \">\"; }, v: 4}; show_debug_message(s); "
                  "show_debug_message([s, 1]); "
                  "show_debug_message($\"a{s}b{1 + 1}{\"q\"}\"); show_debug_message(string(s) + \"!\");"),
              "<4>\n[ <4>,1 ]\na<4>b2q\n<4>!\n");
    EXPECT_EQ(
        run("var s = {f: function() { function inner() { return 8; } return inner(); }}; show_debug_message(s.f());"),
        "8\n");
}

TEST(VmStructs, EnumsAndNames) {
    EXPECT_EQ(run("enum E { A, B = 5, C, D = E.B * 2 } show_debug_message(E.C); show_debug_message(typeof(E.A)); "
                  "show_debug_message(E.D); "
                  "show_debug_message(nameof(E.D)); var pi = 1; show_debug_message(pi); switch (E.B) { case E.A: "
                  "break; case E.B: "
                  "show_debug_message(\"b\"); }"),
              "6\nint64\n10\nE.D\n1\nb\n");
    EXPECT_EQ(run("globalvar gold; gold = 4; var s = {}; with (s) { gold++; } show_debug_message(global.gold);"),
              "5\n");
    Game game;
    game.compile("show_debug_message(E2.X); enum E2 { Y }");
    ASSERT_EQ(game.diagnostics.size(), 1u);
    EXPECT_EQ(game.diagnostics[0].text(), "test.gml:1:20: error: enum 'E2' has no member 'X'");
    Game other;
    other.compile("show_debug_message(nobody(1)); x1 = y1;");
    ASSERT_EQ(other.diagnostics.size(), 2u);
    EXPECT_EQ(other.diagnostics[0].text(), "test.gml:1:20: error: nobody declares the function 'nobody'");
    EXPECT_EQ(other.diagnostics[1].text(), "test.gml:1:37: warning: nobody gives the variable 'y1' a value");
}

TEST(VmStructs, InPlaceUpdatesKeepTypes) {
    EXPECT_EQ(run("enum E { A = 3 } v = E.A; v++; show_debug_message(typeof(v)); v += 1; "
                  "show_debug_message(typeof(v)); var l = E.A; l--; "
                  "show_debug_message(typeof(l));"),
              "int64\nint64\nint64\n");
    EXPECT_EQ(run("s = \"a\"; var keep = s; s += \"b\"; s += s; show_debug_message(s + keep);"), "ababa\n");
    EXPECT_EQ(run("v++;"), "fault: global variable v(N, -2147483648) not set before reading it.\n");
}

TEST(VmStructs, WeakReferencesDieAtOnce) {
    EXPECT_EQ(run("a = {}; var w = weak_ref_create(a); show_debug_message(weak_ref_alive(w)); delete a; "
                  "show_debug_message(weak_ref_alive(w));"),
              "1\n0\n");
    EXPECT_EQ(run("var a = {f: function() { return 1; }}; var w = weak_ref_create(a); a.f(); a.f = 0; a = 0; "
                  "show_debug_message(weak_ref_alive(w));"),
              "0\n");
}

} // namespace
