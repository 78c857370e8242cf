// Numbers: rounding, powers, logarithms, the least and the greatest. Arguments convert as GML does; results are reals.

#include "core/lib/value_tables.h"
#include "core/world/world.h"

#include <algorithm>
#include <cmath>

namespace scope {

/// A function of one number.
template<double function(double)> static NativeStatus of_one(NativeCall& c) {
    double x = c.real(0);
    return c.done(function(x));
}

static double half_to_even(double x) {
    return std::nearbyint(x);
}
static double fraction(double x) {
    return x - std::trunc(x);
}
static double sign_of(double x) {
    return x > 0 ? 1 : x < 0 ? -1 : 0;
}
static double square(double x) {
    return x * x;
}
static double floor_of(double x) {
    return std::floor(x);
}
static double ceil_of(double x) {
    return std::ceil(x);
}
static double abs_of(double x) {
    return std::fabs(x);
}
static double exp_of(double x) {
    return std::exp(x);
}
static double ln_of(double x) {
    return std::log(x);
}
static double log2_of(double x) {
    return std::log2(x);
}
static double log10_of(double x) {
    return std::log10(x);
}

/// Slightly negative numbers (within the epsilon) count as 0.
static NativeStatus sqrt(NativeCall& c) {
    double x = c.real(0);
    if (x < 0 && -x <= world_of(c).math_epsilon()) x = 0;
    if (x < 0) return c.error("Cannot apply sqrt to negative number.");
    return c.done(std::sqrt(x));
}

static NativeStatus power(NativeCall& c) {
    double x = c.real(0), n = c.real(1);
    return c.done(std::pow(x, n));
}

static NativeStatus logn(NativeCall& c) {
    double base = c.real(0), x = c.real(1);
    return c.done(std::log(x) / std::log(base));
}

static NativeStatus lerp(NativeCall& c) {
    double from = c.real(0), to = c.real(1), amount = c.real(2);
    return c.done(from + (to - from) * amount);
}

static NativeStatus clamp(NativeCall& c) {
    double x = c.real(0), least = c.real(1), most = c.real(2);
    if (x < least) x = least;
    if (x > most) x = most;
    return c.done(x);
}

/// The argument that comes first by `Before`. Where all are int64 it is one as well, and exact.
template<template<class> class Before> static NativeStatus extreme(NativeCall& c) {
    auto first = [&c](auto number) {
        auto best = number(0);
        for (uint32_t i = 1; i < c.count; ++i)
            if (auto x = number(i); Before<decltype(x)>()(x, best)) best = x;
        return best;
    };
    if (c.count == 0) return c.done(0.0);
    bool whole = std::all_of(c.args, c.args + c.count, [](const Value& value) { return value.is_int64(); });
    if (whole) return c.done(Value::int64(first([&c](uint32_t i) { return c.args[i].as_int64(); })));
    return c.done(first([&c](uint32_t i) { return c.real(i); }));
}

static NativeStatus mean(NativeCall& c) {
    double sum = 0;
    for (uint32_t i = 0; i < c.count; ++i) sum += c.real(i);
    return c.done(c.count > 0 ? sum / c.count : 0.0);
}

/// Of an even number of values the upper one of the middle.
static NativeStatus median(NativeCall& c) {
    std::vector<double> numbers;
    for (uint32_t i = 0; i < c.count; ++i) numbers.push_back(c.real(i));
    if (c.failed() || numbers.empty()) return c.done(0.0);
    auto before = [](double a, double b) { return std::isnan(b) ? !std::isnan(a) : a < b; };
    auto middle = numbers.begin() + static_cast<ptrdiff_t>(numbers.size() / 2);
    std::nth_element(numbers.begin(), middle, numbers.end(), before);
    return c.done(*middle);
}

static NativeStatus math_set_epsilon(NativeCall& c) {
    double epsilon = c.real(0);
    if (!c.failed() && epsilon >= 0 && epsilon < 1) world_of(c).set_math_epsilon(std::max(epsilon, 1e-11));
    return c.done();
}
static NativeStatus math_get_epsilon(NativeCall& c) {
    return c.done(world_of(c).math_epsilon());
}

static constexpr NativeRow rows[] = {
    {"round", of_one<half_to_even>, 1, 1},
    {"floor", of_one<floor_of>, 1, 1},
    {"ceil", of_one<ceil_of>, 1, 1},
    {"frac", of_one<fraction>, 1, 1},
    {"abs", of_one<abs_of>, 1, 1},
    {"sign", of_one<sign_of>, 1, 1},
    {"sqr", of_one<square>, 1, 1},
    {"sqrt", sqrt, 1, 1},
    {"power", power, 2, 2},
    {"exp", of_one<exp_of>, 1, 1},
    {"ln", of_one<ln_of>, 1, 1},
    {"log2", of_one<log2_of>, 1, 1},
    {"log10", of_one<log10_of>, 1, 1},
    {"logn", logn, 2, 2},
    {"lerp", lerp, 3, 3},
    {"clamp", clamp, 3, 3},
    {"max", extreme<std::greater>, 0, -1},
    {"min", extreme<std::less>, 0, -1},
    {"mean", mean, 0, -1},
    {"median", median, 0, -1},
    {"math_set_epsilon", math_set_epsilon, 1, 1, NativeRow::calls_out},
    {"math_get_epsilon", math_get_epsilon, 0, 0},
};

std::span<const NativeRow> maths_natives() {
    return rows;
}

} // namespace scope
