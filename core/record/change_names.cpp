#include "core/record/change_names.h"

#include "core/base/text.h"
#include "core/ds/entries.h"
#include "core/gml/vm.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace scope {

static uint64_t code(RefKind kind, uint32_t index) {
    return uint64_t(kind) << 32 | index;
}

void ChangeNames::want(const HeapObject& object) {
    // Instances and `global` are named by what they are.
    if (&object == m_world.global()) return;
    if (object.object_type == ObjectType::structure && as_instance(static_cast<const Struct*>(&object))) return;
    m_missing += m_objects.try_emplace(&object).second;
}

void ChangeNames::want(RefKind kind, uint32_t index) {
    m_missing += m_structures.try_emplace(code(kind, index)).second;
}

/// The way to a container: from its parent, one step.
struct ChangeNames::Node {
    enum class Step : uint8_t { start, member, item, entry, bound } step = Step::start;
    uint32_t parent = 0;
    uint32_t number = 0; ///< a symbol or an index
    std::string text;    ///< of a start or an entry
    Value value;
};

/// What one look for names has passed, so that nothing is passed twice.
struct ChangeNames::Walk {
    size_t most = 0;
    std::unordered_set<const HeapObject*> objects;
    std::unordered_set<uint64_t> structures;
    std::vector<Node> nodes; ///< of the present start, breadth first
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

/// Of a chain of thousands the first and the last steps are told.
std::string ChangeNames::path_to(const std::vector<Node>& nodes, size_t index) const {
    constexpr size_t most_first = 4, most_last = 16;
    std::vector<size_t> way;
    for (size_t at = index;; at = nodes[at].parent) {
        way.push_back(at);
        if (nodes[at].step == Node::Step::start) break;
    }
    std::reverse(way.begin(), way.end());
    std::string out;
    for (size_t i = 0; i < way.size(); ++i) {
        if (way.size() > most_first + most_last && i == most_first) {
            out += "...";
            i = way.size() - most_last;
        }
        const Node& node = nodes[way[i]];
        switch (node.step) {
        case Node::Step::start:
        case Node::Step::entry: out += node.text; break;
        case Node::Step::member: out += member_text(m_world, node.number); break;
        case Node::Step::item: out += "[" + std::to_string(node.number) + "]"; break;
        case Node::Step::bound: out = "method_get_self(" + out + ")"; break;
        }
    }
    return out;
}

/// Breadth first, so that the shortest name wins.
void ChangeNames::walk(const Value& top, std::string name, Walk& walk) {
    std::vector<Node>& nodes = walk.nodes;
    nodes.clear();
    nodes.push_back({Node::Step::start, 0, 0, std::move(name), top});
    for (size_t here = 0; here < nodes.size() && m_missing > 0 && here < walk.most; ++here) {
        Value value = nodes[here].value;
        auto visit = [&](const Value& child, Node::Step step, uint32_t number, const auto& text) {
            bool structure = child.is_ref() && is_ds_kind(child.ref_kind());
            if (child.is_struct() || child.is_array() || child.is_method() || structure)
                nodes.push_back({step, static_cast<uint32_t>(here), number, text(), child});
        };
        auto no_text = [] { return std::string(); };
        auto named = [&](auto& wanted, const auto& key) {
            auto found = wanted.find(key);
            if (found == wanted.end() || !found->second.empty()) return;
            found->second = path_to(nodes, here);
            --m_missing;
        };
        if (value.is_ref()) {
            uint64_t key = code(value.ref_kind(), value.ref_index());
            if (!walk.structures.insert(key).second) continue;
            named(m_structures, key);
            const DsStructure* structure = m_world.ds().peek(value.ref_kind(), value);
            if (!structure) continue;
            for_each_entry(*structure, [&](const Value& at, const Value& child, DsOwn) {
                visit(child, Node::Step::entry, 0, [&] { return member(*structure, at); });
            });
            continue;
        }
        if (!walk.objects.insert(value.as_object()).second) continue;
        named(m_objects, static_cast<const HeapObject*>(value.as_object()));
        if (value.is_array()) {
            for (uint32_t i = 0; i < value.as_array()->size; ++i)
                visit(value.as_array()->items[i], Node::Step::item, i, no_text);
        } else if (value.is_method()) {
            const Value& bound = value.as_method()->self; // an instance has a name of its own
            if (bound.is_struct() && !bound.as_struct()->is_instance) visit(bound, Node::Step::bound, 0, no_text);
        } else {
            Struct* object = value.as_struct();
            if (object->is_instance && object != top.as_object()) continue;
            for (size_t i = 0; i < object->shape->size(); ++i)
                visit(object->slots[i], Node::Step::member, object->shape->names()[i], no_text);
        }
    }
}

std::string ChangeNames::of(const HeapObject& object) const {
    if (&object == m_world.global()) return "global";
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

std::string ChangeNames::member_text(const World& world, uint32_t symbol) {
    std::string_view name = world.heap().names().text(symbol);
    bool word = !name.empty() && !(name[0] >= '0' && name[0] <= '9');
    for (char c : name)
        word = word && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_');
    return word ? "." + std::string(name) : "[$ " + gml_string(name) + "]";
}

std::string ChangeNames::member(const World& world, const HeapObject& object, uint32_t key) {
    if (object.object_type == ObjectType::array) return "[" + std::to_string(key) + "]";
    return member_text(world, key);
}

std::string ChangeNames::member(const DsStructure& structure, const Value& key) {
    auto text = [&] {
        if (key.is_string()) return gml_string(key.as_string()->view());
        if (key.is_undefined()) return std::string("undefined");
        if (key.is_real()) return key.as_real() == 0 ? std::string("0") : shortest_number(key.as_real());
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
