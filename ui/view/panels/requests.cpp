#include "ui/view/panels/requests.h"

#include "core/data/typed_json.h"
#include "ui/model/text.h"
#include "ui/view/icons.h"
#include "ui/view/panels/row_menu.h"
#include "ui/view/widgets/chip.h"
#include "ui/view/widgets/list.h"

#include <algorithm>
#include <fmt/format.h>

namespace scope {

static std::string age_of(const SessionPort& session, const RequestRecord& request) {
    double frames = static_cast<double>(session.frame() - std::min(session.frame(), request.frame));
    return fmt::format("{:.1f} s", frames / std::max(1.0, session.game_speed()));
}

void draw_requests(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    PanelWindow panel(ui, area, "Requests");
    if (!panel) return;
    const std::vector<RequestRecord>& requests = context.session.requests();
    Rect rest = area;
    Rect strip = panel_header(ui, rest, icon::request, "REQUESTS");
    auto channels = static_cast<size_t>(
        std::count_if(requests.begin(), requests.end(), [](const RequestRecord& r) { return r.mode == "channel"; }));
    if (size_t waiting = requests.size() - channels) {
        std::string text = fmt::format("{} waiting", waiting);
        chip(ui, strip.cut_left(chip_width(ui, text)), text, 0, "waiting");
        strip.cut_left(ui.px(8));
    }
    if (channels) {
        std::string text = counted(channels, "channel");
        chip(ui, strip.cut_left(chip_width(ui, text)), text, 0, "channels");
    }
    if (requests.empty()) {
        empty_state(ui, rest, nullptr, "Nothing is waiting",
                    "What http_get, get_string_async and their like ask for shows up here until it is answered.");
        return;
    }
    static constexpr Column columns[] = {{"#", 44}, {"kind", 108}, {"asked by"}};
    Columns layout(ui, "List", rest, columns);
    layout.header(rest);
    List list(ui, rest, "List", static_cast<int64_t>(requests.size()));
    list.walk();
    for (int64_t i = list.first(); i < list.last(); ++i) {
        const RequestRecord& request = requests[static_cast<size_t>(i)];
        std::string label = fmt::format("#{}", request.number);
        Press press = list.row(i, label, false, request.kind);
        Rect by = layout.cell(2, press.rect);
        std::string name = fmt::format("{} answer", label);
        ButtonSpec spec{
            .label = "Answer", .enabled = context.bench.is_enabled(CommandId::answer_request), .name = name};
        if (press.hovered || press.rect.contains(ImGui::GetIO().MousePos)) {
            Rect at = by.cut_right(button_width(ui, spec)).middle(ui.px(20));
            if (button(ui, at, spec)) context.commands.push({CommandId::answer_request, "", "", request.number});
        }
        if (press.double_clicked) context.commands.push({CommandId::answer_request, "", "", request.number});
        if (press.clicked) context.commands.push({CommandId::go_to, request.place.file, "", request.place.line});
        if (RowMenu menu(context, press, label + " menu", 4); menu) {
            menu.item("Answer", {CommandId::answer_request, "", "", request.number}, icon::compose);
            menu.item("Go to where it was asked", {CommandId::go_to, request.place.file, "", request.place.line},
                      icon::code);
            menu.copy("Copy the id", value_text(request.id, 20));
            menu.copy("Copy the arguments", write_typed_json(Datum::array(request.args)));
        }
        Line(ui, layout.cell(0, press.rect)).code(value_text(request.id, 20));
        Line(ui, layout.cell(1, press.rect)).text(request.kind);
        std::string what = request.args.empty() ? "" : value_text(request.args.front(), 80) + ", ";
        Line(ui, by)
            .text(fmt::format("{}:{}", request.object, request.place.line))
            .gap(6)
            .faint(what + age_of(context.session, request));
    }
}

} // namespace scope
