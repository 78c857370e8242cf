// place_*, position_*, collision_*, distance_to_*, move_contact_* and the like: collisions of bounding boxes
// (core/world/boxes.h). Tile maps given as targets hold nothing here.

#include "core/lib/ds_arguments.h"
#include "core/lib/tables.h"
#include "core/world/boxes.h"
#include "core/world/events.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <unordered_set>

namespace scope {

static constexpr uint64_t tested = 16; // units for one instance: its box is found and compared

static constexpr double noone = -4;

/// Whether a box is hit by what is asked about.
using Test = std::function<bool(const Box&)>;

/// The live instances that argument `index` means: an object, an instance, all, other, or an array of them.
static std::vector<Instance*> targets(NativeCall& c, uint32_t index) {
    World& world = world_of(c);
    const Value& target = c.arg(index);
    std::vector<Instance*> out;
    if (!target.is_array()) return world.matching(target, c.self, c.other);
    const Array& array = *target.as_array();
    std::unordered_set<const Instance*> known;
    for (uint32_t i = 0; i < array.size && c.charge(1); ++i) {
        if (array.items[i].is_array()) continue;
        std::vector<Instance*> more = world.matching(array.items[i], c.self, c.other);
        if (!c.charge(more.size())) break;
        for (Instance* one : more)
            if (known.insert(one).second) out.push_back(one);
    }
    return out;
}

/// Those of argument `index` that `test` hits. `but`: is passed over.
static std::vector<Instance*> hits(NativeCall& c, uint32_t index, const Instance* but, const Test& test) {
    std::vector<Instance*> found = c.failed() ? std::vector<Instance*>() : targets(c, index);
    if (!c.charge(found.size() * 2)) return {};
    std::erase_if(found, [&](const Instance* one) {
        if (one == but) return true;
        std::optional<Box> box = box_of(world_of(c), *one);
        return !box || !test(*box);
    });
    return found;
}

static NativeStatus first(NativeCall& c, const std::vector<Instance*>& found) {
    return c.done(found.empty() ? Value(noone) : found.front()->handle());
}
static NativeStatus any(NativeCall& c, const std::vector<Instance*>& found) {
    return c.done(Value::boolean(!found.empty()));
}

struct Point {
    double x, y;
};

/// Appends to the list of argument `index`; those nearest to `middle` first when the argument behind it is true.
static NativeStatus listed(NativeCall& c, std::vector<Instance*> found, uint32_t index, Point middle) {
    DsList* list = ds_argument<DsList>(c, index);
    bool ordered = c.truth_or(index + 1, false);
    if (!list || c.failed()) return NativeStatus::fault;
    auto far = [&](const Instance* one) {
        return std::hypot(one->number(InstanceSlot::x) - middle.x, one->number(InstanceSlot::y) - middle.y);
    };
    if (ordered)
        std::stable_sort(found.begin(), found.end(),
                         [&](const Instance* a, const Instance* b) { return far(a) < far(b); });
    for (const Instance* one : found)
        if (list->add(one->handle()) == DsWrite::limit) return written(c, DsWrite::limit);
    return c.done(static_cast<double>(found.size()));
}

// --- the calling instance somewhere else

static std::vector<Instance*> hits_at_place(NativeCall& c) {
    double x = c.real(0), y = c.real(1);
    const Instance* self = as_instance(c.self);
    std::optional<Box> box = self && !c.failed() ? box_at(world_of(c), *self, x, y) : std::nullopt;
    if (!box) return {};
    return hits(c, 2, self, [&](const Box& other) { return box->meets(other); });
}
static NativeStatus place_meeting(NativeCall& c) {
    return any(c, hits_at_place(c));
}
static NativeStatus instance_place(NativeCall& c) {
    return first(c, hits_at_place(c));
}
static NativeStatus instance_place_list(NativeCall& c) {
    return listed(c, hits_at_place(c), 3, {c.real(0), c.real(1)});
}
/// Whether the calling instance would meet one of `others`.
static bool is_free(NativeCall& c, double x, double y, bool of_solid_alone) {
    const Instance* self = as_instance(c.self);
    std::optional<Box> box = self && !c.failed() ? box_at(world_of(c), *self, x, y) : std::nullopt;
    if (!box) return true;
    std::vector<Instance*> all = world_of(c).instances().all_live();
    if (!c.charge(all.size() * tested)) return true;
    return std::none_of(all.begin(), all.end(), [&](const Instance* one) {
        bool solid = false;
        std::string unused;
        if (one == self) return false;
        if (of_solid_alone && (!to_bool(one->builtin(InstanceSlot::solid), solid, unused) || !solid)) return false;
        std::optional<Box> other = box_of(world_of(c), *one);
        return other && box->meets(*other);
    });
}
static NativeStatus place_free(NativeCall& c) {
    double x = c.real(0), y = c.real(1);
    return c.done(Value::boolean(is_free(c, x, y, true)));
}
static NativeStatus place_empty(NativeCall& c) {
    if (c.has(2)) return c.done(Value::boolean(hits_at_place(c).empty()));
    double x = c.real(0), y = c.real(1);
    return c.done(Value::boolean(is_free(c, x, y, false)));
}

// --- a point

static std::vector<Instance*> hits_at_position(NativeCall& c) {
    double x = c.real(0), y = c.real(1);
    return hits(c, 2, nullptr, [&](const Box& box) { return box.holds(x, y); });
}
static NativeStatus position_meeting(NativeCall& c) {
    return any(c, hits_at_position(c));
}
static NativeStatus instance_position(NativeCall& c) {
    return first(c, hits_at_position(c));
}
static NativeStatus instance_position_list(NativeCall& c) {
    return listed(c, hits_at_position(c), 3, {c.real(0), c.real(1)});
}
static std::vector<Instance*> all_at_position(NativeCall& c) {
    double x = c.real(0), y = c.real(1);
    std::vector<Instance*> all = world_of(c).instances().all_live();
    if (!c.charge(all.size() * tested)) return {};
    std::erase_if(all, [&](const Instance* one) {
        std::optional<Box> box = box_of(world_of(c), *one);
        return !box || !box->holds(x, y);
    });
    return all;
}
static NativeStatus position_empty(NativeCall& c) {
    return c.done(Value::boolean(all_at_position(c).empty()));
}
static NativeStatus position_destroy(NativeCall& c) {
    std::vector<Instance*> there = all_at_position(c);
    return c.failed() ? NativeStatus::fault : destroy_instances(c, std::move(there), true);
}

// --- shapes: collision_NAME(numbers..., obj, prec, notme) and the same with a list

struct Area {
    uint32_t numbers; ///< how many arguments say where it is
    bool (*hits)(const double* at, const Box& box);
    Point (*middle)(const double* at);
};

static bool point_hits(const double* at, const Box& box) {
    return box.holds(at[0], at[1]);
}
static bool rectangle_hits(const double* at, const Box& box) {
    Box area{std::min(at[0], at[2]), std::min(at[1], at[3]), std::max(at[0], at[2]), std::max(at[1], at[3])};
    // Without a size it is still a point or a line.
    bool across = area.left == area.right ? box.left <= area.left && area.left < box.right
                                          : area.left < box.right && box.left < area.right;
    bool down = area.top == area.bottom ? box.top <= area.top && area.top < box.bottom
                                        : area.top < box.bottom && box.top < area.bottom;
    return across && down;
}
/// Liang and Barsky: what part of the line is inside.
static bool line_hits(const double* at, const Box& box) {
    double from = 0, to = 1, dx = at[2] - at[0], dy = at[3] - at[1];
    const double slopes[] = {-dx, dx, -dy, dy};
    const double gaps[] = {at[0] - box.left, box.right - at[0], at[1] - box.top, box.bottom - at[1]};
    for (size_t side = 0; side < 4; ++side) {
        if (slopes[side] == 0) {
            if (gaps[side] < 0) return false;
        } else if (double where = gaps[side] / slopes[side]; slopes[side] < 0) {
            from = std::max(from, where);
        } else {
            to = std::min(to, where);
        }
    }
    return from <= to;
}
static bool round_hits(double x, double y, double radius_x, double radius_y, const Box& box) {
    if (radius_x == 0 || radius_y == 0) return box.holds(x, y);
    double away_x = (std::clamp(x, box.left, box.right) - x) / radius_x;
    double away_y = (std::clamp(y, box.top, box.bottom) - y) / radius_y;
    return away_x * away_x + away_y * away_y <= 1;
}
static bool circle_hits(const double* at, const Box& box) {
    return round_hits(at[0], at[1], at[2], at[2], box);
}
static bool ellipse_hits(const double* at, const Box& box) {
    return round_hits((at[0] + at[2]) / 2, (at[1] + at[3]) / 2, (at[2] - at[0]) / 2, (at[3] - at[1]) / 2, box);
}
static Point at_start(const double* at) {
    return {at[0], at[1]};
}
static Point between(const double* at) {
    return {(at[0] + at[2]) / 2, (at[1] + at[3]) / 2};
}

static constexpr Area point{2, point_hits, at_start}, rectangle{4, rectangle_hits, between},
    line{4, line_hits, at_start}, circle{3, circle_hits, at_start}, ellipse{4, ellipse_hits, between};

template<const Area& shape, bool list> static NativeStatus collision(NativeCall& c) {
    double at[4] = {};
    for (uint32_t i = 0; i < shape.numbers; ++i) at[i] = c.real(i);
    c.truth_or(shape.numbers + 1, false); // prec: there is nothing more precise than the box
    bool not_me = c.truth_or(shape.numbers + 2, false);
    std::vector<Instance*> found = hits(c, shape.numbers, not_me ? as_instance(c.self) : nullptr,
                                        [&](const Box& box) { return shape.hits(at, box); });
    return list ? listed(c, std::move(found), shape.numbers + 3, shape.middle(at)) : first(c, found);
}

// --- distances between boxes; who has none is a point

static Box box_or_point(NativeCall& c, const Instance& instance) {
    if (std::optional<Box> box = box_of(world_of(c), instance)) return *box;
    double x = instance.number(InstanceSlot::x), y = instance.number(InstanceSlot::y);
    return {x, y, x, y};
}
static double apart(const Box& a, const Box& b) {
    double x = std::max({a.left - b.right, b.left - a.right, 0.0});
    double y = std::max({a.top - b.bottom, b.top - a.bottom, 0.0});
    return std::hypot(x, y);
}
static NativeStatus distance_to_point(NativeCall& c) {
    double x = c.real(0), y = c.real(1);
    const Instance* self = as_instance(c.self);
    return c.done(self ? apart(box_or_point(c, *self), {x, y, x, y}) : 0.0);
}
/// To the nearest, which the calling instance itself can be; very far when there is none. As in GameMaker.
static NativeStatus distance_to_object(NativeCall& c) {
    const Instance* self = as_instance(c.self);
    double nearest = 10000000000.0;
    std::vector<Instance*> others = targets(c, 0);
    if (!self || !c.charge(others.size() * tested)) return c.done(nearest);
    for (const Instance* one : others)
        nearest = std::min(nearest, apart(box_or_point(c, *self), box_or_point(c, *one)));
    return c.done(nearest);
}

// --- moving up to others, or away from them

static constexpr int64_t most_steps = 1000; // what "any distance" comes to, as in GameMaker

/// Goes pixel by pixel along a direction: until the next step would hit (`away` false), or until nothing is hit.
template<bool solid, bool away> static NativeStatus move_along(NativeCall& c) {
    double radians = c.real(0) * std::numbers::pi / 180, step_x = std::cos(radians), step_y = -std::sin(radians);
    int64_t most = c.integer(1);
    Instance* self = as_instance(c.self);
    if (!self || c.failed()) return c.done();
    if (most <= 0 || most > most_steps) most = most_steps;
    double x = self->number(InstanceSlot::x), y = self->number(InstanceSlot::y);
    bool free_now = is_free(c, x, y, solid);
    for (int64_t step = 0; step < most && !c.failed() && free_now != away; ++step) {
        if (!away && !is_free(c, x + step_x, y + step_y, solid)) break;
        x += step_x, y += step_y;
        free_now = away ? is_free(c, x, y, solid) : true;
    }
    if (c.failed()) return NativeStatus::fault;
    self->set_builtin(InstanceSlot::x, Value(x));
    self->set_builtin(InstanceSlot::y, Value(y));
    return c.done();
}

static double wrapped(double at, double size, double margin) {
    if (at < -margin) return at + size + 2 * margin;
    return at > size + margin ? at - size - 2 * margin : at;
}
static NativeStatus move_wrap(NativeCall& c) {
    bool across = c.truth(0), down = c.truth(1);
    double margin = c.real(2);
    Instance* self = as_instance(c.self);
    if (!self || c.failed()) return c.done();
    const Rooms& rooms = world_of(c).rooms();
    if (across) self->set_builtin(InstanceSlot::x, Value(wrapped(self->number(InstanceSlot::x), rooms.width, margin)));
    if (down) self->set_builtin(InstanceSlot::y, Value(wrapped(self->number(InstanceSlot::y), rooms.height, margin)));
    return c.done();
}
/// Somewhere in the room where nothing solid is, on a grid; where it was when no place is found.
static NativeStatus move_random(NativeCall& c) {
    double snap_x = c.real(0), snap_y = c.real(1);
    Instance* self = as_instance(c.self);
    const Rooms& rooms = world_of(c).rooms();
    for (int tries = 0; self && tries < 100 && !c.failed(); ++tries) {
        double x = world_of(c).random().unit() * rooms.width, y = world_of(c).random().unit() * rooms.height;
        if (snap_x > 0) x = std::floor(x / snap_x) * snap_x;
        if (snap_y > 0) y = std::floor(y / snap_y) * snap_y;
        if (!is_free(c, x, y, true)) continue;
        self->set_builtin(InstanceSlot::x, Value(x));
        self->set_builtin(InstanceSlot::y, Value(y));
        break;
    }
    return c.failed() ? NativeStatus::fault : c.done();
}

static constexpr NativeRow rows[] = {
    {"place_meeting", place_meeting, 3, 3},
    {"place_free", place_free, 2, 2},
    {"place_empty", place_empty, 2, 3},
    {"instance_place", instance_place, 3, 3},
    {"instance_place_list", instance_place_list, 5, 5},
    {"position_meeting", position_meeting, 3, 3},
    {"position_empty", position_empty, 2, 2},
    {"position_destroy", position_destroy, 2, 2},
    {"instance_position", instance_position, 3, 3},
    {"instance_position_list", instance_position_list, 5, 5},
    {"collision_point", collision<point, false>, 5, 5},
    {"collision_rectangle", collision<rectangle, false>, 7, 7},
    {"collision_line", collision<line, false>, 7, 7},
    {"collision_circle", collision<circle, false>, 6, 6},
    {"collision_ellipse", collision<ellipse, false>, 7, 7},
    {"collision_point_list", collision<point, true>, 7, 7},
    {"collision_rectangle_list", collision<rectangle, true>, 9, 9},
    {"collision_line_list", collision<line, true>, 9, 9},
    {"collision_circle_list", collision<circle, true>, 8, 8},
    {"collision_ellipse_list", collision<ellipse, true>, 9, 9},
    {"move_contact_solid", move_along<true, false>, 2, 2},
    {"move_contact_all", move_along<false, false>, 2, 2},
    {"move_outside_solid", move_along<true, true>, 2, 2},
    {"move_outside_all", move_along<false, true>, 2, 2},
    {"move_wrap", move_wrap, 3, 3},
    {"move_random", move_random, 2, 2},
    {"distance_to_point", distance_to_point, 2, 2},
    {"distance_to_object", distance_to_object, 1, 1},
};

std::span<const NativeRow> collision_natives() {
    return rows;
}

} // namespace scope
