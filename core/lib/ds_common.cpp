// Functions of all data structures: ds_exists, ds_set_precision, and the functions behind accessors.

#include "core/lib/ds_arguments.h"
#include "core/lib/existence.h"
#include "core/lib/library.h"
#include "core/lib/tables.h"

namespace scope {

static NativeStatus ds_exists(NativeCall& c) {
    if (c.arg(0).is_undefined()) return c.wrong_type(0, "Number");
    RefKind kind = ds_kind_from_number(c.integer(1));
    if (c.failed()) return c.done();
    return c.done(Value::boolean(kind != RefKind::none && world_of(c).ds().exists(kind, c.arg(0))));
}

static NativeStatus ds_set_precision(NativeCall& c) {
    double precision = c.real(0);
    if (!c.failed() && precision >= 0) world_of(c).ds().precision = precision;
    return c.done();
}

static constexpr NativeRow rows[] = {
    {"ds_exists", unless_undefined<ds_exists>, 2, 2},
    {"ds_set_precision", ds_set_precision, 1, 1, NativeRow::calls_out},
};

std::span<const NativeRow> ds_natives() {
    return rows;
}

static NativeFn row(std::span<const NativeRow> table, std::string_view name) {
    for (const NativeRow& one : table)
        if (one.name == name) return one.function;
    return nullptr;
}

AccessorNatives accessor_natives() {
    return {row(ds_map_natives(), "ds_map_find_value"),   row(ds_map_natives(), "ds_map_set"),
            row(ds_list_natives(), "ds_list_find_value"), row(ds_list_natives(), "ds_list_set"),
            row(ds_grid_natives(), "ds_grid_get"),        row(ds_grid_natives(), "ds_grid_set")};
}

} // namespace scope
