#include "core/trace/change_names.h"

#include "core/base/text.h"
#include "core/ds/entries.h"
#include "core/gml/vm.h"

#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

namespace scope {

static uint64_t code(RefKind kind, uint32_t index) {
    return uint64_t(kind) << 32 | index;
}

void ChangeNames::want(const HeapObject& object) {
    // Instances are named by what they are.
    if (object.object_type == ObjectType::structure && as_instance(static_cast<const Struct*>(&object))) return;
    m_missing += m_objects.try_emplace(&object).second;
}

void ChangeNames::want(RefKind kind, uint32_t index) {
    m_missing += m_structures.try_emplace(code(kind, index)).second;
}

/// What one look for names has passed, so that nothing is passed twice.
struct ChangeNames::Walk {
    size_t most = 0;
    size_t seen_here = 0; ///< from the present start
    std::unordered_set<const HeapObject*> objects;
    std::unordered_set<uint64_t> structures;
    std::deque<std::pair<Value, std::string>> pending;
};

void ChangeNames::find(const Instance* self, size_t most) {
    Walk passed;
    passed.most = most;
    auto from = [&](const Value& top, std::string name) {
        if (m_missing > 0) walk(top, std::move(name), passed);
    };
    m_self = self;
    if (self) from(Value(const_cast<Instance*>(self)), "self");
    from(Value(m_world.global()), "global");
    for (Instance* instance : m_world.instances().records()) {
        if (m_missing == 0) return;
        if (!instance->destroyed) from(Value(instance), of_instance(m_world, *instance));
    }
    const std::vector<Struct*>& statics = m_world.vm().all_statics();
    for (CodeId id = 0; id < statics.size() && m_missing > 0; ++id)
        if (statics[id]) from(Value(statics[id]), m_world.program().code(id).short_name);
    if (m_missing == 0) return;
    for (const DsLedgerRow& row : m_world.ds().ledger())
        if (row.owner.is_undefined())
            from(row.handle, "ref " + std::string(ref_kind_name(row.handle.ref_kind())) + " " +
                                 std::to_string(row.handle.ref_index()));
}

/// Breadth first, so that the shortest name wins.
void ChangeNames::walk(const Value& top, std::string name, Walk& walk) {
    walk.seen_here = 0;
    walk.pending.clear();
    walk.pending.push_back({top, std::move(name)});
    while (!walk.pending.empty() && m_missing > 0 && walk.seen_here++ < walk.most) {
        auto [value, path] = std::move(walk.pending.front());
        walk.pending.pop_front();
        auto visit = [&, &here = path](const Value& child, const auto& step) {
            bool structure = child.is_ref() && is_ds_kind(child.ref_kind());
            if (child.is_struct() || child.is_array() || child.is_method() || structure)
                walk.pending.push_back({child, here + step()});
        };
        auto named = [&](auto& wanted, const auto& key) {
            auto found = wanted.find(key);
            if (found == wanted.end() || !found->second.empty()) return;
            found->second = path;
            --m_missing;
        };
        if (value.is_ref()) {
            uint64_t key = code(value.ref_kind(), value.ref_index());
            if (!walk.structures.insert(key).second) continue;
            named(m_structures, key);
            const DsStructure* structure = m_world.ds().peek(value.ref_kind(), value);
            if (!structure) continue;
            for_each_entry(*structure, [&](const Value& at, const Value& child, DsOwn) {
                visit(child, [&] { return member(*structure, at); });
            });
            continue;
        }
        if (!walk.objects.insert(value.as_object()).second) continue;
        named(m_objects, static_cast<const HeapObject*>(value.as_object()));
        if (value.is_array()) {
            for (uint32_t i = 0; i < value.as_array()->size; ++i)
                visit(value.as_array()->items[i], [&] { return "[" + std::to_string(i) + "]"; });
        } else if (value.is_method()) {
            const Value& bound = value.as_method()->self; // an instance has a name of its own
            if (bound.is_struct() && !bound.as_struct()->is_instance)
                walk.pending.push_back({bound, "method_get_self(" + path + ")"});
        } else {
            Struct* object = value.as_struct();
            if (object->is_instance && object != top.as_struct()) continue;
            for (size_t i = 0; i < object->shape->size(); ++i)
                visit(object->slots[i], [&] { return member(m_world, *object, object->shape->names()[i]); });
            // What an event's own static variables hold is found from their function.
        }
    }
}

std::string ChangeNames::of(const HeapObject& object) const {
    if (object.object_type == ObjectType::structure)
        if (const Instance* instance = as_instance(static_cast<const Struct*>(&object)))
            return instance == m_self ? "self" : of_instance(m_world, *instance);
    auto found = m_objects.find(&object);
    if (found != m_objects.end() && !found->second.empty()) return found->second;
    return object.object_type == ObjectType::array ? "(unnamed array)" : "(unnamed struct)";
}

std::string ChangeNames::of(RefKind kind, uint32_t index) const {
    auto found = m_structures.find(code(kind, index));
    if (found != m_structures.end() && !found->second.empty()) return found->second;
    return "ref " + std::string(ref_kind_name(kind)) + " " + std::to_string(index);
}

std::string ChangeNames::of_instance(const World& world, const Instance& instance) {
    return world.object_name(instance.object) + "#" + std::to_string(instance.id);
}

std::string ChangeNames::member(const World& world, const HeapObject& object, uint32_t key) {
    if (object.object_type == ObjectType::array) return "[" + std::to_string(key) + "]";
    return "." + std::string(world.heap().names().text(key));
}

std::string ChangeNames::member(const DsStructure& structure, const Value& key) {
    auto text = [&] {
        if (key.is_string()) return gml_string(key.as_string()->view());
        if (key.is_undefined()) return std::string("undefined");
        if (key.is_real()) return shortest_number(key.as_real());
        if (key.is_numeric()) return std::to_string(key.as_int64());
        if (key.is_ref())
            return "ref " + std::string(ref_kind_name(key.ref_kind())) + " " + std::to_string(key.ref_index());
        return "(" + std::string(type_name(key)) + ")";
    };
    switch (structure.kind()) {
    case RefKind::ds_map: return "[? " + text() + "]";
    case RefKind::ds_list: return "[| " + text() + "]";
    case RefKind::ds_grid: {
        uint32_t height = std::max(1u, static_cast<const DsGrid&>(structure).height());
        int64_t cell = static_cast<int64_t>(key.as_real());
        return "[# " + std::to_string(cell / height) + ", " + std::to_string(cell % height) + "]";
    }
    default: return "[" + text() + "]";
    }
}

} // namespace scope
