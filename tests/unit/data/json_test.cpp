#include "core/data/json_reader.h"
#include "core/data/json_writer.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace scope;

/// The error of a document, or "" when it reads to its end.
static std::string error_of(std::string_view text, JsonReadOptions options = {}) {
    JsonReader reader(text, options);
    while (true) {
        auto token = reader.next();
        if (!token) return token.error().place + ": " + token.error().message;
        if (*token == JsonToken::end) return "";
    }
}

static std::string string_of(std::string_view text) {
    JsonReader reader(text);
    auto token = reader.next();
    EXPECT_TRUE(token && *token == JsonToken::string) << text;
    return std::string(reader.text());
}

static double number_of(std::string_view text) {
    JsonReader reader(text);
    auto token = reader.next();
    EXPECT_TRUE(token && *token == JsonToken::number) << text;
    return reader.number();
}

TEST(JsonReader, TokensComeInOrder) {
    JsonReader reader("\xEF\xBB\xBF {\"a\" : [1, true, null, \"x\"], \"b\":{}} ");
    std::vector<JsonToken> seen;
    do seen.push_back(*reader.next());
    while (seen.back() != JsonToken::end);
    using enum JsonToken;
    EXPECT_EQ(seen, (std::vector{begin_object, key, begin_array, number, boolean, null, string, end_array, key,
                                 begin_object, end_object, end_object, end}));
    EXPECT_EQ(*reader.next(), end);
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
    EXPECT_EQ(error_of("[", {.name = "--map"}), "--map:1:2: expected a value but found the end of the text");
    EXPECT_EQ(error_of("{\"a\":1,,}"), "1:8: expected a key in quotes but found ','");
}

TEST(JsonReader, TrailingCommasWhenAllowed) {
    EXPECT_EQ(error_of("[1,{\"a\":2,},]", {.trailing_commas = true}), "");
    EXPECT_NE(error_of("[,]", {.trailing_commas = true}), "");
    EXPECT_NE(error_of("[1,,]", {.trailing_commas = true}), "");
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

TEST(JsonReader, AnErrorStays) {
    JsonReader reader("[x");
    EXPECT_TRUE(reader.next());
    EXPECT_FALSE(reader.next());
    EXPECT_EQ(reader.next().error().message, "expected a value but found 'x'");
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
