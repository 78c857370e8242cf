// ds_grid_*: docs/semantics.md 2.9.

#include "core/lib/ds_arguments.h"
#include "core/lib/existence.h"
#include "core/lib/limits.h"
#include "core/lib/tables.h"

namespace scope {

/// Width or height; what is not positive counts as 0.
static uint32_t extent(NativeCall& c, uint32_t index) {
    return static_cast<uint32_t>(std::clamp<int64_t>(c.integer(index), 0, 1 << 24));
}

static bool room_for(NativeCall& c, uint32_t width, uint32_t height) {
    uint64_t cells = uint64_t(width) * height;
    return !c.failed() && c.charge(cells / 4) && c.may_allocate(cells * sizeof(Value));
}

static NativeStatus grid_create(NativeCall& c) {
    uint32_t width = extent(c, 0), height = extent(c, 1);
    return room_for(c, width, height) ? made(c, world_of(c).ds().create_grid(width, height)) : NativeStatus::fault;
}

static NativeStatus grid_resize(NativeCall& c) {
    DsGrid* grid = ds_argument<DsGrid>(c, 0);
    uint32_t width = extent(c, 1), height = extent(c, 2);
    if (!grid || !room_for(c, width, height)) return c.done();
    return copied(c, grid->resize(width, height));
}

static NativeStatus grid_width(NativeCall& c) {
    DsGrid* grid = ds_argument<DsGrid>(c, 0);
    return grid ? c.done(static_cast<double>(grid->width())) : c.done();
}
static NativeStatus grid_height(NativeCall& c) {
    DsGrid* grid = ds_argument<DsGrid>(c, 0);
    return grid ? c.done(static_cast<double>(grid->height())) : c.done();
}

static NativeStatus grid_get(NativeCall& c) {
    DsGrid* grid = ds_argument<DsGrid>(c, 0);
    int64_t x = c.integer(1), y = c.integer(2);
    return grid && !c.failed() ? c.done(grid->get(x, y)) : c.done();
}

static NativeStatus change(NativeCall& c, GridChange what) {
    DsGrid* grid = ds_argument<DsGrid>(c, 0);
    int64_t x = c.integer(1), y = c.integer(2);
    if (!grid || c.failed()) return c.done();
    std::string error;
    DsWrite done = grid->change(what, x, y, c.arg(3), error);
    return error.empty() ? written(c, done) : c.error(std::move(error));
}
static NativeStatus grid_set(NativeCall& c) {
    return change(c, GridChange::set);
}
static NativeStatus grid_add(NativeCall& c) {
    return change(c, GridChange::add);
}
static NativeStatus grid_multiply(NativeCall& c) {
    return change(c, GridChange::multiply);
}

static GridArea region_argument(NativeCall& c, uint32_t first) {
    return GridArea::region(c.real(first), c.real(first + 1), c.real(first + 2), c.real(first + 3));
}
static GridArea disk_argument(NativeCall& c, uint32_t first) {
    return GridArea::circle(c.real(first), c.real(first + 1), c.real(first + 2));
}

template<GridChange what, bool disk> static NativeStatus change_area(NativeCall& c) {
    DsGrid* grid = ds_argument<DsGrid>(c, 0);
    GridArea area = disk ? disk_argument(c, 1) : region_argument(c, 1);
    if (!grid || c.failed() || !c.charge(grid->size())) return c.done();
    std::string error;
    return grid->change_area(what, area, c.arg(disk ? 4 : 5), error) ? c.done() : c.error(std::move(error));
}

template<GridChange what> static NativeStatus change_from(NativeCall& c) {
    DsGrid* grid = ds_argument<DsGrid>(c, 0);
    DsGrid* source = ds_argument<DsGrid>(c, 1);
    GridArea area = region_argument(c, 2);
    int64_t x = c.integer(6), y = c.integer(7);
    if (!grid || !source || c.failed() || !c.charge(source->size())) return c.done();
    std::string error;
    return grid->change_from(what, *source, area, x, y, error) ? c.done() : c.error(std::move(error));
}

template<GridMeasure what, bool disk> static NativeStatus measure(NativeCall& c) {
    DsGrid* grid = ds_argument<DsGrid>(c, 0);
    GridArea area = disk ? disk_argument(c, 1) : region_argument(c, 1);
    return grid && !c.failed() && c.charge(grid->size()) ? c.done(grid->measure(what, area)) : c.done();
}

enum class Found { exists, x, y };
template<Found what, bool disk> static NativeStatus find(NativeCall& c) {
    DsGrid* grid = ds_argument<DsGrid>(c, 0);
    GridArea area = disk ? disk_argument(c, 1) : region_argument(c, 1);
    if (!grid || c.failed() || !c.charge(grid->size())) return c.done();
    const Value& wanted = c.arg(disk ? 4 : 5);
    uint32_t x = 0, y = 0;
    bool found = grid->find(wanted, area, x, y);
    if (what == Found::exists) return c.done(Value::boolean(found));
    return c.done(found ? static_cast<double>(what == Found::x ? x : y) : -1.0);
}

static NativeStatus grid_clear(NativeCall& c) {
    DsGrid* grid = ds_argument<DsGrid>(c, 0);
    if (grid && c.charge(grid->size() / 4)) grid->fill(c.arg(1));
    return c.done();
}
static NativeStatus grid_sort(NativeCall& c) {
    DsGrid* grid = ds_argument<DsGrid>(c, 0);
    int64_t column = c.integer(1);
    bool ascending = c.truth(2);
    if (grid && !c.failed() && c.charge(grid->size() * 2 + work_of_sorting(grid->height())))
        grid->sort(column, ascending);
    return c.done();
}
static NativeStatus grid_shuffle(NativeCall& c) {
    DsGrid* grid = ds_argument<DsGrid>(c, 0);
    if (!grid || !c.charge(grid->size() * 4)) return c.done();
    World& world = world_of(c);
    grid->shuffle([&](uint32_t below) { return static_cast<uint32_t>(world.random().below(below)); });
    return c.done();
}

static constexpr NativeRow rows[] = {
    {"ds_grid_create", grid_create, 2, 2},
    {"ds_grid_destroy", ds_destroy<DsGrid>, 1, 1},
    {"ds_grid_copy", ds_copy<DsGrid>, 2, 2},
    {"ds_grid_resize", grid_resize, 3, 3},
    {"ds_grid_width", grid_width, 1, 1},
    {"ds_grid_height", grid_height, 1, 1},
    {"ds_grid_clear", grid_clear, 2, 2},
    {"ds_grid_get", grid_get, 3, 3},
    {"ds_grid_set", grid_set, 4, 4},
    {"ds_grid_add", grid_add, 4, 4},
    {"ds_grid_multiply", grid_multiply, 4, 4},
    {"ds_grid_set_region", change_area<GridChange::set, false>, 6, 6},
    {"ds_grid_add_region", change_area<GridChange::add, false>, 6, 6},
    {"ds_grid_multiply_region", change_area<GridChange::multiply, false>, 6, 6},
    {"ds_grid_set_disk", change_area<GridChange::set, true>, 5, 5},
    {"ds_grid_add_disk", change_area<GridChange::add, true>, 5, 5},
    {"ds_grid_multiply_disk", change_area<GridChange::multiply, true>, 5, 5},
    {"ds_grid_set_grid_region", change_from<GridChange::set>, 8, 8},
    {"ds_grid_add_grid_region", change_from<GridChange::add>, 8, 8},
    {"ds_grid_multiply_grid_region", change_from<GridChange::multiply>, 8, 8},
    {"ds_grid_get_sum", measure<GridMeasure::sum, false>, 5, 5},
    {"ds_grid_get_min", measure<GridMeasure::min, false>, 5, 5},
    {"ds_grid_get_max", measure<GridMeasure::max, false>, 5, 5},
    {"ds_grid_get_mean", measure<GridMeasure::mean, false>, 5, 5},
    {"ds_grid_get_disk_sum", measure<GridMeasure::sum, true>, 4, 4},
    {"ds_grid_get_disk_min", measure<GridMeasure::min, true>, 4, 4},
    {"ds_grid_get_disk_max", measure<GridMeasure::max, true>, 4, 4},
    {"ds_grid_get_disk_mean", measure<GridMeasure::mean, true>, 4, 4},
    {"ds_grid_value_exists", unless_undefined<find<Found::exists, false>>, 6, 6},
    {"ds_grid_value_x", find<Found::x, false>, 6, 6},
    {"ds_grid_value_y", find<Found::y, false>, 6, 6},
    {"ds_grid_value_disk_exists", unless_undefined<find<Found::exists, true>>, 5, 5},
    {"ds_grid_value_disk_x", find<Found::x, true>, 5, 5},
    {"ds_grid_value_disk_y", find<Found::y, true>, 5, 5},
    {"ds_grid_sort", grid_sort, 3, 3},
    {"ds_grid_shuffle", grid_shuffle, 1, 1},
    {"ds_grid_write", ds_write<DsGrid>, 1, 1},
    {"ds_grid_read", ds_read<DsGrid>, 2, 3},
};

std::span<const NativeRow> ds_grid_natives() {
    return rows;
}

} // namespace scope
