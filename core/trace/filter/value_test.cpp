#include "core/trace/filter/value_test.h"

#include "core/base/numbers.h"
#include "core/data/typed_json.h"

#include <charconv>

namespace scope {

/// Exact: no double stands between two whole numbers that differ.
static std::partial_ordering order(int64_t a, double b) {
    constexpr double limit = 9223372036854775808.0; // 2^63
    if (std::isnan(b)) return std::partial_ordering::unordered;
    if (b >= limit) return std::partial_ordering::less;
    if (b < -limit) return std::partial_ordering::greater;
    auto whole = static_cast<int64_t>(b);
    if (a != whole) return a <=> whole;
    return 0.0 <=> b - static_cast<double>(whole);
}

static std::partial_ordering reversed(std::partial_ordering order) {
    return 0 <=> order;
}

std::optional<FilterNumber> FilterNumber::read(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    int64_t integer = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), integer);
    if (error == std::errc() && end == text.data() + text.size()) return FilterNumber{true, integer, 0};
    if (auto real = finite_number(text)) return FilterNumber{false, 0, *real};
    return {};
}

std::partial_ordering FilterNumber::order_of(const Datum& value) const {
    if (value.is(DatumKind::real)) return whole ? reversed(order(integer, value.as_real())) : value.as_real() <=> real;
    int64_t number = value.is(DatumKind::boolean) ? value.as_bool() : value.as_int64();
    return whole ? std::partial_ordering(number <=> integer) : order(number, real);
}

bool operator<(const FilterNumber& a, const FilterNumber& b) {
    Datum left = a.whole ? Datum::int64(a.integer) : Datum(a.real);
    return b.order_of(left) < 0;
}

bool in_text_of(const Datum& value, const TextTest& test) {
    char digits[40];
    auto number = [&](auto n) {
        auto [end, error] = std::to_chars(digits, digits + sizeof digits, n);
        return test(std::string_view(digits, static_cast<size_t>(end - digits)));
    };
    switch (value.kind()) {
    case DatumKind::undefined: return test("undefined");
    case DatumKind::boolean: return test(value.as_bool() ? "true" : "false");
    case DatumKind::real: return number(value.as_real());
    case DatumKind::int32:
    case DatumKind::int64: return number(value.as_int64());
    case DatumKind::string:
    case DatumKind::ref:
    case DatumKind::gml:
    case DatumKind::method: return test(value.text());
    default: return test(summary(value, 4000));
    }
}

bool ValueTest::equals(const Datum& value) const {
    if (value.is_number()) {
        if (quoted) return false;
        switch (kind) {
        case Kind::number: return least->order_of(value) == 0;
        case Kind::range: {
            // nan is in no range, whichever end is open
            if (value.is(DatumKind::real) && std::isnan(value.as_real())) return false;
            return (!least || least->order_of(value) >= 0) && (!most || most->order_of(value) <= 0);
        }
        case Kind::boolean: return FilterNumber{true, flag, 0}.order_of(value) == 0;
        // "nan" and "inf" are words here
        case Kind::text: return !std::isfinite(value.as_real()) && in_text_of(value, TextTest::exactly(text));
        default: return false;
        }
    }
    if (value.is_undefined()) return kind == Kind::undefined && !quoted;
    return kind != Kind::range && value.text() == text && value.kind() >= DatumKind::string &&
           (value.is(DatumKind::string) || value.is(DatumKind::ref) || value.is(DatumKind::gml) ||
            value.is(DatumKind::method));
}

bool ValueTest::operator()(const Datum& value) const {
    auto ordered = [&] { return value.is_number() ? least->order_of(value) : std::partial_ordering::unordered; };
    switch (compare) {
    case FilterCompare::has: return true;
    case FilterCompare::contains:
        return value.is_number() && kind != Kind::text ? equals(value) : in_text_of(value, find);
    case FilterCompare::equal: return equals(value);
    case FilterCompare::unequal: return !equals(value);
    case FilterCompare::less: return ordered() < 0;
    case FilterCompare::at_most: return ordered() <= 0;
    case FilterCompare::greater: return ordered() > 0;
    case FilterCompare::at_least: return ordered() >= 0;
    case FilterCompare::matches: return in_text_of(value, find);
    case FilterCompare::mismatches: return !in_text_of(value, find);
    }
    return false;
}

} // namespace scope
