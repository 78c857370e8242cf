// Input made to hurt: nothing may crash, hang or flood, and the answer is few clear errors.
#include "parse_helpers.h"

#include "core/gml/dump.h"
#include "core/gml/lexer.h"

#include <gtest/gtest.h>
#include <random>

using namespace scope;
using namespace scope::test;

namespace {

std::string repeat(std::string_view part, size_t count) {
    std::string out;
    out.reserve(part.size() * count);
    for (size_t i = 0; i < count; ++i) out += part;
    return out;
}

constexpr size_t many = 100'000;

// Also walks the tree as a dump does, which recurses to its height.
ParseResult survive(const std::string& text) {
    SourceFile file("t.gml", text);
    ParseResult result = parse(file);
    size_t reported = 0;
    for (const Diagnostic& diagnostic : result.diagnostics) reported += diagnostic.severity == Severity::error;
    EXPECT_LE(reported, 102u); // the lexer's cap, the parser's, and their last lines
    EXPECT_FALSE(dump_ast(file, result.ast).empty());
    return result;
}

} // namespace

TEST(Hostile, DeepNestingIsOneError) {
    for (const char* opener : {"(",
                               "[",
                               "{",
                               "!",
                               "-",
                               "~",
                               "not ",
                               "++",
                               "f(",
                               "a[",
                               "{a:",
                               "new ",
                               "if a ",
                               "if (",
                               "while a ",
                               "with a ",
                               "repeat a ",
                               "do ",
                               "for(",
                               "for(;;)",
                               "switch a{case 1:",
                               "try ",
                               "x=function(){",
                               "function f(){",
                               "function f(a=",
                               "a?",
                               "a?b:",
                               "a+(",
                               "case ",
                               "return (",
                               "x={a:[",
                               "begin ",
                               "throw ",
                               "while a do ",
                               "a ?? (",
                               "a.b[",
                               "new a["}) {
        ParseResult result = survive("x = 1; " + repeat(opener, many));
        EXPECT_FALSE(result.ok()) << opener;
        EXPECT_LE(result.diagnostics.size(), 52u) << opener;
        ParseResult inside = survive("x = " + repeat(opener, many));
        EXPECT_FALSE(inside.ok()) << opener;
    }
    ParseResult parentheses = survive("x = " + repeat("(", many) + "1" + repeat(")", many) + ";");
    ASSERT_EQ(parentheses.diagnostics.size(), 1u);
    EXPECT_EQ(parentheses.diagnostics[0].code, "too-deep");
}

TEST(Hostile, NestingWithinTheLimitIsFine) {
    EXPECT_TRUE(survive("x = " + repeat("(", 300) + "1" + repeat(")", 300)).ok());
    EXPECT_TRUE(survive(repeat("if (a) { ", 150) + repeat("}", 150)).ok());
}

TEST(Hostile, LongChainsStayFlat) {
    EXPECT_TRUE(survive("x = a" + repeat(" + a", many)).ok());
    EXPECT_TRUE(survive("x = a" + repeat(" && a == b", many)).ok());
    EXPECT_TRUE(survive("if (a) b(); " + repeat("else if (a) b(); ", many)).ok());
    EXPECT_TRUE(survive("x = [" + repeat("1,", many) + "]").ok());
    EXPECT_TRUE(survive("f(" + repeat(",", many) + ")").ok());
    EXPECT_TRUE(survive(repeat(";", many)).ok());
    EXPECT_TRUE(survive("switch a {" + repeat("case 1:", many) + "}").ok());
    EXPECT_TRUE(survive("var a" + repeat(", a", many)).ok());
    EXPECT_TRUE(survive("x = $\"" + repeat("{a}", many) + "\"").ok());
    EXPECT_TRUE(survive("x = a" + repeat(".b()", 500)).ok());
}

TEST(Hostile, TreesThatGrowHighAreRefused) {
    for (const char* link : {".b", "()", "[0]", ".b()"}) {
        ParseResult result = survive("x = a" + repeat(link, many));
        ASSERT_EQ(result.diagnostics.size(), 1u) << link;
        EXPECT_EQ(result.diagnostics[0].code, "too-deep") << link;
    }
}

TEST(Hostile, DumpsOfLongLinesAreNotQuadratic) {
    SourceFile file("t.gml", repeat("a;", 200'000)); // minutes if each place were counted from the line's start
    EXPECT_GT(dump_tokens(file, lex(file)).size(), file.text().size());
}

TEST(Hostile, UnterminatedEverything) {
    for (const char* text : {"\"",
                             "\"a\\",
                             "@\"",
                             "@'",
                             "$\"",
                             "$\"{",
                             "$\"{a",
                             "$\"a{\"",
                             "/*",
                             "'",
                             "#",
                             "#macro",
                             "#macro A \\",
                             "#macro A $\"{",
                             "#define",
                             "#region",
                             "$",
                             "0x",
                             "0b",
                             "1e",
                             "1e+",
                             "a.",
                             "a[",
                             "a[|",
                             "f(",
                             "f(a,",
                             "{",
                             "(",
                             "[",
                             "new",
                             "function",
                             "function f",
                             "function f(",
                             "function f(a",
                             "function f(a=",
                             "function f() :",
                             "function f() : P",
                             "function f() : P(",
                             "x = {a",
                             "x = {a:",
                             "enum",
                             "enum E",
                             "enum E {",
                             "enum E {a",
                             "enum E {a =",
                             "if",
                             "if a",
                             "if a b else",
                             "for",
                             "for (",
                             "for (;",
                             "for (;;",
                             "for (;;)",
                             "while",
                             "do",
                             "do a()",
                             "do a() until",
                             "repeat",
                             "with",
                             "switch",
                             "switch a",
                             "switch a {",
                             "switch a { case",
                             "switch a { case 1",
                             "switch a { case 1: b()",
                             "try",
                             "try {}",
                             "try {} catch",
                             "try {} catch (",
                             "try {} catch (e",
                             "throw",
                             "delete",
                             "var",
                             "var a =",
                             "static",
                             "globalvar",
                             "return (",
                             "a ?",
                             "a ? b",
                             "a ? b :",
                             "a +",
                             "!",
                             "--",
                             "nameof(",
                             "\\",
                             "`"})
        survive(text);
}

TEST(Hostile, NestedTemplates) {
    survive("x = " + repeat("$\"{", many));
    survive("x = $\"" + repeat("{", many));
    EXPECT_TRUE(survive("x = " + repeat("$\"{", 50) + "a" + repeat("}\"", 50)).ok());
}

TEST(Hostile, BinaryRubbish) {
    std::mt19937 random(7);
    std::string bytes(100'000, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    ParseResult result = survive(bytes);
    ASSERT_EQ(result.diagnostics.size(), 1u);
    EXPECT_EQ(result.diagnostics[0].code, "not-text");
    for (char& byte : bytes) byte = static_cast<char>(' ' + static_cast<unsigned char>(byte) % 95);
    EXPECT_FALSE(survive(bytes).ok());
    for (char& byte : bytes) byte = static_cast<char>(0x80 | byte);
    EXPECT_FALSE(survive(bytes).ok());
}

// Tokens that are each legal, in no order at all: every recovery path is walked.
TEST(Hostile, TokenSoup) {
    std::mt19937 random(11);
    std::vector<std::string> words = {"a",    "b",    "1",           "\"s\"", "$\"{a}\"", "#macro M a +\n",
                                      "M",    "\n",   "constructor", "enum",  "nameof",   "#define d\n",
                                      "@'v'", "0x1F", "<>"};
    for (int i = int(TokenKind::kw_if); i <= int(TokenKind::shift_right); ++i)
        words.emplace_back(token_spelling(TokenKind(i)));
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (int i = 0; i < 60; ++i) text += words[random() % words.size()] + " ";
        survive(text);
    }
}
