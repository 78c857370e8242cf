#include "ui/view/widgets/panel.h"

#include "ui/view/compat.h"
#include "ui/view/icons.h"
#include "ui/view/widgets/button.h"
#include "ui/view/widgets/popup.h"
#include "ui/view/widgets/press.h"
#include "ui/view/widgets/text.h"

#include <fmt/format.h>
#include <utility>
#include <vector>

namespace scope {

static bool begin_panel(const Rect& area) {
    ImGui::SetCursorScreenPos(area.min);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    bool visible = compat::begin_child("panel", {std::max(1.0f, area.width()), std::max(1.0f, area.height())},
                                       ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::PopStyleVar();
    return visible && !area.empty();
}

PanelWindow::PanelWindow(Ui& ui, const Rect& area, std::string_view name)
    : m_scope(ui, name)
    , m_visible(begin_panel(area)) {
    if (m_visible) ImGui::GetWindowDrawList()->AddRectFilled(area.min, area.max, ui.theme->panel);
}

PanelWindow::~PanelWindow() {
    compat::end_child();
}

void rule(Ui& ui, float x0, float x1, float y) {
    ImGui::GetWindowDrawList()->AddRectFilled({x0, y}, {x1, y + ui.px(1)}, ui.theme->line);
}

Rect panel_header(Ui& ui, Rect& area, const char* icon, std::string_view title, std::string_view subtitle) {
    Rect strip = area.cut_top(ui.px(header_height));
    rule(ui, strip.min.x, strip.max.x, strip.max.y - ui.px(1));
    strip.max.y -= ui.px(1);
    Rect row = strip.shrunk(ui.px(12), 0);
    Rect at = row;
    if (HeaderTabs* shared = std::exchange(ui.header_tabs, nullptr)) {
        std::vector<Tab> tabs;
        for (size_t i = 0; i < shared->titles.size(); ++i) tabs.push_back({shared->titles[i], shared->counts[i]});
        row.min.x -= ui.px(8);
        shared->chosen = tab_strip(ui, row, tabs, shared->current, true);
    } else {
        if (icon) {
            Rect cell = row.cut_left(ui.px(16));
            draw_icon(ui, cell, ui.theme->text_soft, icon);
            row.cut_left(ui.px(8));
        }
        at = row;
        row.min.x += draw_text(ui, row, ui.fonts.title, ui.theme->text, title);
        at.max.x = row.min.x;
        ui.note("title", at, title);
    }
    row.cut_left(ui.px(12));
    if (!subtitle.empty()) {
        at = row;
        row.min.x += draw_text(ui, row, ui.fonts.small, ui.theme->text_soft, subtitle) + ui.px(12);
        at.max.x = row.min.x;
        ui.note("subtitle", at, subtitle);
    }
    return row;
}

void field_label(Ui& ui, Rect& area, std::string_view label) {
    Rect row = area.cut_top(ui.px(24));
    row.min.y += ui.px(2);
    draw_text(ui, row, ui.fonts.small, ui.theme->text_faint, label);
}

namespace {

/// One tab as it is drawn.
struct DrawnTab {
    std::string title, count;
    const Face* face;
    float text = 0, number = 0; ///< widths
};

DrawnTab drawn_tab(Ui& ui, const Tab& tab, bool on, bool capitals) {
    DrawnTab drawn{std::string(tab.title), tab.count >= 0 ? fmt::format("{}", tab.count) : "", &ui.fonts.small};
    if (capitals)
        for (char& c : drawn.title)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (capitals && on) drawn.face = &ui.fonts.title;
    drawn.text = text_width(*drawn.face, drawn.title);
    drawn.number = drawn.count.empty() ? 0 : text_width(ui.fonts.small, drawn.count) + ui.px(5);
    return drawn;
}

} // namespace

/// The tabs that have no room, behind "...".
static void more_tabs(Ui& ui, Rect& row, std::span<const Tab> tabs, std::span<const int> hidden, int& chosen) {
    if (hidden.empty()) return;
    Rect cell = row.cut_left(ui.px(28));
    Press press = press_stop(ui, cell, "more tabs", tabs[static_cast<size_t>(hidden.front())].title);
    draw_text(ui, cell, ui.fonts.text, press.hovered ? ui.theme->text : ui.theme->text_soft, "\u2026", Align::center);
    if (press.clicked) open_popup_list("tab list");
    if (!begin_popup_list(ui, "tab list", cell, 140, static_cast<int>(hidden.size()))) return;
    for (int index : hidden) {
        const Tab& tab = tabs[static_cast<size_t>(index)];
        std::string count = tab.count >= 0 ? fmt::format("{}", tab.count) : "";
        if (popup_row(ui, {.name = tab.title, .text = tab.title, .detail = count})) chosen = index;
    }
    end_popup_list(ui);
}

float tab_strip_width(Ui& ui, std::span<const Tab> tabs) {
    float width = 0;
    for (const Tab& tab : tabs) {
        DrawnTab drawn = drawn_tab(ui, tab, false, false);
        width += drawn.text + drawn.number + 2 * ui.px(8);
    }
    return width;
}

int tab_strip(Ui& ui, Rect& row, std::span<const Tab> tabs, int current, bool capitals) {
    int chosen = current;
    std::vector<DrawnTab> drawn;
    float total = 0;
    for (int i = 0; i < static_cast<int>(tabs.size()); ++i) {
        drawn.push_back(drawn_tab(ui, tabs[static_cast<size_t>(i)], i == current, capitals));
        total += drawn.back().text + drawn.back().number;
    }
    // Tabs move closer together before the last ones go behind "...".
    float count = static_cast<float>(std::max<size_t>(1, tabs.size()));
    float padding = std::clamp(std::floor((row.width() - total) / count / 2), ui.px(4), ui.px(8));
    bool all_fit = total + 2 * padding * count <= row.width();
    auto width_of = [&](int i) {
        return drawn[static_cast<size_t>(i)].text + drawn[static_cast<size_t>(i)].number + 2 * padding;
    };
    float room = row.width() - (all_fit ? 0 : ui.px(28) + (current >= 0 ? width_of(current) : 0));
    std::vector<int> hidden;
    for (int i = 0; i < static_cast<int>(tabs.size()); ++i) {
        const Tab& tab = tabs[static_cast<size_t>(i)];
        const DrawnTab& look = drawn[static_cast<size_t>(i)];
        bool on = i == current;
        if (!all_fit && !on && (room -= width_of(i)) < 0) {
            hidden.push_back(i);
            continue;
        }
        Rect cell = row.cut_left(width_of(i));
        Press press = press_stop(ui, cell, tab.title, on ? "on" : look.count);
        ImU32 color = on              ? ui.theme->text
                      : tab.color     ? tab.color
                      : press.hovered ? ui.theme->text
                                      : ui.theme->text_soft;
        Rect inner = cell;
        inner.min.x += padding;
        inner.min.x += draw_text(ui, inner, *look.face, color, look.title) + ui.px(5);
        if (!look.count.empty())
            draw_text(ui, inner, ui.fonts.small, tab.color ? tab.color : ui.theme->text_faint, look.count);
        if (on)
            ImGui::GetWindowDrawList()->AddRectFilled({cell.min.x + padding, cell.max.y - ui.px(2)},
                                                      {cell.max.x - padding, cell.max.y}, ui.theme->accent);
        if (press.clicked) chosen = i;
    }
    more_tabs(ui, row, tabs, hidden, chosen);
    return chosen;
}

bool empty_state(Ui& ui, const Rect& area, const char* icon, std::string_view title, std::string_view hint,
                 std::string_view action) {
    float width = std::min(area.width() - ui.px(24), ui.px(360));
    if (width < ui.px(60)) return false;
    float height = ui.px(24 + 8 + 24 + 44) + (action.empty() ? 0 : ui.px(8 + control_height));
    Rect block{{std::floor(area.center().x - width / 2),
                std::floor(area.min.y + std::max(ui.px(8), (area.height() - height) / 2))},
               {}};
    block.max = {block.min.x + width, area.max.y};
    if (icon && area.height() > height) {
        draw_icon(ui, block.cut_top(ui.px(24)), ui.theme->text_faint, icon);
        block.cut_top(ui.px(8));
    }
    Rect row = block.cut_top(ui.px(24));
    draw_text(ui, row, ui.fonts.text, ui.theme->text_soft, title, Align::center);
    ui.note("empty", row, title);
    draw_wrapped(ui, block, ui.fonts.small, ui.theme->text_faint, hint, Align::center);
    if (action.empty()) return false;
    block.cut_top(ui.px(44));
    ButtonSpec spec{.label = action};
    float wanted = button_width(ui, spec);
    Rect at = block.cut_top(ui.px(control_height));
    at.min.x = std::floor(at.center().x - wanted / 2);
    at.max.x = at.min.x + wanted;
    return button(ui, at, spec);
}

Split splitter(Ui& ui, std::string_view name, const Rect& area, Axis axis, float& ratio, float usual, float least_first,
               float least_second) {
    bool side = axis == Axis::horizontal;
    float total = side ? area.width() : area.height(), line = ui.px(1);
    auto place = [&](float wanted) { return divider_at(total, wanted, ui.px(least_first), ui.px(least_second)); };
    float at = place(total * ratio);
    float grip = ui.px(7), start = side ? area.min.x : area.min.y;
    Rect handle = area;
    (side ? handle.min.x : handle.min.y) = start + at - std::floor(grip / 2);
    (side ? handle.max.x : handle.max.y) = start + at - std::floor(grip / 2) + grip;
    Press press = press_area(ui, handle, name);
    if (press.held && ImGui::IsMouseDragging(0, 1)) {
        float mouse = side ? ImGui::GetIO().MousePos.x : ImGui::GetIO().MousePos.y;
        at = place(mouse - start);
        ratio = total > 0 ? at / total : usual;
    }
    if (press.double_clicked) ratio = usual;
    if (press.hovered || press.held)
        ImGui::SetMouseCursor(side ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
    Split split{area, area};
    (side ? split.first.max.x : split.first.max.y) = start + at;
    (side ? split.second.min.x : split.second.min.y) = start + at + line;
    Rect drawn = area;
    (side ? drawn.min.x : drawn.min.y) = start + at;
    (side ? drawn.max.x : drawn.max.y) = start + at + line;
    ImU32 color = press.held || press.hovered ? ui.theme->accent : ui.theme->line;
    ImGui::GetWindowDrawList()->AddRectFilled(drawn.min, drawn.max, color);
    return split;
}

} // namespace scope
