#pragma once
// The handler matrix: keys down, handler runs across. The signature view. Each cell says by mark and colour what the
// run did with the key: filled dot read, ring not read, pencil written, triangle asked for but missing.

#include "ui/view/panels/panel_context.h"

namespace scope {

void draw_matrix(PanelContext& context, const Rect& area);

} // namespace scope
