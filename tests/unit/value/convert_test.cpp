#include "core/value/convert.h"
#include "core/value/numbers.h"
#include "core/value/printer.h"

#include <cmath>
#include <cstdio>
#include <gtest/gtest.h>
#include <limits>
#include <random>

using namespace scope;

namespace {

TEST(Numbers, RemaindersOfWholeNumbersAreThoseOfFmod) {
    const double numbers[] = {0.0,
                              -0.0,
                              1,
                              -1,
                              2,
                              3,
                              -7,
                              10,
                              0.5,
                              -2.5,
                              1e15,
                              9007199254740991.0,
                              -9007199254740992.0,
                              9007199254740993.0,
                              1e300,
                              std::numeric_limits<double>::infinity(),
                              std::nan("")};
    for (double a : numbers)
        for (double b : numbers) {
            double expected = std::fmod(a, b), found = remainder_of(a, b);
            EXPECT_EQ(std::isnan(found), std::isnan(expected)) << a << " mod " << b;
            if (std::isnan(expected)) continue;
            EXPECT_EQ(found, expected) << a << " mod " << b;
            EXPECT_EQ(std::signbit(found), std::signbit(expected)) << a << " mod " << b;
        }
}

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int64_t int64_least = std::numeric_limits<int64_t>::min(), int64_most = std::numeric_limits<int64_t>::max();

struct ConvertTest : testing::Test {
    std::shared_ptr<NameTable> names = std::make_shared<NameTable>();
    Heap heap{names};
    Rules rules;
    std::string error;

    Value text(std::string_view of) { return Value(heap.new_string(of)); }
    Value list(std::vector<Value> items) {
        Value array = heap.new_array();
        for (const Value& item : items) EXPECT_TRUE(array.as_array()->push(item));
        return array;
    }
    std::string shown(const Value& value) { return to_text(rules, *names, value); }
    Value result(Arithmetic op, const Value& a, const Value& b) {
        Value out;
        EXPECT_TRUE(combine(heap, op, a, b, out, error)) << error;
        return out;
    }
    std::string problem(Arithmetic op, const Value& a, const Value& b) {
        Value out;
        return combine(heap, op, a, b, out, error) ? "none: " + shown(out) : error;
    }
    double number(std::string_view from) {
        double out = -12345;
        EXPECT_TRUE(parse_number_prefix(from, out)) << from;
        return out;
    }
};

TEST_F(ConvertTest, NumbersInText) {
    EXPECT_EQ(number("12abc"), 12);
    EXPECT_EQ(number(" \t-3.5e2x"), -350);
    EXPECT_EQ(number("+.5"), 0.5);
    EXPECT_EQ(number("5."), 5);
    EXPECT_EQ(number("1e"), 1);
    EXPECT_EQ(number("0x1F"), 31);
    EXPECT_EQ(number("-0xfg"), -15);
    EXPECT_EQ(number("0xg"), 0);
    EXPECT_EQ(number("1e999"), infinity);
    EXPECT_EQ(number("-1e999"), -infinity);
    EXPECT_EQ(number("1e-999"), 0);
    EXPECT_EQ(number("0." + std::string(400, '0') + "1"), 0);
    EXPECT_EQ(number(std::string(400, '9')), infinity);
    double unused;
    for (const char* bad : {"", " ", "-", "+", ".", "-.", "e5", "abc", "x1", "- 1", "inf", "nan"})
        EXPECT_FALSE(parse_number_prefix(bad, unused)) << bad;
    EXPECT_TRUE(parse_real("-Infinity", unused));
    EXPECT_EQ(unused, -infinity);
    EXPECT_TRUE(parse_real("nan", unused));
    EXPECT_TRUE(std::isnan(unused));
    EXPECT_FALSE(parse_real("in", unused));
}

TEST_F(ConvertTest, WhatFollowsANumberInText) {
    auto rest = [](std::string_view from) {
        double unused;
        std::string_view out = "not set";
        EXPECT_TRUE(parse_real(from, unused, &out)) << from;
        return out;
    };
    EXPECT_EQ(rest("12"), "");
    EXPECT_EQ(rest(" -3.5e2 x"), " x");
    EXPECT_EQ(rest("5."), "");
    EXPECT_EQ(rest("1.2.3"), ".3");
    EXPECT_EQ(rest("1e"), "e");
    EXPECT_EQ(rest("1e999 "), " ");
    EXPECT_EQ(rest("0x1F"), "");
    EXPECT_EQ(rest("-0xfg"), "g");
    EXPECT_EQ(rest("0xg"), "xg");
    EXPECT_EQ(rest("inf"), "");
    EXPECT_EQ(rest("-Infinity"), "");
    EXPECT_EQ(rest("infobar"), "obar");
    EXPECT_EQ(rest("nano"), "o");
}

TEST_F(ConvertTest, OnlyOldProjectsConvertTextsThatGoOnAfterTheNumber) {
    Value out;
    for (const char* whole : {"12", " 12", "12 ", "\t+12.5\r\n", "0x1F", "1e3"}) {
        EXPECT_TRUE(gml_real(rules, text(whole), out, error)) << whole << ": " << error;
        EXPECT_TRUE(gml_int64(rules, text(whole), out, error)) << whole << ": " << error;
    }
    EXPECT_TRUE(gml_real(rules, text(" -infinity "), out, error)) << error;
    const char* with_more[] = {"12abc", "12 abc", "1.2.3", "0x1FG", "0xg", "1e"};
    for (const char* more : with_more) {
        EXPECT_FALSE(gml_real(rules, text(more), out, error)) << more;
        EXPECT_EQ(error, "unable to convert string \"" + std::string(more) + "\" to number");
        EXPECT_FALSE(gml_int64(rules, text(more), out, error)) << more;
        EXPECT_EQ(error, "unable to convert string \"" + std::string(more) + "\" to int64");
    }
    for (const char* more : {"infobar", "nano"}) EXPECT_FALSE(gml_real(rules, text(more), out, error)) << more;
    double number = 0; // only real() and int64() look that far
    EXPECT_TRUE(to_real(text("12abc"), number, error));
    EXPECT_TRUE(equals(rules, text("12abc"), 12.0));

    rules.legacy_numbers = true;
    for (const char* more : with_more) {
        EXPECT_TRUE(gml_real(rules, text(more), out, error)) << more << ": " << error;
        EXPECT_TRUE(gml_int64(rules, text(more), out, error)) << more << ": " << error;
    }
    EXPECT_TRUE(gml_real(rules, text("12abc"), out, error));
    EXPECT_EQ(out.as_real(), 12);
    EXPECT_TRUE(gml_int64(rules, text("12abc"), out, error));
    EXPECT_EQ(out.as_int64(), 12);
    EXPECT_FALSE(gml_real(rules, text("abc"), out, error));
}

TEST_F(ConvertTest, RealsPrintAsPrintfRoundsThem) {
    std::mt19937_64 random(7);
    for (int index = 0; index < 200000; ++index) {
        double number;
        if (index % 2) { // anywhere
            uint64_t bits = random();
            std::memcpy(&number, &bits, 8);
        } else { // near ties of the third decimal, of every size
            number = std::ldexp(double(random() % 2000001) - 1000000, -int(random() % 12)) / (index % 4 ? 1 : 1000);
        }
        if (!std::isfinite(number) || number == std::trunc(number)) continue;
        char expected[400];
        snprintf(expected, sizeof expected, "%.2f", number);
        ASSERT_EQ(real_text(number), expected);
    }
    EXPECT_EQ(real_text(4503599627370495.5), "4503599627370495.50");
    EXPECT_EQ(real_text(0.999), "1.00");
    EXPECT_EQ(real_text(-0.999999), "-1.00");
    EXPECT_EQ(real_text(2.675), "2.67");
    EXPECT_EQ(real_text(0.125), "0.12");
    EXPECT_EQ(real_text(-0.0), "0");
    EXPECT_EQ(real_text(-12), "-12");
    EXPECT_EQ(real_text(9223372036854775808.0), "9223372036854775808");
    EXPECT_EQ(real_text(-1e21), "-1000000000000000000000");
    EXPECT_EQ(real_text(1e300).size(), 301u);
    EXPECT_EQ(real_text(std::nan("")), "NaN");
    EXPECT_EQ(real_text(-infinity), "-inf");
}

TEST_F(ConvertTest, ContainersPrintNestedAndEndWhenCircular) {
    Value object = heap.new_struct();
    Value array = list({text("q"), 0.5, Value::boolean(true), Value(), Value::int64(int64_least)});
    ASSERT_TRUE(object.as_struct()->set(names->intern("list"), array));
    ASSERT_TRUE(object.as_struct()->set(names->intern("me"), object));
    EXPECT_EQ(shown(object),
              "{ list : [ \"q\",0.50,1,undefined,-9223372036854775808 ], me : \"Warning: Recursive struct found\" }");
    Value circle = list({1.0});
    ASSERT_TRUE(circle.as_array()->push(circle));
    EXPECT_EQ(shown(circle), "[ 1,\"Warning: Recursive array found\" ]");
    Value twice = list({array, array}); // shared is not circular
    EXPECT_EQ(shown(twice).find("Warning"), std::string::npos);
}

TEST_F(ConvertTest, PrintingIsNeitherDeepNorEndless) {
    Value deep = list({});
    for (int depth = 0; depth < 100000; ++depth) deep = list({deep});
    EXPECT_EQ(shown(deep).size(), 100000u * 4 + 4);
    Value wide = list({1.0});
    for (int depth = 0; depth < 60; ++depth) wide = list({wide, wide}); // 2^60 numbers
    TextPrinter printer(rules, *names, wide, false, 100000);
    EXPECT_EQ(printer.run(), TextPrinter::Step::too_long);
    EXPECT_GT(printer.text().size(), 100000u);
    EXPECT_LT(printer.text().size(), 100100u);
}

TEST_F(ConvertTest, ThePrinterStopsForToString) {
    Value object = heap.new_struct(), plain = heap.new_struct();
    Symbol to_string = names->intern("toString");
    ASSERT_TRUE(object.as_struct()->set(to_string, heap.new_method(Value(), 4)));
    ASSERT_TRUE(plain.as_struct()->set(to_string, 5.0)); // no function
    Value all = list({object, plain, object});
    TextPrinter printer(rules, *names, all, true);
    ASSERT_EQ(printer.run(), TextPrinter::Step::call);
    EXPECT_EQ(printer.to_call().as_method()->function, 4u);
    EXPECT_TRUE(printer.called_on().same_as(object));
    printer.supply("first");
    ASSERT_EQ(printer.run(), TextPrinter::Step::call);
    printer.supply("second");
    ASSERT_EQ(printer.run(), TextPrinter::Step::done);
    EXPECT_EQ(printer.text(), "[ first,{ toString : 5 },second ]");
}

struct OneName : RefNames {
    const Struct* instance = nullptr;
    std::string name_of(const Value& ref) const override { return ref.is_ref(RefKind::object) ? "obj_shop" : ""; }
    const Struct* instance_of_handle(const Value& ref) const override {
        return ref.ref_index() == 100001 ? instance : nullptr;
    }
};

TEST_F(ConvertTest, Handles) {
    OneName resolver;
    Value map = Value::ref(RefKind::ds_map, 3, 1), object = Value::ref(RefKind::object, 3);
    EXPECT_EQ(shown(map), "ref ds_map 3");
    EXPECT_EQ(shown(object), "ref object 3");
    rules.ref_names = &resolver;
    EXPECT_EQ(shown(object), "ref object obj_shop");
    EXPECT_TRUE(equals(rules, map, Value(3.0)));
    EXPECT_TRUE(equals(rules, map, Value::ref(RefKind::ds_map, 3, 2))) << "generations do not count";
    EXPECT_FALSE(equals(rules, map, object));
    EXPECT_TRUE(equals(rules, Value::ref(RefKind::sprite, ~0u), Value(-1.0)));
    EXPECT_EQ(shown(result(Arithmetic::add, map, 1.0)), "4");
    for (int kind = 1; kind < static_cast<int>(RefKind::count); ++kind)
        EXPECT_EQ(ref_kind_from_name(ref_kind_name(static_cast<RefKind>(kind))), static_cast<RefKind>(kind));
    EXPECT_EQ(ref_kind_from_name("cheese"), RefKind::none);
    Value self = heap.new_struct();
    self.as_struct()->is_instance = true;
    resolver.instance = self.as_struct();
    EXPECT_TRUE(equals(rules, self, Value::ref(RefKind::instance, 100001)));
    EXPECT_TRUE(equals(rules, Value(100001.0), self));
    EXPECT_FALSE(equals(rules, self, Value(100002.0)));
    EXPECT_FALSE(equals(rules, self, Value(std::nan(""))));
}

TEST_F(ConvertTest, EqualityAndOrderUseTheEpsilonBand) {
    int order = 0;
    EXPECT_TRUE(equals(rules, 1.0, 1.00001 - 1e-9));
    EXPECT_FALSE(equals(rules, 1.0, 1.0001));
    rules.epsilon = 0;
    EXPECT_FALSE(equals(rules, 1.0, 1.000001));
    EXPECT_TRUE(equals(rules, infinity, infinity));
    EXPECT_FALSE(equals(rules, Value(std::nan("")), Value(std::nan(""))));
    ASSERT_TRUE(compare(rules, Value(std::nan("")), 1.0, order, error));
    EXPECT_EQ(order, 2);
    EXPECT_TRUE(equals(rules, Value::int64(int64_most), Value::int64(int64_most)));
    EXPECT_FALSE(equals(rules, Value::int64(int64_most), Value::int64(int64_most - 1)));
    EXPECT_TRUE(equals(rules, Value::undefined(7), Value())) << "a missed read is undefined";
    EXPECT_TRUE(Value::undefined(7).same_as(Value()));
    ASSERT_TRUE(compare(rules, text("C"), text("a"), order, error));
    EXPECT_EQ(order, -1);
    ASSERT_TRUE(compare(rules, text("\xc3\xa9"), text("z"), order, error));
    EXPECT_EQ(order, 1) << "bytes are unsigned";
    EXPECT_FALSE(compare(rules, text("abc"), 5.0, order, error));
    EXPECT_EQ(error, "unable to compare string \"abc\" to 5");
}

TEST_F(ConvertTest, ArrayEqualityIsDeepStrictAndEnds) {
    EXPECT_TRUE(deep_equals(rules, list({1.0, list({text("a")})}), list({1.000001, list({text("a")})})));
    EXPECT_FALSE(deep_equals(rules, list({1.0}), list({text("1")})));
    EXPECT_FALSE(deep_equals(rules, list({std::nan("")}), list({std::nan("")})));
    EXPECT_FALSE(deep_equals(rules, list({heap.new_struct()}), list({heap.new_struct()})));
    Value a = list({1.0}), b = list({1.0});
    ASSERT_TRUE(a.as_array()->push(a));
    ASSERT_TRUE(b.as_array()->push(b));
    EXPECT_TRUE(deep_equals(rules, a, b));
    Value left = list({}), right = list({});
    for (int depth = 0; depth < 60; ++depth) left = list({left, left}), right = list({right, right});
    EXPECT_TRUE(deep_equals(rules, left, right));
}

TEST_F(ConvertTest, ArithmeticFollowsTheTypeTables) {
    Value seven = Value::int64(7), two = Value::int64(2), small = Value::int32(6), yes = Value::boolean(true);
    EXPECT_TRUE(result(Arithmetic::add, yes, yes).is_real());
    EXPECT_TRUE(result(Arithmetic::add, seven, yes).is_real());
    EXPECT_TRUE(result(Arithmetic::add, seven, small).is_int64());
    EXPECT_TRUE(result(Arithmetic::multiply, small, small).is_int32());
    EXPECT_EQ(result(Arithmetic::divide, seven, two).as_int64(), 3);
    EXPECT_EQ(result(Arithmetic::divide, seven, 2.0).as_real(), 3.5);
    EXPECT_EQ(result(Arithmetic::integer_divide, -7.9, 2.9).as_real(), -3);
    EXPECT_EQ(result(Arithmetic::modulo, -7.5, 2.0).as_real(), -1.5);
    EXPECT_EQ(result(Arithmetic::divide, 1.0, 0.0).as_real(), infinity);
    EXPECT_EQ(result(Arithmetic::subtract, text("10"), text("4")).as_real(), 6);
    EXPECT_EQ(result(Arithmetic::bit_and, 5.9, text("3")).as_int64(), 1);
}

TEST_F(ConvertTest, IntegersWrapAndNeverTrap) {
    Value least = Value::int64(int64_least), most = Value::int64(int64_most), minus_one = Value::int64(-1);
    EXPECT_EQ(result(Arithmetic::add, most, Value::int64(1)).as_int64(), int64_least);
    EXPECT_EQ(result(Arithmetic::divide, least, minus_one).as_int64(), int64_least);
    EXPECT_EQ(result(Arithmetic::modulo, least, minus_one).as_int64(), 0);
    EXPECT_EQ(result(Arithmetic::multiply, least, minus_one).as_int64(), int64_least);
    EXPECT_EQ(result(Arithmetic::integer_divide, -infinity, -1.0).as_real(), -9223372036854775808.0);
    EXPECT_EQ(result(Arithmetic::shift_left, 1.0, 63.0).as_int64(), int64_least);
    EXPECT_EQ(result(Arithmetic::shift_left, 1.0, -1.0).as_int64(), 0);
    EXPECT_EQ(result(Arithmetic::shift_right, -8.0, 100.0).as_int64(), -1);
    Value out;
    ASSERT_TRUE(negate(least, out, error));
    EXPECT_EQ(out.as_int64(), int64_least);
    ASSERT_TRUE(negate(Value::boolean(true), out, error));
    EXPECT_EQ(out.as_real(), -1);
    ASSERT_TRUE(bit_not(2.0, out, error));
    EXPECT_EQ(out.as_int64(), -3);
    EXPECT_FALSE(bit_not(text("abc"), out, error));
}

TEST_F(ConvertTest, ErrorsInGameMakersWords) {
    EXPECT_EQ(problem(Arithmetic::add, text("a"), 1.0), "DoAdd :: Execution Error");
    EXPECT_EQ(problem(Arithmetic::add, 1.0, text("a")), "DoAdd :: Execution Error");
    EXPECT_EQ(problem(Arithmetic::subtract, text("a"), 1.0),
              "DoSub :: Execution Engine - Cannot operate on string type");
    EXPECT_EQ(problem(Arithmetic::divide, Value::int64(1), Value::int64(0)), "DoDiv :: Divide by zero");
    EXPECT_EQ(problem(Arithmetic::integer_divide, 7.0, 0.5), "DoDiv :: Divide by zero");
    EXPECT_EQ(problem(Arithmetic::modulo, 7.0, 0.0), "DoMod :: Divide by zero");
    EXPECT_EQ(problem(Arithmetic::modulo, Value::int64(7), Value::int64(0)), "DoMod :: Divide by zero");
    EXPECT_EQ(problem(Arithmetic::multiply, Value(), 1.0), "DoMul :: Execution Error");
    double number = 0;
    EXPECT_FALSE(to_real(text("abc"), number, error));
    EXPECT_EQ(error, "unable to convert string \"abc\" to number");
    Value out;
    EXPECT_FALSE(gml_real(rules, Value(), out, error));
    EXPECT_EQ(error, "real() argument is undefined");
}

TEST_F(ConvertTest, RepeatedAndJoinedStringsRespectTheLimit) {
    EXPECT_EQ(shown(result(Arithmetic::multiply, 3.9, text("ab"))), "ababab");
    EXPECT_EQ(shown(result(Arithmetic::multiply, -1.0, text("ab"))), "");
    EXPECT_EQ(shown(result(Arithmetic::multiply, std::nan(""), text("ab"))), "");
    EXPECT_EQ(shown(result(Arithmetic::multiply, infinity, text(""))), "");
    EXPECT_EQ(problem(Arithmetic::multiply, infinity, text("ab")), too_long_error);
    EXPECT_EQ(problem(Arithmetic::multiply, 1e9, text("ab")), too_long_error);
    EXPECT_EQ(shown(result(Arithmetic::add, text("a"), text("b"))), "ab");
}

TEST_F(ConvertTest, IntegersFromText) {
    auto from = [&](std::string_view text_of) {
        Value out;
        EXPECT_TRUE(gml_int64(rules, text(text_of), out, error)) << text_of;
        return out.as_int64();
    };
    EXPECT_EQ(from("9007199254740993"), 9007199254740993);
    EXPECT_EQ(from("9223372036854775807"), int64_most);
    EXPECT_EQ(from("9223372036854775808"), int64_most);
    EXPECT_EQ(from("-9223372036854775808"), int64_least);
    EXPECT_EQ(from("-99999999999999999999"), int64_least);
    EXPECT_EQ(from(" -12.9"), -12);
    EXPECT_EQ(from("1e3"), 1000);
    EXPECT_EQ(from("1.5e3"), 1500);
    EXPECT_EQ(from(".9"), 0);
    EXPECT_EQ(truncate_to_int64(-1.9), -1);
    EXPECT_EQ(truncate_to_int64(9223372036854775808.0), int64_most);
}

} // namespace
