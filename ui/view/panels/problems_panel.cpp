#include "ui/view/panels/problems_panel.h"

#include "ui/model/text.h"
#include "ui/view/icons.h"
#include "ui/view/panels/row_menu.h"
#include "ui/view/widgets/chip.h"
#include "ui/view/widgets/list.h"

#include <fmt/format.h>

namespace scope {

static void severity_icon(PanelContext& context, const Rect& cell, Severity severity) {
    const Theme& theme = context.theme();
    bool error = severity == Severity::error, warning = severity == Severity::warning;
    draw_icon(context.ui, cell,
              error     ? theme.fault
              : warning ? theme.warning
                        : theme.text_faint,
              error     ? icon::fault
              : warning ? icon::warning
                        : icon::note);
}

/// The group's own row: what its messages share and how many there are.
static void group_row(PanelContext& context, const Columns& layout, const Rect& row, const ProblemGroup& group,
                      bool open) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    severity_icon(context, layout.cell(0, row), group.severity);
    Rect what = layout.cell(1, row);
    draw_icon(ui, what.cut_left(ui.px(12)), theme.text_soft, open ? icon::caret_down : icon::caret_right);
    what.cut_left(ui.px(6));
    std::string count = grouped(group.members.size());
    draw_chip(ui, what.cut_left(chip_width(ui, count)), count);
    what.cut_left(ui.px(8));
    draw_text(ui, what, ui.fonts.text, theme.text, group.title);
    draw_text(ui, layout.cell(3, row), ui.fonts.code, theme.text_faint, group.code);
}

/// The problems of a group, a line each.
static std::string group_text(const ProblemGroup& group, const std::vector<Diagnostic>& all) {
    std::string text;
    for (size_t member : group.members)
        if (member < all.size()) (text += all[member].text()) += '\n';
    return text;
}

void draw_problems(PanelContext& context, Rect area, const Rect& strip) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    const std::vector<Diagnostic>& all = context.session.problems();
    const ProblemGroups& groups = context.bench.problems();
    if (groups.groups().empty()) {
        empty_state(ui, area, icon::check, "No problems",
                    "Errors in the code, unknown names, stubs in use and surprises while running are listed here.");
        return;
    }
    std::string counts = groups.counts().text();
    Rect told = strip;
    told.cut_right(ui.px(8));
    draw_text(ui, told, ui.fonts.small, theme.text_faint, counts, Align::right);
    ui.note("counts", told, counts);

    const std::set<std::string>& open = context.bench.window().open_problems;
    static constexpr Column columns[] = {{"", 36}, {"problem"}, {"what to try", 420}, {"where", 240}};
    Columns layout(ui, "List", area, columns);
    layout.header(area);
    List list(ui, area, "List", static_cast<int64_t>(problem_row_count(groups, open)));
    list.walk();
    for (int64_t i = list.first(); i < list.last(); ++i) {
        ProblemRow row = problem_row(groups, open, static_cast<size_t>(i));
        if (row.problem >= all.size()) continue;
        const Diagnostic& problem = all[row.problem];
        if (row.is_group) {
            Press press = list.row(i, fmt::format("group {}", row.group->code), false,
                                   fmt::format("{} {}", row.group->members.size(), row.group->title));
            if (press.clicked) context.commands.push({CommandId::toggle_problems, key_of(*row.group)});
            if (RowMenu menu(context, press, fmt::format("group {} menu", key_of(*row.group)), 2); menu) {
                menu.copy("Copy the title", row.group->title);
                menu.copy("Copy all of them", group_text(*row.group, all));
            }
            group_row(context, layout, press.rect, *row.group, row.open);
            continue;
        }
        Press press = list.row(i, fmt::format("problem {}", row.problem + 1), false, problem.message);
        if (press.clicked && !problem.place.file.empty())
            context.commands.push({CommandId::go_to, problem.place.file, "", problem.place.line});
        if (RowMenu menu(context, press, fmt::format("problem {} menu", row.problem + 1), 2); menu) {
            menu.copy("Copy the problem", problem.text());
            menu.copy("Copy the place", problem.place.text());
        }
        Rect what = layout.cell(1, press.rect);
        if (row.group->members.size() > 1)
            what.cut_left(ui.px(18));
        else
            severity_icon(context, layout.cell(0, press.rect), problem.severity);
        draw_text(ui, what, ui.fonts.text, theme.text, problem.message);
        draw_text(ui, layout.cell(2, press.rect), ui.fonts.text, theme.text_soft, problem.hint);
        draw_text(ui, layout.cell(3, press.rect), ui.fonts.code, theme.text_faint,
                  short_place(problem.place.file, problem.place.line));
        ui.tooltip(press.rect, press.hovered,
                   problem.hint.empty() ? problem.message : problem.message + "\n" + problem.hint);
    }
}

} // namespace scope
