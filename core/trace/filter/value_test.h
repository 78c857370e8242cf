#pragma once
// What a filter asks of a value of a payload. Numbers compare as numbers whatever their kind, an int64 exactly, a bool
// as 0 or 1; text is compared with text. Asking allocates nothing, unless text is looked for in a container.

#include "core/data/datum.h"
#include "core/trace/filter/text_test.h"

#include <cstdint>
#include <optional>
#include <string>

namespace scope {

enum class FilterCompare : uint8_t {
    has, ///< the word alone: there is one
    contains,
    equal,
    unequal,
    less,
    at_most,
    greater,
    at_least,
    matches,    ///< a regular expression
    mismatches, ///< it is not found
};

/// A number as it was written: whole ones are exact over all of int64.
struct FilterNumber {
    bool whole = true;
    int64_t integer = 0;
    double real = 0;

    /// Nothing for text that is no finite number.
    static std::optional<FilterNumber> read(std::string_view text);
    /// As `value <=> *this`; unordered for nan.
    std::partial_ordering order_of(const Datum& value) const;
};
bool operator<(const FilterNumber& a, const FilterNumber& b);

struct ValueTest {
    enum class Kind : uint8_t { any, number, range, boolean, undefined, text };

    FilterCompare compare = FilterCompare::has;
    Kind kind = Kind::any;
    bool quoted = false; ///< the literal was: only text is equal to it
    bool flag = false;
    std::optional<FilterNumber> least, most; ///< a number: both; a range: one may be open
    std::string text;                        ///< the literal as it was written
    TextTest find;                           ///< of contains and the expressions

    bool operator()(const Datum& value) const;

private:
    bool equals(const Datum& value) const;
};

/// Calls `test` with the text of a value as lists show it; a container's is shortened.
bool in_text_of(const Datum& value, const TextTest& test);

} // namespace scope
