#pragma once
// The whole window: strips, panels where the layout puts them, the dividers between them, and the keyboard shortcuts of
// the command table.

#include "ui/view/panels/bottom_panel.h"
#include "ui/view/panels/compare_panel.h"
#include "ui/view/panels/compose.h"
#include "ui/view/panels/events_panel.h"
#include "ui/view/panels/handler_panel.h"
#include "ui/view/panels/overlays.h"
#include "ui/view/panels/timeline_panel.h"

namespace scope {

class MainWindow {
public:
    /// Draws `bench` over `area` and collects what the user wants in `commands`.
    void draw(Ui& ui, const Rect& area, const Workbench& bench, CommandQueue& commands);

private:
    void shortcuts(PanelContext& context);
    void part(PanelContext& context, const Layout& layout, size_t index, const Rect& area);
    void place(PanelContext& context, const std::vector<PanelId>& panels, const Rect& area);
    void panel(PanelContext& context, PanelId id, const Rect& area);

    ComposePanel m_compose;
    TimelinePanel m_timeline;
    EventsPanel m_events;
    HandlerPanel m_handler;
    BottomPanel m_bottom;
    Overlays m_overlays;
};

} // namespace scope
