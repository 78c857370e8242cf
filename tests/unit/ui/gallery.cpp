#include "gallery.h"

#include "ui/view/icons.h"
#include "ui/view/widgets/button.h"
#include "ui/view/widgets/chip.h"
#include "ui/view/widgets/code_view.h"
#include "ui/view/widgets/field.h"
#include "ui/view/widgets/list.h"
#include "ui/view/widgets/panel.h"
#include "ui/view/widgets/popup.h"

#include <array>
#include <fmt/format.h>

namespace scope {

Gallery::Gallery()
    : code("if (async_load[? \"id\"] != daily) exit;\nif (async_load[? \"status\"] < 0) {\n\tretry_in = 60; exit;\n}\n"
           "var _r = json_parse(async_load[? \"result\"]); // the answer\ngold += _r.gold;\n/* two\nlines */ "
           "global.last = MAX_GOLD;\n") {}

static void toolbar(Ui& ui, Gallery& state, Rect strip) {
    PanelScope scope(ui, "Toolbar");
    rule(ui, strip.min.x, strip.max.x, strip.max.y - 1);
    Rect row = strip.shrunk(ui.px(10), 0);
    button_left(ui, row, {.label = "Run", .icon = icon::run, .icon_color = ui.theme->ok});
    button_left(ui, row, {.label = "Step", .icon = icon::step});
    button_left(ui, row, {.label = "+1 s"});
    button_left(ui, row, {.label = "Recording", .icon = icon::record, .icon_color = ui.theme->fault});
    if (button_left(ui, row,
                    {.label = "Fire", .icon = icon::fire, .shortcut = "Ctrl+Enter", .kind = ButtonKind::accent}))
        ++state.fired;
    button_left(ui, row, {.label = "once", .caret = true});
    button_left(ui, row, {.label = "Replay", .icon = icon::replay, .enabled = false});
    Line(ui, row).small("rm_shop", ui.theme->text_soft).gap(8).small("frame ", ui.theme->text_faint).code("1 284");
    chip(ui, row.cut_right(chip_width(ui, "windows")), "windows");
    row.cut_right(ui.px(8));
    chip_button(ui, row.cut_right(chip_width(ui, "2 problems", true)), "2 problems", ui.theme->warning);
}

static void left_panel(Ui& ui, Gallery& state, const Rect& area) {
    PanelWindow panel(ui, area, "Compose");
    if (!panel) return;
    Rect rest = area;
    Rect strip = panel_header(ui, rest, icon::compose, "COMPOSE");
    icon_button(ui, strip.cut_right(ui.px(26)).middle(ui.px(26)), icon::redo, "Redo", "Ctrl+Y", false);
    icon_button(ui, strip.cut_right(ui.px(26)).middle(ui.px(26)), icon::undo, "Undo", "Ctrl+Z");
    rest = rest.shrunk(ui.px(12), ui.px(4));
    field_label(ui, rest, "Event");
    Rect field = rest.cut_top(ui.px(control_height));
    if (begin_dropdown(ui, field,
                       {.name = "Event",
                        .text = state.event,
                        .detail = "ev_async_web 62",
                        .icon = icon::globe,
                        .color = event_color(*ui.theme, 62)},
                       14)) {
        for (int number : async_event_numbers) {
            std::string title = fmt::format("event {}", number);
            if (popup_row(ui, {.name = title,
                               .text = title,
                               .icon = icon::for_event(number),
                               .color = event_color(*ui.theme, number)}))
                state.event = title;
        }
        end_popup_list(ui);
    }
    Rect row = rest.cut_top(ui.px(24));
    draw_text(ui, row.cut_left(ui.px(56)), ui.fonts.small, ui.theme->text_faint, "Payload");
    constexpr std::array<std::string_view, 3> words = {"table", "JSON", "GML"};
    state.segment = segments(ui, row, words, state.segment);
    Rect box = rest.cut_top(ui.px(24 * 6 + 25));
    static constexpr Column columns[] = {{"key", 120}, {"type", 60}, {"value"}};
    Columns layout(ui, "Payload", box, columns);
    layout.header(box);
    {
        List list(ui, box, "Payload", 40);
        for (int64_t i = list.first(); i < list.last(); ++i) {
            Press press = list.row(i, fmt::format("key{}", i), i == state.selected, fmt::format("value {}", i));
            if (press.clicked) state.selected = i;
            bool selected = i == state.selected;
            Rect cell = layout.cell(0, press.rect);
            tree_handle(ui, cell, i % 3 == 1 ? 1 : 0, i % 3 == 0, true, fmt::format("key{}", i));
            Line(ui, cell, selected).text(i % 3 ? "gold" : "response_headers");
            Line(ui, layout.cell(1, press.rect), selected).faint("string");
            Line(ui, layout.cell(2, press.rect), selected).code("\"https://api.example/daily/reward\"");
        }
        if (auto to = list.moved_to(state.selected)) state.selected = *to;
        list.reveal(state.selected);
    }
    rest.cut_top(ui.px(8));
    Line(ui, rest.cut_top(ui.px(24)))
        .icon(icon::check, ui.theme->ok)
        .text("matches the shape; every required key present", ui.theme->ok);
    Line(ui, rest.cut_top(ui.px(24)))
        .icon(icon::object, ui.theme->text_soft)
        .text("obj_shop ")
        .text("id matches daily", ui.theme->ok);
    Line(ui, rest.cut_top(ui.px(24)))
        .icon(icon::object, ui.theme->text_soft)
        .text("obj_menu ")
        .text("compares no id", ui.theme->warning)
        .faint(" from obj_ui");
    rest.cut_top(ui.px(8));
    text_area(ui, rest.cut_top(ui.px(80)), state.json, "JSON");
}

static void matrix(Ui& ui, Rect area) {
    PanelWindow panel(ui, area, "Matrix");
    if (!panel) return;
    Rect strip = panel_header(ui, area, icon::matrix, "WHAT EACH HANDLER SAW", "#102 Async - HTTP, id 3");
    Line(ui, area.cut_top(ui.px(24)).shrunk(ui.px(12), 0))
        .icon(icon::warning, ui.theme->warning)
        .text("obj_shop and obj_menu both used id 3.", ui.theme->warning)
        .faint(" obj_shop:1");
    Line(ui, area.cut_top(ui.px(24)).shrunk(ui.px(12), 0))
        .dot(ui.theme->read)
        .code("3")
        .gap(24)
        .ring(ui.theme->text_faint)
        .faint_code("200")
        .gap(24)
        .icon(icon::pencil, ui.theme->written)
        .code("\"shop\"", ui.theme->written)
        .faint_code(" was absent")
        .gap(24)
        .code("\u25b3 read, but missing", ui.theme->missing);
    float x = area.min.x + ui.px(12);
    for (int number : async_event_numbers) {
        Rect at{{x, area.min.y}, {x + ui.px(40), area.min.y + ui.px(24)}};
        draw_icon(ui, at, event_color(*ui.theme, number), icon::for_event(number));
        ImGui::GetWindowDrawList()->AddRectFilled({x + ui.px(8), area.min.y + ui.px(26)},
                                                  {x + ui.px(32), area.min.y + ui.px(40)},
                                                  event_color(*ui.theme, number), ui.px(2));
        x += ui.px(40);
    }
    area.cut_top(ui.px(44));
    Line(ui, area.cut_top(ui.px(24)).shrunk(ui.px(12), 0))
        .text("Ärger Ωμέγα Привет € → ─┼─ ")
        .code("Ärger Ωμέγα Привет € → ─┼─");
    (void)strip;
    empty_state(ui, area, icon::list, "Nothing has been fired yet",
                "Pick an event on the left, fill in its payload and press Fire. Every handler that runs shows up here.",
                "Open a project");
}

static void code_panel(Ui& ui, Gallery& state, Rect area) {
    PanelWindow panel(ui, area, "Handler");
    if (!panel) return;
    Rect strip = panel_header(ui, area, icon::code, "OBJ_SHOP", "objects/obj_shop/Other_62.gml");
    std::array<Tab, 4> tabs = {Tab{"changes"}, Tab{"calls out", 1}, Tab{"problems", 2, ui.theme->warning},
                               Tab{"stack"}};
    state.tab = tab_strip(ui, strip, tabs, state.tab, true);
    CodeViewSpec spec{.name = "Code", .code = &state.code};
    spec.run = [](size_t line) { return line == 3 ? LineRun::skipped : line == 4 ? LineRun::unknown : LineRun::ran; };
    spec.note = [](size_t line) { return line == 6 ? std::string("10 \u2192 60") : std::string(); };
    spec.marked = 2;
    code_view(ui, area, spec);
}

void Gallery::draw(Ui& ui, Rect area) {
    toolbar(ui, *this, area.cut_top(ui.px(35)));
    Rect status = area.cut_bottom(ui.px(24));
    ImGui::GetWindowDrawList()->AddRectFilled(status.min, status.max, ui.theme->panel);
    rule(ui, status.min.x, status.max.x, status.min.y);
    {
        PanelScope scope(ui, "Status");
        Rect row = status.shrunk(ui.px(4), 0);
        std::array<Tab, 4> tabs = {Tab{"Console"}, Tab{"Output", 14}, Tab{"Problems", 2, ui.theme->warning},
                                   Tab{"Instances", 6}};
        tab_strip(ui, row, tabs, 0, false);
    }
    Split split = splitter(ui, "left split", area, Axis::horizontal, left, 0.26f, 200, 300);
    left_panel(ui, *this, split.first);
    Split right = splitter(ui, "right split", split.second, Axis::vertical, top, 0.5f, 100, 100);
    Rect upper = right.first;
    {
        PanelWindow panel(ui, upper.cut_top(ui.px(60)), "Events");
        Rect inside = right.first;
        Rect strip = panel_header(ui, inside, icon::list, "EVENTS");
        text_field(ui, strip.middle(ui.px(24)), filter,
                   {.name = "Filter", .hint = "filter", .icon = icon::filter, .colored = true});
    }
    matrix(ui, upper);
    code_panel(ui, *this, right.second);
}

} // namespace scope
