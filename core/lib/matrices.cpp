// matrix_*: 4 x 4 matrices as arrays of 16 reals, row by row, for row vectors, left-handed as GameMaker's; and the
// matrices that are set for drawing, which is all that becomes of them.

#include "core/lib/limits.h"
#include "core/lib/value_tables.h"
#include "core/world/world.h"

#include <array>
#include <cmath>
#include <numbers>

namespace scope {

namespace {

using Vector = std::array<double, 3>;

struct Matrix {
    MatrixCells cell{};
    double& at(int row, int column) { return cell[static_cast<size_t>(row * 4 + column)]; }
    double at(int row, int column) const { return cell[static_cast<size_t>(row * 4 + column)]; }
};

Matrix identity() {
    return {Drawing::unit};
}

Matrix product(const Matrix& a, const Matrix& b) {
    Matrix out;
    for (int row = 0; row < 4; ++row)
        for (int column = 0; column < 4; ++column)
            for (int i = 0; i < 4; ++i) out.at(row, column) += a.at(row, i) * b.at(i, column);
    return out;
}

/// Around one axis; `first` and `second` are the other two in turning order.
Matrix rotation(double degrees, int first, int second) {
    double angle = -degrees * std::numbers::pi / 180;
    Matrix out = identity();
    out.at(first, first) = out.at(second, second) = std::cos(angle);
    out.at(first, second) = std::sin(angle);
    out.at(second, first) = -std::sin(angle);
    return out;
}

double dot(const Vector& a, const Vector& b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
Vector cross(const Vector& a, const Vector& b) {
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}
Vector normalised(const Vector& a) {
    double length = std::sqrt(dot(a, a));
    return length > 0 ? Vector{a[0] / length, a[1] / length, a[2] / length} : a;
}

/// Gauss and Jordan with the largest pivot; false when there is no inverse.
bool invert(Matrix a, Matrix& out) {
    out = identity();
    for (int column = 0; column < 4; ++column) {
        int pivot = column;
        for (int row = column + 1; row < 4; ++row)
            if (std::fabs(a.at(row, column)) > std::fabs(a.at(pivot, column))) pivot = row;
        double value = a.at(pivot, column);
        if (!(std::fabs(value) > 1e-12)) return false;
        for (int i = 0; i < 4; ++i) {
            std::swap(a.at(pivot, i), a.at(column, i));
            std::swap(out.at(pivot, i), out.at(column, i));
            a.at(column, i) /= value;
            out.at(column, i) /= value;
        }
        for (int row = 0; row < 4; ++row) {
            double factor = a.at(row, column);
            if (row == column || factor == 0) continue;
            for (int i = 0; i < 4; ++i) {
                a.at(row, i) -= factor * a.at(column, i);
                out.at(row, i) -= factor * out.at(column, i);
            }
        }
    }
    return true;
}

} // namespace

static Matrix matrix_argument(NativeCall& c, uint32_t index) {
    Matrix out;
    Array* array = c.array(index);
    if (array && array->size < 16)
        c.error(std::string(c.name) + " argument " + std::to_string(index + 1) + " is no matrix of 16 numbers");
    std::string error;
    for (uint32_t i = 0; !c.failed() && i < 16; ++i)
        if (!to_real(array->items[i], out.cell[i], error)) c.error(std::string(c.name) + " :: " + error);
    return out;
}

/// Numbers into the array argument at `target`, or into a new one.
static NativeStatus into_array(NativeCall& c, uint32_t target, std::span<const double> numbers) {
    if (c.failed()) return NativeStatus::fault;
    Array* array = c.has(target) ? c.array(target) : c.heap.new_array();
    if (c.failed() || !array) return NativeStatus::fault;
    Value result(array);
    if (array->size < numbers.size() && !array->resize(static_cast<uint32_t>(numbers.size()))) return no_room(c);
    for (uint32_t i = 0; i < numbers.size(); ++i) array->write(i, Value(numbers[i]));
    return c.done(std::move(result));
}

static NativeStatus matrix_build_identity(NativeCall& c) {
    return into_array(c, 0, identity().cell);
}

/// Turns around y, x and z, then scales, then moves.
static NativeStatus matrix_build(NativeCall& c) {
    double x = c.real(0), y = c.real(1), z = c.real(2), turn_x = c.real(3), turn_y = c.real(4), turn_z = c.real(5);
    Matrix out = product(product(rotation(turn_y, 2, 0), rotation(turn_x, 1, 2)), rotation(turn_z, 0, 1));
    for (int column = 0; column < 3; ++column) {
        double scale = c.real(static_cast<uint32_t>(6 + column));
        for (int row = 0; row < 3; ++row) out.at(row, column) *= scale;
    }
    out.at(3, 0) = x;
    out.at(3, 1) = y;
    out.at(3, 2) = z;
    return into_array(c, 9, out.cell);
}

static NativeStatus matrix_build_lookat(NativeCall& c) {
    auto vector = [&](uint32_t at) { return Vector{c.real(at), c.real(at + 1), c.real(at + 2)}; };
    Vector from = vector(0), to = vector(3), up = vector(6);
    Vector look = normalised({to[0] - from[0], to[1] - from[1], to[2] - from[2]});
    Vector right = normalised(cross(normalised(up), look));
    up = normalised(cross(look, right));
    Matrix out = identity();
    const Vector* axes[] = {&right, &up, &look};
    for (int column = 0; column < 3; ++column) {
        for (int row = 0; row < 3; ++row) out.at(row, column) = (*axes[column])[static_cast<size_t>(row)];
        out.at(3, column) = -dot(from, *axes[column]);
    }
    return into_array(c, 9, out.cell);
}

static NativeStatus matrix_build_projection_ortho(NativeCall& c) {
    double width = c.real(0), height = c.real(1), near = c.real(2), far = c.real(3);
    Matrix out = identity();
    if (width != 0 && height != 0 && near != far) {
        out.at(0, 0) = 2 / width;
        out.at(1, 1) = 2 / height;
        out.at(2, 2) = 1 / (far - near);
        out.at(3, 2) = near / (near - far);
    }
    return into_array(c, 4, out.cell);
}

static NativeStatus perspective(NativeCall& c, double scale_x, double scale_y, double near, double far) {
    Matrix out;
    out.at(0, 0) = scale_x;
    out.at(1, 1) = scale_y;
    out.at(2, 2) = far / (far - near);
    out.at(2, 3) = 1;
    out.at(3, 2) = -near * far / (far - near);
    return into_array(c, 4, out.cell);
}
static NativeStatus matrix_build_projection_perspective(NativeCall& c) {
    double width = c.real(0), height = c.real(1), near = c.real(2), far = c.real(3);
    if (width == 0 || height == 0 || near == far) return into_array(c, 4, identity().cell);
    return perspective(c, 2 * near / width, 2 * near / height, near, far);
}
static NativeStatus matrix_build_projection_perspective_fov(NativeCall& c) {
    double fov = c.real(0), aspect = c.real(1), near = c.real(2), far = c.real(3);
    if (fov == 0 || aspect == 0 || near == far) return into_array(c, 4, identity().cell);
    double scale = 1 / std::tan(fov * std::numbers::pi / 360);
    return perspective(c, scale / aspect, scale, near, far);
}

static NativeStatus matrix_multiply(NativeCall& c) {
    Matrix a = matrix_argument(c, 0), b = matrix_argument(c, 1);
    return into_array(c, 2, product(a, b).cell);
}

/// Undefined when there is no inverse.
static NativeStatus matrix_inverse(NativeCall& c) {
    Matrix out;
    bool found = invert(matrix_argument(c, 0), out);
    return c.failed() || found ? into_array(c, 1, out.cell) : c.done(Value());
}

/// x, y and z give three numbers back, with w four.
static NativeStatus matrix_transform_vertex(NativeCall& c) {
    Matrix matrix = matrix_argument(c, 0);
    double in[] = {c.real(1), c.real(2), c.real(3), c.real_or(4, 1)};
    std::array<double, 4> out{};
    for (int column = 0; column < 4; ++column)
        for (int row = 0; row < 4; ++row) out[static_cast<size_t>(column)] += in[row] * matrix.at(row, column);
    return into_array(c, 5, std::span<const double>(out).first(c.has(4) ? 4 : 3));
}

// --- what is set for drawing

/// The one that matrix_view, matrix_projection or matrix_world names.
static MatrixCells* set_matrix(NativeCall& c) {
    int64_t which = c.integer(0);
    auto& matrices = world_of(c).platform().drawing.matrices;
    if (!c.failed() && (which < 0 || which >= static_cast<int64_t>(matrices.size())))
        c.error(std::string(c.name) + " :: unknown matrix type");
    return c.failed() ? nullptr : &matrices[static_cast<size_t>(which)];
}

static NativeStatus matrix_get(NativeCall& c) {
    MatrixCells* cells = set_matrix(c);
    return cells ? into_array(c, 1, *cells) : NativeStatus::fault;
}
static NativeStatus matrix_set(NativeCall& c) {
    MatrixCells* cells = set_matrix(c);
    Matrix given = matrix_argument(c, 1);
    if (cells && !c.failed()) *cells = given.cell;
    return c.done();
}

static std::vector<MatrixCells>& stack_of(NativeCall& c) {
    return world_of(c).platform().drawing.stack;
}

/// Without an argument the top once more. Beyond the limit nothing happens.
static NativeStatus matrix_stack_push(NativeCall& c) {
    std::vector<MatrixCells>& stack = stack_of(c);
    Matrix given = c.has(0) ? matrix_argument(c, 0) : Matrix{stack.back()};
    if (!c.failed() && stack.size() <= Drawing::most_stacked) stack.push_back(given.cell);
    return c.done();
}
/// Gives back what was on top; the last one becomes the unit matrix.
static NativeStatus matrix_stack_pop(NativeCall& c) {
    std::vector<MatrixCells>& stack = stack_of(c);
    MatrixCells top = stack.back();
    stack.pop_back();
    if (stack.empty()) stack.push_back(Drawing::unit);
    return into_array(c, 0, top);
}
static NativeStatus matrix_stack_set(NativeCall& c) {
    Matrix given = matrix_argument(c, 0);
    if (!c.failed()) stack_of(c).back() = given.cell;
    return c.done();
}
static NativeStatus matrix_stack_top(NativeCall& c) {
    return into_array(c, 0, stack_of(c).back());
}
static NativeStatus matrix_stack_clear(NativeCall& c) {
    stack_of(c).assign(1, Drawing::unit);
    return c.done();
}
static NativeStatus matrix_stack_is_empty(NativeCall& c) {
    return c.done(Value::boolean(stack_of(c).size() == 1));
}

static constexpr NativeRow rows[] = {
    {"matrix_get", matrix_get, 1, 2},
    {"matrix_set", matrix_set, 2, 2},
    {"matrix_stack_push", matrix_stack_push, 0, 1},
    {"matrix_stack_pop", matrix_stack_pop, 0, 0},
    {"matrix_stack_set", matrix_stack_set, 1, 1},
    {"matrix_stack_top", matrix_stack_top, 0, 1},
    {"matrix_stack_clear", matrix_stack_clear, 0, 0},
    {"matrix_stack_is_empty", matrix_stack_is_empty, 0, 0},
    {"matrix_build_identity", matrix_build_identity, 0, 1},
    {"matrix_build", matrix_build, 9, 10},
    {"matrix_build_lookat", matrix_build_lookat, 9, 10},
    {"matrix_build_projection_ortho", matrix_build_projection_ortho, 4, 5},
    {"matrix_build_projection_perspective", matrix_build_projection_perspective, 4, 5},
    {"matrix_build_projection_perspective_fov", matrix_build_projection_perspective_fov, 4, 5},
    {"matrix_multiply", matrix_multiply, 2, 3},
    {"matrix_inverse", matrix_inverse, 1, 2},
    {"matrix_transform_vertex", matrix_transform_vertex, 4, 6},
};

std::span<const NativeRow> matrix_natives() {
    return rows;
}

} // namespace scope
