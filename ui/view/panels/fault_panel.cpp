#include "ui/view/panels/fault_panel.h"

#include "ui/model/text.h"
#include "ui/view/icons.h"
#include "ui/view/panels/row_menu.h"
#include "ui/view/widgets/list.h"

#include <fmt/format.h>

namespace scope {

std::string fault_text(const FaultRecord& fault) {
    std::string text = fault.message;
    for (const FrameRecord& frame : fault.stack) text += fmt::format("\n  {}  {}", frame.name, frame.place.text());
    return text;
}

void fault_menu(PanelContext& context, const Press& press, std::string_view name, const FaultRecord& fault) {
    RowMenu menu(context, press, name, 2);
    if (!menu) return;
    menu.copy("Copy the message", fault.message);
    menu.copy("Copy the message and the stack", fault_text(fault));
}

void draw_fault(PanelContext& context, const Rect& area, const FaultRecord& fault) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    PanelWindow panel(ui, area, "Fault");
    if (!panel) return;
    Rect rest = area;
    panel_header(ui, rest, icon::fault, "WHAT FAILED",
                 fmt::format("{}, frame {}", fault_row(fault).title, grouped(fault.frame)));
    Rect message = rest.shrunk(ui.px(12), 0);
    message.cut_top(ui.px(10));
    ui.note("message", message, fault.message);
    float used = draw_wrapped(ui, message, ui.fonts.text, theme.fault, fault.message);
    message.max.y = message.min.y + used;
    fault_menu(context, press_area(ui, message, "message text"), "message menu", fault);
    rest.cut_top(std::min(used + ui.px(20), rest.height() / 2));
    static constexpr Column columns[] = {{"function", 320}, {"where"}};
    Columns layout(ui, "Stack", rest, columns);
    layout.header(rest);
    List list(ui, rest, "Stack", static_cast<int64_t>(fault.stack.size()));
    list.walk();
    Place shown = context.bench.shown_place();
    for (int64_t i = list.first(); i < list.last(); ++i) {
        const FrameRecord& frame = fault.stack[static_cast<size_t>(i)];
        bool selected = !frame.place.file.empty() && frame.place.file == shown.file && frame.place.line == shown.line;
        std::string where = short_place(frame.place.file, frame.place.line);
        Press press = list.row(i, frame.name, selected, where);
        if (press.clicked && !frame.place.file.empty())
            context.commands.push({CommandId::go_to, frame.place.file, "", frame.place.line});
        if (RowMenu menu(context, press, fmt::format("call {} menu", i), 3); menu) {
            menu.copy("Copy the place", frame.place.text());
            menu.copy("Copy the message", fault.message);
            menu.copy("Copy the message and the stack", fault_text(fault));
        }
        draw_text(ui, layout.cell(0, press.rect), ui.fonts.code, theme.text, frame.name);
        draw_text(ui, layout.cell(1, press.rect), ui.fonts.code, selected ? theme.on_selection_soft : theme.text_soft,
                  where);
    }
}

} // namespace scope
