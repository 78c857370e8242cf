#include "core/base/nearest.h"

#include "core/base/text.h"

#include <algorithm>
#include <vector>

namespace scope {

static constexpr size_t longest = 60;   // letters of a name that is compared
static constexpr size_t whole_part = 4; // letters that count when a name holds them: shop, obj_shop

/// A long name is mistyped in more places.
static size_t most_edits(size_t letters) {
    return std::clamp<size_t>(letters / 4, 1, 4);
}

size_t edits_between(std::string_view a, std::string_view b) {
    std::vector<std::vector<size_t>> cost(a.size() + 1, std::vector<size_t>(b.size() + 1));
    for (size_t i = 0; i <= a.size(); ++i)
        for (size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                cost[i][j] = i + j;
                continue;
            }
            cost[i][j] =
                std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    return cost[a.size()][b.size()];
}

Nearest::Nearest(std::string_view word)
    : m_word(lower_ascii(word.substr(0, longest + 1)))
    , m_least(most_edits(m_word.size()) + 2) {}

void Nearest::consider(std::string_view given) {
    if (m_word.empty() || m_word.size() > longest || given.size() > longest) return;
    std::string name = lower_ascii(given);
    size_t most = most_edits(m_word.size());
    size_t edits = edits_between(m_word, name);
    if (edits > most || edits >= name.size()) {
        bool within = m_word.size() >= whole_part && name.find(m_word) != std::string::npos;
        if (!within) return;
        edits = most + 1;
    }
    if (edits >= m_least) return;
    m_least = edits;
    m_name = given;
}

std::string Nearest::hint() const {
    return m_name.empty() ? "" : "; did you mean '" + m_name + "'?";
}

} // namespace scope
