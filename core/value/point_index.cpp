#include "core/value/point_index.h"

#include "core/base/text.h"
#include "core/value/objects.h"

#include <algorithm>

namespace scope {

std::vector<uint32_t>* PointIndex::entry_of(String& text) {
    if (!text.has(HeapObject::looked_into)) {
        text.set(HeapObject::looked_into);
        return nullptr;
    }
    if (!text.has(HeapObject::indexed)) {
        auto oldest = [](const Entry& a, const Entry& b) { return a.used < b.used; };
        m_last = static_cast<size_t>(std::min_element(m_entries.begin(), m_entries.end(), oldest) - m_entries.begin());
        if (String* evicted = m_entries[m_last].text) forget(*evicted);
        m_entries[m_last].text = &text;
        m_entries[m_last].bytes.push_back(0);
        text.set(HeapObject::indexed);
    }
    while (m_entries[m_last].text != &text) m_last = (m_last + 1) % kept;
    m_entries[m_last].used = ++m_clock;
    return &m_entries[m_last].bytes;
}

void PointIndex::forget(String& text) {
    for (Entry& entry : m_entries) {
        if (entry.text != &text) continue;
        text.heap->account(-static_cast<ptrdiff_t>((entry.bytes.size() - 1) * sizeof(uint32_t)));
        entry = {};
        text.unset(HeapObject::indexed);
    }
}

static size_t walk(const String& text, size_t from, size_t count) {
    size_t at = from;
    for (; count > 0 && at < text.length; --count) next_utf8(text.view(), at);
    return at;
}

bool PointIndex::extend(const String& text, std::vector<uint32_t>& bytes) {
    size_t next = walk(text, bytes.back(), step);
    text.heap->spend((next - bytes.back()) / 8); // one by one, so dearer than to look at bytes
    if (next >= text.length) return false;
    text.heap->account(sizeof(uint32_t));
    bytes.push_back(static_cast<uint32_t>(next));
    return true;
}

size_t PointIndex::byte_of(String& text, size_t index) {
    std::vector<uint32_t>* entry = entry_of(text);
    if (!entry) {
        size_t found = walk(text, 0, index);
        text.heap->spend(found / 8);
        return found;
    }
    std::vector<uint32_t>& bytes = *entry;
    while (bytes.size() <= index / step && extend(text, bytes)) {
    }
    size_t near = std::min(index / step, bytes.size() - 1);
    return walk(text, bytes[near], index - near * step);
}

size_t PointIndex::points_before(String& text, size_t byte) {
    std::vector<uint32_t>* entry = entry_of(text);
    if (!entry) {
        size_t points = 0;
        for (size_t at = 0; at < byte; ++points) next_utf8(text.view(), at);
        text.heap->spend(byte / 8);
        return points;
    }
    std::vector<uint32_t>& bytes = *entry;
    while (bytes.back() < byte && extend(text, bytes)) {
    }
    auto after = std::upper_bound(bytes.begin(), bytes.end(), byte);
    size_t near = static_cast<size_t>(after - bytes.begin()) - 1;
    size_t at = bytes[near], points = near * step;
    for (; at < byte; ++points) next_utf8(text.view(), at);
    return points;
}

void PointIndex::know_as(const PointIndex& there, const String& original, String& copy) {
    constexpr uint8_t flags = HeapObject::indexed | HeapObject::looked_into;
    copy.flags |= original.flags & flags;
    if (!original.has(HeapObject::indexed)) return;
    m_clock = there.m_clock;
    m_last = there.m_last;
    for (size_t at = 0; at < kept; ++at)
        if (there.m_entries[at].text == &original) {
            m_entries[at] = there.m_entries[at];
            m_entries[at].text = &copy;
            copy.heap->account(static_cast<ptrdiff_t>((m_entries[at].bytes.size() - 1) * sizeof(uint32_t)));
        }
}

} // namespace scope
