#pragma once
// Drawing settings that a game makes and may ask for again, though nothing is drawn: the three matrices and their
// stack, the default camera, colours and modes by name, which surfaces are drawn to. Plain data, so a clone is a copy:
// values are handles or numbers and share nothing with the heap.

#include "core/value/value.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace scope {

using MatrixCells = std::array<double, 16>; ///< row by row

struct Drawing {
    static constexpr size_t most_stacked = 50; ///< GameMaker's own limit
    static constexpr MatrixCells unit{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};

    std::array<MatrixCells, 3> matrices{unit, unit, unit}; ///< by matrix_view, matrix_projection, matrix_world
    std::vector<MatrixCells> stack{unit};                  ///< its bottom is never taken away
    using Settings = std::map<std::string, Value, std::less<>>;
    Settings settings;            ///< draw_set_* and gpu_set_*, by what is set
    std::vector<Settings> pushed; ///< of gpu_push_state
    std::vector<Value> targets;   ///< surfaces of surface_set_target, the innermost last
    Value default_camera = Value::ref(RefKind::camera, 0);
};

} // namespace scope
