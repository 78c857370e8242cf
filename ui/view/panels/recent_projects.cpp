#include "ui/view/panels/recent_projects.h"

#include "ui/view/icons.h"
#include "ui/view/widgets/list.h"
#include "ui/view/widgets/press.h"

namespace scope {

bool draw_recent_projects(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    const std::vector<std::string>& recents = context.bench.window().recents;
    if (context.session.is_live() || !context.session.title().empty() || recents.empty()) return false;
    Rect column = area.shrunk(ui.px(12), ui.px(12));
    float width = std::min(column.width(), ui.px(480));
    column.min.x = std::floor(column.center().x - width / 2);
    column.max.x = column.min.x + width;
    draw_text(ui, column.cut_top(ui.px(24)), ui.fonts.small, context.theme().text_faint, "Opened lately");
    PanelScope scope(ui, "Recent");
    for (const std::string& path : recents) {
        if (column.height() < ui.px(row_height)) break;
        Rect row = column.cut_top(ui.px(row_height));
        size_t slash = path.rfind('/');
        std::string name = path.substr(slash == std::string::npos ? 0 : slash + 1);
        Press press = press_stop(ui, row, name, path);
        if (press.clicked) context.commands.push({CommandId::open_path, path});
        if (press.hovered)
            ImGui::GetWindowDrawList()->AddRectFilled(row.min, row.max, context.theme().row_hover, ui.px(4));
        Line(ui, row)
            .icon(icon::clock, context.theme().text_soft)
            .text(name)
            .gap(8)
            .faint(path.substr(0, slash == std::string::npos ? 0 : slash));
    }
    return true;
}

} // namespace scope
