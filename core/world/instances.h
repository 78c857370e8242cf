#pragma once
// All instances of a world by id, and per object (with its descendants) in order of creation. Owned by reference: an
// instance that GML still holds as a struct outlives its record here.

#include "core/project/project.h"
#include "core/world/instance.h"

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace scope {

struct WorldParts;

class HeapCopier;

/// What object_set_* changed for instances made from then on. Values are handles or numbers.
struct ObjectChange {
    std::optional<Value> sprite, mask;
    std::optional<bool> visible, solid, persistent;
};

class Instances {
public:
    Instances(Heap& heap, const Project& project);
    ~Instances();
    Instances(const Instances&) = delete;
    Instances& operator=(const Instances&) = delete;

    /// Null when a limit forbids it. Built-in members have the object's defaults; no event runs. `id` 0: the next one.
    Instance* create(uint32_t object, double x, double y, uint32_t id = 0);
    /// Any that has a record, destroyed and deactivated ones too; null otherwise.
    Instance* find(uint32_t id) const;
    /// Live ones of `object` and its descendants, in order of creation.
    std::vector<Instance*> of_object(uint32_t object) const;
    std::vector<Instance*> of_object_alone(uint32_t object) const; ///< without descendants
    /// The same without a vector; `visit` makes and destroys none.
    template<typename Visit> void each_of_object_alone(uint32_t object, const Visit& visit) const {
        if (object >= m_by_object.size()) return;
        for (const Listed& listed : m_by_object[object])
            if (stands(listed, object)) visit(listed.instance);
    }
    size_t count_of(uint32_t object) const; ///< instance_number
    Instance* first_of(uint32_t object) const;
    std::vector<Instance*> all_live() const; ///< in order of creation
    size_t live_count() const { return m_live; }
    const std::vector<Instance*>& records() const {
        return m_records;
    }                                                    ///< in order of creation; destroyed and deactivated ones too
    bool is_a(uint32_t object, uint32_t ancestor) const; ///< itself or below

    void mark_destroyed(Instance& instance);
    void set_active(Instance& instance, bool active);        ///< activation moves to the end of the order
    void change_object(Instance& instance, uint32_t object); ///< properties too
    /// Drops the records of destroyed instances: at the end of a step.
    void sweep();
    std::map<uint32_t, ObjectChange> changed; ///< by object
    uint32_t next_id() const { return m_next_id; }
    uint32_t take_id() { return m_next_id++; } ///< for an instance that a room will make
    void reserve_ids(uint32_t first_free);

    /// Everything into an empty `other`; rooms and events are the caller's.
    void clone_into(Instances& other, HeapCopier& copier) const;
    /// A copy, without members, of one of another world that only values still hold, its record being gone.
    Instance* unlisted_twin(const Instance& original);

private:
    friend struct WorldParts;
    struct Listed {
        Instance* instance;
        uint32_t serial;
    };
    /// Lists keep what died or was deactivated until the next sweep.
    static bool stands(const Listed& listed, uint32_t object) {
        return listed.instance->serial == listed.serial && listed.instance->object == object && listed.instance->live();
    }
    Instance* allocate();
    Instance* twin_of(const Instance& original);    ///< without members
    void take_properties(Instance& instance) const; ///< sprite, mask, visible, solid, persistent of its object
    void enlist(Instance* instance);
    void enlist_live(Instance* instance);

    Heap& m_heap;
    const Project& m_project;
    std::vector<Symbol> m_slot_symbols;
    std::vector<Instance*> m_records;
    std::unordered_map<uint32_t, Instance*> m_by_id;
    std::vector<std::vector<Listed>> m_by_object; // of the object itself, in order
    std::vector<std::vector<uint32_t>> m_family;  // itself and its descendants, by index
    size_t m_live = 0;
    size_t m_destroyed = 0;       // records that wait for sweep()
    bool m_order_changed = false; // m_records is not in order
    uint32_t m_next_id = first_instance_id;
    uint32_t m_next_serial = 1;
};

} // namespace scope
