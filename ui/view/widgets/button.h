#pragma once
// Buttons, icon buttons and the segmented switch ("table JSON GML"). Layout is the caller's: each draws into the
// rectangle it is given, button_width() says how wide that should be.

#include "ui/view/ui.h"

#include <span>
#include <string_view>

namespace scope {

enum class ButtonKind : uint8_t { plain, accent, quiet };

struct ButtonSpec {
    std::string_view label;
    const char* icon = nullptr;
    ImU32 icon_color = 0; ///< 0: soft text
    std::string_view shortcut = {};
    ButtonKind kind = ButtonKind::plain;
    bool enabled = true;
    bool caret = false;         ///< opens a menu
    bool active = false;        ///< drawn as held in: a mode that is on
    std::string_view name = {}; ///< the item's name; the label when empty
    std::string_view tooltip = {};
};

/// Height of buttons and fields in units.
inline constexpr float control_height = 26;

float button_width(Ui& ui, const ButtonSpec& spec);
/// True when it was pressed in this frame.
bool button(Ui& ui, const Rect& rect, const ButtonSpec& spec);
/// Cuts a button of its natural width off the left of `row` and leaves a gap of 8.
bool button_left(Ui& ui, Rect& row, const ButtonSpec& spec);
bool button_right(Ui& ui, Rect& row, const ButtonSpec& spec);

/// A square button without a label; `name` is its item and, with the shortcut, its tooltip.
bool icon_button(Ui& ui, const Rect& rect, const char* icon, std::string_view name, std::string_view shortcut = {},
                 bool enabled = true);

/// One of several words is on. Returns the index to show from now on. Items are named by the words; the current one
/// says "on".
int segments(Ui& ui, Rect& row, std::span<const std::string_view> words, int current);

} // namespace scope
