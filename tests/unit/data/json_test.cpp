#include "core/data/json_reader.h"
#include "core/data/json_writer.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace scope;

/// The error of a document, or "" when it reads to its end.
static std::string error_of(std::string_view text, JsonReadOptions options = {}) {
    auto read = read_json(text, options, [](const JsonToken&) { return JsonOutcome(); });
    return read ? "" : json_place({}, text, read.error().offset) + ": " + read.error().message;
}

/// The text of its first token of that kind.
static std::string text_of(JsonTokenKind kind, std::string_view text, JsonReadOptions options = {}) {
    std::string found = "none";
    auto read = read_json(text, options, [&](const JsonToken& token) {
        if (token.kind == kind) found = token.text;
        return JsonOutcome();
    });
    EXPECT_TRUE(read) << text << ": " << read.error().message;
    return found;
}

static std::string string_of(std::string_view text) {
    return text_of(JsonTokenKind::string, text);
}

static double number_of(std::string_view text) {
    return json_number(text_of(JsonTokenKind::number, text));
}

TEST(JsonReader, TokensComeInOrderWithTheirPlaces) {
    std::string_view text = "\xEF\xBB\xBF {\"a\" : [1, true, null, \"x\"], \"b\":{}} ";
    std::vector<JsonTokenKind> seen;
    std::string at_places;
    ASSERT_TRUE(read_json(text, {}, [&](const JsonToken& token) {
        seen.push_back(token.kind);
        bool closes = token.kind == JsonTokenKind::end_object || token.kind == JsonTokenKind::end_array;
        if (!closes) at_places += text[token.offset];
        return JsonOutcome();
    }));
    using enum JsonTokenKind;
    EXPECT_EQ(seen, (std::vector{begin_object, key, begin_array, number, boolean, null, string, end_array, key,
                                 begin_object, end_object, end_object}));
    EXPECT_EQ(at_places, "{\"[1tn\"\"{");
}

TEST(JsonReader, ErrorsNameLineAndColumn) {
    EXPECT_EQ(error_of("{\"a\":1,\n \"b\" 2}"), "2:6: expected ':' but found '2'");
    EXPECT_EQ(error_of("[1 2]"), "1:4: expected ',' or ']' but found '2'");
    EXPECT_EQ(error_of("[1,]"), "1:3: a comma before the closing bracket");
    EXPECT_EQ(error_of("[1}"), "1:3: expected ',' or ']' but found '}'");
    EXPECT_EQ(error_of("{a:1}"), "1:2: expected a key in quotes but found 'a'");
    EXPECT_EQ(error_of("\"abc"), "1:1: a string that is not closed");
    EXPECT_EQ(error_of("\"a\nb\""), "1:3: a control character in a string, '\\n', must be written as an escape");
    EXPECT_EQ(error_of("\"\\q\""), "1:2: an escape that JSON does not know: '\\q'");
    EXPECT_EQ(error_of("\"\\u12g4\""), "1:2: \\u needs four hexadecimal digits");
    EXPECT_EQ(error_of(""), "1:1: expected a value but found the end of the text");
    EXPECT_EQ(error_of("1 1"), "1:3: something follows the end of the JSON: '1'");
    EXPECT_EQ(error_of("01"), "1:1: a number may not begin with 0 and another digit");
    EXPECT_EQ(error_of("1."), "1:3: expected a digit after the point but found the end of the text");
    EXPECT_EQ(error_of("-"), "1:2: expected a digit but found the end of the text");
    EXPECT_EQ(error_of("tru"), "1:1: expected 'true'");
    EXPECT_EQ(error_of("\"\xC3\xA9\" x"), "1:5: something follows the end of the JSON: 'x'");
    EXPECT_EQ(error_of("[\xFF]"), "1:2: expected a value but found a byte that is not UTF-8");
    EXPECT_EQ(json_place("--map", "[\n1", 2), "--map:2:1");
    EXPECT_EQ(error_of("[\n{\"a\":\n1"),
              "3:2: expected ',' or '}' but found the end of the text inside the object that "
              "starts in line 2");
    EXPECT_EQ(error_of("{\"a\":1,,}"), "1:8: expected a key in quotes but found ','");
}

TEST(JsonReader, TrailingCommasWhenAllowed) {
    EXPECT_EQ(error_of("[1,{\"a\":2,},]", {.dialect = JsonDialect::trailing_commas}), "");
    EXPECT_NE(error_of("[,]", {.dialect = JsonDialect::trailing_commas}), "");
    EXPECT_NE(error_of("[1,,]", {.dialect = JsonDialect::trailing_commas}), "");
}

TEST(JsonReader, DepthIsLimited) {
    EXPECT_EQ(error_of(std::string(200000, '[')), "1:129: nested more than 128 levels deep");
    EXPECT_EQ(error_of(std::string(128, '[') + std::string(128, ']')), "");
    EXPECT_EQ(error_of("[[]]", {.max_depth = 1}), "1:2: nested more than 1 levels deep");
}

TEST(JsonReader, EscapesAndSurrogates) {
    EXPECT_EQ(string_of("\"a\\n\\\"\\/\\u0041\\ud83d\\ude00z\""), "a\n\"/A\xF0\x9F\x98\x80z");
    EXPECT_EQ(string_of("\"\\ud83d\""), "\xEF\xBF\xBD") << "a lone half";
    EXPECT_EQ(string_of("\"\\ud83d\\u0041\""), "\xEF\xBF\xBD"
                                               "A");
    EXPECT_EQ(string_of("\"\\u0000\""), std::string(1, '\0'));
}

TEST(JsonReader, NumbersOutsideTheRangeOfDoubles) {
    EXPECT_EQ(number_of("1e999"), INFINITY);
    EXPECT_EQ(number_of("-1e999"), -INFINITY);
    EXPECT_EQ(number_of("1e-999"), 0.0);
    EXPECT_TRUE(std::signbit(number_of("-1e-999")));
    EXPECT_EQ(number_of("1" + std::string(400, '0') + "e-5"), INFINITY);
    EXPECT_EQ(number_of("0." + std::string(400, '0') + "1"), 0.0);
    EXPECT_EQ(number_of("1e99999999999999999999"), INFINITY);
}

/// All that the libraries refuse or change and we do not, alone and in the middle of what they read.
TEST(JsonReader, WhatTheLibrariesDoNotRead) {
    for (bool inside : {false, true}) {
        auto within = [&](std::string_view text) {
            return inside ? "{\"k\":[true," + std::string(text) + ",\"\\n\",1.5e2]}" : std::string(text);
        };
        auto number = [&](std::string_view text) { // the one in front of 1.5e2
            std::string found;
            auto read = read_json(within(text), {}, [&](const JsonToken& token) {
                if (token.kind == JsonTokenKind::number && found.empty()) found = token.text;
                return JsonOutcome();
            });
            return read ? found : read.error().message;
        };
        for (std::string_view text : {"-0", "-0.0", "1e400", "-1e-400", "9007199254740993", "9223372036854775808",
                                      "18446744073709551616", "1E5", "123456789012345678901234567890.5"})
            EXPECT_EQ(number(text), text);
        EXPECT_TRUE(std::signbit(json_number(number("-0"))));
        auto string = [&](std::string text) {
            std::string found;
            auto read = read_json(within("\"" + text + "\""), {}, [&](const JsonToken& token) {
                if (token.kind == JsonTokenKind::string && found.empty()) found = token.text;
                return JsonOutcome();
            });
            return read ? found : read.error().message;
        };
        EXPECT_EQ(string("a\xFFz"), "a\xFFz") << "not UTF-8";
        EXPECT_EQ(string("\xC3\\u0041\xED\xA0\x80"), "\xC3"
                                                     "A\xED\xA0\x80");
        EXPECT_EQ(string("\\ud800x"), "\xEF\xBF\xBDx");
        EXPECT_EQ(string("\\udc00\\ud800"), "\xEF\xBF\xBD\xEF\xBF\xBD");
        EXPECT_EQ(string("\\u0000"), std::string(1, '\0'));
        EXPECT_EQ(string(std::string(1, '\0')),
                  "a control character in a string, '\\x00', must be written as an escape");
    }
    EXPECT_EQ(error_of("[\"\xFF\", x]"), "1:7: expected a value but found 'x'");
    EXPECT_EQ(error_of("[1e400, 01]"), "1:9: a number may not begin with 0 and another digit");
    EXPECT_EQ(error_of("{\"a\":1}\xEF\xBB\xBF"), "1:8: something follows the end of the JSON: '\xEF\xBB\xBF'");
    EXPECT_EQ(error_of(std::string_view("[1]\0", 4)), "1:4: something follows the end of the JSON: '\\x00'");
    EXPECT_EQ(error_of("[1.]"), "1:4: expected a digit after the point but found ']'");
    EXPECT_EQ(error_of("[1-2]"), "1:3: expected ',' or ']' but found '-'");
    EXPECT_EQ(error_of("[1.5.5]"), "1:5: expected ',' or ']' but found '.'");
    EXPECT_EQ(error_of("[1e]"), "1:4: expected a digit in the exponent but found ']'");
    EXPECT_EQ(error_of("[-]"), "1:3: expected a digit but found ']'");
    EXPECT_EQ(error_of("[\"\\"), "1:2: a string that is not closed");
}

TEST(JsonReader, AnyDepthIsReadWithoutRecursion) {
    std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
    EXPECT_EQ(error_of(deep, {.max_depth = UINT32_MAX}), "");
    EXPECT_EQ(error_of(deep, {.max_depth = 99'999}), "1:100000: nested more than 99999 levels deep");
    EXPECT_EQ(error_of(std::string(100'000, '['), {.max_depth = UINT32_MAX}),
              "1:100001: expected a value but found the end of the text");
}

TEST(JsonReader, EachTokenIsToldOnceWhoeverReads) {
    // The number stops the first of the two readers in the middle.
    std::string order;
    size_t calls = 0;
    auto read = read_json(R"({"a":1,"a":[2,1e999,{"b":3}],"c":4})", {}, [&](const JsonToken& token) {
        order += token.text;
        ++calls;
        return JsonOutcome();
    });
    EXPECT_TRUE(read);
    EXPECT_EQ(order, "a1a21e999b3c4");
    EXPECT_EQ(calls, 15u);
    calls = 0;
    read = read_json("[1,2,3]", {}, [&](const JsonToken& token) -> JsonOutcome {
        if (++calls == 3) return tl::unexpected(JsonError{"enough", token.offset});
        return {};
    });
    EXPECT_EQ(read.error().message, "enough");
    EXPECT_EQ(calls, 3u);
}

TEST(JsonWriter, CompactAndPretty) {
    auto fill = [](JsonWriter& out) {
        out.begin_object().member("name", "a\"b").member("n", 0.1).member("whole", 3).member("on", true);
        out.key("list").begin_array().number(1).null().begin_object().end_object().end_array();
        out.key("none").begin_array().end_array().end_object();
        EXPECT_EQ(out.depth(), 0u);
    };
    JsonWriter compact, pretty(2);
    fill(compact);
    fill(pretty);
    EXPECT_EQ(compact.text(), R"({"name":"a\"b","n":0.1,"whole":3,"on":true,"list":[1,null,{}],"none":[]})");
    EXPECT_EQ(pretty.text(), "{\n  \"name\": \"a\\\"b\",\n  \"n\": 0.1,\n  \"whole\": 3,\n  \"on\": true,\n  \"list\": "
                             "[\n    1,\n    null,\n"
                             "    {}\n  ],\n  \"none\": []\n}");
}

TEST(JsonWriter, StringsAreAlwaysValid) {
    std::string out;
    append_json_string(out, "\x01\x7F\xFF\xC3\xA9\n");
    EXPECT_EQ(out, "\"\\u0001\\u007f\xEF\xBF\xBD\xC3\xA9\\n\"");
    JsonWriter writer;
    writer.begin_array().number(NAN).number(-INFINITY).integer(INT64_MIN).end_array();
    EXPECT_EQ(writer.text(), "[\"nan\",\"-inf\",-9223372036854775808]");
}
