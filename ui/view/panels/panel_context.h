#pragma once
// The context of every panel. It reads the session and the workbench and pushes commands; all that a panel keeps itself
// is about drawing only (a field being edited, a cache).

#include "ui/model/workbench.h"
#include "ui/view/ui.h"
#include "ui/view/widgets/button.h"
#include "ui/view/widgets/panel.h"

namespace scope {

struct PanelContext {
    const SessionPort& session;
    const Workbench& bench;
    CommandQueue& commands;
    Ui& ui;

    const Theme& theme() const { return *ui.theme; }
};

ImU32 color_of(const Theme& theme, Tone tone);

/// A divider whose place the workbench keeps.
Split bench_splitter(PanelContext& context, std::string_view name, const Rect& area, Axis axis, float usual,
                     float least_first, float least_second);

/// A button for a command of the table: title, icon, shortcut and enabled state come from there. `label` replaces the
/// title.
bool command_button(PanelContext& context, Rect& row, CommandId id, ButtonSpec spec);
/// An icon button for a command at the right end of a strip; pushes the command.
void command_icon(PanelContext& context, Rect& strip, CommandId id);

} // namespace scope
