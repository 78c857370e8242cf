#include "ui/view/panels/main_window.h"

#include "ui/view/panels/matrix_panel.h"
#include "ui/view/panels/requests.h"
#include "ui/view/panels/start_banner.h"
#include "ui/view/panels/top_bar.h"
#include "ui/view/script.h"

#include <utility>

namespace scope {

void MainWindow::draw(Ui& ui, const Rect& area, const Workbench& bench, CommandQueue& commands) {
    PanelContext context{bench.session(), bench, commands, ui};
    ui.looks = &bench.window().lists;
    shortcuts(context);
    if (bench.window().panel_step != 0) ui.focus.move_panel(bench.window().panel_step);
    ImGui::GetWindowDrawList()->AddRectFilled(area.min, area.max, ui.theme->panel);
    Rect rest = area;
    draw_menu_bar(context, rest.cut_top(ui.px(menu_bar_height)));
    draw_toolbar(context, rest.cut_top(ui.px(toolbar_height)));
    if (const Diagnostic* failed = bench.session().failed_start())
        draw_start_banner(context, rest.cut_top(ui.px(start_banner_height)), *failed);
    draw_status_bar(context, rest.cut_bottom(ui.px(status_bar_height)));
    Layout layout = layout_of(rest.width() / ui.scale, std::floor(rest.height() / ui.scale),
                              bench.window().bottom_shown, bench.compare_shown());
    part(context, layout, layout.root, rest);
    m_overlays.draw(context, area);
    if (auto changed = std::exchange(ui.changed_look, std::nullopt))
        commands.push({CommandId::set_list, changed->first, changed->second.text()});
}

void MainWindow::part(PanelContext& context, const Layout& layout, size_t index, const Rect& area) {
    const LayoutPart& part_data = layout.parts[index];
    if (!part_data.panels.empty()) return place(context, part_data.panels, area);
    const LeastSize &first = layout.parts[part_data.first].least, &second = layout.parts[part_data.second].least;
    bool side = part_data.axis == Axis::horizontal;
    Split split = bench_splitter(context, part_data.divider, area, part_data.axis, part_data.usual,
                                 side ? first.width : first.height, side ? second.width : second.height);
    part(context, layout, part_data.first, split.first);
    part(context, layout, part_data.second, split.second);
}

/// One panel, or several as tabs of which one shows.
void MainWindow::place(PanelContext& context, const std::vector<PanelId>& panels, const Rect& area) {
    static constexpr const char* titles[] = {"Compose", "Requests", "Timeline", "Events",
                                             "Matrix",  "Handler",  "Bottom",   "Compare"};
    PanelId front = front_of(panels, context.bench.window().raised);
    if (panels.size() == 1) return panel(context, front, area);
    HeaderTabs tabs;
    for (size_t i = 0; i < panels.size(); ++i) {
        tabs.titles.push_back(titles[static_cast<size_t>(panels[i])]);
        bool waiting = panels[i] == PanelId::requests && !context.session.requests().empty();
        tabs.counts.push_back(waiting ? static_cast<int>(context.session.requests().size()) : -1);
        if (panels[i] == front) tabs.current = tabs.chosen = static_cast<int>(i);
    }
    context.ui.header_tabs = &tabs;
    panel(context, front, area);
    context.ui.header_tabs = nullptr;
    if (tabs.chosen == tabs.current) return;
    context.commands.push(
        {CommandId::show_panel, "", "", static_cast<int64_t>(panels[static_cast<size_t>(tabs.chosen)])});
}

void MainWindow::panel(PanelContext& context, PanelId id, const Rect& area) {
    switch (id) {
    case PanelId::compose: return m_compose.draw(context, area);
    case PanelId::requests: return draw_requests(context, area);
    case PanelId::timeline: return m_timeline.draw(context, area);
    case PanelId::events: return m_events.draw(context, area);
    case PanelId::matrix: return draw_matrix(context, area);
    case PanelId::handler: return m_handler.draw(context, area);
    case PanelId::bottom: return m_bottom.draw(context, area);
    case PanelId::compare: return draw_compare(context, area);
    }
}

void MainWindow::shortcuts(PanelContext& context) {
    bool typing = ImGui::GetIO().WantTextInput;
    for (const CommandInfo& info : all_commands()) {
        if (info.shortcut.empty()) continue;
        auto chord = parse_chord(info.shortcut);
        if (!chord || !compat::key_pressed(chord->first) || !(compat::modifiers_held() == chord->second)) continue;
        // A field that is being typed into keeps its own undo, and what has no modifier is text.
        bool of_the_field = info.id == CommandId::undo || info.id == CommandId::redo;
        bool plain = chord->second == compat::Modifiers{} && chord->first < compat::Key::f1;
        if (typing && (of_the_field || plain)) continue;
        // "Find" means what one is looking at.
        bool in_code = info.id == CommandId::find && context.ui.focus.panel() == "Handler";
        CommandId id = in_code ? CommandId::find_in_code : info.id;
        context.commands.push(id); // one that cannot be used now says so
        context.ui.hold_input();
    }
}

} // namespace scope
