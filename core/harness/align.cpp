#include "core/harness/align.h"

#include "core/harness/match.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

namespace scope {

namespace {

class Aligner {
public:
    Aligner(const EventDigests& left, const EventDigests& right)
        : m_left(left.events)
        , m_right(right.events)
        , m_of_left(left.events.size(), EventPair::none)
        , m_of_right(right.events.size(), EventPair::none)
        , m_moved(right.events.size()) {}

    std::vector<EventPair> run() {
        pair_in_order(whole(), &EventDigest::content);
        find_moved();
        for (const Gap& gap : gaps()) pair_in_order(gap, &EventDigest::cause);
        for (const Gap& gap : gaps()) pair_alike(gap);
        return listed();
    }

private:
    static constexpr uint32_t none = EventPair::none;
    struct Gap { ///< what is not paired between two pairs in order
        std::vector<uint32_t> left, right;
    };

    void pair(uint32_t left, uint32_t right) { m_of_left[left] = right, m_of_right[right] = left; }

    Gap whole() const {
        Gap out;
        for (uint32_t i = 0; i < m_left.size(); ++i) out.left.push_back(i);
        for (uint32_t i = 0; i < m_right.size(); ++i) out.right.push_back(i);
        return out;
    }

    std::vector<Gap> gaps() const {
        std::vector<Gap> out;
        Gap gap;
        uint32_t right = 0;
        auto close = [&](uint32_t right_end) {
            for (; right < right_end; ++right)
                if (m_of_right[right] == none) gap.right.push_back(right);
            if (!gap.left.empty() && !gap.right.empty()) out.push_back(std::move(gap));
            gap = {};
        };
        for (uint32_t i = 0; i < m_left.size(); ++i) {
            if (m_of_left[i] == none)
                gap.left.push_back(i);
            else if (!m_moved[m_of_left[i]])
                close(m_of_left[i]);
        }
        close(static_cast<uint32_t>(m_right.size()));
        return out;
    }

    void pair_in_order(const Gap& gap, uint64_t EventDigest::*by) {
        std::vector<uint64_t> left, right;
        for (uint32_t i : gap.left) left.push_back(m_left[i].*by);
        for (uint32_t i : gap.right) right.push_back(m_right[i].*by);
        for (const Match& found : match(left, right)) pair(gap.left[found.left], gap.right[found.right]);
    }

    /// The same event elsewhere: the n-th on the left that found nobody with the n-th on the right.
    void find_moved() {
        std::unordered_map<uint64_t, std::vector<uint32_t>> alone;
        for (uint32_t i = static_cast<uint32_t>(m_right.size()); i-- > 0;)
            if (m_of_right[i] == none) alone[m_right[i].content].push_back(i);
        for (uint32_t i = 0; i < m_left.size(); ++i) {
            if (m_of_left[i] != none) continue;
            auto found = alone.find(m_left[i].content);
            if (found == alone.end() || found->second.empty()) continue;
            pair(i, found->second.back());
            m_moved[found->second.back()] = true;
            found->second.pop_back();
        }
    }

    /// 0: nothing in common; up to 65. Half of the bits agree by chance, so that much says nothing, unless there is
    /// nobody else whom the two could belong to.
    int likeness(uint32_t left, uint32_t right, bool alone) const {
        const EventDigest &a = m_left[left], &b = m_right[right];
        if (a.event != b.event) return 0;
        constexpr int chance = 26;
        int apart = std::popcount(a.sketch ^ b.sketch);
        return apart <= chance ? 65 - 2 * apart : alone ? 1 : 0;
    }

    /// In order, so that what belongs together is as much alike as can be. Large gaps by the kind of event alone.
    void pair_alike(const Gap& gap) {
        constexpr size_t most_cells = 1 << 18;
        size_t rows = gap.left.size(), columns = gap.right.size();
        if (rows * columns > most_cells) {
            std::vector<uint64_t> left, right;
            for (uint32_t i : gap.left) left.push_back(static_cast<uint64_t>(m_left[i].event));
            for (uint32_t i : gap.right) right.push_back(static_cast<uint64_t>(m_right[i].event));
            for (const Match& found : match(left, right)) pair(gap.left[found.left], gap.right[found.right]);
            return;
        }
        bool alone = rows == 1 && columns == 1;
        std::vector<int> best((rows + 1) * (columns + 1), 0);
        auto at = [&](size_t row, size_t column) -> int& { return best[row * (columns + 1) + column]; };
        for (size_t row = rows; row-- > 0;)
            for (size_t column = columns; column-- > 0;) {
                int alike = likeness(gap.left[row], gap.right[column], alone);
                int paired = alike ? alike + at(row + 1, column + 1) : 0;
                at(row, column) = std::max({paired, at(row + 1, column), at(row, column + 1)});
            }
        for (size_t row = 0, column = 0; row < rows && column < columns;) {
            int alike = likeness(gap.left[row], gap.right[column], alone);
            if (alike && at(row, column) == alike + at(row + 1, column + 1))
                pair(gap.left[row++], gap.right[column++]);
            else if (at(row, column) == at(row + 1, column))
                ++row;
            else
                ++column;
        }
    }

    std::vector<EventPair> listed() const {
        std::vector<EventPair> out;
        uint32_t left = 0;
        auto missing_until = [&](uint32_t end) {
            for (; left < end; ++left)
                if (m_of_left[left] == none) out.push_back({PairKind::missing, left, none});
        };
        for (uint32_t right = 0; right < m_right.size(); ++right) {
            uint32_t other = m_of_right[right];
            if (other == none || m_moved[right]) {
                out.push_back({other == none ? PairKind::added : PairKind::moved, other, right});
                continue;
            }
            // What is missing here stands before what came instead of it.
            size_t place = out.size();
            while (place > 0 && out[place - 1].kind != PairKind::same && out[place - 1].kind != PairKind::changed &&
                   out[place - 1].kind != PairKind::missing)
                --place;
            size_t before = out.size();
            missing_until(other);
            std::rotate(out.begin() + static_cast<ptrdiff_t>(place), out.begin() + static_cast<ptrdiff_t>(before),
                        out.end());
            left = other + 1;
            bool same = m_left[other].content == m_right[right].content;
            out.push_back({same ? PairKind::same : PairKind::changed, other, right});
        }
        missing_until(static_cast<uint32_t>(m_left.size()));
        return out;
    }

    const std::vector<EventDigest>&m_left, &m_right;
    std::vector<uint32_t> m_of_left, m_of_right;
    std::vector<bool> m_moved; ///< of the right
};

} // namespace

std::vector<EventPair> align(const EventDigests& left, const EventDigests& right) {
    return Aligner(left, right).run();
}

} // namespace scope
