#pragma once
// What a session's events were about, for completion: names of objects, keys and their values, variables, functions.
// Every list ends at a size, so that memory and a look through them stay small.

#include "core/trace/filter/words.h"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace scope {

class FilterFacts {
public:
    using Names = std::set<std::string, std::less<>>;

    void add(const EventLine& line);
    void clear() { *this = {}; }

    const Names& of(FilterFact fact) const;
    /// Values of a key of the payload as a filter writes them.
    const Names& values(std::string_view key) const;

private:
    static constexpr size_t most_names = 1000, most_values = 50, longest = 60;

    void add(FilterFact fact, std::string_view name);
    void add(const DispatchRecord& dispatch);
    void add(const HandlerRecord& run);

    std::map<FilterFact, Names> m_names;
    std::map<std::string, Names, std::less<>> m_values;
};

} // namespace scope
