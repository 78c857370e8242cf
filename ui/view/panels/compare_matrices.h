#pragma once
// The two matrices of a compared pair of events, side by side in one list: a key is one row of both, and both move
// sideways together.

#include "ui/view/panels/panel_context.h"

namespace scope {

void draw_two_matrices(PanelContext& context, const ComparedEvent& event, const Rect& area);

} // namespace scope
