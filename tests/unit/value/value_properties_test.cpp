// What holds for conversions, comparisons and arithmetic of any values.

#include "core/value/convert.h"
#include "core/value/numbers.h"

#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <variant>

using namespace scope;

namespace {

/// A value apart from any heap, so that it can be printed and made small.
using Plain = std::variant<double, int64_t, bool, std::monostate, std::string>;

rc::Gen<Plain> any_plain() {
    using namespace rc;
    auto plain = [](auto thing) { return Plain(thing); };
    return gen::oneOf(gen::map(gen::arbitrary<double>(), plain), gen::map(gen::arbitrary<int64_t>(), plain),
                      gen::map(gen::inRange(-3, 4), [](int whole) { return Plain(static_cast<double>(whole)); }),
                      gen::map(gen::inRange(-3, 4), [](int whole) { return Plain(int64_t(whole)); }),
                      gen::map(gen::arbitrary<bool>(), plain), gen::just(Plain(std::monostate())),
                      gen::map(gen::string<std::string>(), plain),
                      gen::element<Plain>(0.5, -0.0, 1e300, std::nan(""), std::numeric_limits<double>::infinity(),
                                          std::string("1"), std::string("1e3"), std::string(""), std::string(" 2 ")));
}

struct Conversions {
    std::shared_ptr<NameTable> names = std::make_shared<NameTable>();
    Heap heap{names};
    Rules rules;
    std::string error;

    Value value(const Plain& plain) {
        if (auto* number = std::get_if<double>(&plain)) return Value(*number);
        if (auto* number = std::get_if<int64_t>(&plain)) return Value::int64(*number);
        if (auto* flag = std::get_if<bool>(&plain)) return Value::boolean(*flag);
        if (auto* text = std::get_if<std::string>(&plain)) return Value(heap.new_string(*text));
        return Value();
    }
    std::string text(const Value& of) { return to_text(rules, *names, of); }
};

} // namespace

namespace rc {
template<> struct Arbitrary<Plain> {
    static Gen<Plain> arbitrary() { return any_plain(); }
};
void showValue(const Plain& plain, std::ostream& out) {
    Conversions convert;
    out << type_name(convert.value(plain)) << " " << convert.text(convert.value(plain));
}
} // namespace rc

RC_GTEST_PROP(ValueProperties, equality_is_the_same_both_ways, (const Plain& a, const Plain& b)) {
    Conversions c;
    RC_ASSERT(equals(c.rules, c.value(a), c.value(b)) == equals(c.rules, c.value(b), c.value(a)));
}

RC_GTEST_PROP(ValueProperties, an_order_turns_round_with_its_operands, (const Plain& a, const Plain& b)) {
    Conversions c;
    int forward = 0, back = 0;
    bool known = compare(c.rules, c.value(a), c.value(b), forward, c.error);
    RC_ASSERT(compare(c.rules, c.value(b), c.value(a), back, c.error) == known);
    if (!known) return;
    RC_ASSERT((forward == 2) == (back == 2));
    if (forward != 2) RC_ASSERT(forward == -back);
}

RC_GTEST_PROP(ValueProperties, whole_numbers_survive_their_text, ()) {
    Conversions c;
    double number = static_cast<double>(*rc::gen::inRange<int64_t>(-(int64_t(1) << 53), int64_t(1) << 53));
    double back = 0;
    RC_ASSERT(to_real(Value(c.heap.new_string(c.text(Value(number)))), back, c.error));
    RC_ASSERT(back == number);
}

RC_GTEST_PROP(ValueProperties, other_numbers_survive_their_text_to_two_decimals, ()) {
    Conversions c;
    double number =
        *rc::gen::map(rc::gen::inRange<int64_t>(-1000000000, 1000000000), [](int64_t n) { return n / 1024.0; });
    double back = 0;
    RC_ASSERT(to_real(Value(c.heap.new_string(c.text(Value(number)))), back, c.error));
    RC_ASSERT(std::fabs(back - number) <= 0.0050001);
}

RC_GTEST_PROP(ValueProperties, int64s_survive_their_text, (int64_t number)) {
    Conversions c;
    Value back;
    RC_ASSERT(gml_int64(c.rules, Value(c.heap.new_string(c.text(Value::int64(number)))), back, c.error));
    RC_ASSERT(back.is_int64());
    RC_ASSERT(back.as_int64() == number);
}

RC_GTEST_PROP(ValueProperties, int64_arithmetic_is_exact_and_wraps, (int64_t a, int64_t b)) {
    Conversions c;
    auto wrapped = [](uint64_t bits) { return static_cast<int64_t>(bits); };
    auto ua = static_cast<uint64_t>(a), ub = static_cast<uint64_t>(b);
    const std::pair<Arithmetic, int64_t> expected[] = {
        {Arithmetic::add, wrapped(ua + ub)},      {Arithmetic::subtract, wrapped(ua - ub)},
        {Arithmetic::multiply, wrapped(ua * ub)}, {Arithmetic::bit_and, wrapped(ua & ub)},
        {Arithmetic::bit_or, wrapped(ua | ub)},   {Arithmetic::bit_xor, wrapped(ua ^ ub)}};
    for (const auto& [op, result] : expected) {
        Value out;
        RC_ASSERT(combine(c.heap, op, Value::int64(a), Value::int64(b), out, c.error));
        RC_ASSERT(out.is_int64());
        RC_ASSERT(out.as_int64() == result);
    }
}

RC_GTEST_PROP(ValueProperties, a_quotient_and_its_remainder_make_the_dividend, (int64_t a, int64_t b)) {
    RC_PRE(b != 0);
    RC_PRE(!(a == std::numeric_limits<int64_t>::min() && b == -1));
    Conversions c;
    Value quotient, remainder;
    RC_ASSERT(combine(c.heap, Arithmetic::integer_divide, Value::int64(a), Value::int64(b), quotient, c.error));
    RC_ASSERT(combine(c.heap, Arithmetic::modulo, Value::int64(a), Value::int64(b), remainder, c.error));
    RC_ASSERT(quotient.as_int64() * b + remainder.as_int64() == a);
}

RC_GTEST_PROP(ValueProperties, sums_and_products_of_numbers_do_not_care_for_order, (const Plain& a, const Plain& b)) {
    Conversions c;
    RC_PRE(c.value(a).is_numeric() && c.value(b).is_numeric());
    for (Arithmetic op : {Arithmetic::add, Arithmetic::multiply}) {
        Value one, two;
        RC_ASSERT(combine(c.heap, op, c.value(a), c.value(b), one, c.error));
        RC_ASSERT(combine(c.heap, op, c.value(b), c.value(a), two, c.error));
        RC_ASSERT(one.type() == two.type());
        RC_ASSERT(c.text(one) == c.text(two));
    }
}

RC_GTEST_PROP(ValueProperties, a_condition_is_more_than_a_half, (const Plain& plain)) {
    Conversions c;
    Value value = c.value(plain);
    RC_PRE(value.is_numeric());
    double number = 0;
    bool truth = false;
    RC_ASSERT(to_real(value, number, c.error));
    RC_ASSERT(to_bool(value, truth, c.error));
    RC_ASSERT(truth == (number > 0.5));
}

RC_GTEST_PROP(ValueProperties, texts_of_any_bytes_become_numbers_or_errors, (const std::string& bytes)) {
    Conversions c;
    Value text(c.heap.new_string(bytes)), out;
    double number = 0;
    if (!to_real(text, number, c.error)) RC_ASSERT(!c.error.empty());
    c.error.clear();
    if (!gml_real(c.rules, text, out, c.error))
        RC_ASSERT(!c.error.empty());
    else
        RC_ASSERT(out.is_real());
}
