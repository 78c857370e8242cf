#pragma once
// A stable merge sort that asks for one comparison at a time, so that a comparison may be GML that runs in between.
// Comparisons that contradict each other give some order and nothing worse. n log n comparisons, two copies of the
// values.

#include "core/value/value.h"

#include <algorithm>
#include <vector>

namespace scope {

class MergeSort {
public:
    explicit MergeSort(std::vector<Value> values) : m_from(std::move(values)), m_to(m_from.size()) { begin_run(0); }

    /// Whether first() and second() have to be compared before it can go on; false when it is sorted.
    bool needs_comparison() {
        while (m_width < m_from.size()) {
            if (m_left < m_middle && m_right < m_end) return true;
            while (m_left < m_middle) m_to[m_out++] = std::move(m_from[m_left++]);
            while (m_right < m_end) m_to[m_out++] = std::move(m_from[m_right++]);
            if (m_end < m_from.size()) {
                begin_run(m_end);
            } else {
                m_from.swap(m_to);
                m_width *= 2;
                begin_run(0);
            }
        }
        return false;
    }
    const Value& first() const { return m_from[m_left]; }
    const Value& second() const { return m_from[m_right]; }
    /// `swap`: the second belongs before the first.
    void compared(bool swap) { m_to[m_out++] = std::move(m_from[swap ? m_right++ : m_left++]); }
    /// The values, sorted once needs_comparison() has said so.
    const std::vector<Value>& values() const { return m_from; }

private:
    /// Merges the two runs of m_width values that begin at `at`.
    void begin_run(size_t at) {
        m_left = m_out = at;
        m_middle = m_right = std::min(at + m_width, m_from.size());
        m_end = std::min(at + 2 * m_width, m_from.size());
    }

    std::vector<Value> m_from, m_to;
    size_t m_width = 1;
    size_t m_left = 0, m_middle = 0, m_right = 0, m_end = 0, m_out = 0;
};

} // namespace scope
