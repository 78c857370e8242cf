// The literals that are numbers: of words that count, of times, and of values of keys.
#include "core/base/numbers.h"
#include "core/trace/filter/filter_literals.h"

#include <fmt/format.h>

namespace scope {

using Done = tl::expected<void, FilterError>;

static std::optional<std::pair<std::string_view, std::string_view>> range_of(std::string_view text) {
    size_t dots = text.find("..");
    if (dots == std::string_view::npos || text.size() == 2) return {};
    return std::pair(text.substr(0, dots), text.substr(dots + 2));
}

/// "5ms" as microseconds; 0 needs no unit.
static std::optional<uint64_t> microseconds(std::string_view text) {
    static constexpr std::pair<std::string_view, double> units[] = {{"us", 1},    {"\u00B5s", 1}, {"ms", 1e3},
                                                                    {"min", 6e7}, {"s", 1e6},     {"h", 3.6e9}};
    if (text == "0") return 0;
    for (auto [unit, us] : units) {
        if (!text.ends_with(unit)) continue;
        auto number = finite_number(text.substr(0, text.size() - unit.size()));
        if (!number || *number < 0 || *number * us > 9e18) return {};
        return static_cast<uint64_t>(*number * us + 0.5);
    }
    return {};
}

Done FilterLiterals::number_literal(FilterTerm& term, const Operator& op) {
    bool time = term.word->kind == FilterKind::time;
    if (op.compare == FilterCompare::matches || op.compare == FilterCompare::mismatches)
        return wrong(m_operator_at, m_scan.at(),
                     fmt::format("`{}` searches text, and `{}` is {}: {} is what is meant", op.text, term.word->name,
                                 time ? "a time" : "a number", term.word->example));
    auto value = literal(op);
    if (!value) return tl::unexpected(value.error());
    auto bad = [&](std::string_view part) {
        size_t begin = value->begin + static_cast<size_t>(part.data() - value->text.data()) + value->quoted;
        return wrong(begin, begin + part.size(),
                     time ? fmt::format("`{}` wants a time such as 500us, 5ms or 10s, not `{}`", term.word->name, part)
                          : fmt::format("`{}` wants a whole number, not `{}`", term.word->name, part));
    };
    auto read = [&](std::string_view part) { return time ? microseconds(part) : whole_number(part); };
    auto range = range_of(value->text);
    if (range && (op.compare == FilterCompare::contains || op.compare == FilterCompare::equal ||
                  op.compare == FilterCompare::unequal)) {
        auto [first, last] = *range;
        if (!first.empty()) {
            auto least = read(first);
            if (!least) return bad(first);
            term.least = *least;
        }
        if (!last.empty()) {
            auto most = read(last);
            if (!most) return bad(last);
            term.most = *most;
        }
        if (term.least > term.most)
            return wrong(value->begin, value->end, "nothing is in this range: its first end is beyond its last");
    } else {
        auto number = read(value->text);
        if (!number) return bad(value->text);
        switch (op.compare) {
        case FilterCompare::less:
            term.most = *number - 1;
            if (*number == 0) return wrong(value->begin, value->end, "nothing is below 0 here");
            break;
        case FilterCompare::at_most: term.most = *number; break;
        case FilterCompare::greater:
            term.least = *number + 1;
            if (*number == UINT64_MAX) return bad(value->text);
            break;
        case FilterCompare::at_least: term.least = *number; break;
        default: term.least = term.most = *number;
        }
    }
    term.outside = op.compare == FilterCompare::unequal;
    return {};
}

Done FilterLiterals::value_numbers(FilterTerm& term, const Operator& op, const Literal& literal) {
    ValueTest& test = term.value;
    bool ordered = op.compare >= FilterCompare::less && op.compare <= FilterCompare::at_least;
    auto number = literal.quoted ? std::nullopt : FilterNumber::read(literal.text);
    if (ordered && !number)
        return wrong(literal.begin, literal.end,
                     fmt::format("a number is expected behind `{}`; text is compared by =, !=, : and ~", op.text));
    if (number) {
        test.kind = ValueTest::Kind::number;
        test.least = test.most = number;
        return {};
    }
    auto range = literal.quoted ? std::nullopt : range_of(literal.text);
    if (!range) return {};
    auto [first, last] = *range;
    auto least = FilterNumber::read(first), most = FilterNumber::read(last);
    // "a..b" is text; "3..b" was meant to be a range.
    if (!least && !most) return {};
    if ((!least && !first.empty()) || (!most && !last.empty())) {
        size_t begin = literal.begin + (least ? static_cast<size_t>(last.data() - literal.text.data()) : 0);
        std::string_view part = least ? last : first;
        return wrong(
            begin, begin + part.size(),
            fmt::format("a range has numbers at its ends, not `{}`; text with .. in it stands in quotes", part));
    }
    if (least && most && *most < *least)
        return wrong(literal.begin, literal.end, "nothing is in this range: its first end is beyond its last");
    test.kind = ValueTest::Kind::range;
    test.least = least;
    test.most = most;
    return {};
}

Done FilterLiterals::value_literal(FilterTerm& term, const Operator& op) {
    auto value = literal(op);
    if (!value) return tl::unexpected(value.error());
    ValueTest& test = term.value;
    test.compare = op.compare;
    test.quoted = value->quoted;
    test.text = value->text;
    test.kind = ValueTest::Kind::text;
    if (value->expression) {
        auto find = compile(*value);
        if (!find) return tl::unexpected(find.error());
        test.find = std::move(*find);
        return {};
    }
    if (op.compare == FilterCompare::contains) {
        test.find = value->quoted ? TextTest::plain(value->text) : TextTest::within(value->text);
        if (test.find.passes_all()) {
            test.compare = FilterCompare::has;
            return {};
        }
    }
    if (auto done = value_numbers(term, op, *value); !done || test.kind != ValueTest::Kind::text) return done;
    if (value->quoted) return {};
    if (value->text == "undefined") test.kind = ValueTest::Kind::undefined;
    if (value->text == "true" || value->text == "false") {
        test.kind = ValueTest::Kind::boolean;
        test.flag = value->text == "true";
    }
    return {};
}

} // namespace scope
