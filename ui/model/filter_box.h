#pragma once
// The box in which a filter is typed: its text, what completion offers below it, and which offer the keys are on. The
// view draws it and tells what was typed and pressed; here nothing knows how it looks.

#include "core/trace/filter/filter_complete.h"

#include <string>
#include <string_view>
#include <vector>

namespace scope {

class FilterBox {
public:
    /// The text and where the cursor is in it (bytes), as of this frame. When it was typed, offers show by themselves;
    /// when only the cursor moved, those that show follow it.
    void follow(std::string_view text, size_t cursor, const FilterFacts& facts, bool typed);
    /// Shows what may stand at the cursor, everything when nothing was typed yet: also the help of the words.
    void show(std::string_view text, size_t cursor, const FilterFacts& facts);
    void close();

    bool is_open() const { return m_open; }
    const std::vector<FilterCompletion>& offers() const { return m_offers; }
    /// The offer that the arrows are on; -1: none, and Enter belongs to the text.
    int chosen() const { return m_chosen; }
    /// Down and Up: from no offer to the first or the last, and round.
    void move(int by);
    /// Puts an offer (the chosen one or the first for -1) into the text and the cursor behind it. What may follow is
    /// offered next.
    std::string take(std::string_view text, int offer, size_t& cursor, const FilterFacts& facts);

private:
    std::string m_text;
    size_t m_cursor = 0;
    std::vector<FilterCompletion> m_offers;
    int m_chosen = -1;
    bool m_open = false;
};

} // namespace scope
