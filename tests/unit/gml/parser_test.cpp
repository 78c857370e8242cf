#include "parse_helpers.h"

#include <gtest/gtest.h>

using namespace scope;
using namespace scope::test;

TEST(Parser, PrecedenceIsGameMakers) {
    EXPECT_EQ(expression("a + b * c"), "(a + (b * c))");
    EXPECT_EQ(expression("a * b + c - d"), "((a * b) + c - d)");
    EXPECT_EQ(expression("a | b & c ^ d"), "(a | b & c ^ d)"); // one level
    EXPECT_EQ(expression("a & b == c"), "((a & b) == c)");
    EXPECT_EQ(expression("a < b == c > d"), "(a < b == c > d)"); // one level too
    EXPECT_EQ(expression("a << b + c"), "(a << (b + c))");
    EXPECT_EQ(expression("a or b and c xor d = e"), "(a || (b && (c ^^ (d == e))))");
    EXPECT_EQ(expression("a ?? b || c ?? d"), "(a ?? (b || c) ?? d)");
    EXPECT_EQ(expression("!a == b"), "((!a) == b)");
    EXPECT_EQ(expression("not a and -b.c[0]"), "((!a) && (-b.c[0]))");
    EXPECT_EQ(expression("a ? b : c ? d : e"), "(a ? b : (c ? d : e))");
    EXPECT_EQ(expression("a mod b div c % d"), "(a mod b div c mod d)");
    EXPECT_EQ(expression("(a + b) * c"), "((a + b) * c)");
    EXPECT_EQ(expression("a <> b"), "(a != b)");
    EXPECT_EQ(expression("~a & - -b"), "((~a) & (-(-b)))");
}

TEST(Parser, AccessorsCallsAndMembers) {
    EXPECT_EQ(expression("a[i, j]"), "a[i, j]");
    EXPECT_EQ(expression("a[$ k][| i][? m][@ 0][# x, y].z"), "a[$k][|i][?m][@0][#x, y].z");
    EXPECT_EQ(expression("f(a,,b)"), "f(a, , b)");
    EXPECT_EQ(expression("f(,)"), "f()"); // one skipped argument
    EXPECT_EQ(expression("f(a, b,)"), "f(a, b)");
    EXPECT_EQ(expression("f()()[0]().x"), "f()()[0]().x");
    EXPECT_EQ(expression("self.end.default"), "@self.end.default");
    EXPECT_EQ(expression("a\n.b()\n.c()"), "a.b().c()");
    EXPECT_EQ(expression("new A(1).b()"), "new A(1).b()");
    EXPECT_EQ(expression("new a.b[0](x)"), "new a.b[0](x)");
    EXPECT_EQ(expression("(c ? f : g)(1)"), "(c ? f : g)(1)");
    EXPECT_EQ(expression("-x++ + --y"), "((-(x++)) + (--y))");
}

TEST(Parser, SkippedArgumentsAreCounted) {
    auto count = [](std::string text) {
        ParseResult result = parse_text(text, {.expression = true});
        NodeId value = result.ast.node(result.ast.list(result.ast.function(0).body)[0]).a;
        return result.ast.list(value).size();
    };
    EXPECT_EQ(count("f()"), 0u);
    EXPECT_EQ(count("f(,)"), 1u);
    EXPECT_EQ(count("f(a,,b)"), 3u);
    EXPECT_EQ(count("f(a,)"), 1u);
}

TEST(Parser, Literals) {
    EXPECT_EQ(expression("[1, 2,]"), "[1, 2]");
    EXPECT_EQ(expression("{a, b: 1, \"c d\": 2, end: 3, default: 4,}"), "{a: a, b: 1, c d: 2, end: 3, default: 4}");
    EXPECT_EQ(expression("{self, true: false}"), "{self: @self, true: false}");
    EXPECT_EQ(expression("$\"a{b + 1}{c}\""), "$(\"a\" (b + 1) c)");
    EXPECT_EQ(expression("$\"{$\"{a}\"}\""), "$($(a))");
    EXPECT_EQ(expression("0x80000000"), "2147483648L");
    EXPECT_EQ(expression("undefined ?? true"), "(undefined ?? true)");
    EXPECT_EQ(expression("nameof(global.a) + nameof(f())"), "(\"global.a\" + \"f\")");
    EXPECT_EQ(expression("begin a: 1 end"), "{a: 1}");
}

TEST(Parser, Assignments) {
    EXPECT_EQ(statements("a = b = c"), "a = (b == c);");
    EXPECT_EQ(statements("a := 1"), "a = 1;");
    EXPECT_EQ(statements("a += 1 b -= 2; c ?\?= 3 d ^= 4"), "a += 1; b -= 2; c ?\?= 3; d ^= 4;");
    EXPECT_EQ(statements("a[0].b = 1"), "a[0].b = 1;");
    EXPECT_EQ(statements("a++; --b"), "(a++); (--b);");
    EXPECT_EQ(statements("a = b\n++c"), "a = b; (++c);");
    EXPECT_EQ(statements("a = b\n(c)"), "a = b(c);"); // as in GameMaker, '(' goes on
}

TEST(Parser, Declarations) {
    EXPECT_EQ(statements("var a = 1, b, c = 2"), "var a = 1, b, c = 2;");
    EXPECT_EQ(statements("var a = 1, var b = 2"), "var a = 1, b = 2;");
    EXPECT_EQ(statements("var a,; x = 1"), "var a; x = 1;");
    EXPECT_EQ(statements("globalvar a, b; static c = 1, d = 2"), "globalvar a, b; static c = 1, d = 2;");
}

TEST(Parser, LooseStatements) {
    EXPECT_EQ(statements("if a then b = 1 else c = 2"), "if(a | b = 1; | c = 2;)");
    EXPECT_EQ(statements("if (a) begin b() end else if (c) {} else d();"), "if(a | {b();} | c | {} | d();)");
    EXPECT_EQ(statements("if (a) if (b) c() else d()"), "if(a | if(b | c(); | d();))");
    EXPECT_EQ(statements("if (a) {}; else b()"), "if(a | {} | b();)");
    EXPECT_EQ(statements("if (a);"), "if(a | {})");
    EXPECT_EQ(statements("repeat 4 with other while x y()"), "repeat(4 | with(@other | while(x | y();)))");
    EXPECT_EQ(statements("do a() until b"), "do(a(); | b)");
    EXPECT_EQ(statements("while (a) do { b() }"), "while(a | {b();})");
    EXPECT_EQ(statements("while (a) do { b() } until c"), "while(a | do({b();} | c))");
    EXPECT_EQ(statements("{};;{a()};"), "{} {a();}");
    EXPECT_EQ(statements("x"), "x;");
}

TEST(Parser, ForLoops) {
    EXPECT_EQ(statements("for (var i = 0; i < 3; i++) f()"), "for(var i = 0; | (i < 3) | (i++); | f();)");
    EXPECT_EQ(statements("for (;;) {}"), "for( |  |  | {})");
    EXPECT_EQ(statements("for (; a;) {}"), "for( | a |  | {})");
    EXPECT_EQ(statements("for (a = 0; b; c++;) {}"), "for(a = 0; | b | (c++); | {})");
    EXPECT_EQ(statements("for (a = 0; b; { c++; d = 1 }) {}"), "for(a = 0; | b | {(c++); d = 1;} | {})");
}

TEST(Parser, SwitchTryAndJumps) {
    EXPECT_EQ(statements("switch a { default: b() case 1: case E.x: c() break }"),
              "switch(a | default: b(); | case 1:  | case E.x: c(); break;)");
    EXPECT_EQ(statements("try { a() } catch (e) { b() } finally { c() }"), "try({a();} | e {b();} | {c();})");
    EXPECT_EQ(statements("try { a() } finally { c() }"), "try({a();} |   | {c();})");
    EXPECT_EQ(statements("return\na"), "return a;");
    EXPECT_EQ(statements("if (a) { return } return; exit throw \"x\" delete b"),
              "if(a | {return ;}) return ; exit; throw \"x\"; delete b;");
}

TEST(Parser, Functions) {
    EXPECT_EQ(statements("function f(a, b = 1 + 2,) { return a }"), "function f(a, b = (1 + 2)) {return a;}");
    EXPECT_EQ(statements("function C(x) : P(x, 1) constructor { static m = function() {} }"),
              "function C(x) : P(x, 1) constructor {static m = function () {};}");
    EXPECT_EQ(statements("x = function named() {}"), "x = function named() {};");
    EXPECT_EQ(statements("function() {}()"), "function () {}();");
    EXPECT_EQ(statements("a = {f: function(constructor) { return constructor }}"),
              "a = {f: function (constructor) {return constructor;}};");
}

TEST(Parser, FunctionsAreNumberedInSourceOrder) {
    ParseResult result =
        parse_text("function a() { b = function() {}; static s = 1; if (x) { static t = 2 } }\nfunction c() {}");
    ASSERT_TRUE(result.ok());
    const auto& functions = result.ast.functions();
    ASSERT_EQ(functions.size(), 4u);
    EXPECT_EQ(result.ast.text(functions[1].name), "a");
    EXPECT_EQ(functions[2].name, no_name);
    EXPECT_EQ(functions[2].outer, 1u);
    EXPECT_FALSE(functions[2].is_statement);
    EXPECT_EQ(result.ast.text(functions[3].name), "c");
    EXPECT_EQ(functions[3].outer, 0u);
    EXPECT_TRUE(functions[3].is_statement);
    EXPECT_EQ(functions[1].statics.size(), 2u);
    EXPECT_EQ(functions[0].statics.size(), 0u);
}

TEST(Parser, EnumsAreCollectedAndLeaveNothing) {
    ParseResult result = parse_text("function f() { enum E { a, b = 1 << 2, c, } x = E.b }");
    ASSERT_EQ(errors(result), "");
    ASSERT_EQ(result.ast.enums().size(), 1u);
    const Enum& declaration = result.ast.enums()[0];
    EXPECT_EQ(result.ast.text(declaration.name), "E");
    ASSERT_EQ(declaration.members.size(), 3u);
    EXPECT_EQ(shape(result.ast, declaration.members[1].value), "(1 << 2)");
    EXPECT_EQ(declaration.members[2].value, no_node);
    EXPECT_EQ(shape(result.ast, result.ast.function(1).body), "{x = E.b;}");
}

TEST(Parser, LegacyDefines) {
    ParseResult result = parse_text("#define one\nreturn argument0\n#define two // text\nif (a) {\nb()\n}\nc()");
    ASSERT_EQ(errors(result), "");
    ASSERT_EQ(result.ast.functions().size(), 3u);
    EXPECT_TRUE(result.ast.function(1).is_legacy);
    EXPECT_EQ(result.ast.text(result.ast.function(2).name), "two");
    EXPECT_EQ(shape(result.ast, result.ast.function(2).body), "{if(a | {b();}) c();}");
}

TEST(Parser, SaysWhatWasExpectedAndFound) {
    EXPECT_EQ(errors(parse_text("x = ;")), "t.gml:1:5: error: expected a value, found ';'\n");
    EXPECT_EQ(errors(parse_text("if (a { b() }")), "t.gml:1:7: error: expected ')' to close the '(', found '{'\n");
    EXPECT_EQ(errors(parse_text("f(a b)")), "t.gml:1:5: error: expected ')' or ',' after the argument, found 'b'\n");
    EXPECT_EQ(errors(parse_text("\n\nvar end = 1")), "t.gml:3:5: error: expected a variable's name, found 'end'\n");
    EXPECT_EQ(errors(parse_text("function f() {\n\ta()\n")),
              "t.gml:3:1: error: expected '}' for the '{' in line 1, found the end of the file\n");
    EXPECT_EQ(errors(parse_text("a() }")), "t.gml:1:5: error: '}' closes a block that was never opened\n");
    EXPECT_EQ(errors(parse_text("switch a { b() }")),
              "t.gml:1:12: error: expected 'case', 'default' or '}' in the switch, found 'b'\n");
    EXPECT_EQ(errors(parse_text("function A() : B() {}")), "t.gml:1:20: error: expected 'constructor', found '{'\n");
    EXPECT_EQ(errors(parse_text("x = {a: 1 b: 2}")),
              "t.gml:1:11: error: expected ',' or '}' after the struct member, found 'b'\n");
}

TEST(Parser, RefusesWhatIsWrong) {
    for (const char* wrong :
         {"a == b",    "5",          "\"text\"", "1 = 2",       "f() = 3",    "self = 1",        "++5",
          "x = y +",   "else a()",   "case 1:",  "try { a() }", "enum { a }", "new A",           "a[]",
          "a[1,2,3]",  "f(",         "[1, 2",    "x = a b c ?", "var 5",      "function 5() {}", "for (a, b) {}",
          "do a()",    "break 5",    "x = 'y'",  "a <<= 1",     "a === b",    "x = {5: 1}",      "delete 5",
          "nameof(5)", "x = [1,,2]", "throw"})
        EXPECT_FALSE(parse_text(wrong).ok()) << wrong;
}

TEST(Parser, ReportsSeveralErrorsOfOneFile) {
    std::string text = "x = ;\nif (a) {\n y = );\n ok()\n}\nfunction f( {\n}\nvar z = 1\nq = q +;\nfine()";
    EXPECT_EQ(errors(parse_text(text)), "t.gml:1:5: error: expected a value, found ';'\n"
                                        "t.gml:3:6: error: expected a value, found ')'\n"
                                        "t.gml:6:13: error: expected a parameter's name, found '{'\n"
                                        "t.gml:9:8: error: expected a value, found ';'\n");
}

TEST(Parser, ConsoleTextMayEndInAValue) {
    ParseResult result = parse_text("a = 1; a + 1", {.lone_values = true});
    ASSERT_EQ(errors(result), "");
    EXPECT_EQ(shape(result.ast, result.ast.function(0).body), "{a = 1; (a + 1);}");
    EXPECT_FALSE(parse_text("a = 1; a +", {.lone_values = true}).ok());
}

TEST(Parser, CapsItsErrors) {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "x = ;\n";
    ParseResult result = parse_text(text, {.max_errors = 10});
    ASSERT_EQ(result.diagnostics.size(), 11u);
    EXPECT_EQ(result.diagnostics.back().code, "too-many-errors");
}

TEST(Parser, SpansCoverTheirText) {
    std::string text = "result = first(1) + second[2].third;";
    ParseResult result = parse_text(text);
    NodeId assign = result.ast.list(result.ast.function(0).body)[0];
    auto covered = [&](NodeId id) {
        Span span = result.ast.node(id).span;
        return text.substr(span.begin, span.end - span.begin);
    };
    NodeId sum = result.ast.node(assign).b;
    EXPECT_EQ(covered(assign), "result = first(1) + second[2].third");
    EXPECT_EQ(covered(sum), "first(1) + second[2].third");
    EXPECT_EQ(covered(result.ast.node(sum).a), "first(1)");
    EXPECT_EQ(covered(result.ast.links(sum)[0].operand), "second[2].third");
}

TEST(Parser, WordLikeNamesStayNames) {
    EXPECT_EQ(statements("constructor = nameof; x.then = all"), "constructor = nameof; x.then = @all;");
}
