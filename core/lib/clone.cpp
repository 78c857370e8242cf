// variable_clone: copies nested arrays and structs with what is shared and circular kept so. A list of work instead of
// recursion.

#include "core/lib/limits.h"
#include "core/lib/value_tables.h"

#include <deque>
#include <unordered_map>

namespace scope {

namespace {

class Cloner {
public:
    static constexpr int64_t deepest = 128;

    explicit Cloner(NativeCall& c) : m_call(c) {}

    /// The clone of `value`, whose own level always is copied, and `depth` levels below it. False with the fault set.
    bool run(const Value& value, int64_t depth, Value& out) {
        out = counterpart(value, std::min(depth, deepest));
        while (!m_work.empty() && !m_call.failed()) {
            Work next = std::move(m_work.front());
            m_work.pop_front();
            fill(next);
        }
        if (!m_call.failed()) rebind();
        return !m_call.failed();
    }

private:
    struct Work {
        Value original, clone;
        int64_t depth;
    };

    static bool is_cloned(const Value& value) {
        return value.is_array() ||
               (value.is_struct() && !value.as_struct()->is_instance && !value.as_struct()->is_weak_ref);
    }

    /// What stands for `value` in a clone; depth -1 is one level too deep.
    Value counterpart(const Value& value, int64_t depth) {
        if (!is_cloned(value) || depth < 0) return value;
        auto known = m_made.find(value.as_object());
        if (known != m_made.end()) return known->second;
        Value clone;
        if (value.is_array()) {
            clone = Value(m_call.heap.new_array());
        } else {
            clone = Value(m_call.heap.new_struct());
            clone.as_struct()->constructor = value.as_struct()->constructor;
            clone.as_struct()->set_statics(value.as_struct()->statics);
        }
        m_made.emplace(value.as_object(), clone);
        m_work.push_back({value, clone, depth});
        return clone;
    }

    void fill(const Work& work) {
        bool is_array = work.original.is_array();
        size_t size = is_array ? work.original.as_array()->size : work.original.as_struct()->size();
        if (!m_call.charge(size + 16) || !m_call.may_allocate((size + 8) * sizeof(Value))) return;
        bool room = !is_array || work.clone.as_array()->reserve(static_cast<uint32_t>(size));
        for (size_t i = 0; room && i < size; ++i) {
            const Value& item = is_array ? work.original.as_array()->items[i] : work.original.as_struct()->slots[i];
            Value copy = counterpart(item, work.depth - 1);
            if (item.is_method() && item.as_method()->self.is_struct())
                m_methods.push_back({work.clone, static_cast<uint32_t>(i)});
            room = is_array ? work.clone.as_array()->push(copy)
                            : work.clone.as_struct()->set(work.original.as_struct()->shape->names()[i], copy);
        }
        if (!room) no_room(m_call);
    }

    /// Methods of what was cloned belong to the clone.
    void rebind() {
        for (const MethodPlace& place : m_methods) {
            bool is_array = place.container.is_array();
            const Value& bound = is_array ? place.container.as_array()->items[place.index]
                                          : place.container.as_struct()->slots[place.index];
            const Method& method = *bound.as_method();
            auto self = m_made.find(method.self.as_object());
            if (self == m_made.end()) continue;
            if (!m_call.may_allocate(sizeof(Method))) return;
            Value clone(m_call.heap.new_method(self->second, method.function));
            if (is_array)
                place.container.as_array()->write(place.index, clone);
            else
                place.container.as_struct()->write(place.index, clone);
        }
    }

    struct MethodPlace {
        Value container;
        uint32_t index; ///< or slot: a clone's are those of its original
    };

    NativeCall& m_call;
    std::unordered_map<const HeapObject*, Value> m_made;
    std::deque<Work> m_work;
    std::vector<MethodPlace> m_methods;
};

} // namespace

static NativeStatus variable_clone(NativeCall& c) {
    int64_t depth = c.integer_or(1, Cloner::deepest);
    Value clone;
    if (c.failed() || !Cloner(c).run(c.arg(0), std::max<int64_t>(depth, 0), clone)) return NativeStatus::fault;
    return c.done(std::move(clone));
}

static constexpr NativeRow rows[] = {
    {"variable_clone", variable_clone, 1, 2},
};

std::span<const NativeRow> clone_natives() {
    return rows;
}

} // namespace scope
