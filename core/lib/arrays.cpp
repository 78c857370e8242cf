// array_* functions without callbacks: docs/semantics.md 3.5. Every writer goes through Array, which tells the barrier.

#include "core/lib/limits.h"
#include "core/lib/value_tables.h"
#include "core/lib/walk.h"
#include "core/lib/watched.h"
#include "core/world/world.h"

#include <algorithm>
#include <cmath>

namespace scope {

static NativeStatus array_create(NativeCall& c) {
    double size = c.real_or(0, 0);
    // GameMaker's test suite: an int64 counts by its low 32 bits.
    if (c.arg(0).is_int64()) size = static_cast<int32_t>(static_cast<uint64_t>(c.arg(0).as_int64()));
    if (std::isnan(size)) size = 0;
    if (c.failed() || !fits_array(c, size)) return NativeStatus::fault;
    auto count = static_cast<uint32_t>(size < 0 ? 0 : size);
    Array* made = c.heap.new_array(count);
    if (!made) return no_room(c);
    Value result(made);
    if (c.count > 1) std::fill_n(made->items, count, c.arg(1));
    return c.done(std::move(result));
}

static NativeStatus array_length(NativeCall& c) {
    c.tested(0);
    return c.done(c.arg(0).is_array() ? static_cast<double>(c.arg(0).as_array()->size) : 0.0);
}
static NativeStatus array_length_2d(NativeCall& c) {
    Array* array = c.array(0);
    int64_t row = c.integer(1);
    if (!array || row < 0 || row >= array->size || !array->items[row].is_array()) return c.done(0.0);
    return c.done(static_cast<double>(array->items[row].as_array()->size));
}

static NativeStatus out_of_range(NativeCall& c, int64_t index, const Array& array) {
    return c.error(std::string(c.name) + " :: Index [" + std::to_string(index) + "] out of range [" +
                   std::to_string(array.size) + "]");
}

static NativeStatus array_get(NativeCall& c) {
    Array* array = c.array(0);
    int64_t index = c.integer(1);
    if (c.failed()) return NativeStatus::fault;
    return index < 0 || index >= array->size ? out_of_range(c, index, *array) : c.done(read_item(c, *array, index));
}

static NativeStatus array_set(NativeCall& c) {
    Array* array = c.array(0);
    int64_t index = c.integer(1);
    if (c.failed()) return NativeStatus::fault;
    if (index < 0) return out_of_range(c, index, *array);
    if (!may_grow(c, *array, static_cast<double>(index) + 1)) return NativeStatus::fault;
    return array->set(static_cast<uint32_t>(index), c.arg(2)) ? c.done() : no_room(c);
}

static NativeStatus array_push(NativeCall& c) {
    Array* array = c.array(0);
    for (uint32_t i = 1; array && i < c.count; ++i)
        if (!array->push(c.arg(i))) return no_room(c);
    return c.done();
}

static NativeStatus removed(NativeCall& c, bool last) {
    Array* array = c.array(0);
    if (!array || array->size == 0) return c.done();
    uint32_t index = last ? array->size - 1 : 0;
    if (!last && !c.charge(array->size / 16)) return NativeStatus::fault;
    Value value = read_item(c, *array, index);
    array->remove(index, 1);
    return c.done(std::move(value));
}
static NativeStatus array_pop(NativeCall& c) {
    return removed(c, true);
}
static NativeStatus array_shift(NativeCall& c) {
    return removed(c, false);
}

static NativeStatus array_first(NativeCall& c) {
    Array* array = c.array(0);
    return array && array->size > 0 ? c.done(read_item(c, *array, 0)) : c.done();
}
static NativeStatus array_last(NativeCall& c) {
    Array* array = c.array(0);
    return array && array->size > 0 ? c.done(read_item(c, *array, array->size - 1)) : c.done();
}

/// Negative indices count from the end; a gap before the index is filled with 0.
static NativeStatus array_insert(NativeCall& c) {
    Array* array = c.array(0);
    int64_t index = c.integer(1);
    if (c.failed()) return NativeStatus::fault;
    if (index < 0) index = std::max<int64_t>(0, index + array->size);
    auto count = c.count - 2;
    double size = static_cast<double>(std::max<int64_t>(index, array->size)) + count;
    if (!may_grow(c, *array, size) || !c.charge(array->size / 16)) return NativeStatus::fault;
    std::vector<Value> values(c.args + 2, c.args + c.count);
    if (index > array->size && !array->resize(static_cast<uint32_t>(index))) return no_room(c);
    return array->insert(static_cast<uint32_t>(index), values.data(), count) ? c.done() : no_room(c);
}

/// A negative count deletes backwards, the index included.
static NativeStatus array_delete(NativeCall& c) {
    Array* array = c.array(0);
    int64_t index = c.integer(1), count = c.integer(2);
    if (c.failed() || !c.charge(array->size / 16)) return NativeStatus::fault;
    int64_t size = array->size;
    if (index < 0) index = std::max<int64_t>(0, index < -size ? 0 : index + size);
    if (index >= size || count == 0) return c.done();
    int64_t end = count > 0 ? (count > size - index ? size : index + count) : index + 1;
    if (count < 0) index = count < -end ? 0 : end + count;
    array->remove(static_cast<uint32_t>(index), static_cast<uint32_t>(end - index));
    return c.done();
}

static NativeStatus array_resize(NativeCall& c) {
    Array* array = c.array(0);
    int64_t size = c.integer(1);
    if (c.failed()) return NativeStatus::fault;
    if (size < 0) return c.error("array_resize :: the size " + std::to_string(size) + " is negative");
    if (!may_grow(c, *array, static_cast<double>(size))) return NativeStatus::fault;
    return array->resize(static_cast<uint32_t>(size)) ? c.done() : no_room(c);
}

/// The source's range may run backwards. A gap before the target's index is filled with 0.
static NativeStatus array_copy(NativeCall& c) {
    Array* target = c.array(0);
    int64_t at = c.integer(1);
    Array* source = c.array(2);
    double offset = c.real(3), length = c.real(4);
    if (c.failed()) return NativeStatus::fault;
    Walk walk = walk_of(offset, length, source->size);
    std::vector<Value> values;
    if (!fits_array(c, static_cast<double>(walk.count)) || !c.charge(static_cast<uint64_t>(walk.count)))
        return NativeStatus::fault;
    values.reserve(static_cast<size_t>(walk.count));
    for (; walk.count > 0; walk.advance()) values.push_back(source->items[walk.at]);
    if (values.empty()) return c.done();
    int64_t size = target->size;
    if (at < 0) at = at < -size ? 0 : at + size;
    if (!may_grow(c, *target, static_cast<double>(at) + static_cast<double>(values.size()))) return NativeStatus::fault;
    auto begin = static_cast<uint32_t>(at), end = static_cast<uint32_t>(begin + values.size());
    if (end > target->size && !target->resize(end)) return no_room(c);
    for (uint32_t i = begin; i < end; ++i) target->write(i, values[i - begin]);
    return c.done();
}

static NativeStatus array_equals(NativeCall& c) {
    (void)c.array(0), (void)c.array(1);
    if (c.failed()) return NativeStatus::fault;
    return c.done(Value::boolean(deep_equals(c.host.rules(), c.arg(0), c.arg(1))));
}

static NativeStatus array_concat(NativeCall& c) {
    double total = 0;
    for (uint32_t i = 0; i < c.count; ++i)
        if (Array* array = c.array(i)) total += array->size;
    if (c.failed() || !fits_array(c, total)) return NativeStatus::fault;
    Value result(c.heap.new_array());
    if (!result.as_array()->reserve(static_cast<uint32_t>(total))) return no_room(c);
    for (uint32_t i = 0; i < c.count; ++i) {
        Array* array = c.arg(i).as_array();
        for (uint32_t k = 0; k < array->size; ++k)
            if (!result.as_array()->push(array->items[k])) return no_room(c);
    }
    return c.done(std::move(result));
}

/// A new array of the items that `walk` visits.
static bool copied(NativeCall& c, const Array& array, Walk walk, Value& out) {
    if (!fits_array(c, static_cast<double>(walk.count))) return false;
    out = Value(c.heap.new_array());
    bool room = out.as_array()->reserve(static_cast<uint32_t>(walk.count));
    for (; room && walk.count > 0; walk.advance()) room = out.as_array()->push(array.items[walk.at]);
    if (!room) no_room(c);
    return room;
}

/// Exchanges the items of a range from both ends.
static void reverse(Array& array, Walk walk) {
    if (walk.count == 0) return;
    int64_t first = std::min(walk.at, walk.last()), last = std::max(walk.at, walk.last());
    for (; first < last; ++first, --last) {
        Value kept = array.items[first];
        array.write(static_cast<uint32_t>(first), array.items[last]);
        array.write(static_cast<uint32_t>(last), kept);
    }
}

static NativeStatus array_reverse(NativeCall& c) {
    Array* array = c.array(0);
    if (!array) return NativeStatus::fault;
    Walk walk = walk_argument(c, 1, 2, array->size);
    Value result;
    if (c.failed() || !copied(c, *array, walk, result)) return NativeStatus::fault;
    reverse(*result.as_array(), walk_of(0, result.as_array()->size, result.as_array()->size));
    return c.done(std::move(result));
}
static NativeStatus array_reverse_ext(NativeCall& c) {
    Array* array = c.array(0);
    if (!array) return NativeStatus::fault;
    Walk walk = walk_argument(c, 1, 2, array->size);
    if (c.failed() || !c.charge(static_cast<uint64_t>(walk.count) / 2)) return NativeStatus::fault;
    reverse(*array, walk);
    return c.done(static_cast<double>(walk.count));
}

static void shuffle(World& world, Array& array, Walk walk) {
    auto first = static_cast<uint32_t>(walk.count > 0 ? std::min(walk.at, walk.last()) : 0);
    for (auto left = static_cast<uint32_t>(walk.count); left > 1; --left) {
        uint32_t from = first + world.random().below(left), to = first + left - 1;
        Value kept = array.items[to];
        array.write(to, array.items[from]);
        array.write(from, kept);
    }
}
static NativeStatus array_shuffle(NativeCall& c) {
    Array* array = c.array(0);
    if (!array) return NativeStatus::fault;
    Walk walk = walk_argument(c, 1, 2, array->size);
    Value result;
    if (c.failed() || !c.charge(static_cast<uint64_t>(walk.count)) || !copied(c, *array, walk, result))
        return NativeStatus::fault;
    shuffle(world_of(c), *result.as_array(), walk_of(0, result.as_array()->size, result.as_array()->size));
    return c.done(std::move(result));
}
static NativeStatus array_shuffle_ext(NativeCall& c) {
    Array* array = c.array(0);
    if (!array) return NativeStatus::fault;
    Walk walk = walk_argument(c, 1, 2, array->size);
    if (c.failed() || !c.charge(static_cast<uint64_t>(walk.count))) return NativeStatus::fault;
    shuffle(world_of(c), *array, walk);
    return c.done(static_cast<double>(walk.count));
}

static constexpr NativeRow rows[] = {
    {"array_create", array_create, 0, 2},
    {"array_length", array_length, 1, 1},
    {"array_length_1d", array_length, 1, 1},
    {"array_height_2d", array_length, 1, 1},
    {"array_length_2d", array_length_2d, 2, 2},
    {"array_get", array_get, 2, 2},
    {"array_set", array_set, 3, 3},
    {"array_push", array_push, 1, -1},
    {"array_pop", array_pop, 1, 1},
    {"array_shift", array_shift, 1, 1},
    {"array_first", array_first, 1, 1},
    {"array_last", array_last, 1, 1},
    {"array_insert", array_insert, 2, -1},
    {"array_delete", array_delete, 3, 3},
    {"array_resize", array_resize, 2, 2},
    {"array_copy", array_copy, 5, 5},
    {"array_equals", array_equals, 2, 2},
    {"array_concat", array_concat, 0, -1},
    {"array_reverse", array_reverse, 1, 3},
    {"array_reverse_ext", array_reverse_ext, 1, 3},
    {"array_shuffle", array_shuffle, 1, 3},
    {"array_shuffle_ext", array_shuffle_ext, 1, 3},
};

std::span<const NativeRow> array_natives() {
    return rows;
}

} // namespace scope
