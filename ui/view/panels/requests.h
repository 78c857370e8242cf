#pragma once
// Requests that wait for an answer. Answering prepares the payload in Compose; nothing is fired behind the user's back.

#include "ui/view/panels/panel_context.h"

namespace scope {

void draw_requests(PanelContext& context, const Rect& area);

} // namespace scope
