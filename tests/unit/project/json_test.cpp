#include "core/project/json.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

using namespace scope;

/// "offset: message" of a text that must not parse; "" when it does.
static std::string error_of(std::string_view text) {
    auto document = JsonDocument::parse(text);
    return document ? "" : std::to_string(document.error().offset) + ": " + document.error().message;
}

TEST(ProjectJson, ReadsTheDialectOfYyFiles) {
    std::string text =
        "\xEF\xBB\xBF{ \"a\":[1,2.5,-3e2,], \"b\":{\"c\":true,\"d\":null,}, \"copyToTargets\":3035426170322551022,\r\n"
        "\"s\":\"q\\\"\\n\\u00e9\\ud83d\\ude00\\/\", \"e\":[], \"o\":{}, }\n";
    auto document = JsonDocument::parse(text);
    ASSERT_TRUE(document) << document.error().message;
    JsonValue root = document->root();
    std::vector<double> numbers;
    for (JsonValue one : root["a"]) numbers.push_back(one.number());
    EXPECT_EQ(numbers, (std::vector<double>{1, 2.5, -300}));
    EXPECT_TRUE(root["b"]["c"].boolean());
    EXPECT_TRUE(root["b"]["d"].is_null());
    EXPECT_EQ(root["copyToTargets"].integer(), 3035426170322551022);
    EXPECT_EQ(root["s"].text(), "q\"\n\xC3\xA9\xF0\x9F\x98\x80/");
    EXPECT_FALSE(root["e"].begin() != root["e"].end());
    EXPECT_EQ(root["o"].kind(), JsonKind::object);
}

TEST(ProjectJson, AbsentMembersAreNullAndCanBeChained) {
    auto document = JsonDocument::parse(R"({"n":7,"list":[1]})");
    ASSERT_TRUE(document);
    JsonValue root = document->root();
    EXPECT_TRUE(root["x"]["y"]["z"].is_null());
    EXPECT_TRUE(root["list"]["y"].is_null());
    EXPECT_EQ(root["x"].text("fallback"), "fallback");
    EXPECT_EQ(root["n"].text("fallback"), "fallback");
    EXPECT_EQ(root["x"].number(4), 4);
    EXPECT_EQ(root["x"].boolean(true), true);
    for (JsonValue nothing : root["x"]) ADD_FAILURE() << nothing.offset();
}

TEST(ProjectJson, NumbersAndBooleansComeInManyForms) {
    auto document = JsonDocument::parse(
        R"({"t":"True","f":"false","n":"12.5","bad":"12x","one":1,"huge":1e300,"big":99999999999})");
    ASSERT_TRUE(document);
    JsonValue root = document->root();
    EXPECT_TRUE(root["t"].boolean());
    EXPECT_FALSE(root["f"].boolean(true));
    EXPECT_EQ(root["n"].number(), 12.5);
    EXPECT_EQ(root["bad"].number(-1), -1);
    EXPECT_TRUE(root["one"].boolean());
    EXPECT_EQ(root["huge"].integer(), INT64_MAX);
    EXPECT_EQ(root["big"].integer32(), INT32_MAX);
}

TEST(ProjectJson, ErrorsSayWhatAndWhere) {
    EXPECT_EQ(error_of(""), "0: expected a value but found the end of the text");
    EXPECT_EQ(error_of("{\"a\":\n[1,2"),
              "10: expected ',' or ']' but found the end of the text inside the array that starts in line 2");
    EXPECT_EQ(error_of("{\"a\" 1}"), "5: expected ':' but found '1'");
    EXPECT_EQ(error_of("{\"a\":1 \"b\":2}"), "7: expected ',' or '}' but found '\"'");
    EXPECT_EQ(error_of("[1,,2]"), "3: expected a value but found ','");
    EXPECT_EQ(error_of("{\"a\":\"open"), "5: a string that is not closed");
    EXPECT_EQ(error_of("[1] x"), "4: something follows the end of the JSON: 'x'");
    EXPECT_EQ(error_of("{a:1}"), "1: expected a key in quotes but found 'a'");
    EXPECT_EQ(error_of("[\"\\q\"]"), "2: an escape that JSON does not know: '\\q'");
    EXPECT_EQ(error_of("[\"\\u12\"]"), "2: \\u needs four hexadecimal digits");
    EXPECT_EQ(error_of("\x1b[31m"), "0: expected a value but found '\\x1B'");
    EXPECT_EQ(error_of(std::string_view("[1]\n\0\0\n", 7)), "");
    EXPECT_EQ(error_of(std::string_view("[1\0]", 4)), "2: expected ',' or ']' but found '\\x00'");
    EXPECT_EQ(error_of("[1,,]"), "3: expected a value but found ','");
    EXPECT_EQ(error_of("[,]"), "1: expected a value but found ','");
    EXPECT_EQ(error_of("{\"a\":,}"), "5: expected a value but found ','");
    EXPECT_EQ(error_of("[\"a,]\",\"\t,}\\\",]\",]"), "") << "commas in strings";
    EXPECT_EQ(error_of("[007,1.,-.5,1e999,true,null,{},[],\"\xFF\x01\",]"), "");
}

TEST(ProjectJson, DeepNestingIsAnErrorNotACrash) {
    EXPECT_EQ(error_of(std::string(200'000, '[')), "200: nested more than 200 levels deep");
    std::string objects;
    for (int i = 0; i < 200'000; ++i) objects += "{\"a\":";
    EXPECT_EQ(error_of(objects), fmt::format("{}: nested more than 200 levels deep", 5 * JsonDocument::max_depth));
    std::string fits = std::string(JsonDocument::max_depth, '[') + std::string(JsonDocument::max_depth, ']');
    EXPECT_EQ(error_of(fits), "");
}
