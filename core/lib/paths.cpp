// path_get_*: the points of the project's paths and places along them. A smooth path is followed as straight pieces, as
// many per point as its precision asks for.

#include "core/lib/asset_facts.h"
#include "core/lib/existence.h"
#include "core/lib/platform_tables.h"

#include <algorithm>

namespace scope {

static const Path* path_of(NativeCall& c) {
    return asset_argument(c, 0, RefKind::path, world_of(c).project().paths);
}

static PathPoint middle(const PathPoint& a, const PathPoint& b) {
    return {(a.x + b.x) / 2, (a.y + b.y) / 2, (a.speed + b.speed) / 2};
}

/// A smooth path runs from the middle of one piece to the middle of the next and bends towards the point between them.
static void bend(std::vector<PathPoint>& line, const PathPoint& from, const PathPoint& by, const PathPoint& to,
                 int32_t precision) {
    int steps = 1 << std::clamp(precision, 1, 8);
    for (int i = 1; i <= steps; ++i) {
        double t = static_cast<double>(i) / steps, u = 1 - t;
        auto mix = [&](double a, double b, double d) { return u * u * a + 2 * u * t * b + t * t * d; };
        line.push_back({mix(from.x, by.x, to.x), mix(from.y, by.y, to.y), mix(from.speed, by.speed, to.speed)});
    }
}

/// The path as straight pieces, from its start to its end.
static std::vector<PathPoint> straight_line(NativeCall& c, const Path& path) {
    const std::vector<PathPoint>& points = path.points;
    std::vector<PathPoint> line;
    size_t count = points.size();
    if (!c.charge(count * (path.smooth ? 64 : 1))) return line;
    if (!path.smooth || count < 3) {
        line = points;
        if (path.closed && count > 0) line.push_back(points.front());
        return line;
    }
    auto at = [&](size_t i) -> const PathPoint& { return points[i % count]; };
    if (path.closed) {
        line.push_back(middle(at(count - 1), at(0)));
        for (size_t i = 0; i < count; ++i) bend(line, line.back(), at(i), middle(at(i), at(i + 1)), path.precision);
        return line;
    }
    line.push_back(points.front());
    for (size_t i = 1; i + 1 < count; ++i) {
        PathPoint end = i + 2 == count ? points.back() : middle(at(i), at(i + 1));
        PathPoint start = line.back();
        bend(line, start, at(i), end, path.precision);
    }
    return line;
}

static double distance(const PathPoint& a, const PathPoint& b) {
    return std::hypot(b.x - a.x, b.y - a.y);
}

static double length_of(const std::vector<PathPoint>& line) {
    double length = 0;
    for (size_t i = 1; i < line.size(); ++i) length += distance(line[i - 1], line[i]);
    return length;
}

/// The place `position` (0 start, 1 end) of the way along.
static PathPoint place_along(const std::vector<PathPoint>& line, double position) {
    if (line.empty()) return {0, 0, 0};
    double left = length_of(line) * std::clamp(position, 0.0, 1.0);
    for (size_t i = 1; i < line.size(); ++i) {
        double piece = distance(line[i - 1], line[i]);
        if (left <= piece && piece > 0) {
            double t = left / piece;
            auto mix = [&](double a, double b) { return a + (b - a) * t; };
            const PathPoint &a = line[i - 1], &b = line[i];
            return {mix(a.x, b.x), mix(a.y, b.y), mix(a.speed, b.speed)};
        }
        left -= piece;
    }
    return line.back();
}

template<double PathPoint::*member> static NativeStatus along(NativeCall& c) {
    const Path* path = path_of(c);
    double position = c.real(1);
    if (!path || c.failed()) return c.done(0.0);
    return c.done(place_along(straight_line(c, *path), position).*member);
}

template<double PathPoint::*member> static NativeStatus of_point(NativeCall& c) {
    const Path* path = path_of(c);
    int64_t number = c.integer(1);
    bool there = path && number >= 0 && number < static_cast<int64_t>(path->points.size());
    return c.done(there ? path->points[static_cast<size_t>(number)].*member : 0.0);
}

static NativeStatus path_get_length(NativeCall& c) {
    const Path* path = path_of(c);
    return c.done(path ? length_of(straight_line(c, *path)) : 0.0);
}
static NativeStatus path_get_number(NativeCall& c) {
    const Path* path = path_of(c);
    return c.done(path ? static_cast<double>(path->points.size()) : 0.0);
}
static NativeStatus path_get_closed(NativeCall& c) {
    const Path* path = path_of(c);
    return c.done(Value::boolean(path && path->closed));
}
static NativeStatus path_get_kind(NativeCall& c) {
    const Path* path = path_of(c);
    return c.done(Value::boolean(path && path->smooth));
}
static NativeStatus path_get_precision(NativeCall& c) {
    const Path* path = path_of(c);
    return c.done(path ? static_cast<double>(path->precision) : 0.0);
}

static constexpr NativeRow rows[] = {
    {"path_exists", unless_undefined<asset_exists<RefKind::path, &Project::paths>>, 1, 1},
    {"path_get_name", asset_name<RefKind::path, &Project::paths>, 1, 1},
    {"path_get_length", path_get_length, 1, 1},
    {"path_get_number", path_get_number, 1, 1},
    {"path_get_closed", path_get_closed, 1, 1},
    {"path_get_kind", path_get_kind, 1, 1},
    {"path_get_precision", path_get_precision, 1, 1},
    {"path_get_point_x", of_point<&PathPoint::x>, 2, 2},
    {"path_get_point_y", of_point<&PathPoint::y>, 2, 2},
    {"path_get_point_speed", of_point<&PathPoint::speed>, 2, 2},
    {"path_get_x", along<&PathPoint::x>, 2, 2},
    {"path_get_y", along<&PathPoint::y>, 2, 2},
    {"path_get_speed", along<&PathPoint::speed>, 2, 2},
};

std::span<const NativeRow> path_natives() {
    return rows;
}

} // namespace scope
