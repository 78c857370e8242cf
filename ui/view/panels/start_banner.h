#pragma once
// The strip below the toolbar of a game that did not start as it should: why, where, and what to try.

#include "ui/view/panels/panel_context.h"

namespace scope {

inline constexpr float start_banner_height = 56;

void draw_start_banner(PanelContext& context, const Rect& strip, const Diagnostic& failed);

} // namespace scope
