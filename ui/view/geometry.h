#pragma once
// Rectangles and the one way panels are laid out: strips are cut off an area until nothing is left. Positions are whole
// pixels, so text and lines stay sharp at every scale. Costs nothing beyond the arithmetic.

#include <algorithm>
#include <cmath>
#include <imgui.h>

namespace scope {

/// A rectangle in physical pixels, `max` exclusive.
struct Rect {
    ImVec2 min{0, 0};
    ImVec2 max{0, 0};

    float width() const { return max.x - min.x; }
    float height() const { return max.y - min.y; }
    ImVec2 size() const { return {width(), height()}; }
    ImVec2 center() const { return {std::floor((min.x + max.x) / 2), std::floor((min.y + max.y) / 2)}; }
    bool empty() const { return max.x <= min.x || max.y <= min.y; }
    bool contains(ImVec2 p) const { return p.x >= min.x && p.x < max.x && p.y >= min.y && p.y < max.y; }

    Rect intersection(const Rect& other) const {
        return {{std::max(min.x, other.min.x), std::max(min.y, other.min.y)},
                {std::min(max.x, other.max.x), std::min(max.y, other.max.y)}};
    }
    Rect shrunk(float x, float y) const { return {{min.x + x, min.y + y}, {max.x - x, max.y - y}}; }
    Rect shrunk(float by) const { return shrunk(by, by); }

    /// Each cut returns the strip and keeps the rest; a strip never exceeds what is left.
    Rect cut_top(float h) {
        Rect strip{min, {max.x, std::min(max.y, min.y + h)}};
        min.y = strip.max.y;
        return strip;
    }
    Rect cut_bottom(float h) {
        Rect strip{{min.x, std::max(min.y, max.y - h)}, max};
        max.y = strip.min.y;
        return strip;
    }
    Rect cut_left(float w) {
        Rect strip{min, {std::min(max.x, min.x + w), max.y}};
        min.x = strip.max.x;
        return strip;
    }
    Rect cut_right(float w) {
        Rect strip{{std::max(min.x, max.x - w), min.y}, max};
        max.x = strip.min.x;
        return strip;
    }
    /// A strip of height `h` in the vertical middle.
    Rect middle(float h) const {
        float top = std::floor(min.y + (height() - h) / 2);
        return {{min.x, top}, {max.x, top + h}};
    }
};

} // namespace scope
