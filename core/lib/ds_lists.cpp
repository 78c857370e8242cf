// ds_list_*: docs/semantics.md 2.5 and 2.9.

#include "core/lib/ds_arguments.h"
#include "core/lib/limits.h"
#include "core/lib/tables.h"

namespace scope {

static NativeStatus list_create(NativeCall& c) {
    return made(c, world_of(c).ds().create_list());
}

static NativeStatus list_add(NativeCall& c) {
    DsList* list = ds_argument<DsList>(c, 0);
    for (uint32_t i = 1; list && i < c.count; ++i)
        if (list->add(c.args[i]) == DsWrite::limit) return written(c, DsWrite::limit);
    return c.done();
}

static NativeStatus add_owned(NativeCall& c, DsOwn own) {
    DsList* list = ds_argument<DsList>(c, 0);
    return list ? written(c, list->add(c.arg(1), own)) : c.done();
}
static NativeStatus list_add_map(NativeCall& c) {
    return add_owned(c, DsOwn::map);
}
static NativeStatus list_add_list(NativeCall& c) {
    return add_owned(c, DsOwn::list);
}

static NativeStatus insert(NativeCall& c, DsOwn own) {
    DsList* list = ds_argument<DsList>(c, 0);
    int64_t index = c.integer(1);
    return list && !c.failed() ? written(c, list->insert(index, c.arg(2), own)) : c.done();
}
static NativeStatus list_insert(NativeCall& c) {
    return insert(c, DsOwn::nothing);
}
static NativeStatus list_insert_map(NativeCall& c) {
    return insert(c, DsOwn::map);
}
static NativeStatus list_insert_list(NativeCall& c) {
    return insert(c, DsOwn::list);
}

static NativeStatus list_set(NativeCall& c) {
    DsList* list = ds_argument<DsList>(c, 0);
    int64_t index = c.integer(1);
    if (!list || c.failed()) return c.done();
    // The list grows up to the index: work and memory in proportion to the gap.
    int64_t gap = index - static_cast<int64_t>(list->size());
    if (gap > 0 && !(c.charge(static_cast<uint64_t>(gap)) &&
                     c.may_allocate(static_cast<size_t>(std::min<int64_t>(gap, int64_t(1) << 40)) * sizeof(Value))))
        return NativeStatus::fault;
    return written(c, list->set(index, c.arg(2)));
}

static NativeStatus list_replace(NativeCall& c) {
    DsList* list = ds_argument<DsList>(c, 0);
    int64_t index = c.integer(1);
    if (!list || c.failed()) return c.done();
    if (index < 0 || static_cast<size_t>(index) >= list->size())
        return c.error("ds_list_replace :: Trying to access an out-of-bounds index [| " + std::to_string(index) + "]");
    return written(c, list->replace(index, c.arg(2)));
}

static NativeStatus list_find_value(NativeCall& c) {
    DsList* list = ds_argument<DsList>(c, 0);
    int64_t index = c.integer(1);
    return list && !c.failed() ? c.done(list->get(index)) : c.done();
}

static NativeStatus list_find_index(NativeCall& c) {
    DsList* list = ds_argument<DsList>(c, 0);
    if (!list || !c.charge(list->size() / 8)) return c.done();
    return c.done(static_cast<double>(list->find_index(c.arg(1))));
}

static NativeStatus list_delete(NativeCall& c) {
    DsList* list = ds_argument<DsList>(c, 0);
    int64_t index = c.integer(1);
    if (list && !c.failed()) list->erase(index);
    return c.done();
}

static NativeStatus mark(NativeCall& c, DsOwn own) {
    DsList* list = ds_argument<DsList>(c, 0);
    int64_t index = c.integer(1);
    if (list && !c.failed()) list->mark(index, own);
    return c.done();
}
static NativeStatus list_mark_as_map(NativeCall& c) {
    return mark(c, DsOwn::map);
}
static NativeStatus list_mark_as_list(NativeCall& c) {
    return mark(c, DsOwn::list);
}

static NativeStatus is_owned(NativeCall& c, DsOwn own) {
    DsList* list = ds_argument<DsList>(c, 0);
    int64_t index = c.integer(1);
    return list && !c.failed() ? c.done(Value::boolean(list->owns(index) == own)) : c.done();
}
static NativeStatus list_is_map(NativeCall& c) {
    return is_owned(c, DsOwn::map);
}
static NativeStatus list_is_list(NativeCall& c) {
    return is_owned(c, DsOwn::list);
}

static NativeStatus list_sort(NativeCall& c) {
    DsList* list = ds_argument<DsList>(c, 0);
    bool ascending = c.truth(1);
    if (!list || c.failed() || !c.charge(work_of_sorting(list->size()))) return c.done();
    list->sort(ascending);
    return c.done();
}

static NativeStatus list_shuffle(NativeCall& c) {
    DsList* list = ds_argument<DsList>(c, 0);
    if (!list || !c.charge(list->size() * 4)) return c.done();
    World& world = world_of(c);
    list->shuffle([&](uint32_t below) { return static_cast<uint32_t>(world.random().below(below)); });
    return c.done();
}

static constexpr NativeRow rows[] = {
    {"ds_list_create", list_create, 0, 0},
    {"ds_list_destroy", ds_destroy<DsList>, 1, 1},
    {"ds_list_clear", ds_clear<DsList>, 1, 1},
    {"ds_list_size", ds_size<DsList>, 1, 1},
    {"ds_list_empty", ds_empty<DsList>, 1, 1},
    {"ds_list_copy", ds_copy<DsList>, 2, 2},
    {"ds_list_write", ds_write<DsList>, 1, 1},
    {"ds_list_read", ds_read<DsList>, 2, 3},
    {"ds_list_add", list_add, 1, -1},
    {"ds_list_add_map", list_add_map, 2, 2},
    {"ds_list_add_list", list_add_list, 2, 2},
    {"ds_list_insert", list_insert, 3, 3},
    {"ds_list_insert_map", list_insert_map, 3, 3},
    {"ds_list_insert_list", list_insert_list, 3, 3},
    {"ds_list_set", list_set, 3, 3},
    {"ds_list_replace", list_replace, 3, 3},
    {"ds_list_find_value", list_find_value, 2, 2},
    {"ds_list_find_index", list_find_index, 2, 2},
    {"ds_list_delete", list_delete, 2, 2},
    {"ds_list_mark_as_map", list_mark_as_map, 2, 2},
    {"ds_list_mark_as_list", list_mark_as_list, 2, 2},
    {"ds_list_is_map", list_is_map, 2, 2},
    {"ds_list_is_list", list_is_list, 2, 2},
    {"ds_list_sort", list_sort, 2, 2},
    {"ds_list_shuffle", list_shuffle, 1, 1},
};

std::span<const NativeRow> ds_list_natives() {
    return rows;
}

} // namespace scope
