#include "core/trace/filter/filter_literals.h"

#include "core/base/nearest.h"
#include "core/base/numbers.h"
#include "core/base/text.h"
#include "core/data/payload_path.h"

#include <algorithm>
#include <fmt/format.h>

namespace scope {

using Done = tl::expected<void, FilterError>;

static std::string shown(std::string_view text) {
    constexpr size_t most = 40;
    return fmt::format("{}{}", text.substr(0, most), text.size() > most ? "..." : "");
}

static FilterCompare compare_of(std::string_view operation) {
    static constexpr std::pair<std::string_view, FilterCompare> table[] = {
        {":", FilterCompare::contains},   {"=", FilterCompare::equal},     {"==", FilterCompare::equal},
        {"!=", FilterCompare::unequal},   {"<", FilterCompare::less},      {"<=", FilterCompare::at_most},
        {">", FilterCompare::greater},    {">=", FilterCompare::at_least}, {"~", FilterCompare::matches},
        {"!~", FilterCompare::mismatches}};
    for (auto [text, compare] : table)
        if (text == operation) return compare;
    return FilterCompare::has;
}

Done FilterLiterals::term(FilterTerm& term) {
    size_t begin = m_scan.at();
    char first = m_scan.peek();
    if (first == '"') {
        auto text = m_scan.quoted();
        if (!text) return tl::unexpected(text.error());
        if (std::string_view op = m_scan.operation(); !op.empty())
            return wrong(
                begin, m_scan.at(),
                fmt::format("a word is expected before `{}`; a key of the payload is key.\"{}\"", op, shown(*text)));
        if (auto done = behind(begin); !done) return done;
        return free_text(term, TextTest::plain(*text));
    }
    if (first == '/') {
        auto found = m_scan.expression();
        if (!found) return tl::unexpected(found.error());
        Literal literal{found->pattern, false, true, found->ignore_case, begin, m_scan.at(), found->begin};
        auto test = compile(literal);
        if (!test) return tl::unexpected(test.error());
        if (auto done = behind(begin); !done) return done;
        return free_text(term, *test);
    }
    if (std::string_view op = m_scan.operation(); !op.empty())
        return wrong(begin, begin + op.size(),
                     fmt::format("a word is expected before `{}`, such as status or key.id", op));
    return word_term(term);
}

Done FilterLiterals::free_text(FilterTerm& term, const TextTest& test) {
    term.compare = FilterCompare::contains;
    term.text = test;
    term.events = EventSet::of(test);
    return {};
}

Done FilterLiterals::word_term(FilterTerm& term) {
    size_t begin = m_scan.at();
    std::string_view name = m_scan.word();
    if (name.size() > 1 && name[0] == '#' && m_scan.operation().empty())
        if (auto number = whole_number(name.substr(1))) {
            term.word = filter_word("number");
            term.compare = FilterCompare::equal;
            term.least = term.most = *number;
            return {};
        }
    if (name.size() >= 4 && equal_ignoring_case(name.substr(0, 4), "key.")) {
        term.word = filter_word("key");
        if (auto done = key_path(term, name.substr(4), begin); !done) return done;
    } else
        term.word = filter_word(name);
    FilterScanner ahead = m_scan;
    ahead.skip_spaces();
    std::string_view operation = ahead.operation();
    if (operation.empty()) {
        if (auto done = behind(begin); !done) return done;
        if (!term.word) return free_text(term, TextTest::within(name));
        if (term.word->name == "status") term.path = "status";
        return word_alone(term, begin);
    }
    if (!term.word) return unknown_word(name, begin);
    if (term.word->name == "status") term.path = "status";
    m_operator_at = ahead.at();
    m_scan = ahead;
    m_scan.skip(operation.size());
    Operator op{compare_of(operation), operation};
    term.compare = op.compare;
    switch (term.word->kind) {
    case FilterKind::flag:
        return wrong(m_operator_at, m_scan.at(),
                     fmt::format("`{}` stands alone: nothing is compared with it", term.word->name));
    case FilterKind::text: return text_literal(term, op);
    case FilterKind::number:
    case FilterKind::time: return number_literal(term, op);
    case FilterKind::event: return event_literal(term, op);
    case FilterKind::value: return term.path.empty() ? text_literal(term, op) : value_literal(term, op);
    }
    return {};
}

Done FilterLiterals::key_path(FilterTerm& term, std::string_view name, size_t begin) {
    term.path = name;
    if (name.empty() && m_scan.peek() == '"') {
        auto text = m_scan.quoted();
        if (!text) return tl::unexpected(text.error());
        term.path = std::move(*text);
    } else if (m_scan.peek() == '"')
        return behind(begin);
    if (term.path.empty())
        return wrong(begin, m_scan.at(),
                     "the name of a key is expected behind `key.`, such as key.id or key.\"result > gold\"");
    term.nested_path = term.path.find('/') != std::string::npos || term.path.find(into_string) != std::string::npos;
    if (auto number = finite_number(term.path)) term.number_key = Datum(*number);
    return {};
}

Done FilterLiterals::word_alone(const FilterTerm& term, size_t begin) const {
    FilterKind kind = term.word->kind;
    if (kind != FilterKind::number && kind != FilterKind::time) return {};
    return wrong(begin, m_scan.at(),
                 fmt::format("`{0}` wants a number to compare with, such as {1}; in quotes \"{0}\" is searched for",
                             term.word->name, term.word->example));
}

tl::unexpected<FilterError> FilterLiterals::unknown_word(std::string_view name, size_t begin) const {
    Nearest nearest(name);
    for (const FilterWord& word : filter_words()) {
        nearest.consider(word.name);
        if (!word.also.empty()) nearest.consider(word.also);
    }
    return wrong(
        begin, begin + name.size(),
        fmt::format("there is no word `{0}`{1}; a key of the payload is key.{0}, and text in quotes is searched for",
                    shown(name), nearest.hint()));
}

/// A term has to end where something else begins.
Done FilterLiterals::behind(size_t begin) const {
    if (m_scan.done() || m_scan.at_space() || m_scan.peek() == ')' || m_scan.peek() == '(') return {};
    return wrong(m_scan.at(), m_scan.at() + 1,
                 fmt::format("a space is expected behind `{}`", shown(m_scan.from(begin))));
}

tl::expected<FilterLiterals::Literal, FilterError> FilterLiterals::literal(const Operator& op) {
    bool searches = op.compare == FilterCompare::matches || op.compare == FilterCompare::mismatches;
    if (op.text != ":") m_scan.skip_spaces();
    Literal out;
    out.begin = m_scan.at();
    if (m_scan.peek() == '"') {
        auto text = m_scan.quoted();
        if (!text) return tl::unexpected(text.error());
        out.text = std::move(*text);
        out.quoted = true;
        out.inside = out.begin + 1;
    } else if (searches && m_scan.peek() == '/') {
        auto found = m_scan.expression();
        if (!found) return tl::unexpected(found.error());
        out.text = std::move(found->pattern);
        out.ignore_case = found->ignore_case;
        out.inside = found->begin;
    } else {
        out.text = m_scan.bare_value();
        out.inside = out.begin;
    }
    out.expression = searches;
    out.end = m_scan.at();
    if (out.begin == out.end)
        return wrong(
            out.begin, out.begin,
            fmt::format("{} is expected behind `{}`", searches ? "a regular expression, /.../," : "a value", op.text));
    if (auto done = behind(out.begin); !done) return tl::unexpected(done.error());
    return out;
}

tl::expected<TextTest, FilterError> FilterLiterals::compile(const Literal& literal) {
    if (++m_expressions > most_expressions)
        return wrong(literal.begin, literal.end,
                     fmt::format("a filter has at most {} regular expressions", most_expressions));
    auto test = TextTest::expression(literal.text, literal.ignore_case);
    if (test) return *test;
    const Error& error = test.error();
    size_t begin = literal.inside, end = std::max(literal.end, begin + 1);
    // Where the part that is wrong stands, unless an escape before it has moved it.
    if (size_t at = literal.text.find(error.place); !error.place.empty() && at != std::string::npos) {
        begin += at;
        end = std::min(end, begin + error.place.size());
    }
    return wrong(begin, end, "this is no regular expression: " + error.message);
}

Done FilterLiterals::text_literal(FilterTerm& term, const Operator& op) {
    std::string_view name = term.word->name;
    switch (op.compare) {
    case FilterCompare::unequal:
    case FilterCompare::mismatches:
        return wrong(m_operator_at, m_scan.at(),
                     fmt::format("`{}` compares numbers and values of keys; write `not {}{}...`", op.text, name,
                                 op.compare == FilterCompare::unequal ? "=" : "~"));
    case FilterCompare::less:
    case FilterCompare::at_most:
    case FilterCompare::greater:
    case FilterCompare::at_least:
        return wrong(m_operator_at, m_scan.at(),
                     fmt::format("`{}` compares numbers, and `{}` is text: {}:, {}= or {}~ is expected", op.text, name,
                                 name, name, name));
    default: break;
    }
    auto value = literal(op);
    if (!value) return tl::unexpected(value.error());
    if (value->expression) {
        auto test = compile(*value);
        if (!test) return tl::unexpected(test.error());
        term.text = std::move(*test);
    } else if (op.compare == FilterCompare::equal)
        term.text = TextTest::exactly(value->text);
    else
        term.text = value->quoted ? TextTest::plain(value->text) : TextTest::within(value->text);
    return {};
}

Done FilterLiterals::event_literal(FilterTerm& term, const Operator& op) {
    term.outside = op.compare == FilterCompare::unequal || op.compare == FilterCompare::mismatches;
    if (op.compare >= FilterCompare::less && op.compare <= FilterCompare::at_least)
        return wrong(m_operator_at, m_scan.at(),
                     fmt::format("`{}` compares numbers, and `{}` is an event: type:http is what is meant", op.text,
                                 term.word->name));
    auto value = literal(op);
    if (!value) return tl::unexpected(value.error());
    if (value->text == "*" && !value->expression) {
        term.compare = FilterCompare::has;
        return {};
    }
    if (value->expression) {
        auto test = compile(*value);
        if (!test) return tl::unexpected(test.error());
        term.events = EventSet::of(*test);
        if (term.events.empty())
            return wrong(value->begin, value->end, "no event has a name that this regular expression is found in");
        return {};
    }
    term.events = EventSet::named(value->text);
    if (!term.events.empty()) return {};
    return wrong(value->begin, value->end,
                 fmt::format("there is no event `{}`{}", shown(value->text), did_you_mean(value->text, event_names())));
}

} // namespace scope
