#pragma once
// Chips: small rounded labels for a fact ("2 waiting", "windows") and, pressed, for a small action ("create").

#include "ui/view/ui.h"

#include <string_view>

namespace scope {

/// Pixels a chip needs.
float chip_width(Ui& ui, std::string_view text, bool with_dot = false);
/// A chip in the vertical middle of `rect`, as wide as `rect`. `dot`: a colour in front of the text, 0 for none.
void draw_chip(Ui& ui, const Rect& rect, std::string_view text, ImU32 dot = 0, bool hovered = false);
/// A chip that can be pressed; its item is named by its text unless `name` is given.
bool chip_button(Ui& ui, const Rect& rect, std::string_view text, ImU32 dot = 0, std::string_view name = {},
                 std::string_view tooltip = {});
/// A chip that only tells; registered as an item so that scripts can read it.
void chip(Ui& ui, const Rect& rect, std::string_view text, ImU32 dot = 0, std::string_view name = {});

} // namespace scope
