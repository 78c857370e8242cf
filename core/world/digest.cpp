#include "core/world/digest.h"

#include "core/base/verify.h"
#include "core/ds/entries.h"
#include "core/world/copy_parts.h"

#include <algorithm>
#include <memory>
#include <xxhash.h>

namespace scope {

namespace {

class Digester {
public:
    explicit Digester(const World& world) : m_world(world), m_state(XXH3_createState(), XXH3_freeState) {
        VERIFY(m_state != nullptr);
        XXH3_64bits_reset(m_state.get());
    }
    uint64_t result() const { return XXH3_64bits_digest(m_state.get()); }

    template<typename T> void add(const T& one) {
        if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
            XXH3_64bits_update(m_state.get(), &one, sizeof one);
        } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
            std::string_view text = one;
            add(text.size());
            XXH3_64bits_update(m_state.get(), text.data(), text.size());
        } else if constexpr (std::is_same_v<T, Value>) {
            add_value(one);
        } else if constexpr (requires { *one.get(); }) {
            add(one != nullptr);
            if (one) add(*one);
        } else if constexpr (IsOptional<T>::value) {
            add(one.has_value());
            if (one) add(*one);
        } else if constexpr (IsPair<T>::value) {
            add(one.first);
            add(one.second);
        } else if constexpr (MapLike<T>) {
            std::vector<const typename T::value_type*> sorted;
            for (const auto& entry : one) sorted.push_back(&entry);
            std::sort(sorted.begin(), sorted.end(), [](auto* a, auto* b) { return a->first < b->first; });
            add(sorted.size());
            for (const auto* entry : sorted) add(entry->first), add(entry->second);
        } else if constexpr (requires { one.begin(); }) {
            add(static_cast<uint64_t>(one.size()));
            for (const auto& item : one) add(item);
        } else {
            for_each_part<T>([&](const auto& part) { add(one.*part.member); });
        }
    }

    /// A container by its number; what it holds follows in `drain`.
    void add_container(HeapObject* object) {
        auto [at, fresh] = m_numbers.emplace(object, m_numbers.size());
        add(at->second);
        if (fresh) m_waiting.push_back(object);
    }
    void drain() {
        while (!m_waiting.empty()) {
            HeapObject* next = m_waiting.back();
            m_waiting.pop_back();
            add_content(next);
        }
    }
    /// Functions go by what they are, since ids count what other worlds compiled.
    void add_function(uint32_t function) {
        bool of_gml = !(function & native_function_bit) && function < m_world.program().size();
        add(of_gml);
        if (!of_gml) return add(function);
        const Code& code = m_world.program().code(function);
        add(code.name);
        add(code.ordinal);
        add(m_world.program().file(code.file).path());
    }

private:
    void add_value(const Value& value) {
        add(value.type());
        switch (value.type()) {
        case Type::undefined: break;
        case Type::real: add(value.as_real()); break;
        case Type::int64:
        case Type::int32:
        case Type::boolean: add(value.as_int64()); break;
        case Type::pointer: add(value.as_pointer()); break;
        case Type::ref:
            add(value.ref_kind());
            add(value.ref_index());
            if (value.is_ref(RefKind::script))
                add_function(value.ref_generation());
            else
                add(value.ref_generation());
            break;
        case Type::string: add(value.as_string()->view()); break;
        default: add_container(value.as_object());
        }
    }
    void add_content(HeapObject* object) {
        add(object->object_type);
        if (object->object_type == ObjectType::array) {
            const auto* array = static_cast<Array*>(object);
            add(array->size);
            for (uint32_t at = 0; at < array->size; ++at) add_value(array->items[at]);
        } else if (object->object_type == ObjectType::method) {
            const auto* method = static_cast<Method*>(object);
            add_function(method->function);
            add_value(method->self);
            add_held(method->statics);
        } else {
            add_struct(*static_cast<Struct*>(object));
        }
    }
    void add_held(Struct* one) {
        add(one != nullptr);
        if (one) add_container(one);
    }
    void add_struct(const Struct& one) {
        add_function(one.constructor);
        add_held(one.statics);
        add(one.is_weak_ref);
        if (one.is_weak_ref) add_value(Heap::weak_ref_target(&one));
        if (const Instance* instance = as_instance(&one)) add(*instance);
        add(one.size());
        for (size_t slot = 0; slot < one.size(); ++slot) {
            add(m_world.heap().names().text(one.shape->names()[slot]));
            add_value(one.slots[slot]);
        }
    }

    const World& m_world;
    std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> m_state;
    std::unordered_map<const HeapObject*, uint64_t> m_numbers;
    std::vector<HeapObject*> m_waiting;
};

void add_structures(Digester& out, const DsStore& store) {
    out.add(store.precision);
    out.add(store.created());
    out.add(store.destroyed());
    for (const auto& table : WorldParts::tables(store)) {
        out.add(table.free);
        for (const auto& place : table.places) out.add(place.generation);
    }
    store.each([&](const DsStructure& one) {
        out.add_function(~0u); // a mark between two
        out.add(one.handle());
        out.add(one.serial());
        out.add(one.origin());
        out.add(one.size());
        if (one.kind() == RefKind::ds_grid) out.add(static_cast<const DsGrid&>(one).width());
        for_each_entry(one, [&](const Value& key, const Value& value, DsOwn own) {
            out.add(key);
            out.add(value);
            out.add(own);
        });
    });
}

uint64_t state_of(const World& world) {
    Digester out(world);
    const World::State& m = world.state();
    out.add(WorldParts::rules(world).epsilon);
    out.add_container(m.global.as_struct());
    for (Instance* one : m.instances.records()) out.add_container(one);
    out.add(m.instances);
    out.add(world);
    out.add(m);
    add_structures(out, m.ds);
    const std::vector<Struct*>& statics = world.vm().all_statics();
    for (size_t id = 0; id < statics.size(); ++id) {
        if (!statics[id]) continue;
        out.add_function(static_cast<uint32_t>(id));
        out.add_container(statics[id]);
    }
    out.add(world.result());
    out.add(WorldParts::made(m.addresses));
    out.add(m.addresses.size());
    out.drain();
    out.add(m.faults.size());
    out.add(m.problems.size());
    return out.result();
}

uint64_t pace_of(const World& world) {
    Digester out(world);
    const CollectorState& collector = world.heap().collector().state();
    out.add(world.heap().own_bytes());
    out.add(world.heap().containers());
    out.add(world.heap().work());
    out.add(collector.m_allocated);
    out.add(collector.m_slice_at);
    out.add(collector.m_patience);
    out.add(collector.m_cycle_at);
    out.add(collector.m_owed);
    out.add(collector.m_position);
    out.add(collector.m_phase);
    out.add(collector.m_report.cycles);
    out.add(collector.m_report.garbage);
    out.add(world.vm().budget());
    out.add(world.vm().used());
    return out.result();
}

} // namespace

WorldDigest digest(const World& world) {
    VERIFY(world.vm().idle());
    return {state_of(world), pace_of(world)};
}

} // namespace scope
