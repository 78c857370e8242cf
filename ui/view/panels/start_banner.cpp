#include "ui/view/panels/start_banner.h"

#include "ui/model/text.h"
#include "ui/view/icons.h"
#include "ui/view/widgets/text.h"

#include <fmt/format.h>

namespace scope {

void draw_start_banner(PanelContext& context, const Rect& strip, const Diagnostic& failed) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    PanelScope scope(ui, "Start");
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.AddRectFilled(strip.min, strip.max, mixed(theme.panel, theme.fault, 0.12f));
    draw.AddRectFilled(strip.min, {strip.min.x + ui.px(4), strip.max.y}, theme.fault);
    rule(ui, strip.min.x, strip.max.x, strip.max.y - ui.px(1));
    Rect row = strip.shrunk(ui.px(12), ui.px(6));
    row.cut_left(ui.px(4));
    ButtonSpec again{.label = "Read again",
                     .icon = icon::restart,
                     .name = "Read again",
                     .tooltip = info_of(CommandId::reload).title};
    if (button(ui, row.cut_right(button_width(ui, again)).middle(ui.px(control_height)), again))
        context.commands.push(CommandId::reload);
    row.cut_right(ui.px(8));
    ButtonSpec line{.label = "Go to the line", .icon = icon::code, .name = "Go to the line"};
    if (!failed.place.file.empty()) {
        if (button(ui, row.cut_right(button_width(ui, line)).middle(ui.px(control_height)), line))
            context.commands.push({CommandId::go_to, failed.place.file, "", failed.place.line});
        row.cut_right(ui.px(12));
    }
    std::string where = short_place(failed.place.file, failed.place.line);
    Rect first = row.cut_top(ui.px(22));
    ui.note("reason", first, failed.message);
    Line(ui, first)
        .icon(icon::fault, theme.fault)
        .text("The game did not start as it should:", theme.text)
        .gap(6)
        .text(failed.message, theme.fault)
        .gap(10)
        .faint_code(where);
    ui.note("hint", row, failed.hint);
    row.cut_left(ui.px(22));
    draw_text(ui, row, ui.fonts.text, theme.text_soft, failed.hint);
    bool hovered = strip.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered();
    ui.tooltip(strip, hovered, failed.message + "\n" + failed.place.text() + "\n" + failed.hint);
}

} // namespace scope
