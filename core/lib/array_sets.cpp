// Arrays as sets: what is in one, in both, in any, and only once.

#include "core/gml/host.h"
#include "core/lib/limits.h"
#include "core/lib/value_set.h"
#include "core/lib/value_tables.h"
#include "core/lib/walk.h"

namespace scope {

static int64_t index_of(NativeCall& c, const Array& array, Walk walk, const Value& wanted) {
    if (!c.charge(static_cast<uint64_t>(walk.count))) return -1;
    for (; walk.count > 0; walk.advance()) // what == calls equal is found: 2 by "2"
        if (equals(c.host.rules(), array.items[walk.at], wanted)) return walk.at;
    return -1;
}

static int64_t count_of(NativeCall& c, const Array& array, Walk walk, const Value& wanted) {
    int64_t count = 0;
    if (!c.charge(static_cast<uint64_t>(walk.count))) return count;
    for (; walk.count > 0; walk.advance())
        if (equals(c.host.rules(), array.items[walk.at], wanted)) ++count;
    return count;
}

static NativeStatus array_get_index(NativeCall& c) {
    Array* array = c.array(0);
    if (!array) return NativeStatus::fault;
    Walk walk = walk_argument(c, 2, 3, array->size);
    return c.done(static_cast<double>(index_of(c, *array, walk, c.arg(1))));
}
static NativeStatus array_contains(NativeCall& c) {
    Array* array = c.array(0);
    if (!array) return NativeStatus::fault;
    Walk walk = walk_argument(c, 2, 3, array->size);
    return c.done(Value::boolean(index_of(c, *array, walk, c.arg(1)) >= 0));
}

/// Whether any of the second array's values is in the first, or each, as often as it is listed.
static NativeStatus array_contains_ext(NativeCall& c) {
    Array* array = c.array(0);
    Array* wanted = c.array(1);
    bool each = c.truth_or(2, false);
    if (c.failed() || !c.charge(wanted->size)) return NativeStatus::fault;
    Walk walk = walk_argument(c, 3, 4, array->size);
    bool any = wanted->size == 0;
    for (uint32_t i = 0; i < wanted->size && !c.failed(); ++i) {
        const Value& value = wanted->items[i];
        bool there = each ? count_of(c, *array, walk, value) > count_of(c, *wanted, {0, i, 1}, value)
                          : index_of(c, *array, walk, value) >= 0;
        if (there != each) return c.done(Value::boolean(there));
        any = there;
    }
    return c.done(Value::boolean(any));
}

/// Room and work for `items` of a set.
static bool may_count(NativeCall& c, double items) {
    return fits_array(c, items) && c.charge(static_cast<uint64_t>(items) * 2) &&
           c.may_allocate(static_cast<size_t>(items) * 64);
}

static NativeStatus array_unique(NativeCall& c) {
    Array* array = c.array(0);
    if (!array) return NativeStatus::fault;
    Walk walk = walk_argument(c, 1, 2, array->size);
    if (c.failed() || !may_count(c, static_cast<double>(walk.count))) return NativeStatus::fault;
    Value result(c.heap.new_array());
    ValueCounts seen;
    for (; walk.count > 0; walk.advance()) {
        const Value& item = array->items[walk.at];
        if (seen.emplace(item, 1).second && !result.as_array()->push(item)) return no_room(c);
    }
    return c.done(std::move(result));
}

/// Moves the first of each to the front of the range; tells how many there are.
static NativeStatus array_unique_ext(NativeCall& c) {
    Array* array = c.array(0);
    if (!array) return NativeStatus::fault;
    Walk walk = walk_argument(c, 1, 2, array->size);
    if (c.failed() || !may_count(c, static_cast<double>(walk.count))) return NativeStatus::fault;
    ValueCounts seen;
    int64_t to = walk.at;
    for (; walk.count > 0; walk.advance()) {
        Value item = array->items[walk.at];
        if (!seen.emplace(item, 1).second) continue;
        if (to != walk.at) array->write(static_cast<uint32_t>(to), item);
        to += walk.step;
    }
    return c.done(static_cast<double>(seen.size()));
}

/// Whether the arguments are arrays and their items together may be counted; else the fault is set.
static bool may_combine(NativeCall& c) {
    double total = 0;
    for (uint32_t i = 0; i < c.count; ++i)
        if (Array* array = c.array(i)) total += array->size;
    return !c.failed() && may_count(c, total);
}

static NativeStatus array_union(NativeCall& c) {
    if (!may_combine(c)) return NativeStatus::fault;
    Value result(c.heap.new_array());
    ValueCounts seen;
    for (uint32_t i = 0; i < c.count; ++i) {
        Array* array = c.arg(i).as_array();
        for (uint32_t k = 0; k < array->size; ++k)
            if (seen.emplace(array->items[k], 1).second && !result.as_array()->push(array->items[k])) return no_room(c);
    }
    return c.done(std::move(result));
}

/// What is in every array, in the order of the first.
static NativeStatus array_intersection(NativeCall& c) {
    if (!may_combine(c)) return NativeStatus::fault;
    Value result(c.heap.new_array());
    if (c.count == 0) return c.done(std::move(result));
    ValueCounts in; // how many of the arrays so far hold it
    for (uint32_t i = 0; i < c.count; ++i) {
        Array* array = c.arg(i).as_array();
        for (uint32_t k = 0; k < array->size; ++k) {
            if (i == 0) {
                in.emplace(array->items[k], 1);
                continue;
            }
            auto at = in.find(array->items[k]);
            if (at != in.end() && at->second == i) at->second = i + 1;
        }
    }
    Array* first = c.arg(0).as_array();
    for (uint32_t k = 0; k < first->size; ++k) {
        uint32_t& held = in[first->items[k]];
        if (held == c.count && !result.as_array()->push(first->items[k])) return no_room(c);
        held = 0;
    }
    return c.done(std::move(result));
}

static constexpr NativeRow rows[] = {
    {"array_get_index", array_get_index, 2, 4},        {"array_contains", array_contains, 2, 4},
    {"array_contains_ext", array_contains_ext, 2, 5},  {"array_unique", array_unique, 1, 3},
    {"array_unique_ext", array_unique_ext, 1, 3},      {"array_union", array_union, 1, -1},
    {"array_intersection", array_intersection, 1, -1},
};

std::span<const NativeRow> array_set_natives() {
    return rows;
}

} // namespace scope
