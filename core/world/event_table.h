#pragma once
// Handlers by object and event: the object's own or that of the nearest ancestor that has it (docs/semantics.md 1.3).
// Built once per project; a look-up is one hash, a dispatch's owners are one list.

#include "core/base/event_id.h"
#include "core/gml/code.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace scope {

struct Project;

struct Handler {
    uint32_t owner = 0; ///< the object whose code it is
    CodeId code = no_code;
    bool operator==(const Handler&) const = default;
};

class EventTable {
public:
    /// `codes`: CodeId by index into Project::code.
    EventTable(const Project& project, const std::vector<CodeId>& codes);

    /// What runs when an instance of `object` gets `event`; null when nothing does.
    const Handler* find(uint32_t object, EventId event) const;
    /// The same, and a collision event with an ancestor of the other object is an answer too: `event` becomes that one.
    const Handler* nearest(uint32_t object, EventId& event) const;
    /// The handler above `owner`'s own (event_inherited), as by nearest(); null when there is none.
    const Handler* inherited(uint32_t owner, EventId& event) const;
    /// Objects that answer `event` with code of their own, in index order.
    const std::vector<uint32_t>& owners(EventId event) const;
    /// Objects whose instances get `event`, each with its handler: ordered by the owner's index, then the object's.
    const std::vector<std::pair<uint32_t, Handler>>& receivers(EventId event) const;
    /// What an object has to do with collision events, by itself or through an ancestor.
    struct Colliding {
        bool hears = false; ///< it has one
        bool named = false; ///< one is with it
    };
    const std::vector<Colliding>& colliding() const { return m_colliding; } ///< by object; empty when there are none
    /// Every event that somebody answers.
    std::vector<EventId> events() const;

private:
    struct Row {
        std::vector<uint32_t> owners;
        std::vector<std::pair<uint32_t, Handler>> receivers;
        std::unordered_map<uint32_t, Handler> by_object;
    };
    const Row* row(EventId event) const;
    void find_colliding();

    std::unordered_map<uint64_t, Row> m_rows;
    std::vector<uint32_t> m_parents;
    std::vector<Colliding> m_colliding;
};

} // namespace scope
