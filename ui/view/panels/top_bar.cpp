#include "ui/view/panels/top_bar.h"

#include "ui/model/text.h"
#include "ui/view/compat.h"
#include "ui/view/icons.h"
#include "ui/view/widgets/chip.h"
#include "ui/view/widgets/popup.h"
#include "ui/view/widgets/press.h"
#include "ui/view/widgets/text.h"

#include <algorithm>
#include <fmt/format.h>

namespace scope {

static void strip_background(PanelContext& context, Rect& strip) {
    ImGui::GetWindowDrawList()->AddRectFilled(strip.min, strip.max, context.theme().panel);
    strip.max.y -= context.ui.px(1);
    rule(context.ui, strip.min.x, strip.max.x, strip.max.y);
}

static void menu(PanelContext& context, std::string_view title, const Rect& anchor) {
    int rows = static_cast<int>(std::count_if(all_commands().begin(), all_commands().end(),
                                              [&](const CommandInfo& info) { return info.menu == title; }));
    if (!begin_popup_list(context.ui, title, anchor, 340, rows, 560)) return;
    for (const CommandInfo& info : all_commands()) {
        if (info.menu != title) continue;
        PopupRow row{.name = info.title,
                     .text = info.title,
                     .detail = info.shortcut,
                     .icon = icon::find(info.icon),
                     .enabled = context.bench.is_enabled(info.id)};
        if (!row.icon) row.icon = " ";
        if (popup_row(context.ui, row)) context.commands.push(info.id);
    }
    end_popup_list(context.ui);
}

static void menus(PanelContext& context, Rect& row) {
    Ui& ui = context.ui;
    PanelScope scope(ui, "Menu");
    std::vector<std::string_view> titles = command_menus();
    bool any_open =
        std::any_of(titles.begin(), titles.end(), [](std::string_view title) { return is_popup_list_open(title); });
    // Left and Right go from an open menu to its neighbours.
    int by = compat::key_pressed(compat::Key::right, true) - compat::key_pressed(compat::Key::left, true);
    size_t wanted = titles.size();
    for (size_t i = 0; any_open && by != 0 && i < titles.size(); ++i)
        if (is_popup_list_open(titles[i])) wanted = (i + titles.size() + static_cast<size_t>(by)) % titles.size();
    for (std::string_view title : titles) {
        Rect cell = row.cut_left(text_width(ui.fonts.text, title) + ui.px(20));
        Rect box = cell.middle(ui.px(26));
        bool open = is_popup_list_open(title);
        Press press = press_stop(ui, box, title, open ? "open" : "");
        // Once one menu is open the mouse moves on to the next without a click.
        bool slid = any_open && !open && box.contains(ImGui::GetIO().MousePos);
        bool stepped = wanted < titles.size() && titles[wanted] == title;
        if (press.clicked || slid || stepped) open_popup_list(title);
        if (press.hovered || open)
            ImGui::GetWindowDrawList()->AddRectFilled(box.min, box.max, context.theme().raised, ui.px(4));
        draw_text(ui, box, ui.fonts.text, open ? context.theme().text : context.theme().text_soft, title,
                  Align::center);
        menu(context, title, box);
    }
}

/// The box in the middle that looks like a search field and opens the palette.
static void palette_box(PanelContext& context, const Rect& strip, const Rect& free) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    float width = std::min(ui.px(360), strip.width() * 0.4f);
    Rect box = strip.middle(ui.px(26));
    box.min.x = std::floor(strip.center().x - width / 2);
    box.max.x = box.min.x + width;
    box.min.x = std::max(box.min.x, free.min.x + ui.px(8));
    box.max.x = std::min(box.max.x, free.max.x - ui.px(8));
    if (box.width() < ui.px(160)) return;
    Press press = press_stop(ui, box, "Search");
    draw_field_frame(ui, box, press.hovered ? theme.text_faint : theme.line);
    Rect inner = box.shrunk(ui.px(8), 0);
    draw_text(ui, inner.cut_right(ui.px(48)), ui.fonts.code, theme.text_faint, "Ctrl+P", Align::right);
    inner.cut_right(ui.px(8));
    Line(ui, inner).icon(icon::search, theme.text_soft).faint("Search commands, events, objects");
    if (press.clicked) context.commands.push(CommandId::palette);
}

void draw_menu_bar(PanelContext& context, Rect strip) {
    Ui& ui = context.ui;
    strip_background(context, strip);
    Rect row = strip.shrunk(ui.px(8), 0);
    menus(context, row);
    PanelScope scope(ui, "Top");

    // Problems come first: where there is no room the project's name gives way.
    const ProblemCounts& problems = context.bench.problems().counts();
    size_t serious = problems.serious();
    std::string text = counted(serious, "problem"), title = context.session.title();
    if (serious && chip_width(ui, text, true) > row.width()) text = fmt::format("{}", serious);
    float reserved = serious ? chip_width(ui, text, true) + ui.px(8) : 0;
    if (title.empty()) title = "nothing open";
    float width = std::min(chip_width(ui, title), row.width() - reserved);
    if (width >= ui.px(48)) {
        if (chip_button(ui, row.cut_right(width), title, 0, "Project", context.bench.path()))
            context.commands.push(CommandId::open);
        row.cut_right(ui.px(8));
    }
    if (serious == 0) return palette_box(context, strip, row);
    Rect at = row.cut_right(chip_width(ui, text, true));
    if (chip_button(ui, at, text, problems.errors > 0 ? context.theme().fault : context.theme().warning, "Problems",
                    "Show the problems"))
        context.commands.push(CommandId::show_problems);
    palette_box(context, strip, row);
}

static void room_and_clock(PanelContext& context, Rect& row) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    const SessionPort& session = context.session;
    std::string room = session.room_name().empty() ? "no room" : session.room_name();
    ButtonSpec spec{.label = room,
                    .icon = icon::room,
                    .kind = ButtonKind::quiet,
                    .enabled = session.is_live(),
                    .caret = true,
                    .name = "Room",
                    .tooltip = "Go to another room"};
    // Frame, clock and target stay beside a long name.
    float most = std::max(ui.px(190), row.width() - ui.px(500)),
          frame_of_button = button_width(ui, spec) - text_width(ui.fonts.text, room);
    std::string shown = without_middle(ui.fonts.text, room, most - frame_of_button);
    spec.label = shown;
    if (shown != room) spec.tooltip = room;
    Rect at = row.cut_left(button_width(ui, spec)).middle(ui.px(26));
    if (button(ui, at, spec)) open_popup_list("Room list");
    std::vector<std::string> rooms = is_popup_list_open("Room list") ? session.rooms() : std::vector<std::string>();
    if (begin_popup_list(ui, "Room list", at, 220, static_cast<int>(rooms.size()))) {
        for (const std::string& name : rooms)
            if (popup_row(ui, {.name = name, .text = name, .icon = icon::room, .selected = name == room}))
                context.commands.push({CommandId::go_to_room, name});
        end_popup_list(ui);
    }
    row.cut_left(ui.px(8));
    std::string frame = grouped(session.frame()), clock = clock_text(session.clock_us());
    Rect start = row;
    Line line(ui, row);
    line.small("frame", theme.text_faint)
        .gap(6)
        .code(frame)
        .gap(16)
        .small("clock", theme.text_faint)
        .gap(6)
        .code(clock);
    row = line.rest();
    start.max.x = row.min.x;
    ui.note("Frame", start, fmt::format("{}", session.frame()));
}

/// In a narrow window the icon has to do; the tooltip says the rest.
static void narrow_button(PanelContext& context, Rect& row, CommandId id, const char* label) {
    const CommandInfo& info = info_of(id);
    Rect at = row.cut_left(context.ui.px(28)).middle(context.ui.px(26));
    if (icon_button(context.ui, at, icon::find(info.icon), label, info.shortcut, context.bench.is_enabled(id)))
        context.commands.push(id);
    row.cut_left(context.ui.px(4));
}

void draw_toolbar(PanelContext& context, Rect strip) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    strip_background(context, strip);
    PanelScope scope(ui, "Toolbar");
    Rect row = strip.shrunk(ui.px(12), 0);
    bool running = context.bench.running();
    command_button(context, row, CommandId::run,
                   {.label = running ? "Pause" : "Run",
                    .icon = running ? icon::pause : icon::run,
                    .icon_color = running ? theme.warning : theme.ok,
                    .name = "Run"});
    bool narrow = row.width() < ui.px(1000);
    for (auto [id, label] : {std::pair(CommandId::step, "Step"), std::pair(CommandId::advance, "+1 s"),
                             std::pair(CommandId::restart, "Restart"), std::pair(CommandId::repeat, "Repeat")}) {
        if (narrow)
            narrow_button(context, row, id, label);
        else
            command_button(context, row, id, {.label = label});
    }
    row.cut_left(ui.px(4));
    ImGui::GetWindowDrawList()->AddRectFilled({row.min.x, strip.min.y + ui.px(8)},
                                              {row.min.x + ui.px(1), strip.max.y - ui.px(8)}, theme.line);
    row.cut_left(ui.px(5));
    room_and_clock(context, row);
    auto fact = [&](const std::string& text, std::string_view name) {
        if (text.empty() || row.width() < ui.px(120)) return;
        chip(ui, row.cut_right(chip_width(ui, text)), text, 0, name);
        row.cut_right(ui.px(8));
    };
    if (std::string trace = context.session.recording(); !trace.empty()) {
        std::string text = "recording " + trace.substr(trace.rfind('/') + 1);
        chip(ui, row.cut_right(chip_width(ui, text, true)), text, theme.fault, "Recording");
        row.cut_right(ui.px(8));
    }
    if (context.session.mock_count()) fact(fmt::format("mocks: {}", context.session.mock_count()), "Mocks");
    if (!narrow || context.session.config() != "Default") fact(context.session.config(), "Configuration");
    fact(context.session.target(), "Target");
}

} // namespace scope
