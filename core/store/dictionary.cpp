#include "core/store/dictionary.h"

#include <xxhash.h>

namespace scope {

uint32_t Dictionary::number(std::string_view bytes) {
    auto found = m_numbers.find(bytes);
    if (found != m_numbers.end()) return found->second;
    uint32_t fresh = static_cast<uint32_t>(m_entries.size());
    m_numbers.emplace(m_entries.emplace_back(bytes), fresh);
    note_text(bytes);
    return fresh;
}

std::optional<uint32_t> Dictionary::number_of_known(std::string_view text) {
    if (text.size() <= most_known_text) {
        auto found = m_numbers.find(text);
        if (found != m_numbers.end()) return found->second;
        if (knows_all) return number(text);
        // Seeded, so that a restart need not clear what was seen.
        uint32_t hash = static_cast<uint32_t>(XXH3_64bits_withSeed(text.data(), text.size(), m_epoch)) | 1;
        uint32_t& seen = m_seen[(hash >> 1) % m_seen.size()];
        if (std::exchange(seen, hash) == hash) return number(text);
    }
    note_text(text);
    return std::nullopt;
}

void Dictionary::collect(std::string_view text) {
    if (text.size() <= most_known_text) {
        uint64_t hash = XXH3_64bits(text.data(), text.size());
        if (std::exchange(m_seen_ever[hash % m_seen_ever.size()], hash) == hash) return;
    }
    m_collected += text;
    m_collected += '\n';
}

void Dictionary::put_new(ByteWriter& out, size_t& told) const {
    out.varint(m_entries.size() - told);
    if (told < m_entries.size()) out.varint(told);
    for (; told < m_entries.size(); ++told) out.text(m_entries[told]);
}

void Dictionary::restart() {
    m_numbers.clear();
    m_entries.clear();
    ++m_epoch;
}

bool Entries::read(ByteReader& in) {
    size_t left = in.count();
    if (left == 0) return in.sound();
    constexpr size_t most_lost = size_t(1) << 20;
    uint64_t number = in.varint();
    if (number > m_entries.size() + most_lost) in.fail();
    for (; left > 0 && in.sound(); --left, ++number) {
        std::string_view entry = in.text();
        if (!in.sound()) break;
        if (number >= m_entries.size()) m_entries.resize(number + 1);
        if (m_entries[number]) continue;
        m_bytes += entry.size();
        m_entries[number].emplace(entry);
    }
    return in.sound();
}

size_t Entries::skip(ByteReader& in) {
    size_t count = in.count();
    if (count) in.varint();
    for (size_t left = count; left > 0 && in.sound(); --left) in.text();
    return count;
}

std::string_view Entries::entry(uint64_t number, bool& sound) const {
    if (number < m_entries.size() && m_entries[number]) return *m_entries[number];
    sound = false;
    return {};
}

} // namespace scope
