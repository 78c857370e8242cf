#pragma once
// Texts, lists of keys and shapes of records that come again and again in a segment are written once and named by a
// number from then on. Numbers restart with each segment, so that one can be read without the others. A look-up costs
// a hash of the text.

#include "core/store/bytes.h"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace scope {

/// The writing side.
class Dictionary {
public:
    /// The entry's number; a new one is defined in the block that is being made.
    uint32_t number(std::string_view bytes);
    /// The same for a text of which nobody knows whether it comes again: only from its second time on it gets one.
    std::optional<uint32_t> number_of_known(std::string_view text);
    /// Collects what is new from now on, for who looks for secrets in it.
    void collect_new() { m_seen_ever.resize(8192); }
    /// One behind the other, with line breaks between: every text that was written and, as far as known, never before,
    /// also not before a restart.
    std::string_view collected() const { return m_collected; }
    void forget_collected() { m_collected.clear(); }
    /// A text that stands in an event beside those that the dictionary was asked for.
    void note_text(std::string_view text) {
        if (!m_seen_ever.empty()) collect(text);
    }
    /// Every short text gets its number at once: the same texts give the same bytes, however often they came.
    bool knows_all = false;
    const std::string& entry(uint32_t number) const { return m_entries[number]; }
    size_t size() const { return m_entries.size(); }

    /// Entries from number `told` on, which is moved to their end: their count and, if there are some, the first one's
    /// number and each one's text.
    void put_new(ByteWriter& out, size_t& told) const;

    /// Counts how often numbers restarted; who keeps a number keeps this with it.
    uint32_t epoch() const { return m_epoch; }
    void restart();

private:
    void collect(std::string_view text);

    static constexpr size_t most_known_text = 96; ///< bytes; longer ones are written where they stand

    std::deque<std::string> m_entries;
    std::unordered_map<std::string_view, uint32_t> m_numbers;
    std::array<uint32_t, 4096> m_seen{}; ///< hashes of texts that came once in this epoch
    std::vector<uint64_t> m_seen_ever;   ///< hashes of texts, over restarts; empty: nothing is collected
    std::string m_collected;
    uint32_t m_epoch = 1;
};

/// The reading side: what the blocks of one segment defined so far.
class Entries {
public:
    /// Reads what put_new wrote; those that are known already are passed over. False when it is damaged.
    bool read(ByteReader& in);
    /// Passes over them; how many they are.
    static size_t skip(ByteReader& in);
    /// Empty for a number that is not defined; `sound` turns false then.
    std::string_view entry(uint64_t number, bool& sound) const;
    size_t size() const { return m_entries.size(); }
    size_t bytes() const { return m_bytes; }

private:
    std::deque<std::optional<std::string>> m_entries; ///< nothing for those whose definition is lost
    size_t m_bytes = 0;
};

} // namespace scope
