#pragma once
// What was opened lately, offered while nothing is open.

#include "ui/view/panels/panel_context.h"

namespace scope {

/// False when there is nothing to offer.
bool draw_recent_projects(PanelContext& context, const Rect& area);

} // namespace scope
