#include "ui/view/panels/overlays.h"

#include "ui/view/compat.h"
#include "ui/view/icons.h"
#include "ui/view/widgets/field.h"
#include "ui/view/widgets/list.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace scope {

void Overlays::draw(PanelContext& context, const Rect& area) {
    Overlay wanted = context.bench.window().overlay;
    m_fresh = wanted != m_shown;
    if (m_fresh) {
        m_text.clear();
        m_selected = 0;
    }
    m_shown = wanted;
    switch (wanted) {
    case Overlay::none: return;
    case Overlay::palette: return palette(context, area);
    case Overlay::open: return open_path(context, area);
    case Overlay::shortcuts: return shortcuts(context, area);
    }
}

bool Overlays::begin(PanelContext& context, const Rect& area, const char* name, float width, float height) {
    Ui& ui = context.ui;
    ImVec2 size{std::min(ui.px(width), area.width() - ui.px(24)), std::min(ui.px(height), area.height() - ui.px(80))};
    ImVec2 at{std::floor(area.center().x - size.x / 2), area.min.y + ui.px(44)};
    ImGui::SetNextWindowPos(at);
    ImGui::SetNextWindowSize(size);
    if (m_fresh) ImGui::SetNextWindowFocus();
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::Begin(name, nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::PopStyleVar();
    ui.push_panel(name);
    ui.focus.begin_layer(false);
    bool outside =
        ImGui::IsMouseClicked(0) && !ImGui::IsWindowHovered(ImGuiHoveredFlags_RootAndChildWindows) && !m_fresh;
    if (outside || (compat::key_pressed(compat::Key::escape) && !m_fresh))
        context.commands.push(CommandId::close_overlay);
    return true;
}

void Overlays::end(PanelContext& context) {
    context.ui.focus.end_layer();
    context.ui.pop_panel();
    ImGui::End();
}

std::vector<Overlays::Entry> Overlays::entries(PanelContext& context) const {
    const Theme& theme = context.theme();
    std::vector<Entry> all;
    auto add = [&](std::string title, std::string detail, const char* icon, ImU32 color, Command command, int bonus) {
        int score = fuzzy_score(title, m_text);
        if (score > 0)
            all.push_back({std::move(title), std::move(detail), icon, color, std::move(command), score * 4 + bonus});
    };
    for (const CommandInfo& info : all_commands())
        if (!info.menu.empty() && info.id != CommandId::palette && context.bench.is_enabled(info.id))
            add(std::string(info.title), std::string(info.shortcut), icon::find(info.icon), theme.text_soft, {info.id},
                3);
    for (const CatalogEvent& event : context.bench.catalog().events())
        add(fmt::format("Compose {}", event.title), fmt::format("{} {}", event.constant, event.number),
            icon::for_event(event.number), event_color(theme, event.number), {CommandId::set_event, event.constant}, 2);
    if (context.session.is_live()) {
        for (const std::string& room : context.session.rooms())
            add("Go to room " + room, "room", icon::room, theme.text_soft, {CommandId::go_to_room, room}, 1);
        for (const std::string& object : context.session.objects())
            add("Create " + object, "object", icon::object, theme.text_soft, {CommandId::create_instance, object}, 0);
    }
    std::stable_sort(all.begin(), all.end(), [](const Entry& a, const Entry& b) { return a.score > b.score; });
    return all;
}

void Overlays::palette(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    std::vector<Entry> found = entries(context);
    int64_t rows = static_cast<int64_t>(found.size());
    begin(context, area, "Palette", 560, 52 + row_height * static_cast<float>(std::clamp<int64_t>(rows, 1, 14)));
    Rect rest{ImGui::GetWindowPos(), {}};
    rest.max = {rest.min.x + ImGui::GetWindowSize().x, rest.min.y + ImGui::GetWindowSize().y};
    Rect field = rest.cut_top(ui.px(44)).shrunk(ui.px(8), ui.px(8));
    FieldResult result = text_field(ui, field, m_text,
                                    {.name = "Search",
                                     .hint = "type a command, an event, a room or an object",
                                     .icon = icon::search,
                                     .code = false,
                                     .focus = m_fresh});
    if (result.changed) m_selected = 0;
    if (compat::key_pressed(compat::Key::down, true)) ++m_selected;
    if (compat::key_pressed(compat::Key::up, true)) --m_selected;
    m_selected = std::clamp<int64_t>(m_selected, 0, std::max<int64_t>(0, rows - 1));
    auto run = [&](const Entry& entry) {
        context.commands.push(CommandId::close_overlay);
        context.commands.push(entry.command);
    };
    if (result.entered && rows > 0) run(found[static_cast<size_t>(m_selected)]);
    rest = rest.shrunk(ui.px(4), 0);
    if (rows == 0)
        draw_text(ui, rest.cut_top(ui.px(row_height)).shrunk(ui.px(12), 0), ui.fonts.text, theme.text_faint,
                  "nothing is called that");
    rest.max.y -= ui.px(4);
    {
        List list(ui, rest, "List", rows);
        list.reveal(m_selected);
        for (int64_t i = list.first(); i < list.last(); ++i) {
            const Entry& entry = found[static_cast<size_t>(i)];
            bool selected = i == m_selected;
            Press press = list.row(i, entry.title, selected, entry.detail);
            if (press.clicked) run(entry);
            Line line(ui, press.rect.shrunk(ui.px(8), 0), selected);
            line.icon(entry.icon ? entry.icon : " ", entry.color).text(entry.title);
            Rect right = line.rest();
            right.cut_left(ui.px(12));
            draw_text(ui, right, ui.fonts.code, selected ? theme.on_selection_soft : theme.text_faint, entry.detail,
                      Align::right);
        }
    }
    end(context);
}

static const char* icon_of(BrowserEntry::Kind kind) {
    using Kind = BrowserEntry::Kind;
    switch (kind) {
    case Kind::recent: return icon::clock;
    case Kind::project: return icon::object;
    case Kind::trace: return icon::list;
    case Kind::code: return icon::code;
    case Kind::up:
    case Kind::folder: break;
    }
    return icon::folder;
}

void Overlays::open_path(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    if (m_fresh) m_browser.start(context.bench.path(), context.bench.window().recents);
    begin(context, area, "Open", 640, 420);
    Rect rest{ImGui::GetWindowPos(), {}};
    rest.max = {rest.min.x + ImGui::GetWindowSize().x, rest.min.y + ImGui::GetWindowSize().y};
    Rect top = rest.cut_top(ui.px(44)).shrunk(ui.px(8), ui.px(8));
    m_text = m_browser.text();
    bool compares = context.bench.window().open_to_compare;
    ButtonSpec open{.label = compares ? "Compare" : "Open", .kind = ButtonKind::accent, .enabled = !m_text.empty()};
    Rect at = top.cut_right(button_width(ui, open));
    top.cut_right(ui.px(8));
    bool entered_folder = std::exchange(m_entered_folder, false);
    FieldResult result = text_field(
        ui, top, m_text,
        {.name = "Path",
         .hint = compares ? "an .astrace to compare with" : "a .yyp, a folder that holds one, or an .astrace",
         .icon = icon::folder,
         .focus = m_fresh || entered_folder});
    if (result.changed) m_browser.set_text(m_text);
    if (button(ui, at, open)) try_open(context, m_browser.text());
    if (compat::key_pressed(compat::Key::down, true)) m_browser.move(1);
    if (compat::key_pressed(compat::Key::up, true)) m_browser.move(-1);
    if (compat::key_pressed(compat::Key::page_down, true)) m_browser.move(10);
    if (compat::key_pressed(compat::Key::page_up, true)) m_browser.move(-10);
    if (result.entered) enter(context);
    // Why a path was refused stays while that path stands there.
    const std::string& refused = context.bench.window().refused_open;
    std::string trouble = !refused.empty() && m_browser.text() == m_tried ? refused : m_browser.error();
    if (!trouble.empty()) {
        Rect message = rest.cut_top(ui.px(row_height)).shrunk(ui.px(12), 0);
        draw_text(ui, message, ui.fonts.text, theme.fault, trouble);
        ui.note("error", message, trouble);
    }
    rest.max.y -= ui.px(4);
    browser_list(context, rest);
    end(context);
}

void Overlays::try_open(PanelContext& context, const std::string& path) {
    m_tried = m_browser.text();
    bool compares = context.bench.window().open_to_compare;
    context.commands.push({compares ? CommandId::compare_path : CommandId::open_path, path});
}

void Overlays::enter(PanelContext& context) {
    if (auto path = m_browser.enter()) try_open(context, *path);
    m_entered_folder = true; // Enter leaves a field; one goes on typing
}

void Overlays::browser_list(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    int64_t count = static_cast<int64_t>(m_browser.entries().size());
    std::optional<int64_t> pressed;
    List list(ui, area, "List", count);
    list.reveal(m_browser.selected());
    for (int64_t i = list.first(); i < list.last(); ++i) {
        const BrowserEntry& entry = m_browser.entries()[static_cast<size_t>(i)];
        bool selected = i == m_browser.selected();
        Press press = list.row(i, entry.name, selected, selected ? "selected" : entry.path);
        if (press.clicked) pressed = i;
        Line line(ui, press.rect.shrunk(ui.px(12), 0), selected);
        line.icon(icon_of(entry.kind), selected ? theme.on_selection_soft : theme.text_soft).text(entry.name);
        if (!entry.place.empty()) line.gap(8).faint(entry.place);
    }
    if (!pressed) return;
    m_browser.select(*pressed);
    enter(context);
}

void Overlays::shortcuts(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    std::vector<const CommandInfo*> shown;
    for (const CommandInfo& info : all_commands())
        if (!info.shortcut.empty()) shown.push_back(&info);
    begin(context, area, "Shortcuts", 480, header_height + 4 + row_height * static_cast<float>(shown.size()));
    Rect rest{ImGui::GetWindowPos(), {}};
    rest.max = {rest.min.x + ImGui::GetWindowSize().x, rest.min.y + ImGui::GetWindowSize().y};
    Rect strip = panel_header(ui, rest, icon::keyboard, "KEYBOARD SHORTCUTS");
    if (icon_button(ui, strip.cut_right(ui.px(24)).middle(ui.px(24)), icon::close, "Close"))
        context.commands.push(CommandId::close_overlay);
    {
        List list(ui, rest, "List", static_cast<int64_t>(shown.size()));
        for (int64_t i = list.first(); i < list.last(); ++i) {
            const CommandInfo& info = *shown[static_cast<size_t>(i)];
            Press press = list.row(i, info.title, false, info.shortcut);
            Rect row = press.rect.shrunk(ui.px(12), 0);
            draw_text(ui, row, ui.fonts.code, context.theme().text_soft, info.shortcut, Align::right);
            Line(ui, row)
                .icon(icon::find(info.icon) ? icon::find(info.icon) : " ", context.theme().text_soft)
                .text(info.title);
        }
    }
    end(context);
}

} // namespace scope
