#pragma once
// GML typed by a person and what came of it. Answers are broken into lines, never cut; what a handle names opens below
// it.

#include "ui/model/console_rows.h"
#include "ui/view/panels/panel_context.h"

#include <set>
#include <string>
#include <vector>

namespace scope {

class ConsolePanel {
public:
    void draw(PanelContext& context, Rect area);

private:
    void input(PanelContext& context, const Rect& strip);
    void row(PanelContext& context, class List& list, int64_t index);
    void toggle(const std::string& path);

    std::string m_code;   ///< the line being typed
    std::string m_draft;  ///< what it was before Up
    size_t m_history = 0; ///< how far back Up has gone; 0: the line itself
    std::set<std::string> m_toggled;
    std::vector<ConsoleRow> m_rows; ///< of what follows
    uint64_t m_count = UINT64_MAX;  ///< answers there have been
    size_t m_columns = 0;
    bool m_stale = true;
};

} // namespace scope
