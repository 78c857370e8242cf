#pragma once
// The two strips at the top: menus with the palette's box and the problems chip; run control with room, frame and
// clock.

#include "ui/view/panels/panel_context.h"

namespace scope {

inline constexpr float menu_bar_height = 36;
inline constexpr float toolbar_height = 36;

void draw_menu_bar(PanelContext& context, Rect strip);
void draw_toolbar(PanelContext& context, Rect strip);

} // namespace scope
