#include "core/gml/lexer.h"
#include "core/gml/literals.h"

#include <cmath>
#include <gtest/gtest.h>

using namespace scope;

namespace {

std::string kinds(std::string text) {
    SourceFile file("t.gml", std::move(text));
    std::string out;
    for (const Token& token : lex(file).tokens)
        if (token.kind != TokenKind::end_of_file)
            out += (out.empty() ? "" : " ") + std::string(token_kind_name(token.kind));
    return out;
}

std::string first_error(std::string text) {
    SourceFile file("t.gml", std::move(text));
    TokenList list = lex(file);
    return list.diagnostics.empty() ? "" : list.diagnostics[0].text();
}

std::string string_value(std::string text) {
    SourceFile file("t.gml", std::move(text));
    TokenList list = lex(file);
    return list.diagnostics.empty() ? std::string(list.tokens[0].text) : list.diagnostics[0].code;
}

double real_value(std::string_view text) {
    size_t position = 0;
    NumberLiteral number = read_number(text, position);
    EXPECT_EQ(position, text.size()) << text;
    EXPECT_FALSE(number.is_int64) << text;
    EXPECT_EQ(number.problem, "") << text;
    return number.real;
}

int64_t int64_value(std::string_view text) {
    size_t position = 0;
    NumberLiteral number = read_number(text, position);
    EXPECT_EQ(position, text.size()) << text;
    EXPECT_TRUE(number.is_int64) << text;
    return number.integer;
}

} // namespace

TEST(Lexer, Numbers) {
    EXPECT_EQ(real_value("12"), 12);
    EXPECT_EQ(real_value("1_000_000"), 1000000);
    EXPECT_EQ(real_value(".5"), 0.5);
    EXPECT_EQ(real_value("5."), 5);
    EXPECT_EQ(real_value("1.25"), 1.25);
    EXPECT_EQ(real_value("1e3"), 1000);
    EXPECT_EQ(real_value("1.5E-2"), 0.015);
    EXPECT_EQ(real_value("0x1F"), 31);
    EXPECT_EQ(real_value("$ff"), 255);
    EXPECT_EQ(real_value("0b1010_1010"), 170);
    EXPECT_EQ(real_value("0"), 0);
    EXPECT_EQ(real_value("007"), 7);
    EXPECT_EQ(real_value("2147483647"), 2147483647.0);
    EXPECT_EQ(int64_value("0x80000000"), 2147483648);
    EXPECT_EQ(int64_value("$7FFFFFFFFFFFFFFF"), INT64_MAX);
    EXPECT_EQ(int64_value("0xFFFFFFFFFFFFFFFF"), -1);
    EXPECT_EQ(int64_value("9223372036854775807"), INT64_MAX);
    EXPECT_EQ(real_value("9223372036854775808"), 9223372036854775808.0);
    EXPECT_EQ(real_value("1e999"), HUGE_VAL);
    EXPECT_EQ(real_value("1e-999"), 0);
    EXPECT_EQ(real_value(std::string(400, '9')), HUGE_VAL);
    EXPECT_EQ(real_value("0." + std::string(400, '0') + "1"), 0);
    EXPECT_EQ(kinds("1else"), "real_number kw_else");
    EXPECT_EQ(first_error("x = 0x;"), "t.gml:1:5: error: this number has no digits");
    EXPECT_EQ(first_error("x = 0x10000000000000000;"), "t.gml:1:5: error: this number does not fit 64 bits");
}

TEST(Lexer, ColoursAreStoredBlueGreenRed) {
    SourceFile file("t.gml", "#FF8000 #12345678 #ff0000");
    TokenList list = lex(file);
    ASSERT_TRUE(list.diagnostics.empty());
    EXPECT_EQ(list.tokens[0].real, 0x0080FF);
    EXPECT_EQ(list.tokens[1].integer, 0x78563412);
    EXPECT_EQ(list.tokens[2].real, 255);
}

TEST(Lexer, AccessorsOnlyBehindAValue) {
    EXPECT_EQ(kinds("a[#b, 0]"), "identifier open_grid identifier comma real_number bracket_close");
    EXPECT_EQ(kinds("[#FF0000]"), "bracket_open real_number bracket_close");
    EXPECT_EQ(kinds("a[#facade, 0]"), "identifier open_grid identifier comma real_number bracket_close");
    EXPECT_EQ(kinds("return [$FF, $00]"), "kw_return bracket_open real_number comma real_number bracket_close");
    EXPECT_EQ(kinds("a[$\"k\"]"), "identifier open_struct string bracket_close");
    EXPECT_EQ(kinds("= [$\"k\"]"), "assign bracket_open template_begin template_text template_end bracket_close");
    EXPECT_EQ(kinds("[@\"v\"]"), "bracket_open string bracket_close");
    EXPECT_EQ(kinds("f()[@0]"), "identifier paren_open paren_close open_array real_number bracket_close");
    EXPECT_EQ(kinds("self.end[|0]"), "identifier dot identifier open_list real_number bracket_close");
}

TEST(Lexer, Strings) {
    EXPECT_EQ(string_value(R"("a\nb\t\\\"\q")"), "a\nb\t\\\"q");
    EXPECT_EQ(string_value(R"("\u263A\x41\101")"), "\u263A"
                                                   "AA");
    EXPECT_EQ(string_value(R"("\u1F600!")"), "\U0001F600!");
    EXPECT_EQ(string_value(R"("a\0")"), std::string("a\0", 2));
    EXPECT_EQ(string_value("@\"a\\n\nb\""), "a\\n\nb");
    EXPECT_EQ(string_value("@'say \"x\"'"), "say \"x\"");
    EXPECT_EQ(string_value("\"open\nx"), "unterminated-string");
    EXPECT_EQ(string_value("@'open"), "unterminated-string");
    EXPECT_EQ(string_value("\"\\"), "unterminated-string");
    EXPECT_EQ(string_value("'old'"), "bad-character");
    EXPECT_EQ(string_value(R"("\u")"), "bad-escape");
}

TEST(Lexer, TemplatesNest) {
    EXPECT_EQ(kinds(R"($"a{b}c")"),
              "template_begin template_text template_open identifier template_close template_text template_end");
    EXPECT_EQ(kinds(R"($"{ {x: 1} }")"),
              "template_begin template_open brace_open identifier colon real_number brace_close "
              "template_close template_end");
    EXPECT_EQ(kinds(R"($"{$"{a}"}")"),
              "template_begin template_open template_begin template_open identifier template_close "
              "template_end template_close template_end");
    EXPECT_EQ(kinds(R"($"{f("}")}")"),
              "template_begin template_open identifier paren_open string paren_close template_close "
              "template_end");
    EXPECT_EQ(kinds(R"($"\{a}")"), "template_begin template_text template_end");
}

TEST(Lexer, CommentsAndSpaces) {
    EXPECT_EQ(kinds("a // b\n/* c /* d */ e"), "identifier identifier");
    EXPECT_EQ(kinds("\uFEFF"
                    "a\u00A0=\u200B"
                    "1"),
              "identifier assign real_number");
    EXPECT_EQ(kinds("a /* never closed"), "identifier");
    EXPECT_EQ(kinds("#region it's \"free {\na\n#endregion } text\nb"), "identifier identifier");
    SourceFile file("t.gml", "a /* b");
    TokenList list = lex(file);
    ASSERT_EQ(list.diagnostics.size(), 1u);
    EXPECT_EQ(list.diagnostics[0].severity, Severity::warning);
}

TEST(Lexer, Operators) {
    EXPECT_EQ(kinds("a ?\?= b ?? c"), "identifier nullish_assign identifier nullish identifier");
    EXPECT_EQ(kinds("<> != ^^ ^= << >= :="),
              "not_equal not_equal logical_xor caret_assign shift_left greater_equal colon_assign");
    EXPECT_EQ(kinds("a++ + ++b"), "identifier plus_plus plus plus_plus identifier");
    EXPECT_EQ(kinds("x?.5:1"), "identifier question real_number colon real_number");
}

TEST(Lexer, WordsBehindADotAreNames) {
    EXPECT_EQ(kinds("a.default.end"), "identifier dot identifier dot identifier");
}

TEST(Lexer, WhatIsNotTextIsOneError) {
    EXPECT_EQ(first_error(std::string("\x89PNG\0\0\x01", 7)),
              "t.gml:1:1: error: this file is not text, so it cannot be GML");
    EXPECT_EQ(first_error(std::string("\xFF\xFEv\0a\0r\0", 8)),
              "t.gml:1:1: error: this file is UTF-16, GML files are UTF-8");
    EXPECT_EQ(first_error("a = b ` c"), "t.gml:1:7: error: '`' has no meaning in GML");
    EXPECT_EQ(first_error("#pragma x"), "t.gml:1:1: error: #pragma is no directive of GameMaker");
}
