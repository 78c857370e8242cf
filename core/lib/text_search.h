#pragma once
// Finds a text in another. Short needles by the library's search; long ones by Knuth, Morris and Pratt, so that no pair
// of texts takes quadratic time. A long needle costs four bytes for each of its own. What was searched is charged here,
// so the text itself may be had unread (TextArgument::unread).

#include "core/lib/limits.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace scope {

class TextSearch {
public:
    static constexpr size_t short_needle = 32;

    /// `needle` has to outlive the search and must not be empty. Asks for the memory that a long one needs.
    TextSearch(NativeCall& c, std::string_view needle) : m_heap(&c.heap), m_needle(needle) {
        if (needle.size() > short_needle && c.may_allocate(needle.size() * sizeof(uint32_t)) &&
            c.may_read(needle.size() * 8))
            prepare();
    }

    /// Calls `visit(byte)` for each place of the needle at or after `from` until it answers false. `overlapping`:
    /// places may share bytes ("ll" is three times in "llll").
    template<typename Visit> void each(std::string_view text, size_t from, bool overlapping, Visit visit) const {
        size_t end = text.size();
        search(text, from, overlapping, [&](size_t at) {
            bool goes_on = visit(at);
            if (!goes_on) end = at + m_needle.size();
            return goes_on;
        });
        charge(end - std::min(from, end));
    }
    /// The first place at or after `from`; npos when there is none.
    size_t first(std::string_view text, size_t from) const {
        size_t found = std::string_view::npos;
        each(text, from, false, [&](size_t at) { return found = at, false; });
        return found;
    }
    /// The last place at or before `until`.
    size_t last(std::string_view text, size_t until) const {
        size_t found = std::string_view::npos;
        if (m_needle.size() > short_needle) {
            each(text, 0, true, [&](size_t at) { return at <= until && (found = at, true); });
            return found;
        }
        found = text.rfind(m_needle, until);
        charge(std::min(until, text.size()) - (found == std::string_view::npos ? 0 : found));
        return found;
    }

private:
    /// A byte that nearly fits costs several comparisons.
    void charge(size_t searched) const { m_heap->may_read(4 * searched); }

    template<typename Visit> void search(std::string_view text, size_t from, bool overlapping, Visit visit) const {
        if (m_next.empty()) {
            if (m_needle.size() > short_needle) return; // no memory for it; the fault is set
            for (size_t at = text.find(m_needle, from); at != std::string_view::npos;
                 at = text.find(m_needle, at + (overlapping ? 1 : m_needle.size())))
                if (!visit(at)) return;
            return;
        }
        uint32_t matched = 0;
        for (size_t at = from; at < text.size(); ++at) {
            while (matched > 0 && text[at] != m_needle[matched]) matched = m_next[matched - 1];
            if (text[at] == m_needle[matched]) ++matched;
            if (matched < m_needle.size()) continue;
            if (!visit(at + 1 - m_needle.size())) return;
            matched = overlapping ? m_next[matched - 1] : 0;
        }
    }

    /// m_next[i]: how much of the needle's beginning also ends needle[0..i].
    void prepare() {
        m_next.resize(m_needle.size());
        for (uint32_t at = 1, matched = 0; at < m_needle.size(); ++at) {
            while (matched > 0 && m_needle[at] != m_needle[matched]) matched = m_next[matched - 1];
            if (m_needle[at] == m_needle[matched]) ++matched;
            m_next[at] = matched;
        }
    }

    Heap* m_heap;
    std::string_view m_needle;
    std::vector<uint32_t> m_next;
};

} // namespace scope
