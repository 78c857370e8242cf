#pragma once
// The one place where an area of the window becomes something to press. Everything else draws over it.

#include "ui/view/ui.h"

#include <string_view>

namespace scope {

struct Press {
    bool clicked = false;
    bool double_clicked = false;
    bool right_clicked = false;
    bool hovered = false;
    bool held = false;
    Rect rect;
};

/// An invisible button over `rect`, registered as "Panel/label" with `text`. Items drawn later may lie over it.
Press press_area(Ui& ui, const Rect& rect, std::string_view label, std::string_view text = {}, bool enabled = true);

/// The same, and a stop of the keyboard: Enter and Space press it.
Press press_stop(Ui& ui, const Rect& rect, std::string_view label, std::string_view text = {}, bool enabled = true);

} // namespace scope
