// ds_map_*: docs/semantics.md 2.2 to 2.5.

#include "core/lib/ds_arguments.h"
#include "core/lib/existence.h"
#include "core/lib/tables.h"

namespace scope {

static NativeStatus map_create(NativeCall& c) {
    return made(c, world_of(c).ds().create_map());
}

static NativeStatus map_find_value(NativeCall& c) {
    DsMap* map = ds_argument<DsMap>(c, 0);
    return map ? c.done(map->get(c.arg(1))) : c.done();
}

static NativeStatus map_exists(NativeCall& c) {
    DsMap* map = ds_argument<DsMap>(c, 0);
    return map ? c.done(Value::boolean(map->exists(c.arg(1)))) : c.done();
}

static NativeStatus add(NativeCall& c, DsOwn own) {
    DsMap* map = ds_argument<DsMap>(c, 0);
    if (!map) return c.done();
    DsWrite what = map->add(c.arg(1), c.arg(2), own);
    c.result = Value::boolean(what == DsWrite::created);
    return written(c, what);
}
static NativeStatus map_add(NativeCall& c) {
    return add(c, DsOwn::nothing);
}
static NativeStatus map_add_map(NativeCall& c) {
    return add(c, DsOwn::map);
}
static NativeStatus map_add_list(NativeCall& c) {
    return add(c, DsOwn::list);
}

static NativeStatus set(NativeCall& c, DsOwn own, bool tells) {
    DsMap* map = ds_argument<DsMap>(c, 0);
    if (!map) return c.done();
    DsWrite what = map->set(c.arg(1), c.arg(2), own);
    if (tells) c.result = Value::boolean(what == DsWrite::replaced);
    return written(c, what);
}
static NativeStatus map_set(NativeCall& c) {
    return set(c, DsOwn::nothing, false);
}
static NativeStatus map_replace(NativeCall& c) {
    return set(c, DsOwn::nothing, true);
}
static NativeStatus map_replace_map(NativeCall& c) {
    return set(c, DsOwn::map, true);
}
static NativeStatus map_replace_list(NativeCall& c) {
    return set(c, DsOwn::list, true);
}

static NativeStatus map_delete(NativeCall& c) {
    DsMap* map = ds_argument<DsMap>(c, 0);
    if (map) map->erase(c.arg(1));
    return c.done();
}

static NativeStatus map_is_map(NativeCall& c) {
    DsMap* map = ds_argument<DsMap>(c, 0);
    return map ? c.done(Value::boolean(map->owns(c.arg(1)) == DsOwn::map)) : c.done();
}
static NativeStatus map_is_list(NativeCall& c) {
    DsMap* map = ds_argument<DsMap>(c, 0);
    return map ? c.done(Value::boolean(map->owns(c.arg(1)) == DsOwn::list)) : c.done();
}

static NativeStatus map_find_first(NativeCall& c) {
    DsMap* map = ds_argument<DsMap>(c, 0);
    return map ? c.done(map->first()) : c.done();
}
static NativeStatus map_find_last(NativeCall& c) {
    DsMap* map = ds_argument<DsMap>(c, 0);
    return map ? c.done(map->last()) : c.done();
}
static NativeStatus map_find_next(NativeCall& c) {
    DsMap* map = ds_argument<DsMap>(c, 0);
    return map ? c.done(map->next(c.arg(1))) : c.done();
}
static NativeStatus map_find_previous(NativeCall& c) {
    DsMap* map = ds_argument<DsMap>(c, 0);
    return map ? c.done(map->previous(c.arg(1))) : c.done();
}

/// Keys or values behind what the array given (or a new one) holds already.
static NativeStatus to_array(NativeCall& c, bool (DsMap::*append)(Array&) const) {
    DsMap* map = ds_argument<DsMap>(c, 0);
    Array* into = c.has(1) ? c.array(1) : nullptr;
    if (!map || c.failed() || !c.charge(map->size())) return c.done();
    Value target = into ? Value(into) : Value(c.heap.new_array());
    if (!(map->*append)(*target.as_array())) return c.limit("memory", "no memory for the array");
    return c.done(target);
}
static NativeStatus map_keys_to_array(NativeCall& c) {
    return to_array(c, &DsMap::keys_to);
}
static NativeStatus map_values_to_array(NativeCall& c) {
    return to_array(c, &DsMap::values_to);
}

static constexpr NativeRow rows[] = {
    {"ds_map_create", map_create, 0, 0},
    {"ds_map_destroy", ds_destroy<DsMap>, 1, 1},
    {"ds_map_clear", ds_clear<DsMap>, 1, 1},
    {"ds_map_size", ds_size<DsMap>, 1, 1},
    {"ds_map_empty", ds_empty<DsMap>, 1, 1},
    {"ds_map_copy", ds_copy<DsMap>, 2, 2},
    {"ds_map_write", ds_write<DsMap>, 1, 1},
    {"ds_map_read", ds_read<DsMap>, 2, 3},
    {"ds_map_find_value", map_find_value, 2, 2},
    {"ds_map_exists", unless_undefined<map_exists>, 2, 2},
    {"ds_map_add", map_add, 3, 3},
    {"ds_map_add_map", map_add_map, 3, 3},
    {"ds_map_add_list", map_add_list, 3, 3},
    {"ds_map_set", map_set, 3, 3},
    {"ds_map_replace", map_replace, 3, 3},
    {"ds_map_replace_map", map_replace_map, 3, 3},
    {"ds_map_replace_list", map_replace_list, 3, 3},
    {"ds_map_delete", map_delete, 2, 2},
    {"ds_map_is_map", map_is_map, 2, 2},
    {"ds_map_is_list", map_is_list, 2, 2},
    {"ds_map_find_first", map_find_first, 1, 1},
    {"ds_map_find_last", map_find_last, 1, 1},
    {"ds_map_find_next", map_find_next, 2, 2},
    {"ds_map_find_previous", map_find_previous, 2, 2},
    {"ds_map_keys_to_array", map_keys_to_array, 1, 2},
    {"ds_map_values_to_array", map_values_to_array, 1, 2},
};

std::span<const NativeRow> ds_map_natives() {
    return rows;
}

} // namespace scope
