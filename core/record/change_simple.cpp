// Runs that only wrote a few plain values.

#include "core/gml/vm.h"
#include "core/record/change_log.h"
#include "core/record/watched_payload.h"

namespace scope {

bool ChangeLog::add_simple(const Container& container, uint32_t key, bool existed, const Value& old) {
    if (container.object_type != ObjectType::structure || m_simple_count == most_simple || !is_plain(old)) return false;
    const auto& object = static_cast<const Struct&>(container);
    if (&object != m_self && &object != m_world.global()) return false;
    if (m_simple_count == 0) m_texts.clear();
    Simple& next = m_simple[m_simple_count++];
    next.container = &object;
    next.shape = nullptr;
    next.key = key;
    next.existed = existed;
    next.position = m_vm.position();
    next.is_text = old.is_string();
    if (size_t slot = static_cast<size_t>(&old - object.slots); existed && slot < object.shape->size()) {
        next.shape = object.shape;
        next.slot = static_cast<uint32_t>(slot);
    }
    if (next.is_text) {
        next.text_at = static_cast<uint16_t>(m_texts.size());
        next.text_size = static_cast<uint16_t>(old.as_string()->length);
        m_texts += old.as_string()->view();
    } else {
        next.old = old;
    }
    return true;
}

std::optional<std::span<const ChangeLog::Simple>> ChangeLog::simple(uint8_t& different) {
    if (!m_is_simple) return std::nullopt;
    different = 0;
    for (size_t i = 0; i < m_simple_count; ++i) {
        Simple& one = m_simple[i];
        const Struct& object = *one.container;
        one.now = one.shape == object.shape ? object.slots + one.slot : object.find(one.key);
        if (!one.now) return std::nullopt;
        const Value& now = *one.now;
        if (one.existed && !one.is_text && now.is_real() && one.old.is_real()) [[likely]] {
            double a = now.as_real(), b = one.old.as_real();
            different |= static_cast<uint8_t>(!(a == b || (a != a && b != b)) << i);
            continue;
        }
        if (!is_plain(now)) return std::nullopt;
        bool same = one.existed;
        if (same && one.is_text)
            same = now.is_string() && now.as_string()->view() == old_text(one);
        else if (same)
            same = now.type() == one.old.type() && !now.is_string() && !now.is_real() &&
                   (now.is_undefined() || now.as_int64() == one.old.as_int64());
        different |= static_cast<uint8_t>(!same << i);
    }
    return std::span<const Simple>(m_simple.data(), m_simple_count);
}

void ChangeLog::end_simple() {
    m_is_simple = false;
    m_spare = std::move(m_runs.back());
    m_runs.pop_back();
    m_spare->next_order = 0;
    m_spare->count = 0;
    m_copied = 0;
}

void ChangeLog::settle_simple() {
    m_is_simple = false;
    Run& now = *m_runs.back();
    for (size_t i = 0; i < m_simple_count; ++i) {
        Simple& one = m_simple[i];
        Written& written = now.objects[one.container];
        Place place;
        place.key = one.key;
        place.at = one.position;
        place.order = i;
        if (one.existed) {
            place.old.emplace();
            place.old->shown = one.is_text ? Datum(old_text(one)) : to_datum(m_world, one.old);
            m_copied += sizeof place + size_estimate(place.old->shown);
        }
        written.members.emplace(one.key, written.places.size());
        written.places.push_back(std::move(place));
    }
    m_simple_count = 0;
}

} // namespace scope
