#pragma once
// Overlays that open over the window: the command palette, the dialog that asks for a path, the list of shortcuts.

#include "ui/model/file_browser.h"
#include "ui/view/panels/panel_context.h"

#include <string>
#include <vector>

namespace scope {

class Overlays {
public:
    void draw(PanelContext& context, const Rect& area);

private:
    /// A line of the palette: what it says and what it does.
    struct Entry {
        std::string title;
        std::string detail;
        const char* icon = nullptr;
        ImU32 color = 0;
        Command command;
        int score = 0;
    };
    bool begin(PanelContext& context, const Rect& area, const char* name, float width, float height);
    void end(PanelContext& context);
    void palette(PanelContext& context, const Rect& area);
    std::vector<Entry> entries(PanelContext& context) const;
    void open_path(PanelContext& context, const Rect& area);
    void enter(PanelContext& context);
    void try_open(PanelContext& context, const std::string& path);
    void browser_list(PanelContext& context, const Rect& area);
    void shortcuts(PanelContext& context, const Rect& area);

    Overlay m_shown = Overlay::none;
    bool m_fresh = false;
    std::string m_text;
    int64_t m_selected = 0;
    FileBrowser m_browser;
    std::string m_tried; ///< what stood in the field when it was last to be opened
    bool m_entered_folder = false;
};

} // namespace scope
