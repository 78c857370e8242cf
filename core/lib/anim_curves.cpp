// animcurve_*: curves as structs with their channels and points, and what a channel is at a position. Evaluating walks
// the points of one channel; nothing is kept between calls, since GML may change the structs.

#include "core/lib/limits.h"
#include "core/lib/platform_tables.h"
#include "core/lib/shared_arguments.h"

#include <algorithm>
#include <vector>

namespace scope {

namespace {

enum class CurveType : uint8_t { linear, catmull_rom, bezier }; // animcurvetype_*

struct Point {
    double x, y;
};
Point mix(Point a, Point b, double share) {
    return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}
/// Between `a` at `from` and `b` at `to`.
Point at_time(Point a, Point b, double from, double to, double t) {
    return mix(a, b, (t - from) / (to - from));
}

/// Neighbours and handles of the stretch between two points.
struct Stretch {
    Point before, from, to, after;
    Point out, in; ///< handles, as offsets
};

/// Centripetal: the share of time goes with the square root of the distance.
double time_between(Point a, Point b) {
    double square = (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y);
    return std::pow(square == 0 ? 0.0001 : square, 0.25);
}

Point catmull_rom(const Stretch& s, double share) {
    double t1 = time_between(s.before, s.from), t2 = t1 + time_between(s.from, s.to),
           t3 = t2 + time_between(s.to, s.after), t = t1 + (t2 - t1) * share;
    Point a1 = at_time(s.before, s.from, 0, t1, t), a2 = at_time(s.from, s.to, t1, t2, t),
          a3 = at_time(s.to, s.after, t2, t3, t);
    Point b1 = at_time(a1, a2, 0, t2, t), b2 = at_time(a2, a3, t1, t3, t);
    return at_time(b1, b2, t1, t2, t);
}

Point bezier(const Stretch& s, double share) {
    Point out{s.from.x + s.out.x, s.from.y + s.out.y}, in{s.to.x + s.in.x, s.to.y + s.in.y};
    Point a = mix(s.from, out, share), b = mix(out, in, share), c = mix(in, s.to, share);
    return mix(mix(a, b, share), mix(b, c, share), share);
}

/// The height of a stretch at `x`, by as many straight pieces as GameMaker draws.
double height_at(const Stretch& s, CurveType type, int pieces, double x) {
    Point last = s.from;
    for (int i = 1; i <= pieces; ++i) {
        double share = static_cast<double>(i) / pieces;
        Point next = i == pieces ? s.to : type == CurveType::catmull_rom ? catmull_rom(s, share) : bezier(s, share);
        next.x = std::clamp(next.x, last.x, std::max(last.x, s.to.x)); // one height for each x
        if (x <= next.x || i == pieces) return next.x == last.x ? last.y : at_time(last, next, last.x, next.x, x).y;
        last = next;
    }
    return s.to.y;
}

} // namespace

static double member(NativeCall& c, const Struct* of, std::string_view name, double otherwise) {
    const Value* value = of->find_with_statics(world_of(c).symbol(name));
    double number = otherwise;
    std::string unused;
    return value && to_real(*value, number, unused) ? number : otherwise;
}

static const Struct* item_of(const Array& points, uint32_t index) {
    return points.items[index].is_struct() ? points.items[index].as_struct() : nullptr;
}

static Point point_of(NativeCall& c, const Array& points, uint32_t index) {
    const Struct* point = item_of(points, std::min(index, points.size - 1));
    return point ? Point{member(c, point, "posx", 0), member(c, point, "value", 0)} : Point{};
}

static Array* array_member(NativeCall& c, const Struct* of, std::string_view name) {
    const Value* value = of ? of->find_with_statics(world_of(c).symbol(name)) : nullptr;
    return value && value->is_array() ? value->as_array() : nullptr;
}

static NativeStatus animcurve_channel_evaluate(NativeCall& c) {
    constexpr int most_pieces = 1000;
    Struct* channel = c.structure(0);
    double x = std::clamp(c.real(1), 0.0, 1.0);
    Array* points = c.failed() ? nullptr : array_member(c, channel, "points");
    if (c.failed() || !points || points->size == 0) return c.done(0.0);
    auto type = static_cast<CurveType>(std::clamp(member(c, channel, "type", 0), 0.0, 2.0));
    int pieces = static_cast<int>(std::clamp(member(c, channel, "iterations", 16), 1.0, double(most_pieces)));
    if (!c.charge(points->size * uint64_t(4) + static_cast<uint64_t>(pieces))) return NativeStatus::fault;
    uint32_t at = 0;
    while (at + 2 < points->size && point_of(c, *points, at + 1).x <= x) ++at;
    Stretch stretch{point_of(c, *points, at ? at - 1 : 0),
                    point_of(c, *points, at),
                    point_of(c, *points, at + 1),
                    point_of(c, *points, at + 2),
                    {},
                    {}};
    if (stretch.from.x == stretch.to.x) return c.done(stretch.from.y);
    if (type == CurveType::linear) return c.done(at_time(stretch.from, stretch.to, stretch.from.x, stretch.to.x, x).y);
    if (type == CurveType::bezier) {
        const Struct* from = item_of(*points, at);
        const Struct* to = item_of(*points, std::min(at + 1, points->size - 1));
        if (from) stretch.out = {member(c, from, "th1", 0), member(c, from, "tv1", 0)};
        if (to) stretch.in = {member(c, to, "th0", 0), member(c, to, "tv0", 0)};
        pieces *= 2;
    }
    return c.done(height_at(stretch, type, pieces, x));
}

// --- structs

static Value point_struct(NativeCall& c, const CurvePoint& point, bool handles) {
    Struct* made = c.heap.new_struct();
    Value result(made);
    add_member(c, made, "posx", Value(point.x));
    add_member(c, made, "value", Value(point.y));
    if (!handles) return result;
    const std::pair<const char*, double> members[] = {
        {"th0", point.handle_x0}, {"tv0", point.handle_y0}, {"th1", point.handle_x1}, {"tv1", point.handle_y1}};
    for (const auto& [name, number] : members) add_member(c, made, name, Value(number));
    return result;
}

static Value channel_struct(NativeCall& c, const CurveChannel& channel, int32_t type) {
    Struct* made = c.heap.new_struct();
    Array* points = c.heap.new_array();
    Value result(made), list(points);
    for (const CurvePoint& point : channel.points) add_item(c, points, point_struct(c, point, type == 2));
    add_member(c, made, "name", Value(c.heap.new_string(channel.name)));
    add_member(c, made, "type", Value(static_cast<double>(type)));
    add_member(c, made, "iterations", Value(16.0));
    add_member(c, made, "points", list);
    return result;
}

static Value curve_struct(NativeCall& c, const AnimCurve& curve) {
    size_t points = 1;
    for (const CurveChannel& channel : curve.channels) points += channel.points.size() + 1;
    if (!c.charge(points * 8) || !c.may_allocate(points * 256)) return {};
    Struct* made = c.heap.new_struct();
    Array* channels = c.heap.new_array();
    Value result(made), list(channels);
    for (const CurveChannel& channel : curve.channels)
        add_item(c, channels, channel_struct(c, channel, curve.function));
    add_member(c, made, "name", Value(c.heap.new_string(curve.name)));
    add_member(c, made, "graphType", Value(0.0));
    add_member(c, made, "channels", list);
    return result;
}

/// The curve argument as a struct: one already, or made from the asset; undefined when it names none.
static Value curve_argument(NativeCall& c) {
    if (c.arg(0).is_struct()) return c.arg(0);
    const AnimCurve* curve = asset_argument(c, 0, RefKind::animcurve, world_of(c).project().anim_curves);
    return curve ? curve_struct(c, *curve) : Value();
}

static NativeStatus animcurve_get(NativeCall& c) {
    Value curve = curve_argument(c);
    return c.done(curve.is_undefined() ? Value(-1.0) : curve);
}

/// The channel's place by its name, or -1.
static int64_t channel_index(NativeCall& c, const Array* channels, const Value& name) {
    for (uint32_t i = 0; channels && name.is_string() && i < channels->size; ++i) {
        const Struct* channel = item_of(*channels, i);
        const Value* own = channel ? channel->find_with_statics(world_of(c).symbol("name")) : nullptr;
        if (own && own->is_string() && same_text(*own->as_string(), *name.as_string())) return i;
    }
    return -1;
}

static NativeStatus animcurve_get_channel_index(NativeCall& c) {
    Value curve = curve_argument(c);
    Array* channels = curve.is_struct() ? array_member(c, curve.as_struct(), "channels") : nullptr;
    return c.done(static_cast<double>(channel_index(c, channels, c.arg(1))));
}

static NativeStatus animcurve_get_channel(NativeCall& c) {
    Value curve = curve_argument(c);
    Array* channels = curve.is_struct() ? array_member(c, curve.as_struct(), "channels") : nullptr;
    int64_t index = c.arg(1).is_string() ? channel_index(c, channels, c.arg(1)) : c.integer(1);
    if (c.failed()) return NativeStatus::fault;
    if (!channels || index < 0 || index >= channels->size)
        return c.error("animcurve_get_channel :: there is no such channel");
    return c.done(channels->items[index]);
}

static NativeStatus animcurve_create(NativeCall& c) {
    Value made = curve_struct(c, {});
    return c.done(made);
}
static NativeStatus animcurve_channel_new(NativeCall& c) {
    Value made = channel_struct(c, {}, 0);
    return c.done(made);
}
static NativeStatus animcurve_point_new(NativeCall& c) {
    Value made = point_struct(c, {}, false);
    return c.done(made);
}
/// Structs go when nothing holds them.
static NativeStatus animcurve_destroy(NativeCall& c) {
    return c.done();
}

static constexpr NativeRow rows[] = {
    {"animcurve_get", animcurve_get, 1, 1},
    {"animcurve_get_channel", animcurve_get_channel, 2, 2},
    {"animcurve_get_channel_index", animcurve_get_channel_index, 2, 2},
    {"animcurve_channel_evaluate", animcurve_channel_evaluate, 2, 2},
    {"animcurve_create", animcurve_create, 0, 0},
    {"animcurve_channel_new", animcurve_channel_new, 0, 0},
    {"animcurve_point_new", animcurve_point_new, 0, 0},
    {"animcurve_destroy", animcurve_destroy, 1, 1},
};

std::span<const NativeRow> anim_curve_natives() {
    return rows;
}

} // namespace scope
