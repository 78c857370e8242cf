// array_* functions that call GML for each item. One frame serves all of them: what differs is what is done with each
// returned value and what is left at the end. The array is held and asked again at each step, since the callback may
// change it.

#include "core/gml/host.h"
#include "core/lib/callbacks.h"
#include "core/lib/limits.h"
#include "core/lib/value_tables.h"
#include "core/lib/walk.h"
#include "core/lib/watched.h"

namespace scope {

namespace {

enum class Task : uint8_t {
    foreach,
    map,
    map_ext,
    filter,
    filter_ext,
    any,
    all,
    find_index,
    copy_while,
    reduce,
    create
};

class ItemWalk final : public NativeFrame {
public:
    ItemWalk(std::string_view name, Task task, const Value& callee, const Value& array, Walk walk)
        : m_name(name)
        , m_task(task)
        , m_callee(callee)
        , m_array(array)
        , m_walk(walk)
        , m_to(walk.at) {}

    std::string_view name() const override { return m_name; }
    NativeStatus resume(NativeCall& c, const Value& returned) override {
        if (!take(c, returned)) return c.failed() ? NativeStatus::fault : c.done(std::move(m_result));
        m_walk.advance();
        if (m_walk.count == 0) return c.done(end());
        size_t count = arguments(c);
        return call_back_again(c, m_callee, std::span<const Value>(m_arguments.data(), count));
    }
    /// Calls the function for the first item; for an empty walk the end comes at once.
    static NativeStatus start(NativeCall& c, std::unique_ptr<ItemWalk> walk) {
        if (walk->m_walk.count == 0) return c.done(walk->end());
        ItemWalk& first = *walk;
        size_t count = first.arguments(c);
        std::array<Value, 3> shown = first.m_arguments;
        Value callee = first.m_callee;
        return call_back(c, callee, std::span<const Value>(shown.data(), count), std::move(walk));
    }
    /// The result as it begins: a new array, or what reduce starts with.
    void begin_with(Value result) { m_result = std::move(result); }
    void skip_first() { m_walk.advance(); }
    const Walk& walk() const { return m_walk; }

private:
    Value item(NativeCall& c) const {
        const Array* array = m_array.as_array();
        return m_walk.at < array->size ? read_item(c, *array, m_walk.at) : Value();
    }
    size_t arguments(NativeCall& c) {
        Value index(static_cast<double>(m_walk.at));
        if (m_task == Task::create) return m_arguments = {index, {}, {}}, 1;
        m_item = item(c);
        if (m_task == Task::reduce) return m_arguments = {m_result, m_item, index}, 3;
        return m_arguments = {m_item, index, {}}, 2;
    }
    bool push(NativeCall& c, const Value& value) {
        if (m_result.as_array()->push(value)) return true;
        no_room(c);
        return false;
    }
    /// Writes into the array itself, as long as it is still that long.
    bool write(int64_t at, const Value& value) {
        Array* array = m_array.as_array();
        if (at < array->size) array->write(static_cast<uint32_t>(at), value);
        return true;
    }
    bool keep_in_place(bool wanted) {
        if (!wanted) return true;
        write(m_to, m_item);
        m_to += m_walk.step;
        ++m_count;
        return true;
    }
    /// Ends the walk with `value` when `so`.
    bool stop(bool so, Value value) {
        if (so) m_result = std::move(value);
        return !so;
    }
    /// What the function returned for the current item; false when the walk is over.
    bool take(NativeCall& c, const Value& returned) {
        switch (m_task) {
        case Task::foreach: return true;
        case Task::map:
        case Task::create: return push(c, returned);
        case Task::map_ext: ++m_count; return write(m_walk.at, returned);
        case Task::reduce: m_result = returned; return true;
        default: break;
        }
        bool wanted = false;
        std::string error;
        if (!to_bool(returned, wanted, error)) return c.error(m_name + " :: " + error), false;
        switch (m_task) {
        case Task::filter: return !wanted || push(c, m_item);
        case Task::filter_ext: return keep_in_place(wanted);
        case Task::any: return stop(wanted, Value::boolean(true));
        case Task::all: return stop(!wanted, Value::boolean(false));
        case Task::find_index: return stop(wanted, Value(static_cast<double>(m_walk.at)));
        default: return wanted && push(c, m_item); // copy_while
        }
    }
    Value end() {
        switch (m_task) {
        case Task::foreach: return Value();
        case Task::map_ext:
        case Task::filter_ext: return Value(static_cast<double>(m_count));
        case Task::any: return Value::boolean(false);
        case Task::all: return Value::boolean(true);
        case Task::find_index: return Value(-1.0);
        default: return std::move(m_result);
        }
    }

    std::string m_name;
    Task m_task;
    Value m_callee, m_array, m_result;
    Value m_item; ///< the current one, as the function was shown it
    Walk m_walk;
    int64_t m_to; ///< where filter_ext writes next
    int64_t m_count = 0;
    std::array<Value, 3> m_arguments;
};

} // namespace

static NativeStatus walk_items(NativeCall& c, Task task, bool makes_array) {
    Array* array = c.array(0);
    if (!array || !callable_argument(c, 1)) return NativeStatus::fault;
    Walk walk = walk_argument(c, 2, 3, array->size);
    if (c.failed()) return NativeStatus::fault;
    auto frame = std::make_unique<ItemWalk>(c.name, task, c.arg(1), c.arg(0), walk);
    if (makes_array) frame->begin_with(Value(c.heap.new_array()));
    return ItemWalk::start(c, std::move(frame));
}

static NativeStatus array_foreach(NativeCall& c) {
    return walk_items(c, Task::foreach, false);
}
static NativeStatus array_map(NativeCall& c) {
    return walk_items(c, Task::map, true);
}
static NativeStatus array_map_ext(NativeCall& c) {
    return walk_items(c, Task::map_ext, false);
}
static NativeStatus array_filter(NativeCall& c) {
    return walk_items(c, Task::filter, true);
}
static NativeStatus array_filter_ext(NativeCall& c) {
    return walk_items(c, Task::filter_ext, false);
}
static NativeStatus array_any(NativeCall& c) {
    return walk_items(c, Task::any, false);
}
static NativeStatus array_all(NativeCall& c) {
    return walk_items(c, Task::all, false);
}
static NativeStatus array_find_index(NativeCall& c) {
    return walk_items(c, Task::find_index, false);
}
static NativeStatus array_copy_while(NativeCall& c) {
    return walk_items(c, Task::copy_while, true);
}

/// Without a first value the walk's first item is it, and there has to be one.
static NativeStatus array_reduce(NativeCall& c) {
    Array* array = c.array(0);
    if (!array || !callable_argument(c, 1)) return NativeStatus::fault;
    Walk walk = walk_argument(c, 3, 4, array->size);
    if (c.failed()) return NativeStatus::fault;
    if (walk.count == 0 && !c.has(2))
        return c.error("array_reduce :: the array is empty and there is no initial value");
    auto frame = std::make_unique<ItemWalk>(c.name, Task::reduce, c.arg(1), c.arg(0), walk);
    frame->begin_with(c.has(2) ? c.arg(2) : array->items[walk.at]);
    if (!c.has(2)) frame->skip_first();
    return ItemWalk::start(c, std::move(frame));
}

static NativeStatus array_create_ext(NativeCall& c) {
    double size = c.real(0);
    if (!callable_argument(c, 1)) return NativeStatus::fault;
    if (!fits_array(c, size)) return NativeStatus::fault;
    Walk walk;
    walk.count = size < 0 ? 0 : static_cast<int64_t>(size);
    auto frame = std::make_unique<ItemWalk>(c.name, Task::create, c.arg(1), Value(), walk);
    frame->begin_with(Value(c.heap.new_array()));
    return ItemWalk::start(c, std::move(frame));
}

static constexpr NativeRow rows[] = {
    {"array_foreach", array_foreach, 2, 4},
    {"array_map", array_map, 2, 4},
    {"array_map_ext", array_map_ext, 2, 4},
    {"array_filter", array_filter, 2, 4},
    {"array_filter_ext", array_filter_ext, 2, 4},
    {"array_any", array_any, 2, 4},
    {"array_all", array_all, 2, 4},
    {"array_find_index", array_find_index, 2, 4},
    {"array_copy_while", array_copy_while, 2, 4},
    {"array_reduce", array_reduce, 2, 5},
    {"array_create_ext", array_create_ext, 2, 2},
};

std::span<const NativeRow> array_callback_natives() {
    return rows;
}

} // namespace scope
