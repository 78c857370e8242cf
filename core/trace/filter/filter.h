#pragma once
// The one filter language: `type:http status<0 obj:obj_shop key.id=3 missing:http_status fault "free text"`, and, or,
// not, brackets, ranges, regular expressions. docs/filter.md describes it. A filter is parsed once, literals and
// regular expressions with it; a simple term then asks an event without allocating. It is immutable: copies share its
// tree, and any number of threads may ask at once.

#include "core/trace/filter/event_set.h"
#include "core/trace/filter/value_test.h"
#include "core/trace/filter/words.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

/// Where a filter is wrong, and what was expected there.
struct FilterError {
    size_t offset = 0; ///< bytes before it
    size_t length = 0; ///< bytes; 0 at the end of the text
    size_t column = 1; ///< characters, from 1
    std::string message;

    /// The part of the filter with the mistake, and a line of carets below it.
    std::string drawing(std::string_view filter) const;
};

/// One question. Which members count depends on the word's kind.
struct FilterTerm {
    const FilterWord* word = nullptr; ///< null: free text
    FilterCompare compare = FilterCompare::has;
    TextTest text;
    EventSet events;          ///< of a word of the kind event; of free text, those whose names hold it
    std::string path;         ///< of key.NAME and status; empty: the names of keys are asked
    bool nested_path = false; ///< it may lead into a container or a string
    Datum number_key;         ///< the path as a number, undefined when it is none: keys of a map may be numbers
    ValueTest value;          ///< of that key
    uint64_t least = 0, most = UINT64_MAX; ///< of a number or time, both included
    bool outside = false;                  ///< and what is asked is whether it is not among them
};

enum class FilterOp : uint8_t {
    all,    ///< and; without children it holds
    any,    ///< or
    negate, ///< not
    run,    ///< a bracket: what it says of a handler run is said of one and the same
    term,
};

struct FilterNode {
    FilterOp op = FilterOp::all;
    std::vector<FilterNode> children = {}; ///< one of negate and of run
    uint32_t term = 0;
};

class Filter {
public:
    Filter(); ///< passes everything
    /// Whether the dispatch of this place in the line passes.
    bool matches(const EventLine& line, size_t dispatch) const;
    /// The same of a fault that no handler run holds.
    bool matches(const FaultRecord& fault) const;
    bool empty() const { return m_tree->terms.empty(); }
    /// Whether a dispatch without its handler runs cannot answer it.
    bool asks_runs() const { return m_tree->asks_runs; }

    /// For whoever can answer some questions sooner, out of a summary. Terms are numbered as nodes do.
    const FilterNode& root() const { return m_tree->root; }
    const std::vector<FilterTerm>& terms() const { return m_tree->terms; }

private:
    friend class FilterParser;
    struct Tree {
        FilterNode root;
        std::vector<FilterTerm> terms;
        bool asks_runs = false;
    };
    explicit Filter(std::shared_ptr<const Tree> tree) : m_tree(std::move(tree)) {}
    std::shared_ptr<const Tree> m_tree;
};

inline constexpr size_t longest_filter = 256 * 1024; ///< bytes
inline constexpr int deepest_filter = 64;            ///< brackets and `not` within each other
inline constexpr int most_expressions = 100;         ///< regular expressions

tl::expected<Filter, FilterError> parse_filter(std::string_view text);

} // namespace scope
