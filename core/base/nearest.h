#pragma once
// What somebody probably meant by a name that nothing has. Only asked on the way to an error: the work is the product
// of both lengths for each name considered, and long names are passed over.

#include <string>
#include <string_view>

namespace scope {

/// How many letters have to be changed, added, left out or swapped to make one word the other.
size_t edits_between(std::string_view a, std::string_view b);

class Nearest {
public:
    explicit Nearest(std::string_view word);
    /// The first of those that are equally near stays; case does not count.
    void consider(std::string_view name);
    const std::string& name() const { return m_name; } ///< "" when nothing is near
    /// "; did you mean 'check'?", or "".
    std::string hint() const;

private:
    std::string m_word; ///< lower case
    std::string m_name;
    size_t m_least;
};

template<typename Names> std::string did_you_mean(std::string_view word, const Names& names) {
    Nearest nearest(word);
    for (const auto& name : names) nearest.consider(name);
    return nearest.hint();
}

} // namespace scope
