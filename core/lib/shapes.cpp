// point_in_* and rectangle_in_*: plain geometry, without instances. A rectangle's answer is 0 outside, 1 inside, 2
// where the edges cross.

#include "core/lib/value_tables.h"

#include <algorithm>
#include <array>
#include <utility>

namespace scope {

namespace {

struct Point {
    double x, y;
};

struct Rectangle {
    double left, top, right, bottom;
    bool has(Point p) const { return p.x >= left && p.x <= right && p.y >= top && p.y <= bottom; }
    std::array<Point, 4> corners() const { return {{{left, top}, {right, top}, {right, bottom}, {left, bottom}}}; }
};

struct Circle {
    Point middle;
    double radius;
    bool has(Point p) const {
        double x = p.x - middle.x, y = p.y - middle.y;
        return x * x + y * y <= radius * radius;
    }
};

struct Triangle {
    std::array<Point, 3> corners;
    /// By barycentric coordinates; the side between the second and third corner is outside, as in GameMaker.
    bool has(Point p) const {
        auto from_first = [&](Point to) { return Point{to.x - corners[0].x, to.y - corners[0].y}; };
        auto dot = [](Point a, Point b) { return a.x * b.x + a.y * b.y; };
        Point a = from_first(corners[2]), b = from_first(corners[1]), c = from_first(p);
        double scale = 1 / (dot(a, a) * dot(b, b) - dot(a, b) * dot(a, b));
        double u = (dot(b, b) * dot(a, c) - dot(a, b) * dot(b, c)) * scale;
        double v = (dot(a, a) * dot(b, c) - dot(a, b) * dot(a, c)) * scale;
        return u >= 0 && v >= 0 && u + v < 1;
    }
};

Point point_argument(NativeCall& c, uint32_t at) {
    return {c.real(at), c.real(at + 1)};
}
Rectangle rectangle_argument(NativeCall& c, uint32_t at) {
    Point a = point_argument(c, at), b = point_argument(c, at + 2);
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}
Triangle triangle_argument(NativeCall& c, uint32_t at) {
    return {{point_argument(c, at), point_argument(c, at + 2), point_argument(c, at + 4)}};
}
Circle circle_argument(NativeCall& c, uint32_t at) {
    return {point_argument(c, at), c.real(at + 2)};
}

/// How many corners of a rectangle a shape has.
template<typename Shape> int corners_in(const Rectangle& rectangle, const Shape& shape) {
    auto corners = rectangle.corners();
    return static_cast<int>(std::count_if(corners.begin(), corners.end(), [&](Point one) { return shape.has(one); }));
}

/// Whether a triangle and a rectangle are on different sides of a line across `axis`.
bool apart(const Rectangle& rectangle, const Triangle& triangle, Point axis) {
    auto extent = [&](const auto& corners) {
        auto place = [&](Point one) { return one.x * axis.x + one.y * axis.y; };
        auto [least, most] =
            std::minmax_element(corners.begin(), corners.end(), [&](Point a, Point b) { return place(a) < place(b); });
        return std::pair(place(*least), place(*most));
    };
    auto [low, high] = extent(rectangle.corners());
    auto [least, most] = extent(triangle.corners);
    return high < least || most < low;
}

} // namespace

static NativeStatus point_in_rectangle(NativeCall& c) {
    Point a = point_argument(c, 2), b = point_argument(c, 4); // corners are not put in order here
    return c.done(Value::boolean(Rectangle{a.x, a.y, b.x, b.y}.has(point_argument(c, 0))));
}
static NativeStatus point_in_circle(NativeCall& c) {
    return c.done(Value::boolean(circle_argument(c, 2).has(point_argument(c, 0))));
}
static NativeStatus point_in_triangle(NativeCall& c) {
    return c.done(Value::boolean(triangle_argument(c, 2).has(point_argument(c, 0))));
}

static NativeStatus rectangle_in_rectangle(NativeCall& c) {
    Rectangle a = rectangle_argument(c, 0), b = rectangle_argument(c, 4);
    if (corners_in(a, b) == 4) return c.done(1.0);
    bool meet = a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
    return c.done(meet ? 2.0 : 0.0);
}
static NativeStatus rectangle_in_circle(NativeCall& c) {
    Rectangle rectangle = rectangle_argument(c, 0);
    Circle circle = circle_argument(c, 4);
    Point nearest{std::clamp(circle.middle.x, rectangle.left, rectangle.right),
                  std::clamp(circle.middle.y, rectangle.top, rectangle.bottom)};
    if (!circle.has(nearest)) return c.done(0.0);
    return c.done(corners_in(rectangle, circle) == 4 ? 1.0 : 2.0);
}
static NativeStatus rectangle_in_triangle(NativeCall& c) {
    Rectangle rectangle = rectangle_argument(c, 0);
    Triangle triangle = triangle_argument(c, 4);
    int inside = corners_in(rectangle, triangle);
    if (inside > 0) return c.done(inside == 4 ? 1.0 : 2.0);
    bool separate = apart(rectangle, triangle, {1, 0}) || apart(rectangle, triangle, {0, 1});
    for (size_t i = 0; i < 3 && !separate; ++i) {
        Point from = triangle.corners[i], to = triangle.corners[(i + 1) % 3];
        separate = apart(rectangle, triangle, {from.y - to.y, to.x - from.x});
    }
    return c.done(separate ? 0.0 : 2.0);
}

static constexpr NativeRow rows[] = {
    {"point_in_rectangle", point_in_rectangle, 6, 6},   {"point_in_circle", point_in_circle, 5, 5},
    {"point_in_triangle", point_in_triangle, 8, 8},     {"rectangle_in_rectangle", rectangle_in_rectangle, 8, 8},
    {"rectangle_in_circle", rectangle_in_circle, 7, 7}, {"rectangle_in_triangle", rectangle_in_triangle, 10, 10},
};

std::span<const NativeRow> shape_natives() {
    return rows;
}

} // namespace scope
