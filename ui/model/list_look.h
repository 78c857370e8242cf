#pragma once
// How a person wants a list: the widths of its columns, and the column its rows are sorted by. Kept by the workbench
// under the list's full name ("Events/List") and, as one line of text, in the window's state.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

struct ListLook {
    std::vector<float> widths; ///< units; 0 takes a share; empty: as designed
    int sort = 0;              ///< column + 1, negative: the largest first; 0: as the rows come

    /// "-3 60 120.5 0": the sort, then the widths. What cannot be read is left out.
    std::string text() const;
    static ListLook read(std::string_view text);
    bool operator==(const ListLook&) const = default;
};

/// The order of rows by a column, worked out anew only when rows or column change. `Less` compares two rows by their
/// index for a column; rows that are equal keep their order.
class SortedOrder {
public:
    template<typename Less>
    const std::vector<uint32_t>& of(size_t count, uint64_t generation, int sort, const Less& less) {
        if (m_order.size() == count && m_generation == generation && m_sort == sort) return m_order;
        start(count, generation, sort);
        if (sort == 0) return m_order;
        size_t column = static_cast<size_t>(sort > 0 ? sort : -sort) - 1;
        std::stable_sort(m_order.begin(), m_order.end(),
                         [&](uint32_t a, uint32_t b) { return sort > 0 ? less(column, a, b) : less(column, b, a); });
        return m_order;
    }

private:
    void start(size_t count, uint64_t generation, int sort);
    std::vector<uint32_t> m_order;
    uint64_t m_generation = UINT64_MAX;
    int m_sort = 0;
};

} // namespace scope
