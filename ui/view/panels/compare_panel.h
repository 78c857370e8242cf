#pragma once
// The Compare view: the events of two runs side by side on the left, and for the selected pair the two matrices with
// the rows that differ marked, above the differences in words.

#include "ui/view/panels/panel_context.h"

namespace scope {

void draw_compare(PanelContext& context, const Rect& area);

} // namespace scope
