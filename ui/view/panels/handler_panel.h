#pragma once
// One handler run in detail: its call tree, its code with the lines that ran, and what it changed, called, logged and
// asked for.

#include "ui/model/highlight.h"
#include "ui/view/panels/panel_context.h"

#include <string>

namespace scope {

class HandlerPanel {
public:
    void draw(PanelContext& context, const Rect& area);

private:
    void code_bar(PanelContext& context, const Rect& strip, const std::string& file);
    void call_tree(PanelContext& context, const Rect& area, const HandlerRecord& handler);
    void code(PanelContext& context, const Rect& area);
    void details(PanelContext& context, const Rect& area, const HandlerRecord& handler, bool with_calls);

    std::string m_code_path; ///< what m_code holds, colours worked out once
    CodeText m_code;
    std::string m_find, m_line; ///< being typed
};

} // namespace scope
