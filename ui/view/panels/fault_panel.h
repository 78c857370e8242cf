#pragma once
// What stands in the place of the matrix for a fault that no handler run holds: its message and its stack.

#include "ui/view/panels/panel_context.h"
#include "ui/view/widgets/press.h"

#include <string>
#include <string_view>

namespace scope {

/// The message and the whole stack, a call a line.
std::string fault_text(const FaultRecord& fault);
/// Over its message: copies that, or fault_text().
void fault_menu(PanelContext& context, const Press& press, std::string_view name, const FaultRecord& fault);

void draw_fault(PanelContext& context, const Rect& area, const FaultRecord& fault);

} // namespace scope
