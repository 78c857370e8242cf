#pragma once
// Any datum, for properties: every kind, nested a few levels deep, with the texts and numbers that like to go wrong.

#include "core/data/datum.h"
#include "core/data/typed_json.h"

#include <rapidcheck.h>

#include <cmath>
#include <limits>
#include <ostream>
#include <set>

namespace scope {

/// What rapidcheck prints of a counterexample.
inline void showValue(const Datum& datum, std::ostream& out) {
    out << write_typed_json(datum);
}

namespace test {

/// Any bytes, often text that JSON has to escape or that looks like our own notation.
inline rc::Gen<std::string> any_text() {
    return rc::gen::weightedOneOf<std::string>(
        {{4, rc::gen::string<std::string>()},
         {2, rc::gen::container<std::string>(rc::gen::arbitrary<char>())},
         {1, rc::gen::element<std::string>("", "$real", "$ds_map", "$struct", "\"\\\n\t", "\xC3\xA9", "\xE6\x97\xA5",
                                           "\xFF", std::string("a\0b", 3), "null", "1e5", "nan")}});
}

inline rc::Gen<double> any_real() {
    return rc::gen::oneOf(rc::gen::arbitrary<double>(),
                          rc::gen::map(rc::gen::arbitrary<int>(), [](int whole) { return static_cast<double>(whole); }),
                          rc::gen::element(0.0, -0.0, 0.1, 1e300, 5e-324, 9007199254740993.0, std::nan(""),
                                           std::numeric_limits<double>::infinity(),
                                           -std::numeric_limits<double>::infinity()));
}

inline rc::Gen<Datum> any_leaf() {
    using namespace rc;
    return gen::oneOf(
        gen::just(Datum()), gen::map(gen::arbitrary<bool>(), [](bool flag) { return Datum::boolean(flag); }),
        gen::map(any_real(), [](double number) { return Datum::real(number); }),
        gen::map(gen::arbitrary<int32_t>(), [](int32_t number) { return Datum::int32(number); }),
        gen::map(gen::arbitrary<int64_t>(), [](int64_t number) { return Datum::int64(number); }),
        gen::map(any_text(), [](std::string text) { return Datum::string(std::move(text)); }),
        gen::map(gen::inRange(0u, 100u),
                 [](uint32_t index) { return Datum::ref("ref ds_map " + std::to_string(index)); }),
        gen::map(gen::string<std::string>(), [](std::string text) { return Datum::gml(std::move(text)); }));
}

/// Drops entries whose key was there before.
inline std::vector<DatumEntry> unique_keys(const std::vector<std::pair<Datum, Datum>>& pairs) {
    std::vector<DatumEntry> entries;
    for (const auto& [key, value] : pairs) {
        bool known = false;
        for (const DatumEntry& entry : entries) known |= entry.key == key;
        if (!known) entries.push_back({key, value});
    }
    return entries;
}

inline rc::Gen<Datum> any_datum(int depth = 3) {
    using namespace rc;
    if (depth == 0) return any_leaf();
    Gen<Datum> inner = gen::lazy([depth] { return any_datum(depth - 1); });
    Gen<Datum> name = gen::map(any_text(), [](std::string text) { return Datum::string(std::move(text)); });
    auto items = gen::scale(0.3, gen::container<std::vector<Datum>>(inner));
    auto members = gen::scale(0.3, gen::container<std::vector<std::pair<Datum, Datum>>>(gen::pair(name, inner)));
    auto entries = gen::scale(0.3, gen::container<std::vector<std::pair<Datum, Datum>>>(gen::pair(any_leaf(), inner)));
    return gen::weightedOneOf<Datum>(
        {{4, any_leaf()},
         {1, gen::map(items, [](std::vector<Datum> of) { return Datum::array(std::move(of)); })},
         {1, gen::map(items, [](std::vector<Datum> of) { return Datum::ds_list(std::move(of)); })},
         {1, gen::map(items, [](std::vector<Datum> of) { return Datum::ds_stack(std::move(of)); })},
         {1, gen::map(items, [](std::vector<Datum> of) { return Datum::ds_queue(std::move(of)); })},
         {1, gen::map(items,
                      [](std::vector<Datum> of) {
                          auto count = static_cast<uint32_t>(of.size());
                          return Datum::ds_grid(count, count ? 1 : 0, std::move(of));
                      })},
         {2, gen::map(members, [](const auto& pairs) { return Datum::structure(unique_keys(pairs)); })},
         {1, gen::map(members, [](const auto& pairs) { return Datum::ds_map(unique_keys(pairs)); })},
         {1, gen::map(entries, [](const auto& pairs) { return Datum::ds_map(unique_keys(pairs)); })}});
}

} // namespace test
} // namespace scope

template<> struct rc::Arbitrary<scope::Datum> {
    static Gen<scope::Datum> arbitrary() { return scope::test::any_datum(); }
};
