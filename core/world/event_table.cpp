#include "core/world/event_table.h"

#include "core/project/project.h"

#include <algorithm>

namespace scope {

namespace {

uint64_t key_of(EventId event) {
    return static_cast<uint64_t>(static_cast<uint32_t>(event.type)) << 32 | static_cast<uint32_t>(event.number);
}

} // namespace

EventTable::EventTable(const Project& project, const std::vector<CodeId>& codes) {
    for (const Object& object : project.objects) m_parents.push_back(object.parent_index);
    for (uint32_t index = 0; index < project.objects.size(); ++index) {
        for (const ObjectEvent& event : project.objects[index].events) {
            if (event.code >= codes.size()) continue;
            EventId id = event.id;
            // A collision's number is the other object's index, as event_perform takes it.
            if (id.type == event_type::collision)
                id.number = static_cast<int32_t>(project.object_index(event.collision_object));
            Row& at = m_rows[key_of(id)];
            if (at.by_object.emplace(index, Handler{index, codes[event.code]}).second) at.owners.push_back(index);
        }
    }
    for (auto& [key, at] : m_rows) {
        const std::unordered_map<uint32_t, Handler> own = at.by_object;
        for (uint32_t index = 0; index < m_parents.size(); ++index) {
            uint32_t above = index;
            for (size_t step = 0; above < m_parents.size() && step <= m_parents.size();
                 ++step, above = m_parents[above]) {
                auto found = own.find(above);
                if (found == own.end()) continue;
                at.by_object[index] = found->second;
                at.receivers.emplace_back(index, found->second);
                break;
            }
        }
        std::stable_sort(at.receivers.begin(), at.receivers.end(),
                         [](const auto& a, const auto& b) { return a.second.owner < b.second.owner; });
    }
    find_colliding();
}

void EventTable::find_colliding() {
    for (const auto& [key, at] : m_rows) {
        uint32_t with = static_cast<uint32_t>(key); // no object when it is missing
        if (key >> 32 != event_type::collision || with >= m_parents.size()) continue;
        m_colliding.resize(m_parents.size());
        m_colliding[with].named = true;
        for (const auto& [object, handler] : at.receivers) m_colliding[object].hears = true;
    }
    const std::vector<Colliding> own = m_colliding;
    for (uint32_t index = 0; index < own.size(); ++index) {
        uint32_t above = index;
        for (size_t step = 0; above < own.size() && step <= own.size(); ++step, above = m_parents[above])
            if (own[above].named) m_colliding[index].named = true;
    }
}

const EventTable::Row* EventTable::row(EventId event) const {
    auto found = m_rows.find(key_of(event));
    return found == m_rows.end() ? nullptr : &found->second;
}

const Handler* EventTable::find(uint32_t object, EventId event) const {
    const Row* at = row(event);
    if (!at) return nullptr;
    auto found = at->by_object.find(object);
    return found == at->by_object.end() ? nullptr : &found->second;
}

const Handler* EventTable::nearest(uint32_t object, EventId& event) const {
    if (event.type != event_type::collision) return find(object, event);
    uint32_t other = static_cast<uint32_t>(event.number);
    for (size_t step = 0; other < m_parents.size() && step <= m_parents.size(); ++step, other = m_parents[other]) {
        event.number = static_cast<int32_t>(other);
        if (const Handler* handler = find(object, event)) return handler;
    }
    return nullptr;
}

const Handler* EventTable::inherited(uint32_t owner, EventId& event) const {
    return owner < m_parents.size() ? nearest(m_parents[owner], event) : nullptr;
}

const std::vector<uint32_t>& EventTable::owners(EventId event) const {
    static const std::vector<uint32_t> none;
    const Row* at = row(event);
    return at ? at->owners : none;
}

const std::vector<std::pair<uint32_t, Handler>>& EventTable::receivers(EventId event) const {
    static const std::vector<std::pair<uint32_t, Handler>> none;
    const Row* at = row(event);
    return at ? at->receivers : none;
}

std::vector<EventId> EventTable::events() const {
    std::vector<EventId> out;
    for (const auto& [key, at] : m_rows) out.push_back({static_cast<int32_t>(key >> 32), static_cast<int32_t>(key)});
    std::sort(out.begin(), out.end(),
              [](EventId a, EventId b) { return a.type != b.type ? a.type < b.type : a.number < b.number; });
    return out;
}

} // namespace scope
