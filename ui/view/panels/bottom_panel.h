#pragma once
// The panel at the bottom: console, output, problems, instances and the ledger of data structures; one at a time, or
// none.

#include "ui/view/panels/console_panel.h"
#include "ui/view/panels/instance_panel.h"
#include "ui/view/panels/ledger_panel.h"

#include <string>

namespace scope {

class BottomPanel {
public:
    void draw(PanelContext& context, const Rect& area);

private:
    ConsolePanel m_console;
    size_t m_output_size = 0;
    InstancePanel m_instances;
    LedgerPanel m_ledger;
};

/// The strip below everything: tabs of the bottom panel, the last message, what is recorded.
void draw_status_bar(PanelContext& context, Rect strip);
inline constexpr float status_bar_height = 26;

} // namespace scope
