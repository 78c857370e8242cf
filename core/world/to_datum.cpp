// Live values to data: one pass to find what is met twice, one to build from the leaves up. Nothing recurses.
#include "core/world/convert_datum.h"

#include "core/world/world.h"

#include <unordered_map>

namespace scope {

namespace {

class Exporter {
public:
    Exporter(const World& of, const ToDatumOptions& given) : world(of), options(given) {}
    Datum run(const Value& root);

private:
    struct Open {
        Value container;
        DsStructure* structure = nullptr;
        size_t next = 0;       ///< place of the child to come
        uint32_t position = 0; ///< of a map
        std::vector<Datum> items;
        std::vector<DatumEntry> entries;
        Datum key; ///< of the child in the making
        DsPriority::Items::const_iterator at{};
        bool is_earlier = false;
        std::vector<EarlierContent::Child> earlier;
    };
    /// What a container is known by; 0 for what is none, or is not to be opened.
    uint64_t identity(const Value& value, DsOwn own, bool root) const;
    /// The child is `child`, or else is copied already: then it is in `copied`.
    bool next_child(Open& open, Value& child, DsOwn& own, std::optional<Datum>& copied);
    void count(const Value& root);
    Datum leaf(const Value& value) const;
    Open open_of(const Value& value, uint64_t id) const;
    void put(Open& open, Datum datum) const;
    Datum close(Open& open) const;
    void note_cut() const {
        if (options.cut) *options.cut = true;
    }

    const World& world;
    const ToDatumOptions& options;
    std::unordered_map<uint64_t, uint32_t> m_times;
    std::unordered_map<uint64_t, int64_t> m_ids;
    size_t m_nodes = 0;
    size_t m_copied_nodes = 0; ///< of the child that was copied already
};

uint64_t Exporter::identity(const Value& value, DsOwn own, bool root) const {
    if (value.is_array()) return reinterpret_cast<uint64_t>(value.as_object());
    if (value.is_struct()) return value.as_struct()->is_instance ? 0 : reinterpret_cast<uint64_t>(value.as_object());
    bool opens = root || options.open_handles || own != DsOwn::nothing;
    if (!opens) return 0;
    DsStructure* structure = nullptr;
    if (value.is_ref() && is_ds_kind(value.ref_kind()))
        structure = world.ds().peek(value.ref_kind(), value);
    else if (own != DsOwn::nothing)
        structure = world.ds().peek(own == DsOwn::map ? RefKind::ds_map : RefKind::ds_list, value);
    return structure ? reinterpret_cast<uint64_t>(structure) | 1 : 0; // odd: no address of an object
}

Exporter::Open Exporter::open_of(const Value& value, uint64_t id) const {
    Open open;
    open.container = value;
    if (id & 1) open.structure = reinterpret_cast<DsStructure*>(id & ~uint64_t(1));
    open.is_earlier = options.earlier && options.earlier->children_of(value, open.structure, open.earlier);
    return open;
}

bool Exporter::next_child(Open& open, Value& child, DsOwn& own, std::optional<Datum>& copied) {
    own = DsOwn::nothing;
    copied.reset();
    if (open.is_earlier) {
        if (open.next >= open.earlier.size()) return false;
        EarlierContent::Child& next = open.earlier[open.next++];
        open.key = std::move(next.key);
        child = next.live;
        own = next.own;
        copied = std::move(next.copied);
        m_copied_nodes = next.nodes;
        return true;
    }
    if (open.container.is_array()) {
        Array* array = open.container.as_array();
        if (open.next >= array->size) return false;
        child = array->items[open.next++];
        return true;
    }
    if (open.container.is_struct()) {
        Struct* from = open.container.as_struct();
        if (open.next >= from->size()) return false;
        open.key = Datum::string(std::string(world.heap().names().text(from->shape->names()[open.next])));
        child = from->slots[open.next++];
        return true;
    }
    switch (open.structure->kind()) {
    case RefKind::ds_map: {
        auto* map = static_cast<DsMap*>(open.structure);
        open.position = open.next++ == 0 ? map->begin() : map->after(open.position);
        if (open.position >= map->end()) return false;
        const DsMap::Entry& entry = map->at(open.position);
        open.key = leaf(entry.key);
        child = entry.value;
        own = entry.own;
        return true;
    }
    case RefKind::ds_list: {
        auto* list = static_cast<DsList*>(open.structure);
        if (open.next >= list->size()) return false;
        own = list->owns(static_cast<int64_t>(open.next));
        child = list->values()[open.next++];
        return true;
    }
    case RefKind::ds_stack: {
        auto* stack = static_cast<DsStack*>(open.structure);
        if (open.next >= stack->size()) return false;
        child = stack->values()[open.next++];
        return true;
    }
    case RefKind::ds_queue: {
        auto* queue = static_cast<DsQueue*>(open.structure);
        if (open.next >= queue->size()) return false;
        child = queue->at(open.next++);
        return true;
    }
    case RefKind::ds_priority: {
        auto* priority = static_cast<DsPriority*>(open.structure);
        if (open.next == 0) open.at = priority->items().begin();
        if (open.next++ >= priority->size()) return false;
        open.key = Datum(open.at->first);
        child = open.at->second;
        ++open.at;
        return true;
    }
    default: {
        auto* grid = static_cast<DsGrid*>(open.structure);
        if (open.next >= grid->size()) return false;
        uint32_t width = grid->width();
        child =
            grid->at(static_cast<uint32_t>(open.next % width), static_cast<uint32_t>(open.next / width)); // row by row
        ++open.next;
        return true;
    }
    }
}

void Exporter::count(const Value& root) {
    uint64_t first = identity(root, DsOwn::nothing, true);
    if (first == 0) return;
    std::vector<Open> stack;
    auto enter = [&](const Value& value, uint64_t id) {
        if (++m_times[id] > 1) return;
        stack.push_back(open_of(value, id));
    };
    enter(root, first);
    size_t seen = 0;
    while (!stack.empty() && seen < options.max_nodes) {
        Value child;
        DsOwn own;
        std::optional<Datum> copied;
        if (!next_child(stack.back(), child, own, copied)) {
            stack.pop_back();
            continue;
        }
        ++seen;
        uint64_t id = !copied && stack.size() < options.max_depth ? identity(child, own, false) : 0;
        if (id != 0) enter(child, id);
    }
}

Datum Exporter::leaf(const Value& value) const {
    switch (value.type()) {
    case Type::real: return Datum(value.as_real());
    case Type::int64: return Datum::int64(value.as_int64());
    case Type::int32: return Datum::int32(static_cast<int32_t>(value.as_int64()));
    case Type::boolean: return Datum::boolean(value.as_bool());
    case Type::undefined: return {};
    case Type::pointer: return Datum::pointer(value.as_pointer());
    case Type::string:
        if (value.as_string()->length > options.max_string) note_cut();
        return Datum::string(std::string(value.as_string()->view().substr(0, options.max_string)));
    case Type::method: {
        uint32_t code = value.as_method()->function;
        return Datum::method(code < world.program().size() ? world.program().code(code).name : "function");
    }
    case Type::structure:
        if (value.as_struct()->is_instance)
            return Datum::ref("ref instance " + std::to_string(as_instance(value.as_struct())->id));
        note_cut(); // too deep
        return Datum::ref("ref struct");
    case Type::array: note_cut(); return Datum::ref("ref array");
    case Type::ref: {
        std::string name = world.name_of(value);
        if (value.is_ref(RefKind::function) || value.is_ref(RefKind::script))
            return Datum::method(name.empty() ? "function" : name);
        return Datum::ref("ref " + std::string(ref_kind_name(value.ref_kind())) + " " +
                          (name.empty() ? std::to_string(static_cast<int32_t>(value.ref_index())) : name));
    }
    }
    return {};
}

void Exporter::put(Open& open, Datum datum) const {
    bool priority = open.structure && open.structure->kind() == RefKind::ds_priority;
    bool keyed = open.container.is_struct() || (open.structure && open.structure->kind() == RefKind::ds_map);
    if (priority)
        open.entries.push_back({std::move(datum), std::move(open.key)});
    else if (keyed)
        open.entries.push_back({std::move(open.key), std::move(datum)});
    else
        open.items.push_back(std::move(datum));
}

Datum Exporter::close(Open& open) const {
    if (open.container.is_array()) return Datum::array(std::move(open.items));
    if (open.container.is_struct()) {
        Datum members = Datum::structure(std::move(open.entries));
        uint32_t constructor = open.container.as_struct()->constructor;
        if (constructor < world.program().size() && !world.program().code(constructor).short_name.empty())
            return Datum::constructed(world.program().code(constructor).short_name, std::move(members));
        return members;
    }
    switch (open.structure->kind()) {
    case RefKind::ds_map: return Datum::ds_map(std::move(open.entries));
    case RefKind::ds_list: return Datum::ds_list(std::move(open.items));
    case RefKind::ds_stack: return Datum::ds_stack(std::move(open.items));
    case RefKind::ds_queue: return Datum::ds_queue(std::move(open.items));
    case RefKind::ds_priority: return Datum::ds_priority(std::move(open.entries));
    default: {
        auto* grid = static_cast<DsGrid*>(open.structure);
        open.items.resize(grid->size()); // cut short by a limit: undefined cells
        return Datum::ds_grid(grid->width(), grid->height(), std::move(open.items));
    }
    }
}

Datum Exporter::run(const Value& root) {
    uint64_t first = identity(root, DsOwn::nothing, true);
    if (first == 0) return leaf(root);
    count(root);
    std::vector<Open> stack;
    std::vector<uint64_t> ids;
    auto enter = [&](const Value& value, uint64_t id) {
        if (m_times[id] > 1) m_ids.emplace(id, static_cast<int64_t>(m_ids.size() + 1));
        stack.push_back(open_of(value, id));
        ids.push_back(id);
    };
    enter(root, first);
    for (;;) {
        Value child;
        DsOwn own;
        std::optional<Datum> copied;
        bool more = next_child(stack.back(), child, own, copied);
        if (more && m_nodes >= options.max_nodes) note_cut();
        if (more && m_nodes < options.max_nodes) {
            ++m_nodes;
            if (copied) {
                bool fits = m_nodes + m_copied_nodes <= options.max_nodes;
                if (fits)
                    m_nodes += m_copied_nodes;
                else
                    note_cut();
                put(stack.back(), fits ? std::move(*copied) : Datum());
                continue;
            }
            uint64_t id = identity(child, own, false);
            auto met = m_ids.find(id);
            if (id != 0 && met != m_ids.end())
                put(stack.back(), Datum::same(met->second));
            else if (id != 0 && stack.size() < options.max_depth)
                enter(child, id);
            else
                put(stack.back(), leaf(child));
            continue;
        }
        Datum done = close(stack.back());
        auto shared = m_ids.find(ids.back());
        if (shared != m_ids.end()) done = Datum::shared(shared->second, std::move(done));
        stack.pop_back();
        ids.pop_back();
        if (options.nodes) *options.nodes = m_nodes;
        if (stack.empty()) return done;
        put(stack.back(), std::move(done));
    }
}

} // namespace

Datum to_datum(const World& world, const Value& value, const ToDatumOptions& options) {
    return Exporter(world, options).run(value);
}

} // namespace scope
