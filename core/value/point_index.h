#pragma once
// Where code points lie in long texts that are not ASCII, for the strings that were looked into last: without it a walk
// through a text by position would cost its square. The first look walks through the text; one into a text that was
// looked into before costs at most `step` code points, after what lies before it was walked through once more. Memory:
// 4 bytes for each `step` code points of at most `kept` strings.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace scope {

struct String;

class PointIndex {
public:
    static constexpr size_t step = 32;
    static constexpr size_t least_bytes = 256; ///< shorter texts are walked through
#ifdef ASYNCSCOPE_TORMENT
    static constexpr size_t kept = 1;
#else
    static constexpr size_t kept = 64;
#endif

    /// The byte at which code point `index` (from 0) of `text` begins; `index` is not beyond the end.
    size_t byte_of(String& text, size_t index);
    /// How many code points begin before `byte`.
    size_t points_before(String& text, size_t byte);
    /// `text` is about to be freed, or what is known of it no longer holds. Whoever grows a text may leave it as long
    /// as its first code points stay what they were.
    void forget(String& text);
    /// `copy`, of another heap, is known here as `original` is there, so that a look at it costs the same.
    void know_as(const PointIndex& there, const String& original, String& copy);

private:
    struct Entry {
        String* text = nullptr;
        uint64_t used = 0;           ///< when, by m_clock
        std::vector<uint32_t> bytes; ///< where each `step`-th code point begins, as far as somebody has looked
    };
    /// Null at the first look.
    std::vector<uint32_t>* entry_of(String& text);
    /// One more, `step` code points after the last; false when the text ends before.
    static bool extend(const String& text, std::vector<uint32_t>& bytes);

    std::array<Entry, kept> m_entries;
    uint64_t m_clock = 0;
    size_t m_last = 0; // the entry used last
};

} // namespace scope
