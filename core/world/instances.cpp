#include "core/world/instances.h"

#include "core/base/verify.h"
#include "core/value/clone.h"
#include "core/value/convert.h"

#include <algorithm>

namespace scope {

namespace {

constexpr size_t looked_at = 4; ///< records that count as one instruction

void free_instance(Struct* object) {
    auto* instance = static_cast<Instance*>(object);
    Heap& heap = *instance->heap;
    instance->~Instance();
    heap.release(instance, sizeof(Instance));
}

void let_go(Instance* instance) {
    if (--instance->references == 0) instance->heap->free_later(instance);
}

} // namespace

Instances::Instances(Heap& heap, const Project& project) : m_heap(heap), m_project(project) {
    m_heap.free_instance = free_instance;
    m_by_object.resize(project.objects.size());
    m_family.resize(project.objects.size());
    for (uint32_t object = 0; object < project.objects.size(); ++object) {
        uint32_t above = object;
        // The reader breaks circles; the bound is for projects built by hand.
        for (size_t step = 0; above < project.objects.size() && step <= project.objects.size(); ++step) {
            m_family[above].push_back(object);
            above = project.objects[above].parent_index;
        }
    }
    for (std::string_view name : instance_slot_names) m_slot_symbols.push_back(heap.names().intern(name));
}

Instances::~Instances() {
    for (Instance* instance : m_records) let_go(instance);
}

Instance* Instances::allocate() {
    if (!m_heap.may_allocate(sizeof(Instance) + instance_slot_count * sizeof(Value))) return nullptr;
    auto* instance = new (m_heap.allocate(sizeof(Instance))) Instance(m_heap);
    instance->shape = m_heap.names().root_shape();
    ++instance->references;
    return instance;
}

void Instances::enlist(Instance* instance) {
    m_records.push_back(instance);
    m_by_id[instance->id] = instance;
    if (instance->live()) enlist_live(instance);
}

void Instances::enlist_live(Instance* instance) {
    m_by_object[instance->object].push_back({instance, instance->serial});
    ++m_live;
}

Instance* Instances::create(uint32_t object, double x, double y, uint32_t id) {
    VERIFY(object < m_by_object.size());
    Instance* instance = allocate();
    if (!instance) return nullptr;
    Value holder(static_cast<Struct*>(instance));
    Array* alarm = m_heap.new_array(alarm_count);
    Value alarms(alarm);
    if (alarm)
        for (uint32_t index = 0; index < alarm_count; ++index) alarm->items[index] = Value(-1.0);
    const Value values[instance_slot_count] = {
        x,  y,  x,  y,  x,   y,   0.0, {}, // what the object says: take_properties
        {}, {}, {}, {}, 0.0, 1.0, 1.0, 1.0, 0.0, 1.0, 16777215.0, 0.0, 0.0, 270.0, alarms,
    };
    for (size_t slot = 0; slot < instance_slot_count; ++slot) {
        if (instance->set(m_slot_symbols[slot], values[slot])) continue;
        let_go(instance);
        return nullptr;
    }
    instance->id = id != 0 ? id : m_next_id;
    m_next_id = std::max(m_next_id, instance->id + 1);
    instance->object = object;
    take_properties(*instance);
    instance->serial = m_next_serial++;
    enlist(instance);
    return instance;
}

void Instances::take_properties(Instance& instance) const {
    const Object& data = m_project.objects[instance.object];
    static const ObjectChange unchanged;
    auto found = changed.find(instance.object);
    const ObjectChange& change = found == changed.end() ? unchanged : found->second;
    auto sprite = [&](const std::optional<Value>& changed_to, const std::string& name) {
        if (changed_to) return *changed_to;
        const Asset* asset = name.empty() ? nullptr : m_project.find(name);
        return asset && asset->kind == AssetKind::sprite ? Value::ref(RefKind::sprite, asset->index)
                                                         : asset_ref(RefKind::sprite, -1);
    };
    instance.set_builtin(InstanceSlot::visible, Value::boolean(change.visible.value_or(data.visible)));
    instance.set_builtin(InstanceSlot::solid, Value::boolean(change.solid.value_or(data.solid)));
    instance.set_builtin(InstanceSlot::persistent, Value::boolean(change.persistent.value_or(data.persistent)));
    instance.set_builtin(InstanceSlot::sprite_index, sprite(change.sprite, data.sprite));
    instance.set_builtin(InstanceSlot::mask_index, sprite(change.mask, data.mask));
}

Instance* Instances::find(uint32_t id) const {
    auto found = m_by_id.find(id);
    return found == m_by_id.end() ? nullptr : found->second;
}

std::vector<Instance*> Instances::of_object(uint32_t object) const {
    std::vector<Instance*> out;
    if (object >= m_family.size()) return out;
    for (uint32_t member : m_family[object]) {
        m_heap.spend(m_by_object[member].size() / looked_at);
        for (const Listed& listed : m_by_object[member])
            if (stands(listed, member)) out.push_back(listed.instance);
    }
    if (m_family[object].size() > 1)
        std::sort(out.begin(), out.end(), [](const Instance* a, const Instance* b) { return a->serial < b->serial; });
    return out;
}

std::vector<Instance*> Instances::of_object_alone(uint32_t object) const {
    std::vector<Instance*> out;
    if (object < m_by_object.size()) m_heap.spend(m_by_object[object].size() / looked_at);
    each_of_object_alone(object, [&out](Instance* instance) { out.push_back(instance); });
    return out;
}

size_t Instances::count_of(uint32_t object) const {
    if (object >= m_family.size()) return 0;
    size_t count = 0;
    for (uint32_t member : m_family[object]) {
        m_heap.spend(m_by_object[member].size() / looked_at);
        for (const Listed& listed : m_by_object[member]) count += stands(listed, member);
    }
    return count;
}

Instance* Instances::first_of(uint32_t object) const {
    Instance* first = nullptr;
    if (object >= m_family.size()) return first;
    for (uint32_t member : m_family[object]) {
        size_t dead = 0;
        for (const Listed& listed : m_by_object[member]) {
            if (!stands(listed, member)) {
                ++dead;
                continue;
            }
            if (!first || listed.serial < first->serial) first = listed.instance;
            break; // each list is in order
        }
        m_heap.spend(dead / looked_at);
    }
    return first;
}

std::vector<Instance*> Instances::all_live() const {
    std::vector<Instance*> out;
    out.reserve(m_live);
    m_heap.spend(m_records.size() / looked_at);
    for (Instance* instance : m_records)
        if (instance->live()) out.push_back(instance);
    if (m_order_changed)
        std::sort(out.begin(), out.end(), [](const Instance* a, const Instance* b) { return a->serial < b->serial; });
    return out;
}

bool Instances::is_a(uint32_t object, uint32_t ancestor) const {
    return ancestor < m_family.size() &&
           std::binary_search(m_family[ancestor].begin(), m_family[ancestor].end(), object);
}

void Instances::mark_destroyed(Instance& instance) {
    if (instance.destroyed) return;
    if (instance.active) --m_live;
    instance.destroyed = true;
    ++m_destroyed;
}

void Instances::set_active(Instance& instance, bool active) {
    if (instance.active == active || instance.destroyed) return;
    instance.active = active;
    if (!active) {
        --m_live;
        return;
    }
    instance.serial = m_next_serial++;
    m_order_changed = true;
    enlist_live(&instance);
}

void Instances::change_object(Instance& instance, uint32_t object) {
    VERIFY(object < m_by_object.size());
    if (instance.object == object) return;
    instance.object = object;
    take_properties(instance);
    if (!instance.live()) return;
    // Its place among the new object's instances follows its age. It may still be listed there from before.
    std::vector<Listed>& list = m_by_object[object];
    auto at = std::lower_bound(list.begin(), list.end(), instance.serial,
                               [](const Listed& each, uint32_t serial) { return each.serial < serial; });
    if (at != list.end() && at->instance == &instance && at->serial == instance.serial) return;
    list.insert(at, {&instance, instance.serial});
}

void Instances::sweep() {
    if (m_destroyed == 0 && !m_order_changed) return;
    for (uint32_t object = 0; object < m_by_object.size(); ++object)
        std::erase_if(m_by_object[object], [&](const Listed& listed) { return !stands(listed, object); });
    std::vector<Instance*> gone;
    std::erase_if(m_records, [&](Instance* instance) {
        if (!instance->destroyed) return false;
        if (auto at = m_by_id.find(instance->id); at->second == instance) m_by_id.erase(at);
        gone.push_back(instance);
        return true;
    });
    if (m_order_changed)
        std::sort(m_records.begin(), m_records.end(),
                  [](const Instance* a, const Instance* b) { return a->serial < b->serial; });
    m_order_changed = false;
    m_destroyed = 0;
    for (Instance* instance : gone) let_go(instance);
}

void Instances::reserve_ids(uint32_t first_free) {
    m_next_id = std::max(m_next_id, first_free);
}

Instance* Instances::twin_of(const Instance& original) {
    Instance* made = allocate();
    VERIFY(made != nullptr); // the same limits held the original
    made->id = original.id;
    made->object = original.object;
    made->layer = original.layer;
    made->layer_depth = original.layer_depth;
    made->serial = original.serial;
    made->destroyed = original.destroyed;
    made->being_destroyed = original.being_destroyed;
    made->leaves = original.leaves;
    made->active = original.active;
    made->created = original.created;
    made->outside_room = original.outside_room;
    made->speed = original.speed;
    made->direction = original.direction;
    made->hspeed = original.hspeed;
    made->vspeed = original.vspeed;
    return made;
}

Instance* Instances::unlisted_twin(const Instance& original) {
    Instance* made = twin_of(original);
    --made->references; // the copier's values hold it
    return made;
}

void Instances::clone_into(Instances& other, HeapCopier& copier) const {
    std::unordered_map<const Instance*, Instance*> twins;
    for (const Instance* original : m_records) {
        Instance* made = twins[original] = other.twin_of(*original);
        copier.adopt(*original, made);
        other.m_records.push_back(made);
    }
    for (const auto& [id, instance] : m_by_id) other.m_by_id[id] = twins.at(instance);
    for (size_t at = 0; at < m_records.size(); ++at)
        for (const auto& [name, value] : m_records[at]->rare) other.m_records[at]->rare[name] = copier.copy(value);
    copier.finish();
    for (size_t object = 0; object < m_by_object.size(); ++object) // with those who stand there no more
        for (const Listed& listed : m_by_object[object])
            other.m_by_object[object].push_back({twins.at(listed.instance), listed.serial});
    other.changed = changed;
    other.m_live = m_live;
    other.m_destroyed = m_destroyed;
    other.m_order_changed = m_order_changed;
    other.m_next_id = m_next_id;
    other.m_next_serial = m_next_serial;
}

} // namespace scope
