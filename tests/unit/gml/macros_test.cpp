#include "parse_helpers.h"

#include "core/gml/lexer.h"

#include <gtest/gtest.h>

using namespace scope;
using namespace scope::test;

TEST(Macros, ReplaceTokensEverywhere) {
    EXPECT_EQ(statements("#macro TWO 1 + 1\nx = TWO * 3"), "x = (1 + (1 * 3));");
    EXPECT_EQ(statements("#macro KEY name\nx = {KEY: 1}; y = a.KEY"), "x = {name: 1}; y = a.name;");
    EXPECT_EQ(statements("#macro STOP return 5;\nif (a) STOP"), "if(a | return 5;)");
    EXPECT_EQ(statements("#macro NOTHING\nNOTHING x = 1"), "x = 1;");
    EXPECT_EQ(statements("function f() {\n\t#macro LATE 3 // a comment\n}\nx = LATE"), "function f() {} x = 3;");
    EXPECT_EQ(statements("x = FIRST\n#macro FIRST SECOND\n#macro SECOND 2"), "x = 2;");
    EXPECT_EQ(statements("#macro T $\"{v}!\"\nx = T"), "x = $(v \"!\");");
}

TEST(Macros, ContinueOverLines) {
    EXPECT_EQ(statements("#macro M x = 1; \\\n y = 2; \\ // more\r\n z = 3\nM"), "x = 1; y = 2; z = 3;");
    EXPECT_EQ(statements("#macro M x = 1; \\\\\n y = 2\nM"), "x = 1; y = 2;");
}

TEST(Macros, BelongToConfigurations) {
    SourceFile file("a.gml", "#macro M 1\n#macro Release:M 2\n#macro Mobile:ONLY 3\nx = M + ONLY");
    auto with = [&](std::vector<std::string> configs) {
        MacroTable macros(std::move(configs));
        std::vector<Diagnostic> diagnostics;
        macros.collect(file, diagnostics);
        EXPECT_TRUE(diagnostics.empty());
        ParseResult result = parse(file, macros);
        return shape(result.ast, result.ast.function(0).body);
    };
    EXPECT_EQ(with({"Default"}), "{x = (1 + ONLY);}");
    EXPECT_EQ(with({"Release"}), "{x = (2 + ONLY);}");
    EXPECT_EQ(with({"Mobile", "Release"}), "{x = (2 + 3);}"); // a child takes its parent's
}

TEST(Macros, AreProjectWideAndOutliveTheirFile) {
    MacroTable macros;
    std::vector<Diagnostic> diagnostics;
    {
        SourceFile definitions("scripts/defs.gml", "#macro GREETING \"he\\\"llo\"\n#macro WHO someone");
        macros.collect(definitions, diagnostics);
    }
    SourceFile use("scripts/use.gml", "x = GREETING + WHO");
    ParseResult result = parse(use, macros);
    EXPECT_EQ(shape(result.ast, result.ast.function(0).body), "{x = (\"he\"llo\" + someone);}");
    ASSERT_NE(macros.find("WHO"), nullptr);
    EXPECT_EQ(macros.find("WHO")->place.text(), "scripts/defs.gml:2:8");
    EXPECT_EQ(macros.find("NOBODY"), nullptr);
}

TEST(Macros, NodesStandAtTheUse) {
    ParseResult result = parse_text("#macro M a + b\n\nx = M");
    NodeId assign = result.ast.list(result.ast.function(0).body)[0];
    Span span = result.ast.node(result.ast.node(assign).b).span;
    EXPECT_EQ(span.begin, 20u);
    EXPECT_EQ(span.end, 21u);
}

TEST(Macros, ErrorsNameTheDefinition) {
    EXPECT_EQ(errors(parse_text("#macro BROKEN 1 +\nx = BROKEN;\ny = 2")),
              "t.gml:2:11: error: expected a value, found ';'\n");
    EXPECT_EQ(errors(parse_text("#macro BROKEN ) 1\nx = BROKEN;")),
              "t.gml:2:5: error: expected a value, found ')' (in the macro BROKEN of t.gml:1:8)\n");
}

TEST(Macros, SecondDefinitionWinsWithAWarning) {
    ParseResult result = parse_text("#macro M 1\n#macro M 2\nx = M");
    ASSERT_EQ(result.diagnostics.size(), 1u);
    EXPECT_EQ(result.diagnostics[0].code, "duplicate-macro");
    EXPECT_TRUE(result.ok());
    EXPECT_EQ(shape(result.ast, result.ast.function(0).body), "{x = 2;}");
}

TEST(Macros, RecursionIsAnError) {
    EXPECT_EQ(errors(parse_text("#macro A B\n#macro B A\nx = A")),
              "t.gml:3:5: error: the macro A stands in its own definition\n");
}

TEST(Macros, GrowthIsBounded) {
    for (const char* last : {"1", ""}) { // empty ones add no tokens but must not take forever either
        std::string text;
        for (int i = 0; i < 60; ++i)
            text += "#macro M" + std::to_string(i) + " M" + std::to_string(i + 1) + " M" + std::to_string(i + 1) + "\n";
        text += std::string("#macro M60 ") + last + "\nx = [M0]";
        ParseResult result = parse_text(text, {.max_expanded_tokens = 10000});
        EXPECT_FALSE(result.ok());
        EXPECT_EQ(result.diagnostics.back().code == "macro-too-large" ||
                      result.diagnostics[0].code == "macro-too-large",
                  true);
        EXPECT_LT(result.ast.node_count(), 20000u);
    }
}

TEST(Macros, NameOfTakesTheirName) {
    EXPECT_EQ(statements("#macro M 5\nx = nameof(M) + M"), "x = (\"M\" + 5);");
}

TEST(Macros, PathWhereADeclarationWantsAName) {
    EXPECT_EQ(statements("#macro current global.queue[0]\nvar current = a; current.f()"),
              "@global.queue[0] = a; @global.queue[0].f();");
}
