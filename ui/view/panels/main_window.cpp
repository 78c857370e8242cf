#include "ui/view/panels/main_window.h"

#include "ui/view/panels/matrix_panel.h"
#include "ui/view/panels/requests.h"
#include "ui/view/panels/top_bar.h"
#include "ui/view/script.h"

namespace scope {

void MainWindow::draw(Ui& ui, const Rect& area, const Workbench& bench, CommandQueue& commands) {
    PanelContext context{bench.session(), bench, commands, ui};
    shortcuts(context);
    ImGui::GetWindowDrawList()->AddRectFilled(area.min, area.max, ui.theme->panel);
    Rect rest = area;
    draw_menu_bar(context, rest.cut_top(ui.px(menu_bar_height)));
    draw_toolbar(context, rest.cut_top(ui.px(toolbar_height)));
    draw_status_bar(context, rest.cut_bottom(ui.px(status_bar_height)));
    if (bench.window().bottom_shown) {
        Split split = bench_splitter(context, "bottom", rest, Axis::vertical, 0.74f, 240, 80);
        rest = split.first;
        m_bottom.draw(context, split.second);
    }
    Split columns = bench_splitter(context, "left column", rest, Axis::horizontal, 0.26f, 300, 480);
    Split left = bench_splitter(context, "compose", columns.first, Axis::vertical, 0.8f, 380, 100);
    m_compose.draw(context, left.first);
    draw_requests(context, left.second);
    Split time = bench_splitter(context, "timeline", columns.second, Axis::vertical, 0.13f, 56, 380);
    m_timeline.draw(context, time.first);
    Split top = bench_splitter(context, "events", time.second, Axis::vertical, 0.25f, 110, 260);
    m_events.draw(context, top.first);
    Split below = bench_splitter(context, "matrix", top.second, Axis::vertical, 0.56f, 130, 120);
    draw_matrix(context, below.first);
    m_handler.draw(context, below.second);
    m_overlays.draw(context, area);
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
        if (context.bench.is_enabled(info.id)) context.commands.push(info.id);
    }
}

} // namespace scope
