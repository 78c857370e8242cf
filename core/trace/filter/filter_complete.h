#pragma once
// What may stand where the cursor is in a filter: words of the language, keys, and values that the session has seen.
// Works on any text, also one that does not parse yet, in time of its length and of the facts.

#include "core/trace/filter/filter_facts.h"

#include <string>
#include <string_view>
#include <vector>

namespace scope {

struct FilterCompletion {
    size_t begin = 0, end = 0; ///< bytes of the filter that `text` takes the place of
    std::string text;
    std::string note; ///< what it means, in a few words; may be empty
};

/// What fits at `cursor` (bytes), the best first: what begins with what was typed before what has it within. At most
/// 100.
std::vector<FilterCompletion> complete_filter(std::string_view text, size_t cursor, const FilterFacts& facts);

/// `text` with the completion in place of its part; `cursor` comes behind it.
std::string with_completion(std::string_view text, const FilterCompletion& completion, size_t& cursor);

} // namespace scope
