// tilemap_* and tile_*: tile maps as elements of layers with one number a cell, those of the room with what the room
// editor put there. A cell's number holds the tile's index and three bits: mirrored, flipped, rotated.

#include "core/lib/layer_arguments.h"
#include "core/lib/limits.h"
#include "core/lib/shared_arguments.h"
#include "core/lib/tables.h"

#include <algorithm>
#include <cmath>

namespace scope {

static constexpr int64_t index_mask = 524287, mirror_bit = 268435456, flip_bit = 536870912, rotate_bit = 1073741824;

/// The live tile map that argument 0 is; null when it is none. What is no id at all is a fault.
static StubHandles::Entry* tilemap_argument(NativeCall& c) {
    if (!c.arg(0).is_ref()) c.real(0);
    StubHandles::Entry* map = c.failed() ? nullptr : world_of(c).stub_handles().find(RefKind::layer_element, c.arg(0));
    return map && map->properties["cells"].is_array() ? map : nullptr;
}

/// Where a tile map is, and how large its cells are.
struct Grid {
    double x, y, cell_width, cell_height;
    int64_t width, height;
};
static Grid grid_of(NativeCall& c, StubHandles::Entry& map) {
    uint32_t index = index_of(map.properties["tileset"], RefKind::tileset);
    const std::vector<TileSet>& tilesets = world_of(c).project().tilesets;
    const TileSet* tiles = index < tilesets.size() ? &tilesets[index] : nullptr;
    return {map.number("x"),
            map.number("y"),
            tiles ? std::max(tiles->tile_width, 1) : 16.0,
            tiles ? std::max(tiles->tile_height, 1) : 16.0,
            static_cast<int64_t>(map.number("width")),
            static_cast<int64_t>(map.number("height"))};
}
/// The place of a cell in the array; -1 outside.
static int64_t place_of(const Grid& grid, int64_t x, int64_t y) {
    return x >= 0 && y >= 0 && x < grid.width && y < grid.height ? y * grid.width + x : -1;
}
static int64_t cell_at(double at, double from, double size) {
    double cell = std::floor((at - from) / size);
    return std::fabs(cell) < 1e9 ? static_cast<int64_t>(cell) : -1;
}

static NativeStatus read_cell(NativeCall& c, StubHandles::Entry* map, int64_t x, int64_t y) {
    if (!map || c.failed()) return c.done(-1.0);
    const Array& cells = *map->properties["cells"].as_array();
    int64_t place = place_of(grid_of(c, *map), x, y);
    return c.done(place >= 0 && place < cells.size ? cells.items[place] : Value(-1.0));
}
static NativeStatus write_cell(NativeCall& c, StubHandles::Entry* map, int64_t data, int64_t x, int64_t y) {
    if (!map || c.failed()) return c.done(Value::boolean(false));
    Array& cells = *map->properties["cells"].as_array();
    int64_t place = place_of(grid_of(c, *map), x, y);
    bool inside = place >= 0 && place < cells.size;
    if (inside) cells.write(static_cast<uint32_t>(place), Value(static_cast<double>(data)));
    return c.done(Value::boolean(inside));
}

static NativeStatus tilemap_get(NativeCall& c) {
    StubHandles::Entry* map = tilemap_argument(c);
    return read_cell(c, map, c.integer(1), c.integer(2));
}
static NativeStatus tilemap_set(NativeCall& c) {
    StubHandles::Entry* map = tilemap_argument(c);
    return write_cell(c, map, c.integer(1), c.integer(2), c.integer(3));
}
static NativeStatus tilemap_get_at_pixel(NativeCall& c) {
    StubHandles::Entry* map = tilemap_argument(c);
    double x = c.real(1), y = c.real(2);
    if (!map || c.failed()) return c.done(-1.0);
    Grid grid = grid_of(c, *map);
    return read_cell(c, map, cell_at(x, grid.x, grid.cell_width), cell_at(y, grid.y, grid.cell_height));
}
static NativeStatus tilemap_set_at_pixel(NativeCall& c) {
    StubHandles::Entry* map = tilemap_argument(c);
    int64_t data = c.integer(1);
    double x = c.real(2), y = c.real(3);
    if (!map || c.failed()) return c.done(Value::boolean(false));
    Grid grid = grid_of(c, *map);
    return write_cell(c, map, data, cell_at(x, grid.x, grid.cell_width), cell_at(y, grid.y, grid.cell_height));
}
template<bool across> static NativeStatus cell_at_pixel(NativeCall& c) {
    StubHandles::Entry* map = tilemap_argument(c);
    double x = c.real(1), y = c.real(2);
    if (!map || c.failed()) return c.done(-1.0);
    Grid grid = grid_of(c, *map);
    int64_t cell_x = cell_at(x, grid.x, grid.cell_width), cell_y = cell_at(y, grid.y, grid.cell_height);
    bool inside = place_of(grid, cell_x, cell_y) >= 0;
    return c.done(inside ? static_cast<double>(across ? cell_x : cell_y) : -1.0);
}

static NativeStatus tilemap_clear(NativeCall& c) {
    StubHandles::Entry* map = tilemap_argument(c);
    double data = static_cast<double>(c.integer(1));
    if (!map || c.failed()) return c.done();
    Array& cells = *map->properties["cells"].as_array();
    if (!c.charge(cells.size / 4)) return NativeStatus::fault;
    for (uint32_t i = 0; i < cells.size; ++i) cells.write(i, Value(data));
    return c.done();
}

/// Another size: what both have stays.
static NativeStatus resize(NativeCall& c, bool across) {
    StubHandles::Entry* map = tilemap_argument(c);
    int64_t size = c.integer(1);
    if (!map || c.failed() || size < 0) return c.done();
    Grid old = grid_of(c, *map), grid = old;
    (across ? grid.width : grid.height) = std::min(size, most_tiles_across);
    double count = static_cast<double>(grid.width) * static_cast<double>(grid.height);
    if (!fits_array(c, count)) return NativeStatus::fault;
    Value cells(c.heap.new_array(static_cast<uint32_t>(count)));
    if (!cells.is_array()) return no_room(c);
    const Array& was = *map->properties["cells"].as_array();
    for (int64_t y = 0; y < grid.height; ++y)
        for (int64_t x = 0; x < grid.width; ++x) {
            int64_t place = place_of(old, x, y);
            cells.as_array()->items[y * grid.width + x] =
                place >= 0 && place < was.size ? was.items[place] : Value(0.0);
        }
    map->properties["cells"] = cells;
    map->properties["width"] = Value(static_cast<double>(grid.width));
    map->properties["height"] = Value(static_cast<double>(grid.height));
    return c.done();
}
static NativeStatus tilemap_set_width(NativeCall& c) {
    return resize(c, true);
}
static NativeStatus tilemap_set_height(NativeCall& c) {
    return resize(c, false);
}

/// tilemap_get_x and its relatives, by the end of the function's name; -1 when there is no such tile map.
static NativeStatus get_property(NativeCall& c) {
    StubHandles::Entry* map = tilemap_argument(c);
    if (!map) return c.done(-1.0);
    return c.done(map->properties[std::string(c.name.substr(std::string_view("tilemap_get_").size()))]);
}
/// tilemap_x, tilemap_y.
static NativeStatus set_place(NativeCall& c) {
    StubHandles::Entry* map = tilemap_argument(c);
    double at = c.real(1);
    if (map && !c.failed())
        map->properties[std::string(c.name.substr(std::string_view("tilemap_").size()))] = Value(at);
    return c.done();
}
static NativeStatus tilemap_tileset(NativeCall& c) {
    StubHandles::Entry* map = tilemap_argument(c);
    if (!c.arg(1).is_ref()) c.real(1);
    if (map && !c.failed()) map->properties["tileset"] = c.arg(1);
    return c.done();
}
template<bool across> static NativeStatus tile_size(NativeCall& c) {
    StubHandles::Entry* map = tilemap_argument(c);
    if (!map) return c.done(-1.0);
    Grid grid = grid_of(c, *map);
    return c.done(across ? grid.cell_width : grid.cell_height);
}

/// Masks choose which bits of cells count when they are drawn; all of them at first.
static constexpr double every_bit = 0x7fffffff;
static NativeStatus tilemap_get_mask(NativeCall& c) {
    StubHandles::Entry* map = tilemap_argument(c);
    auto mask = map ? map->properties.find("mask") : decltype(map->properties.end()){};
    return c.done(map && mask != map->properties.end() ? mask->second : Value(map ? every_bit : -1.0));
}
static NativeStatus tilemap_set_mask(NativeCall& c) {
    StubHandles::Entry* map = tilemap_argument(c);
    double mask = static_cast<double>(c.integer(1));
    if (map && !c.failed()) map->properties["mask"] = Value(mask);
    return c.done();
}

/// The map on a layer; -1 when there is none.
static NativeStatus layer_tilemap_get_id(NativeCall& c) {
    uint32_t layer = layer_number(c, 0);
    for (const Value& one : elements_on(c, layer))
        if (world_of(c).stub_handles().find(RefKind::layer_element, one)->properties["cells"].is_array())
            return c.done(one);
    return c.done(-1.0);
}

// --- a cell's number

static NativeStatus tile_get_index(NativeCall& c) {
    return c.done(static_cast<double>(c.integer(0) & index_mask));
}
static NativeStatus tile_set_index(NativeCall& c) {
    int64_t data = c.integer(0), index = c.integer(1);
    return c.done(static_cast<double>((data & ~index_mask) | (index & index_mask)));
}
static NativeStatus tile_get_empty(NativeCall& c) {
    return c.done(Value::boolean((c.integer(0) & index_mask) == 0));
}
static NativeStatus tile_set_empty(NativeCall& c) {
    return c.done(static_cast<double>(c.integer(0) & ~index_mask));
}
template<int64_t bit> static NativeStatus tile_get(NativeCall& c) {
    return c.done(Value::boolean((c.integer(0) & bit) != 0));
}
template<int64_t bit> static NativeStatus tile_set(NativeCall& c) {
    int64_t data = c.integer(0);
    return c.done(static_cast<double>(c.truth(1) ? data | bit : data & ~bit));
}

static constexpr NativeRow rows[] = {
    {"layer_tilemap_get_id", layer_tilemap_get_id, 1, 1},
    {"tilemap_get", tilemap_get, 3, 3},
    {"tilemap_set", tilemap_set, 4, 4},
    {"tilemap_get_at_pixel", tilemap_get_at_pixel, 3, 3},
    {"tilemap_set_at_pixel", tilemap_set_at_pixel, 4, 4},
    {"tilemap_get_cell_x_at_pixel", cell_at_pixel<true>, 3, 3},
    {"tilemap_get_cell_y_at_pixel", cell_at_pixel<false>, 3, 3},
    {"tilemap_clear", tilemap_clear, 2, 2},
    {"tilemap_get_x", get_property, 1, 1},
    {"tilemap_get_y", get_property, 1, 1},
    {"tilemap_get_width", get_property, 1, 1},
    {"tilemap_get_height", get_property, 1, 1},
    {"tilemap_get_tileset", get_property, 1, 1},
    {"tilemap_x", set_place, 2, 2},
    {"tilemap_y", set_place, 2, 2},
    {"tilemap_set_width", tilemap_set_width, 2, 2},
    {"tilemap_set_height", tilemap_set_height, 2, 2},
    {"tilemap_tileset", tilemap_tileset, 2, 2},
    {"tilemap_get_tile_width", tile_size<true>, 1, 1},
    {"tilemap_get_tile_height", tile_size<false>, 1, 1},
    {"tilemap_get_mask", tilemap_get_mask, 1, 1},
    {"tilemap_set_mask", tilemap_set_mask, 2, 2},
    {"tile_get_index", tile_get_index, 1, 1},
    {"tile_set_index", tile_set_index, 2, 2},
    {"tile_get_empty", tile_get_empty, 1, 1},
    {"tile_set_empty", tile_set_empty, 1, 1},
    {"tile_get_mirror", tile_get<mirror_bit>, 1, 1},
    {"tile_get_flip", tile_get<flip_bit>, 1, 1},
    {"tile_get_rotate", tile_get<rotate_bit>, 1, 1},
    {"tile_set_mirror", tile_set<mirror_bit>, 2, 2},
    {"tile_set_flip", tile_set<flip_bit>, 2, 2},
    {"tile_set_rotate", tile_set<rotate_bit>, 2, 2},
};

std::span<const NativeRow> tilemap_natives() {
    return rows;
}

} // namespace scope
