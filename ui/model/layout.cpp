#include "ui/model/layout.h"

#include <algorithm>
#include <cmath>

namespace scope {

namespace {

constexpr float line = 1; ///< a divider

struct PanelFacts {
    LeastSize least;
    std::string_view divider; ///< between the panel and what stands below it
    float usual;
};

/// Heights: strips and heads, and the rows below them that a person needs to see at once.
constexpr PanelFacts facts[] = {
    {{300, 340}, "compose", 0.8f},  // event, shape, three keys, a check, the receivers, Fire
    {{300, 92}, "", 0},             // one request and its neighbour
    {{420, 64}, "timeline", 0.13f}, // two lanes
    {{420, 106}, "events", 0.25f},  // two events
    {{420, 180}, "matrix", 0.56f},  // finding, heads, three keys
    {{420, 130}, "", 0},            // five lines of code
    {{300, 110}, "bottom", 0.74f},  // two answers of the console and its input
    {{420, 106}, "", 0},            // as the events, whose tab it is; in front it has the whole column
};
const PanelFacts& facts_of(PanelId panel) {
    return facts[static_cast<size_t>(panel)];
}

using Place = std::vector<PanelId>;
using Stack = std::vector<Place>; ///< from top to bottom

using enum PanelId;
/// Each list from the most generous to the last resort.
const Stack left_stacks[] = {{{compose}, {requests}}, {{compose, requests}}};
const Stack right_stacks[] = {{{timeline}, {events}, {matrix}, {handler}},
                              {{events, timeline}, {matrix}, {handler}},
                              {{events, timeline}, {matrix, handler}},
                              {{matrix, events, timeline, handler}}};
const Stack right_stacks_with_bottom[] = {{{timeline}, {events}, {matrix}, {handler}, {bottom}},
                                          {{events, timeline}, {matrix}, {handler}, {bottom}},
                                          {{events, timeline}, {matrix, handler}, {bottom}},
                                          {{matrix, events, timeline, handler}, {bottom}},
                                          {{matrix, events, timeline, handler, bottom}}};
const Stack only_stacks[] = {{{compose, requests, matrix, events, timeline, handler}}};
const Stack only_stacks_with_bottom[] = {{{compose, requests, matrix, events, timeline, handler}, {bottom}},
                                         {{compose, requests, matrix, events, timeline, handler, bottom}}};

LeastSize least_of(const Place& place) {
    LeastSize least;
    for (PanelId panel : place) {
        least.width = std::max(least.width, least_size(panel).width);
        least.height = std::max(least.height, least_size(panel).height);
    }
    return least;
}

float height_of(const Stack& stack) {
    float height = line * static_cast<float>(stack.size() - 1);
    for (const Place& place : stack) height += least_of(place).height;
    return height;
}

const Stack& fitting(std::span<const Stack> stacks, float height) {
    for (const Stack& stack : stacks)
        if (height_of(stack) <= height) return stack;
    return stacks.back();
}

/// Compare is a tab beside the events; in front it stands for everything about them.
Stack with_compare(Stack stack, CompareShown shown, bool alone, float height) {
    if (shown == CompareShown::none) return stack;
    bool has_bottom = stack.back().front() == bottom;
    for (Place& place : stack)
        if (auto at = std::find(place.begin(), place.end(), events); at != place.end()) place.insert(at + 1, compare);
    if (shown == CompareShown::behind || alone) return stack;
    Stack front{{events, compare}};
    if (has_bottom) front.push_back({bottom});
    if (height_of(front) > height) front = {{events, compare, bottom}};
    return front;
}

class Builder {
public:
    Layout layout;

    size_t place(const Place& panels) {
        LayoutPart part;
        part.panels = panels;
        part.least = least_of(panels);
        return add(std::move(part));
    }

    size_t divided(Axis axis, std::string_view divider, float usual, size_t first, size_t second) {
        LayoutPart part;
        part.axis = axis;
        part.divider = divider;
        part.usual = usual;
        part.first = first;
        part.second = second;
        const LeastSize &a = layout.parts[first].least, &b = layout.parts[second].least;
        bool side = axis == Axis::horizontal;
        part.least = {side ? a.width + line + b.width : std::max(a.width, b.width),
                      side ? std::max(a.height, b.height) : a.height + line + b.height};
        return add(std::move(part));
    }

    size_t stacked(std::span<const Place> stack) {
        if (stack.size() == 1) return place(stack.front());
        if (stack.back().front() == bottom) return above_bottom(stacked(stack.first(stack.size() - 1)));
        const PanelFacts& top = facts_of(stack.front().front());
        size_t first = place(stack.front());
        return divided(Axis::vertical, top.divider, top.usual, first, stacked(stack.subspan(1)));
    }

    size_t above_bottom(size_t above) {
        return divided(Axis::vertical, facts_of(bottom).divider, facts_of(bottom).usual, above, place({bottom}));
    }

private:
    size_t add(LayoutPart part) {
        layout.parts.push_back(std::move(part));
        return layout.parts.size() - 1;
    }
};

} // namespace

LeastSize least_size(PanelId panel) {
    return facts_of(panel).least;
}

Layout layout_of(float width, float height, bool bottom_shown, CompareShown shown) {
    Builder build;
    if (width < least_size(compose).width + line + least_size(matrix).width) {
        const Stack& only = bottom_shown ? fitting(only_stacks_with_bottom, height) : fitting(only_stacks, height);
        build.layout.root = build.stacked(with_compare(only, shown, true, height));
        return build.layout;
    }
    // The bottom panel takes the whole width while Compose, and events beside the matrix, keep what they need.
    float rest = height - line - least_size(bottom).height;
    bool across = bottom_shown && rest >= height_of(left_stacks[1]) && rest >= height_of(right_stacks[2]);
    float room = across ? rest : height;
    Stack right =
        with_compare(bottom_shown && !across ? fitting(right_stacks_with_bottom, room) : fitting(right_stacks, room),
                     shown, false, room);
    size_t first = build.stacked(fitting(left_stacks, room)), second = build.stacked(right);
    size_t columns = build.divided(Axis::horizontal, "left column", 0.26f, first, second);
    build.layout.root = across ? build.above_bottom(columns) : columns;
    return build.layout;
}

float divider_at(float total, float wanted, float least_first, float least_second) {
    float spare = total - line - least_first - least_second;
    if (spare < 0) return std::round(total * least_first / std::max(1.0f, least_first + least_second));
    return std::clamp(std::round(wanted), least_first, least_first + spare);
}

PanelId front_of(std::span<const PanelId> place, std::span<const PanelId> raised) {
    for (PanelId panel : raised)
        if (std::find(place.begin(), place.end(), panel) != place.end()) return panel;
    return place.front();
}

} // namespace scope
