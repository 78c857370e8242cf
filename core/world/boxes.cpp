#include "core/world/boxes.h"

#include "core/world/world.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace scope {

namespace {

/// Of a sprite: its box in pixels of its own, and where its origin is.
struct Outline {
    Box box;
    double origin_x = 0, origin_y = 0;
};

std::optional<Outline> outline(const World& world, const Value& sprite) {
    double number = sprite.is_ref(RefKind::sprite) ? sprite.ref_index() : sprite.is_real() ? sprite.as_real() : -1;
    const std::vector<Sprite>& sprites = world.project().sprites;
    if (number >= 0 && number < static_cast<double>(sprites.size())) {
        const Sprite& data = sprites[static_cast<size_t>(number)];
        return Outline{
            {double(data.bbox_left), double(data.bbox_top), double(data.bbox_right) + 1, double(data.bbox_bottom) + 1},
            data.origin_x,
            data.origin_y};
    }
    StubHandles::Entry* made = number >= 0 ? world.stub_handles().find(RefKind::sprite, sprite) : nullptr;
    if (!made) return {};
    return Outline{
        {0, 0, made->number("width"), made->number("height")}, made->number("xoffset"), made->number("yoffset")};
}

} // namespace

std::optional<Box> box_at(const World& world, const Instance& instance, double x, double y) {
    std::optional<Outline> of = outline(world, instance.builtin(InstanceSlot::mask_index));
    if (!of) of = outline(world, instance.builtin(InstanceSlot::sprite_index));
    if (!of) return {};
    double scale_x = instance.number(InstanceSlot::image_xscale), scale_y = instance.number(InstanceSlot::image_yscale);
    double left = (of->box.left - of->origin_x) * scale_x, right = (of->box.right - of->origin_x) * scale_x;
    double top = (of->box.top - of->origin_y) * scale_y, bottom = (of->box.bottom - of->origin_y) * scale_y;
    double angle = std::fmod(instance.number(InstanceSlot::image_angle), 360);
    if (angle == 0)
        return Box{x + std::min(left, right), y + std::min(top, bottom), x + std::max(left, right),
                   y + std::max(top, bottom)};
    double radians = angle * std::numbers::pi / 180, cosine = std::cos(radians), sine = std::sin(radians);
    Box out{INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (auto [corner_x, corner_y] : {std::pair{left, top}, {right, top}, {left, bottom}, {right, bottom}}) {
        double turned_x = corner_x * cosine + corner_y * sine, turned_y = corner_y * cosine - corner_x * sine;
        out.left = std::min(out.left, x + turned_x);
        out.right = std::max(out.right, x + turned_x);
        out.top = std::min(out.top, y + turned_y);
        out.bottom = std::max(out.bottom, y + turned_y);
    }
    return out;
}

std::optional<Box> box_of(const World& world, const Instance& instance) {
    return box_at(world, instance, instance.number(InstanceSlot::x), instance.number(InstanceSlot::y));
}

} // namespace scope
