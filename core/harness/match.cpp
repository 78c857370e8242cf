#include "core/harness/match.h"

#include <algorithm>
#include <unordered_map>

namespace scope {

namespace {

struct Range {
    uint32_t left, left_end, right, right_end;
    int depth = 0;
    bool empty() const { return left == left_end || right == right_end; }
};

class Matcher {
public:
    Matcher(std::span<const uint64_t> left, std::span<const uint64_t> right) : m_left(left), m_right(right) {}

    std::vector<Match> run() {
        m_open.push_back({0, static_cast<uint32_t>(m_left.size()), 0, static_cast<uint32_t>(m_right.size())});
        while (!m_open.empty()) {
            Range range = m_open.back();
            m_open.pop_back();
            trim(range);
            if (range.empty()) continue;
            if (range.depth > most_depth || !by_unique(range)) by_edit_script(range);
        }
        std::sort(m_found.begin(), m_found.end(), [](const Match& a, const Match& b) { return a.left < b.left; });
        return std::move(m_found);
    }

private:
    static constexpr int most_depth = 32;
    static constexpr int most_edits = 1024; ///< at once: the steps are its square at most, the memory four megabytes

    void trim(Range& range) {
        while (!range.empty() && m_left[range.left] == m_right[range.right])
            m_found.push_back({range.left++, range.right++});
        while (!range.empty() && m_left[range.left_end - 1] == m_right[range.right_end - 1])
            m_found.push_back({--range.left_end, --range.right_end});
    }

    /// What is there exactly once on both sides, as far as its order agrees. False when there is no such thing.
    bool by_unique(const Range& range) {
        struct Seen {
            uint32_t left = 0, right = 0;
            uint32_t lefts = 0, rights = 0;
        };
        std::unordered_map<uint64_t, Seen> seen;
        seen.reserve(range.left_end - range.left);
        for (uint32_t i = range.left; i < range.left_end; ++i) {
            Seen& one = seen[m_left[i]];
            one.left = i;
            ++one.lefts;
        }
        for (uint32_t i = range.right; i < range.right_end; ++i) {
            auto at = seen.find(m_right[i]);
            if (at == seen.end()) continue;
            at->second.right = i;
            ++at->second.rights;
        }
        std::vector<Match> unique;
        for (uint32_t i = range.left; i < range.left_end; ++i) {
            const Seen& one = seen.find(m_left[i])->second;
            if (one.lefts == 1 && one.rights == 1) unique.push_back({i, one.right});
        }
        if (unique.empty()) return false;
        Range gap{range.left, range.left, range.right, range.right, range.depth + 1};
        for (const Match& anchor : longest_ascending(unique)) {
            m_found.push_back(anchor);
            gap.left_end = anchor.left, gap.right_end = anchor.right;
            if (!gap.empty()) m_open.push_back(gap);
            gap.left = anchor.left + 1, gap.right = anchor.right + 1;
        }
        gap.left_end = range.left_end, gap.right_end = range.right_end;
        if (!gap.empty()) m_open.push_back(gap);
        return true;
    }

    /// Of pairs with ascending left sides the most whose right sides ascend too.
    static std::vector<Match> longest_ascending(const std::vector<Match>& pairs) {
        constexpr uint32_t none = UINT32_MAX;
        std::vector<uint32_t> tails, before(pairs.size(), none);
        for (uint32_t i = 0; i < pairs.size(); ++i) {
            auto at = std::lower_bound(tails.begin(), tails.end(), pairs[i].right,
                                       [&](uint32_t index, uint32_t right) { return pairs[index].right < right; });
            if (at != tails.begin()) before[i] = *(at - 1);
            if (at == tails.end())
                tails.push_back(i);
            else
                *at = i;
        }
        std::vector<Match> out;
        for (uint32_t i = tails.back(); i != none; i = before[i]) out.push_back(pairs[i]);
        std::reverse(out.begin(), out.end());
        return out;
    }

    /// Myers: the furthest place on each diagonal for a growing number of edits, then the way back.
    void by_edit_script(const Range& range) {
        int rows = static_cast<int>(range.left_end - range.left),
            columns = static_cast<int>(range.right_end - range.right);
        int most = std::min(rows + columns, most_edits);
        std::vector<int> reach(static_cast<size_t>(2 * most + 3), 0);
        std::vector<std::vector<int>> history;
        auto at = [&](int diagonal) -> int& { return reach[static_cast<size_t>(diagonal + most + 1)]; };
        int best_row = 0, best_diagonal = 0, edits = 0;
        for (bool done = false; edits <= most && !done; ++edits) {
            for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
                bool down = diagonal == -edits || (diagonal != edits && at(diagonal - 1) < at(diagonal + 1));
                int row = down ? at(diagonal + 1) : at(diagonal - 1) + 1, column = row - diagonal;
                while (row < rows && column < columns && column >= 0 && is_equal(range, row, column)) ++row, ++column;
                at(diagonal) = row;
                bool inside = row <= rows && column <= columns && column >= 0;
                if (inside && 2 * row - diagonal >= 2 * best_row - best_diagonal)
                    best_row = row, best_diagonal = diagonal;
                if (row == rows && column == columns) {
                    best_row = row, best_diagonal = diagonal, done = true;
                    break;
                }
            }
            history.emplace_back(reach.begin() + (most + 1 - edits), reach.begin() + (most + 2 + edits));
        }
        walk_back(range, history, best_row, best_diagonal);
        // As far as it came; what follows is looked at anew.
        Range rest{range.left + static_cast<uint32_t>(best_row), range.left_end,
                   range.right + static_cast<uint32_t>(best_row - best_diagonal), range.right_end, range.depth + 1};
        if (!rest.empty() && best_row * 2 > best_diagonal) m_open.push_back(rest);
    }

    void walk_back(const Range& range, const std::vector<std::vector<int>>& history, int row, int diagonal) {
        // The place may have been reached with fewer edits than were tried last.
        int edits = static_cast<int>(history.size()) - 1;
        auto reached = [&](int count, int on) {
            return on < -count || on > count ? -1
                                             : history[static_cast<size_t>(count)][static_cast<size_t>(on + count)];
        };
        while (edits > 0 && ((edits - diagonal) % 2 != 0 || reached(edits, diagonal) != row)) --edits;
        for (; edits >= 0; --edits) {
            bool down = diagonal == -edits ||
                        (diagonal != edits && reached(edits - 1, diagonal - 1) < reached(edits - 1, diagonal + 1));
            int from = edits == 0 ? 0 : down ? reached(edits - 1, diagonal + 1) : reached(edits - 1, diagonal - 1) + 1;
            while (row > from) {
                --row;
                m_found.push_back(
                    {range.left + static_cast<uint32_t>(row), range.right + static_cast<uint32_t>(row - diagonal)});
            }
            if (edits == 0) return;
            row = down ? from : from - 1;
            diagonal += down ? 1 : -1;
        }
    }

    bool is_equal(const Range& range, int row, int column) const {
        return m_left[range.left + static_cast<uint32_t>(row)] == m_right[range.right + static_cast<uint32_t>(column)];
    }

    std::span<const uint64_t> m_left, m_right;
    std::vector<Range> m_open;
    std::vector<Match> m_found;
};

} // namespace

std::vector<Match> match(std::span<const uint64_t> left, std::span<const uint64_t> right) {
    return Matcher(left, right).run();
}

} // namespace scope
