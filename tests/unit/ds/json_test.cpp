#include "ds_fixture.h"

#include <charconv>
#include <cmath>
#include <limits>

using namespace scope;

class GmlJson : public DsTest {
protected:
    std::string stringify(const Value& value, bool pretty = false) {
        std::string out;
        return json_stringify(store, value, pretty, nullptr, out, error) ? out : "error: " + error;
    }
    Value parse(std::string_view from) {
        Value out;
        error.clear();
        EXPECT_EQ(json_parse(store, from, false, out, error), JsonRead::done) << from << ": " << error;
        return out;
    }
    std::string refused(std::string_view from) {
        Value out;
        error.clear();
        size_t structures = store.count();
        EXPECT_EQ(json_parse(store, from, false, out, error), JsonRead::bad_text) << from;
        EXPECT_EQ(json_decode(store, from, out, error), JsonRead::bad_text) << from;
        EXPECT_EQ(store.count(), structures) << from; // nothing of a failed reading is left
        return error;
    }
    Struct& make_struct(Value& value) {
        value = Value(heap.new_struct());
        return *value.as_struct();
    }
    void set(Struct& object, const char* name, const Value& value) {
        ASSERT_TRUE(object.set(names->intern(name), value));
    }
};

TEST_F(GmlJson, NumbersWithDecimalsAreTheShortestThatReadBackAndRead) {
    uint64_t state = 1;
    auto next = [&state] { return state = state * 6364136223846793005u + 1442695040888963407u; };
    for (int round = 0; round < 20000; ++round) {
        auto digits = static_cast<double>(static_cast<int64_t>(next()) >> (next() >> 58));
        double number = digits / std::pow(10.0, static_cast<double>(next() >> 61));
        char shortest[32];
        bool plain = std::abs(number) >= 1e-5 && std::abs(number) < 1e17;
        if (!plain || number == std::trunc(number)) continue;
        auto end = std::to_chars(shortest, shortest + sizeof shortest, number, std::chars_format::fixed).ptr;
        std::string written = stringify(number);
        ASSERT_EQ(written, std::string(shortest, end));
        ASSERT_EQ(parse(written).as_real(), number) << written;
    }
    for (std::string_view text : {"0.1", "-0.5", "12345678901234.5", "123456789012345.25", "0.000001", "1.5e3", "00.25",
                                  "9007199254740992", "3.1415926535897931", "0.30000000000000004", "123456.7890123",
                                  "1234567.89012345", "4.35", "0.1234567890123456"})
        EXPECT_EQ(parse(text).as_real(), std::strtod(std::string(text).c_str(), nullptr)) << text;
    // Whole numbers that no real holds.
    EXPECT_EQ(parse("9007199254740993").as_int64(), 9007199254740993);
    EXPECT_EQ(parse("99999999999999999").as_int64(), 99999999999999999);
    EXPECT_TRUE(parse("9007199254740993").is_int64());
}

TEST_F(GmlJson, StringsOfEveryLengthAndWithWhatHasToBeEscaped) {
    for (size_t length = 0; length < 40; ++length)
        for (const char* odd : {"\"", "\\", "\n", "\x01", "\x1f", "\xc3\xa9", "\x7f"})
            for (size_t at = 0; at <= length; at += 3) {
                std::string text = std::string(at, 'a') + odd + std::string(length - at, 'b') + odd;
                Value back = parse(stringify(Value(heap.new_string(text))));
                ASSERT_TRUE(back.is_string());
                ASSERT_EQ(back.as_string()->view(), text);
            }
    EXPECT_EQ(parse("\"abcdefgh\x01ijk\"").as_string()->view(), "abcdefgh\x01ijk") << "control characters are text";
    EXPECT_EQ(refused("\"abcdefghijklmnop"), "the string does not end at character 18");
}

TEST_F(GmlJson, NumbersAsTheNativeWritesThem) {
    EXPECT_EQ(stringify(1.0), "1.0");
    EXPECT_EQ(stringify(-2.5), "-2.5");
    EXPECT_EQ(stringify(0.1), "0.1");
    EXPECT_EQ(stringify(0.0001), "0.0001");
    EXPECT_EQ(stringify(123456789012.0), "123456789012.0");
    EXPECT_EQ(stringify(1e300), "1e+300");
    EXPECT_EQ(stringify(-0.0), "-0.0");
    EXPECT_EQ(stringify(std::nan("")), "\"@@nan$$\"");
    EXPECT_EQ(stringify(std::numeric_limits<double>::infinity()), "\"@@infinity$$\"");
    EXPECT_EQ(stringify(-std::numeric_limits<double>::infinity()), "\"@@-infinity$$\"");
    EXPECT_EQ(stringify(Value::int64(5)), "5");
    EXPECT_EQ(stringify(Value::int64(-2147483648)), "-2147483648");
    EXPECT_EQ(stringify(Value::int64(4294967296)), "4294967296.0");
    EXPECT_EQ(stringify(Value::int64(9007199254740993)), "\"@i64@20000000000001$i64$\"");
    EXPECT_EQ(stringify(Value::int64(-9007199254740993)), "\"@i64@ffdfffffffffffff$i64$\"");
    EXPECT_EQ(stringify(Value::int32(7)), "7");
    EXPECT_EQ(stringify(Value::boolean(true)), "true");
    EXPECT_EQ(stringify(Value()), "null");
    EXPECT_EQ(stringify(Value::pointer(0)), "null");
    EXPECT_EQ(stringify(Value::ref(RefKind::ds_map, 1)), "\"@ref ds_map(1)\"");
}

TEST_F(GmlJson, NamesOfAssetsComeFromTheWorld) {
    struct Names : RefNames {
        std::string name_of(const Value& ref) const override { return ref.is_ref(RefKind::object) ? "obj_shop" : ""; }
    } assets;
    std::string out;
    ASSERT_TRUE(json_stringify(store, Value::ref(RefKind::object, 2), false, &assets, out, error));
    EXPECT_EQ(out, "\"@ref object(obj_shop)\"");
}

TEST_F(GmlJson, EveryValueSurvivesTheWayThere) {
    for (const Value& value : {Value(1.0), Value(0.1), Value(-1e-300), Value(1.7976931348623157e308), Value(5e-324),
                               Value(123456789012345680.0), Value::int64(9007199254740993), Value::boolean(false),
                               Value(), Value::ref(RefKind::ds_list, 3)}) {
        EXPECT_TRUE(parse(stringify(value)).same_as(value)) << stringify(value);
    }
    EXPECT_TRUE(std::isnan(parse(stringify(std::nan(""))).as_real()));
    std::string all;
    for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
    EXPECT_EQ(parse(stringify(text(all))).as_string()->view(), all);
    EXPECT_EQ(stringify(text("a\"b\\c\n\t\x01\xC3\xA9/")), "\"a\\\"b\\\\c\\n\\t\\u0001\xC3\xA9/\"");
}

TEST_F(GmlJson, PrettyHasTwoBlanksAndNoneAfterTheColon) {
    Value inner, outer;
    set(make_struct(outer), "a", 1.0);
    Value array(heap.new_array(1));
    set(*outer.as_struct(), "list", array);
    make_struct(inner);
    set(*outer.as_struct(), "empty", inner);
    EXPECT_EQ(stringify(outer, true), "{\n  \"a\":1.0,\n  \"list\":[\n    0.0\n  ],\n  \"empty\":{}\n}");
    EXPECT_EQ(stringify(Value(heap.new_array()), true), "[]");
}

TEST_F(GmlJson, FunctionsAreLeftOutAndCirclesEnd) { // but built-in functions, which are numbers
    Value self;
    Struct& object = make_struct(self);
    set(object, "f", Value(heap.new_method(Value(), 1)));
    set(object, "g", Value::ref(RefKind::function, 1));
    set(object, "me", self);
    Value array(heap.new_array());
    ASSERT_TRUE(array.as_array()->push(Value(heap.new_method(Value(), 1))));
    ASSERT_TRUE(array.as_array()->push(array));
    set(object, "list", array);
    EXPECT_EQ(stringify(self), "{\"g\":1.0,\"me\":null,\"list\":[null,null]}");
    object.clear();
    array.as_array()->remove(0, 2);
}

TEST_F(GmlJson, MapsAndListsOpenWhereTheyAreOwned) {
    DsMap& map = *store.create_map();
    DsMap& child = *store.create_map();
    DsList& list = *store.create_list();
    map.add(text("plain"), child.handle());
    map.add(text("map"), child.handle(), DsOwn::map);
    map.add(text("number"), Value(double(list.index())), DsOwn::list); // an old id
    map.add(text("dead"), Value(77.0), DsOwn::map);
    map.set(2.5, Value::boolean(false));
    map.set(1.0, text("one"));
    child.set(text("k"), text("v"));
    list.add(Value());
    EXPECT_EQ(encode(map),
              "{\"plain\":\"@ref "
              "ds_map(1)\",\"map\":{\"k\":\"v\"},\"number\":[null],\"dead\":null,\"2.5\":false,\"1\":\"one\"}");
    EXPECT_EQ(encode(list), "[null]");
    EXPECT_EQ(stringify(map.handle()), "\"@ref ds_map(0)\"");
    DsMap& self = *store.create_map();
    self.add(text("me"), self.handle(), DsOwn::map);
    EXPECT_EQ(encode(self), "{\"me\":{\"me\":null}}");
}

TEST_F(GmlJson, DecodeMakesOwnedMapsAndLists) {
    Value id;
    ASSERT_EQ(json_decode(store, "{\"a\":{\"b\":[1,true,null,{\"c\":\"d\"},],},\"x\":false}", id, error),
              JsonRead::done);
    DsMap& map = *store.peek_map(id);
    EXPECT_EQ(encode(map), "{\"a\":{\"b\":[1.0,1.0,null,{\"c\":\"d\"}]},\"x\":0.0}");
    EXPECT_EQ(map.owns(text("a")), DsOwn::map);
    EXPECT_EQ(store.count(), 4u);
    store.destroy(map);
    EXPECT_EQ(store.count(), 0u);
    for (const char* scalar : {"5", "\"str\"", "true", "null", "[1,2]"}) {
        ASSERT_EQ(json_decode(store, scalar, id, error), JsonRead::done) << scalar;
        EXPECT_EQ(store.peek_map(id)->size(), 1u);
        EXPECT_TRUE(store.peek_map(id)->exists(text("default")));
        store.destroy(*store.peek_map(id));
    }
    // Two members of one name: the last wins and the first leaves nothing behind.
    ASSERT_EQ(json_decode(store, "{\"a\":{},\"a\":[]}", id, error), JsonRead::done);
    EXPECT_EQ(store.count(), 2u);
    EXPECT_EQ(encode(*store.peek_map(id)), "{\"a\":[]}");
}

TEST_F(GmlJson, ParseMakesStructsAndArrays) {
    EXPECT_EQ(stringify(parse(" { \"a\" : [ 1 , { \"b\" : \"c\" } ] , \"d\":true , \"e\":null } ")),
              "{\"a\":[1.0,{\"b\":\"c\"}],\"d\":true,\"e\":null}");
    EXPECT_EQ(stringify(parse("{\"x\":1,\"x\":2}")), "{\"x\":2.0}");
    EXPECT_EQ(stringify(parse("[[],{},]")), "[[],{}]");
    EXPECT_EQ(parse("\"\\u00e9\\uD83D\\uDE00\\/\\b\"").as_string()->view(), "\xC3\xA9\xF0\x9F\x98\x80/\b");
    EXPECT_EQ(parse("\"\\uD83Dx\\uDE00\"").as_string()->view(), "\xEF\xBF\xBDx\xEF\xBF\xBD");
    EXPECT_EQ(parse("1e999").as_real(), std::numeric_limits<double>::infinity());
    EXPECT_EQ(parse("-1e-999").as_real(), 0);
    EXPECT_EQ(parse("12345678901234567890").as_real(), 12345678901234567890.0);
    EXPECT_EQ(parse("0.5e1").as_real(), 5);
    EXPECT_EQ(parse("\"@i64@xyz$i64$\"").as_string()->view(), "@i64@xyz$i64$");
    EXPECT_EQ(parse("\"@ref nothing(1)\"").as_string()->view(), "@ref nothing(1)");
    Value kept;
    ASSERT_EQ(json_parse(store, "[\"@@nan$$\"]", true, kept, error), JsonRead::done);
    EXPECT_EQ(show(kept), "[ \"@@nan$$\" ]");
    // A handle finds the structure that has the index now.
    DsMap& map = *store.create_map();
    EXPECT_TRUE(parse("\"@ref ds_map(0)\"").same_as(map.handle()));
}

TEST_F(GmlJson, BadTextIsRefusedWithItsPlace) {
    EXPECT_EQ(refused("{\"a\":1,]"), "expected a member's name in quotes or } at character 8");
    for (const char* bad :
         {"",         " ",     "not json", "{",       "[",         "[1",          "[1 2]",       "{\"a\"}",
          "{\"a\":}", "{a:1}", "\"open",   "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"", "tru",         "nul",
          "-",        "-inf",  "nan",      "+1",      ".5",        "1 2",         "{}{}",        "[,]",
          "{,}",      "]",     "}",        "\\",      "\"\\",      "[1,,2]",      "{\"a\":1,,}", "{\"a\":[{\"b\":[}"}) {
        EXPECT_NE(refused(bad), "") << bad;
    }
    EXPECT_NE(refused(std::string_view("{\"a\":[1\0]}", 10)), "");
}

TEST_F(GmlJson, WhatFollowsTheValueCanBeIgnored) {
    auto read = [&](std::string_view from) {
        GmlJsonReader reader(store, from, JsonInto::structs, {false, false, true});
        return reader.run() == JsonStep::done ? show(reader.result()) : "error: " + reader.error();
    };
    EXPECT_EQ(read("[1] x"), "[ 1 ]");
    EXPECT_EQ(read("{}{"), "{  }");
    EXPECT_EQ(read("12abc"), "12");
    EXPECT_EQ(read("\"a\"]"), "a");
    EXPECT_EQ(read(" [1,2] "), "[ 1,2 ]");
    EXPECT_EQ(read("[1 2]"), "error: expected , or ] at character 4");
    EXPECT_EQ(read(""), "error: expected a value at character 1");
}

TEST_F(GmlJson, DepthIsLimitedNotRecursed) {
    for (size_t depth : {size_t(128), size_t(129), size_t(1000000)}) {
        std::string nested = std::string(depth, '[') + std::string(depth, ']');
        Value out;
        EXPECT_EQ(json_parse(store, nested, false, out, error) == JsonRead::done, depth <= 128);
        EXPECT_EQ(json_decode(store, nested, out, error) == JsonRead::done, depth <= 128);
    }
    Value tower(heap.new_array());
    for (int i = 0; i < 127; ++i) {
        Value above(heap.new_array());
        ASSERT_TRUE(above.as_array()->push(tower));
        tower = above;
    }
    EXPECT_EQ(stringify(tower), std::string(128, '[') + std::string(128, ']'));
    Value above(heap.new_array());
    ASSERT_TRUE(above.as_array()->push(tower));
    EXPECT_EQ(stringify(above), "error: the value is nested deeper than 128 levels");
}

TEST_F(GmlJson, AFilterSeesAndReplacesEveryValue) {
    Value object;
    set(make_struct(object), "a", 1.0);
    Value array(heap.new_array(2));
    set(*object.as_struct(), "b", array);
    set(*object.as_struct(), "c", text("drop"));
    GmlJsonWriter writer(store, object, {false, true, false, nullptr});
    std::string seen;
    while (writer.run() == JsonStep::filter) {
        seen += show(writer.key()) + ";";
        if (writer.value().is_real()) writer.filtered(writer.value().as_real() + 1);
        if (writer.value().is_string()) writer.filtered(Value(heap.new_method(Value(), 0))); // functions are left out
    }
    EXPECT_EQ(seen, ";a;b;0;1;c;");
    EXPECT_EQ(writer.text(), "{\"a\":2.0,\"b\":[1.0,1.0]}");

    std::string_view input = "{\"a\":1,\"b\":[10,20]}";
    GmlJsonReader reader(store, input, JsonInto::structs, {true, false});
    seen.clear();
    JsonStep step;
    while ((step = reader.run()) == JsonStep::filter) {
        seen += show(reader.key()) + ";";
        if (reader.value().is_real()) reader.filtered(reader.value().as_real() * 2);
    }
    ASSERT_EQ(step, JsonStep::done);
    EXPECT_EQ(seen, "a;0;1;b;;");
    EXPECT_EQ(stringify(reader.result()), "{\"a\":2.0,\"b\":[20.0,40.0]}");
}

TEST_F(GmlJson, AFilterMayChangeWhatIsWritten) {
    Value array(heap.new_array(5));
    GmlJsonWriter writer(store, array, {false, true, false, nullptr});
    int calls = 0;
    while (writer.run() == JsonStep::filter) {
        if (++calls == 3) array.as_array()->remove(0, 4);
    }
    EXPECT_EQ(writer.text(), "[0.0,0.0]");
}

TEST_F(GmlJson, SharedTreesStopAtTheLimit) {
    Value tree(heap.new_array());
    for (int i = 0; i < 100; ++i) {
        Value above(heap.new_array());
        ASSERT_TRUE(above.as_array()->push(tree) && above.as_array()->push(tree));
        tree = above;
    }
    Heap small(names, HeapLimits{size_t(1) << 30, 100000, 1000});
    DsStore tight(small);
    GmlJsonWriter writer(tight, tree, {});
    EXPECT_EQ(writer.run(), JsonStep::failed);
    EXPECT_TRUE(writer.limit_hit());
    Heap tiny(names, HeapLimits{names->bytes() + 20000, 100000, 1000});
    DsStore tiny_store(tiny);
    std::string many = "[";
    for (int i = 0; i < 1000; ++i) many += "{},";
    Value out;
    EXPECT_EQ(json_decode(tiny_store, many + "]", out, error), JsonRead::limit);
    EXPECT_EQ(tiny_store.count(), 0u);
    EXPECT_EQ(json_parse(tiny_store, many + "]", false, out, error), JsonRead::limit);
}
