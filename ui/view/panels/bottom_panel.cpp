#include "ui/view/panels/bottom_panel.h"

#include "core/base/text.h"
#include "ui/model/text.h"
#include "ui/view/compat.h"
#include "ui/view/icons.h"
#include "ui/view/panels/problems_panel.h"
#include "ui/view/panels/row_menu.h"
#include "ui/view/widgets/code_view.h"
#include "ui/view/widgets/field.h"
#include "ui/view/widgets/list.h"

#include <array>
#include <fmt/format.h>

namespace scope {

namespace {

void output(PanelContext& context, Rect area, size_t& seen) {
    Ui& ui = context.ui;
    const std::vector<LogRecord>& lines = context.session.output();
    if (lines.empty()) {
        empty_state(ui, area, icon::output, "No output yet", "What show_debug_message writes shows up here.");
        return;
    }
    static constexpr Column columns[] = {{"text"}, {"where", 260}};
    Columns layout(ui, "List", area, columns);
    List list(ui, area, "List", static_cast<int64_t>(lines.size()), 20);
    if (lines.size() != seen) list.go_to_end();
    seen = lines.size();
    list.walk();
    for (int64_t i = list.first(); i < list.last(); ++i) {
        const LogRecord& line = lines[static_cast<size_t>(i)];
        Press press = list.row(i, fmt::format("line {}", i + 1), false, line.text);
        if (press.clicked && !line.place.file.empty())
            context.commands.push({CommandId::go_to, line.place.file, "", line.place.line});
        if (RowMenu menu(context, press, fmt::format("line {} menu", i + 1), 1); menu)
            menu.copy("Copy the line", line.text);
        draw_text(ui, layout.cell(0, press.rect), ui.fonts.code, context.theme().text,
                  escape_control(std::string_view(line.text).substr(0, 2000)));
        draw_text(ui, layout.cell(1, press.rect), ui.fonts.small, context.theme().text_faint,
                  short_place(line.place.file, line.place.line), Align::right);
    }
}

} // namespace

void BottomPanel::draw(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    struct Look {
        const char* name;
        const char* title;
        const char* icon;
    };
    static constexpr std::array<Look, 5> looks = {
        Look{"Console", "CONSOLE", icon::terminal}, Look{"Output", "OUTPUT", icon::output},
        Look{"Problems", "PROBLEMS", icon::warning}, Look{"Instances", "INSTANCES", icon::instances},
        Look{"Ledger", "DS LEDGER", icon::ledger}};
    const Look& look = looks[static_cast<size_t>(context.bench.window().bottom)];
    PanelWindow panel(ui, area, look.name);
    if (!panel) return;
    Rect rest = area;
    Rect strip = panel_header(ui, rest, look.icon, look.title);
    if (icon_button(ui, strip.cut_right(ui.px(24)).middle(ui.px(24)), icon::close, "Close",
                    info_of(CommandId::hide_bottom).shortcut))
        context.commands.push(CommandId::hide_bottom);
    switch (context.bench.window().bottom) {
    case BottomTab::console: return m_console.draw(context, rest);
    case BottomTab::output: return output(context, rest, m_output_size);
    case BottomTab::problems: return draw_problems(context, rest, strip);
    case BottomTab::instances: return m_instances.draw(context, rest);
    case BottomTab::ledger: return m_ledger.draw(context, rest);
    }
}

/// What is in progress, for how long and where, and the way out. What is left of the row is for the tabs.
static void draw_work(PanelContext& context, Rect& row) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    Work work = context.session.at_work();
    ButtonSpec spec{.label = "Cancel", .name = "Cancel", .tooltip = std::string(info_of(CommandId::cancel).shortcut)};
    row.cut_right(ui.px(8));
    if (button(ui, row.cut_right(button_width(ui, spec)).middle(ui.px(22)), spec))
        context.commands.push(CommandId::cancel);
    row.cut_right(ui.px(12));
    std::string text = work.what;
    if (!ui.hide_durations) text += fmt::format(" \u00b7 {:.1f} s", context.bench.worked());
    if (!work.where.empty()) text += " \u00b7 " + work.where;
    Rect place = row.cut_right(std::min(text_width(ui.fonts.small, text) + ui.px(2), row.width() * 0.6f));
    draw_text(ui, place, ui.fonts.small, theme.accent, text, Align::right);
    ui.note("work", place, text);
    row.cut_right(ui.px(16));
}

void draw_status_bar(PanelContext& context, Rect strip) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    const Workbench& bench = context.bench;
    ImGui::GetWindowDrawList()->AddRectFilled(strip.min, strip.max, theme.panel);
    rule(ui, strip.min.x, strip.max.x, strip.min.y);
    strip.min.y += ui.px(1);
    PanelScope scope(ui, "Status");
    Rect row = strip.shrunk(ui.px(4), 0);
    auto count = [](size_t n) { return n ? static_cast<int>(n) : -1; };
    size_t serious = bench.problems().counts().serious();
    std::array<Tab, 5> tabs = {Tab{"Console"}, Tab{"Output", count(context.session.output().size())},
                               Tab{"Problems", count(serious), serious ? theme.warning : 0}, Tab{"Instances"},
                               Tab{"DS ledger"}};
    int current = bench.window().bottom_shown ? static_cast<int>(bench.window().bottom) : -1;
    // What the last action came to has its place first: the count goes, then tabs go behind "...".
    std::string recorded =
        fmt::format("{} recorded", counted(bench.events().index.table().rows().size(), "dispatch", "dispatches"));
    bool works = bench.shows_work();
    if (works) draw_work(context, row);
    const StatusLine status = works ? StatusLine() : bench.window().status;
    std::string text = status.text.substr(0, status.text.find('\n'));
    float wanted = text.empty() ? 0 : std::min(text_width(ui.fonts.small, text), row.width() * 0.6f) + ui.px(32);
    float counted_width = text_width(ui.fonts.small, recorded) + ui.px(12);
    if (tab_strip_width(ui, tabs) + wanted + counted_width <= row.width())
        draw_text(ui, row.cut_right(counted_width), ui.fonts.small, theme.text_faint, recorded);
    Rect message = row;
    // A press on the tab that is open closes it; tab_strip cannot tell, so the bar asks for each.
    Rect strip_of_tabs = row;
    strip_of_tabs.max.x -= wanted;
    int chosen = tab_strip(ui, strip_of_tabs, tabs, current, false);
    message.min.x = strip_of_tabs.min.x;
    static constexpr std::array<CommandId, 5> shows = {CommandId::show_console, CommandId::show_output,
                                                       CommandId::show_problems, CommandId::show_instances,
                                                       CommandId::show_ledger};
    if (chosen != current && chosen >= 0) context.commands.push(shows[static_cast<size_t>(chosen)]);
    message.cut_left(ui.px(16));
    message.cut_right(ui.px(16));
    draw_text(ui, message, ui.fonts.small, color_of(theme, status.tone), text, Align::right);
    ui.note("message", message, status.text);
}

} // namespace scope
