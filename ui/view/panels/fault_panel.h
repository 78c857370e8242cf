#pragma once
// What stands in the place of the matrix for a fault that no handler run holds: its message and its stack.

#include "ui/view/panels/panel_context.h"

namespace scope {

void draw_fault(PanelContext& context, const Rect& area, const FaultRecord& fault);

} // namespace scope
