#include "core/trace/change_paths.h"

#include <deque>

namespace scope {

static uint64_t code(const Value& handle) {
    return uint64_t(handle.ref_kind()) << 32 | handle.ref_index();
}

ChangePaths::ChangePaths(World& world, const Instance* self, size_t most) : m_world(world) {
    if (self) walk(Value(const_cast<Instance*>(self)), "self", most);
    walk(Value(world.global()), "global", most);
}

/// Breadth first, so that the shortest name wins.
void ChangePaths::walk(const Value& top, std::string name, size_t most) {
    std::deque<std::pair<Value, std::string>> pending;
    pending.push_back({top, std::move(name)});
    while (!pending.empty() && m_objects.size() + m_structures.size() < most) {
        auto [value, path] = std::move(pending.front());
        pending.pop_front();
        auto visit = [&, &from = path](const Value& child, const std::string& step) {
            bool structure = child.is_ref() && is_ds_kind(child.ref_kind());
            if (child.is_struct() || child.is_array() || structure) pending.push_back({child, from + step});
        };
        if (value.is_ref()) {
            if (!m_structures.emplace(code(value), path).second) continue;
            const DsStructure* structure = m_world.ds().peek(value.ref_kind(), value);
            if (!structure) continue;
            if (value.ref_kind() == RefKind::ds_map) {
                const DsMap& map = static_cast<const DsMap&>(*structure);
                for (uint32_t at = map.begin(); at < map.end(); at = map.after(at))
                    if (map.at(at).key.is_string())
                        visit(map.at(at).value, "[? \"" + std::string(map.at(at).key.as_string()->view()) + "\"]");
            } else if (value.ref_kind() == RefKind::ds_list) {
                const DsList& list = static_cast<const DsList&>(*structure);
                for (size_t i = 0; i < list.size(); ++i) visit(list.values()[i], "[| " + std::to_string(i) + "]");
            }
        } else if (value.is_array()) {
            if (!m_objects.emplace(value.as_array(), path).second) continue;
            for (uint32_t i = 0; i < value.as_array()->size; ++i)
                visit(value.as_array()->items[i], "[" + std::to_string(i) + "]");
        } else if (value.is_struct()) {
            Struct* object = value.as_struct();
            if (!m_objects.emplace(object, path).second) continue;
            for (size_t i = 0; i < object->shape->size(); ++i)
                visit(object->slots[i], "." + std::string(m_world.heap().names().text(object->shape->names()[i])));
        }
    }
}

std::string ChangePaths::of(const HeapObject& object) const {
    auto found = m_objects.find(&object);
    if (found != m_objects.end()) return found->second;
    if (object.object_type != ObjectType::structure) return "";
    const Instance* found_instance = as_instance(static_cast<const Struct*>(&object));
    return found_instance ? instance(m_world, *found_instance) : "";
}

std::string ChangePaths::of(const Value& structure) const {
    auto found = m_structures.find(code(structure));
    return found == m_structures.end() ? "" : found->second;
}

std::string ChangePaths::instance(const World& world, const Instance& instance) {
    return world.object_name(instance.object) + "#" + std::to_string(instance.id);
}

std::string ChangePaths::member(const World& world, const HeapObject& object, uint32_t key) {
    if (object.object_type == ObjectType::array) return "[" + std::to_string(key) + "]";
    return "." + std::string(world.heap().names().text(key));
}

} // namespace scope
