#include "ui/model/filter_box.h"

#include "core/base/text.h"
#include "core/trace/filter/filter.h"

#include <algorithm>

namespace scope {

void FilterBox::show(std::string_view text, size_t cursor, const FilterFacts& facts) {
    m_text = text;
    m_cursor = cursor;
    m_chosen = -1;
    m_offers = complete_filter(text, cursor, facts);
    m_open = !m_offers.empty();
}

void FilterBox::follow(std::string_view text, size_t cursor, const FilterFacts& facts, bool typed) {
    if (!typed && (!m_open || (cursor == m_cursor && text == m_text))) return;
    show(text, cursor, facts);
    if (!m_open || !typed) return;
    // What stands there already is no help, nor is a list of everything behind every space.
    const FilterCompletion& first = m_offers.front();
    std::string_view there = text.substr(first.begin, first.end - first.begin);
    bool whole = equal_ignoring_case(there, first.text) || (filter_word(there) && parse_filter(text));
    if (whole) m_open = false;
    bool value = first.begin > 0 && first.begin <= text.size() && text[first.begin - 1] != ' ';
    if (there.empty() && !value) m_open = false;
}

void FilterBox::close() {
    m_open = false;
    m_chosen = -1;
    m_offers.clear();
}

void FilterBox::move(int by) {
    int count = static_cast<int>(m_offers.size());
    if (!m_open || count == 0) return;
    m_chosen = m_chosen < 0 ? (by > 0 ? 0 : count - 1) : (m_chosen + by + count) % count;
}

std::string FilterBox::take(std::string_view text, int offer, size_t& cursor, const FilterFacts& facts) {
    size_t index = static_cast<size_t>(std::max(0, offer >= 0 ? offer : m_chosen));
    if (index >= m_offers.size()) return std::string(text);
    std::string done = with_completion(text, m_offers[index], cursor);
    follow(done, cursor, facts, true);
    return done;
}

} // namespace scope
