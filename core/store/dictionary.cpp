#include "core/store/dictionary.h"

#include <xxhash.h>

namespace scope {

uint32_t Dictionary::number(std::string_view bytes) {
    auto found = m_numbers.find(bytes);
    if (found != m_numbers.end()) return found->second;
    uint32_t fresh = static_cast<uint32_t>(m_entries.size());
    m_numbers.emplace(m_entries.emplace_back(bytes), fresh);
    return fresh;
}

std::optional<uint32_t> Dictionary::number_of_known(std::string_view text) {
    if (text.size() > most_known_text) return std::nullopt;
    auto found = m_numbers.find(text);
    if (found != m_numbers.end()) return found->second;
    if (knows_all) return number(text);
    uint32_t hash = static_cast<uint32_t>(XXH3_64bits(text.data(), text.size())) | 1;
    uint32_t& seen = m_seen[(hash >> 1) % m_seen.size()];
    if (std::exchange(seen, hash) != hash) return std::nullopt;
    return number(text);
}

void Dictionary::take_new(ByteWriter& out) {
    out.varint(m_entries.size() - m_told);
    for (; m_told < m_entries.size(); ++m_told) out.text(m_entries[m_told]);
}

void Dictionary::write_all(ByteWriter& out) const {
    out.varint(m_entries.size());
    for (const std::string& entry : m_entries) out.text(entry);
}

void Dictionary::restart() {
    m_numbers.clear();
    m_entries.clear();
    m_seen = {};
    m_told = 0;
    ++m_epoch;
}

bool Entries::read(ByteReader& in) {
    for (size_t left = in.count(); left > 0 && in.sound(); --left) {
        std::string_view entry = in.text();
        m_bytes += entry.size();
        m_entries.emplace_back(entry);
    }
    return in.sound();
}

void Entries::skip(ByteReader& in) {
    for (size_t left = in.count(); left > 0 && in.sound(); --left) in.text();
}

std::string_view Entries::entry(uint64_t number, bool& sound) const {
    if (number < m_entries.size()) return m_entries[number];
    sound = false;
    return {};
}

} // namespace scope
