// Angles, directions and vectors. GML's y axis points down, so directions turn the other way than in textbooks.

#include "core/lib/value_tables.h"
#include "core/world/world.h"

#include <cmath>
#include <numbers>

namespace scope {

static constexpr double degree = std::numbers::pi / 180;

template<double function(double)> static NativeStatus of_one(NativeCall& c) {
    double x = c.real(0);
    return c.done(function(x));
}
static double sin_of(double x) {
    return std::sin(x);
}
static double cos_of(double x) {
    return std::cos(x);
}
static double tan_of(double x) {
    return std::tan(x);
}
static double arctan_of(double x) {
    return std::atan(x);
}
static double dsin_of(double x) {
    return std::sin(x * degree);
}
static double dcos_of(double x) {
    return std::cos(x * degree);
}
static double dtan_of(double x) {
    return std::tan(x * degree);
}
static double darctan_of(double x) {
    return std::atan(x) / degree;
}
static double to_radians(double x) {
    return x * degree;
}
static double to_degrees(double x) {
    return x / degree;
}

static NativeStatus arc(NativeCall& c, double function(double), double unit) {
    double x = c.real(0);
    // What is nearly 1 is 1, from both sides: a loop by 0.01 ends at 1.0000000000000007.
    if (std::fabs(std::fabs(x) - 1) <= world_of(c).math_epsilon()) x = x < 0 ? -1 : 1;
    if (!c.failed() && (x < -1 || x > 1)) return c.error(std::string(c.name) + " :: argument must be between -1 and 1");
    return c.done(function(x) / unit);
}
static NativeStatus arcsin(NativeCall& c) {
    return arc(c, std::asin, 1);
}
static NativeStatus arccos(NativeCall& c) {
    return arc(c, std::acos, 1);
}
static NativeStatus darcsin(NativeCall& c) {
    return arc(c, std::asin, degree);
}
static NativeStatus darccos(NativeCall& c) {
    return arc(c, std::acos, degree);
}

static NativeStatus arctan2(NativeCall& c) {
    double y = c.real(0), x = c.real(1);
    return c.done(std::atan2(y, x));
}
static NativeStatus darctan2(NativeCall& c) {
    double y = c.real(0), x = c.real(1);
    return c.done(std::atan2(y, x) / degree);
}

/// What is nearly whole becomes whole, as in GameMaker: lengthdir_x(10, 90) is 0.
static double snapped(double x) {
    double whole = std::round(x);
    return std::fabs(x - whole) < 0.0001 ? whole : x;
}
static NativeStatus lengthdir_x(NativeCall& c) {
    double length = c.real(0), direction = c.real(1);
    return c.done(snapped(length * std::cos(direction * degree)));
}
static NativeStatus lengthdir_y(NativeCall& c) {
    double length = c.real(0), direction = c.real(1);
    return c.done(snapped(-(length * std::sin(direction * degree))));
}

/// 0 is to the right, 90 is up; six decimals.
static NativeStatus point_direction(NativeCall& c) {
    double x = c.real(2) - c.real(0), y = c.real(3) - c.real(1);
    if (x == 0) return c.done(y > 0 ? 270.0 : y < 0 ? 90.0 : 0.0);
    double angle = std::nearbyint(std::atan2(y, x) / degree * 1e6) / 1e6;
    return c.done(angle <= 0 ? -angle : 360 - angle);
}

/// From the second angle to the first, -180 to 180.
static NativeStatus angle_difference(NativeCall& c) {
    double to = c.real(0), from = c.real(1);
    return c.done(std::fmod(std::fmod(to - from, 360) + 540, 360) - 180);
}

static NativeStatus point_distance(NativeCall& c) {
    double x = c.real(2) - c.real(0), y = c.real(3) - c.real(1);
    return c.done(std::sqrt(x * x + y * y));
}
static NativeStatus point_distance_3d(NativeCall& c) {
    double x = c.real(3) - c.real(0), y = c.real(4) - c.real(1), z = c.real(5) - c.real(2);
    return c.done(std::sqrt(x * x + y * y + z * z));
}

/// Of two vectors with `size` parts each; `normalised` divides by both lengths.
static NativeStatus dot(NativeCall& c, uint32_t size, bool normalised) {
    double sum = 0, first = 0, second = 0;
    for (uint32_t i = 0; i < size; ++i) {
        double a = c.real(i), b = c.real(size + i);
        sum += a * b;
        first += a * a;
        second += b * b;
    }
    return c.done(normalised ? sum / (std::sqrt(first) * std::sqrt(second)) : sum);
}
static NativeStatus dot_product(NativeCall& c) {
    return dot(c, 2, false);
}
static NativeStatus dot_product_normalised(NativeCall& c) {
    return dot(c, 2, true);
}
static NativeStatus dot_product_3d(NativeCall& c) {
    return dot(c, 3, false);
}
static NativeStatus dot_product_3d_normalised(NativeCall& c) {
    return dot(c, 3, true);
}

static constexpr NativeRow rows[] = {
    {"sin", of_one<sin_of>, 1, 1},
    {"cos", of_one<cos_of>, 1, 1},
    {"tan", of_one<tan_of>, 1, 1},
    {"dsin", of_one<dsin_of>, 1, 1},
    {"dcos", of_one<dcos_of>, 1, 1},
    {"dtan", of_one<dtan_of>, 1, 1},
    {"arcsin", arcsin, 1, 1},
    {"arccos", arccos, 1, 1},
    {"arctan", of_one<arctan_of>, 1, 1},
    {"arctan2", arctan2, 2, 2},
    {"darcsin", darcsin, 1, 1},
    {"darccos", darccos, 1, 1},
    {"darctan", of_one<darctan_of>, 1, 1},
    {"darctan2", darctan2, 2, 2},
    {"degtorad", of_one<to_radians>, 1, 1},
    {"radtodeg", of_one<to_degrees>, 1, 1},
    {"lengthdir_x", lengthdir_x, 2, 2},
    {"lengthdir_y", lengthdir_y, 2, 2},
    {"point_direction", point_direction, 4, 4},
    {"point_distance", point_distance, 4, 4},
    {"point_distance_3d", point_distance_3d, 6, 6},
    {"angle_difference", angle_difference, 2, 2},
    {"dot_product", dot_product, 4, 4},
    {"dot_product_normalised", dot_product_normalised, 4, 4},
    {"dot_product_normalized", dot_product_normalised, 4, 4},
    {"dot_product_3d", dot_product_3d, 6, 6},
    {"dot_product_3d_normalised", dot_product_3d_normalised, 6, 6},
    {"dot_product_3d_normalized", dot_product_3d_normalised, 6, 6},
};

std::span<const NativeRow> angle_natives() {
    return rows;
}

} // namespace scope
