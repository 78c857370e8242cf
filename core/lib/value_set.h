#pragma once
// A set of values as the array_union family compares them: numbers by exact value, strings by text, everything else by
// identity. About 60 bytes an item.

#include "core/value/hash.h"
#include "core/value/objects.h"

#include <cmath>
#include <unordered_map>

namespace scope {

inline double number_in(const Value& value) {
    return value.is_real() ? value.as_real() : static_cast<double>(value.as_int64());
}

struct SameValue {
    bool operator()(const Value& a, const Value& b) const {
        if (a.is_numeric() && b.is_numeric()) {
            double x = number_in(a), y = number_in(b);
            return x == y || (std::isnan(x) && std::isnan(y));
        }
        if (a.is_string() && b.is_string()) return same_text(*a.as_string(), *b.as_string());
        return a.same_as(b);
    }
};

struct HashValue {
    size_t operator()(const Value& value) const {
        if (value.is_string()) return value.as_string()->hash();
        uint64_t bits = value.as_pointer();
        if (value.is_numeric()) {
            double number = number_in(value);
            if (number == 0) number = 0; // -0 as 0
            if (std::isnan(number)) number = NAN;
            bits = Value(number).as_pointer();
        }
        return mix_bits(bits ^ 0x9E3779B97F4A7C15ull, 0xD1B54A32D192ED03ull);
    }
};

/// From a value to what is counted about it.
using ValueCounts = std::unordered_map<Value, uint32_t, HashValue, SameValue>;

} // namespace scope
