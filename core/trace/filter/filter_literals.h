#pragma once
// Reads one term of a filter: its word, its operator and the literal behind it, typed by the word. Everything that can
// be wrong with a term is said here.

#include "core/trace/filter/filter.h"
#include "core/trace/filter/filter_scanner.h"

namespace scope {

class FilterLiterals {
public:
    explicit FilterLiterals(FilterScanner& scan) : m_scan(scan) {}

    /// Fills `term` with what stands at the scanner, which is moved behind it.
    tl::expected<void, FilterError> term(FilterTerm& term);

private:
    using Done = tl::expected<void, FilterError>;
    struct Operator {
        FilterCompare compare = FilterCompare::has;
        std::string_view text; ///< as it was written
    };
    struct Literal {
        std::string text;
        bool quoted = false;
        bool expression = false, ignore_case = false;
        size_t begin = 0, end = 0; ///< where it stands
        size_t inside = 0;         ///< where an expression's pattern begins
    };

    Done free_text(FilterTerm& term, const TextTest& test);
    Done word_term(FilterTerm& term);
    Done key_path(FilterTerm& term, std::string_view name, size_t begin);
    Done word_alone(const FilterTerm& term, size_t begin) const;
    tl::unexpected<FilterError> unknown_word(std::string_view name, size_t begin) const;
    tl::expected<Literal, FilterError> literal(const Operator& op);
    tl::expected<TextTest, FilterError> compile(const Literal& literal);

    Done text_literal(FilterTerm& term, const Operator& op);
    Done number_literal(FilterTerm& term, const Operator& op);
    Done event_literal(FilterTerm& term, const Operator& op);
    Done value_literal(FilterTerm& term, const Operator& op);
    Done value_numbers(FilterTerm& term, const Operator& op, const Literal& literal);
    Done behind(size_t begin) const;

    tl::unexpected<FilterError> wrong(size_t begin, size_t end, std::string message) const {
        return tl::unexpected(m_scan.error(begin, end, std::move(message)));
    }

    FilterScanner& m_scan;
    int m_expressions = 0;
    size_t m_operator_at = 0;
};

} // namespace scope
