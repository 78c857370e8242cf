#pragma once
// The Problems tab of the bottom panel: what is wrong with the project and what surprised while it ran, by cause.

#include "ui/view/panels/panel_context.h"

namespace scope {

/// `strip` is the free part of the panel's header.
void draw_problems(PanelContext& context, Rect area, const Rect& strip);

} // namespace scope
