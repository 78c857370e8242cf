#include "core/base/nearest.h"
#include "core/base/text.h"
#include "core/trace/filter/filter.h"
#include "core/trace/filter/filter_literals.h"
#include "core/trace/filter/filter_scanner.h"

#include <algorithm>
#include <fmt/format.h>

namespace scope {

template<typename T> using Parsed = tl::expected<T, FilterError>;

class FilterParser {
public:
    explicit FilterParser(std::string_view text) : m_scan(text), m_literals(m_scan) {}

    Parsed<Filter> filter() {
        m_scan.skip_spaces();
        if (m_scan.done()) return Filter();
        auto root = alternatives();
        if (!root) return tl::unexpected(root.error());
        if (m_scan.peek() == ')') return wrong(m_scan.at(), m_scan.at() + 1, "no bracket was opened before this one");
        settle(*root, false);
        auto tree = std::make_shared<Filter::Tree>();
        tree->root = std::move(*root);
        tree->terms = std::move(m_terms);
        tree->asks_runs = std::any_of(tree->terms.begin(), tree->terms.end(), [](const FilterTerm& term) {
            return !term.word || term.word->of_run || term.word->of_runs;
        });
        return Filter(std::move(tree));
    }

private:
    tl::unexpected<FilterError> wrong(size_t begin, size_t end, std::string message) const {
        return tl::unexpected(m_scan.error(begin, end, std::move(message)));
    }

    /// Takes the word when it stands here.
    bool take(std::string_view word) {
        m_scan.skip_spaces();
        FilterScanner ahead = m_scan;
        if (!equal_ignoring_case(ahead.word(), word) || !ahead.operation().empty()) return false;
        m_taken = m_scan.at();
        m_scan = ahead;
        return true;
    }

    bool at_end_of_bracket() {
        m_scan.skip_spaces();
        return m_scan.done() || m_scan.peek() == ')';
    }

    Parsed<FilterNode> alternatives() {
        return list(FilterOp::any, "or", [&] { return conditions(); });
    }

    Parsed<FilterNode> conditions() {
        auto more = [&] {
            if (take("and")) return true;
            if (at_end_of_bracket()) return false;
            FilterScanner ahead = m_scan;
            return !equal_ignoring_case(ahead.word(), "or") || !ahead.operation().empty();
        };
        FilterNode node{FilterOp::all};
        do {
            if (auto missing = expect_term()) return tl::unexpected(*missing);
            auto child = negation();
            if (!child) return child;
            node.children.push_back(std::move(*child));
        } while (more());
        return node.children.size() == 1 ? std::move(node.children[0]) : std::move(node);
    }

    template<typename Child> Parsed<FilterNode> list(FilterOp op, std::string_view between, Child child) {
        FilterNode node{op};
        do {
            auto one = child();
            if (!one) return one;
            node.children.push_back(std::move(*one));
        } while (take(between));
        return node.children.size() == 1 ? std::move(node.children[0]) : std::move(node);
    }

    /// What is said when there is no term here but the end, a bracket or a word between terms.
    std::optional<FilterError> expect_term() {
        bool end = at_end_of_bracket();
        size_t at = m_scan.at();
        if (m_scan.peek() == ')' && m_brackets == 0)
            return m_scan.error(at, at + 1, "no bracket was opened before this one");
        FilterScanner ahead = m_scan;
        std::string_view word = ahead.word();
        bool between =
            ahead.operation().empty() && (equal_ignoring_case(word, "or") || equal_ignoring_case(word, "and"));
        if (!end && !between) return {};
        std::string_view before = m_scan.from(std::min(m_taken, at));
        before = before.substr(0, before.find_last_not_of(" \t\r\n") + 1);
        if (end && before.empty() && !m_scan.done())
            return m_scan.error(at, at + 1, "the bracket is empty: a term is expected in it");
        return m_scan.error(at, end ? at + !m_scan.done() : ahead.at(),
                            fmt::format("a term is expected{}{}",
                                        before.empty() ? end ? " behind `(`" : "" : fmt::format(" behind `{}`", before),
                                        between ? fmt::format("; in quotes \"{}\" is searched for", word) : ""));
    }

    Parsed<FilterNode> negation() {
        size_t begin = m_scan.at();
        if (m_scan.peek() == '-') {
            m_scan.skip(1);
            if (m_scan.done() || m_scan.at_space())
                return wrong(begin, begin + 1, "a term is expected right behind `-`; in quotes \"-\" is searched for");
        } else if (!take("not"))
            return primary();
        if (!deeper()) return too_deep(begin);
        if (auto missing = expect_term()) return tl::unexpected(*missing);
        auto child = negation();
        --m_depth;
        if (!child) return child;
        FilterNode node{FilterOp::negate};
        node.children.push_back(std::move(*child));
        return node;
    }

    bool deeper() { return ++m_depth <= deepest_filter; }
    tl::unexpected<FilterError> too_deep(size_t at) const {
        return wrong(
            at, at + 1,
            fmt::format("more than {} brackets and `not` within each other are not understood", deepest_filter));
    }

    Parsed<FilterNode> primary() {
        if (m_scan.peek() != '(') return term();
        size_t begin = m_scan.at();
        if (!deeper()) return too_deep(begin);
        m_scan.skip(1);
        m_taken = m_scan.at();
        ++m_brackets;
        auto inside = alternatives();
        --m_brackets;
        --m_depth;
        if (!inside) return inside;
        if (m_scan.peek() != ')') return wrong(begin, begin + 1, "this bracket is not closed");
        m_scan.skip(1);
        m_taken = m_scan.at();
        FilterNode node{FilterOp::run};
        node.children.push_back(std::move(*inside));
        return node;
    }

    Parsed<FilterNode> term() {
        FilterTerm term;
        auto filled = m_literals.term(term);
        if (!filled) return tl::unexpected(filled.error());
        m_taken = m_scan.at();
        m_terms.push_back(std::move(term));
        return FilterNode{FilterOp::term, {}, static_cast<uint32_t>(m_terms.size() - 1)};
    }

    /// Whether a word about a handler run stands in it, inner brackets aside.
    bool says_of_run(const FilterNode& node) const {
        if (node.op == FilterOp::run) return false;
        if (node.op == FilterOp::term) return m_terms[node.term].word && m_terms[node.term].word->of_run;
        return std::any_of(node.children.begin(), node.children.end(),
                           [&](const FilterNode& child) { return says_of_run(child); });
    }

    /// A bracket holds a run together when it speaks of one, and then the brackets in it speak of the same; any other
    /// bracket only groups.
    void settle(FilterNode& node, bool inside_run) {
        if (node.op == FilterOp::run) {
            bool binds = !inside_run && says_of_run(node.children[0]);
            if (!binds) {
                FilterNode child = std::move(node.children[0]);
                node = std::move(child);
                return settle(node, inside_run);
            }
            inside_run = true;
        }
        for (FilterNode& child : node.children) settle(child, inside_run);
    }

    FilterScanner m_scan;
    FilterLiterals m_literals;
    std::vector<FilterTerm> m_terms;
    size_t m_taken = 0; ///< where what was taken last begins or ends
    int m_depth = 0, m_brackets = 0;
};

tl::expected<Filter, FilterError> parse_filter(std::string_view text) {
    if (text.size() > longest_filter)
        return tl::unexpected(FilterScanner(text).error(
            0, 0, fmt::format("a filter has at most {} bytes, this one {}", longest_filter, text.size())));
    return FilterParser(text).filter();
}

} // namespace scope
