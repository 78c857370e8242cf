#pragma once
// What a game sets up for drawing and may ask for again, though nothing is drawn: the three matrices and their stack,
// which camera is the default one. Plain data, so a clone is a copy; the camera's value is a handle or a number and
// shares nothing with the heap.

#include "core/value/value.h"

#include <array>
#include <cstdint>
#include <vector>

namespace scope {

using MatrixCells = std::array<double, 16>; ///< row by row

struct Drawing {
    static constexpr size_t most_stacked = 50; ///< GameMaker's own limit
    static constexpr MatrixCells unit{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};

    std::array<MatrixCells, 3> matrices{unit, unit, unit}; ///< by matrix_view, matrix_projection, matrix_world
    std::vector<MatrixCells> stack{unit};                  ///< its bottom is never taken away
    Value default_camera = Value::ref(RefKind::camera, 0);
};

} // namespace scope
