#include "ui/view/widgets/popup.h"

#include "ui/view/compat.h"
#include "ui/view/icons.h"
#include "ui/view/widgets/press.h"
#include "ui/view/widgets/text.h"

#include <algorithm>
#include <utility>

namespace scope {

static constexpr float popup_padding = 4;

bool begin_dropdown(Ui& ui, const Rect& rect, const DropdownSpec& spec, int rows, float height) {
    const Theme& theme = *ui.theme;
    Press press = press_stop(ui, rect, spec.name, spec.text, spec.enabled);
    if (press.clicked) open_popup_list(spec.name);
    draw_field_frame(ui, rect, press.hovered ? theme.text_faint : theme.line);
    Rect inner = rect.shrunk(ui.px(8), 0);
    draw_text(ui, inner.cut_right(ui.px(14)), ui.fonts.text, theme.text_soft, icon::caret_down, Align::center);
    inner.cut_right(ui.px(6));
    Line line(ui, inner);
    if (spec.icon) line.icon(spec.icon, spec.color);
    line.text(spec.text, spec.enabled ? theme.text : theme.text_faint);
    Rect rest = line.rest();
    rest.cut_left(ui.px(12));
    draw_text(ui, rest, ui.fonts.code, theme.text_faint, spec.detail, Align::right);
    return begin_popup_list(ui, spec.name, rect, rect.width() / ui.scale, rows, height);
}

static ImGuiID popup_id(std::string_view name) {
    return ImGui::GetID(name.data(), name.data() + name.size());
}

void open_popup_list(std::string_view name) {
    ImGui::OpenPopup(popup_id(name));
}

bool is_popup_list_open(std::string_view name) {
    return compat::is_popup_open(popup_id(name));
}

bool begin_popup_list(Ui& ui, std::string_view name, const Rect& anchor, float width, int rows, float height) {
    if (!is_popup_list_open(name)) return false;
    ImGuiID popup = popup_id(name);
    float padding = ui.px(popup_padding);
    float wanted = std::min(ui.px(height), ui.px(24) * static_cast<float>(std::max(1, rows)) + 2 * padding);
    ImVec2 screen = ImGui::GetIO().DisplaySize;
    float rows_want = std::exchange(ui.popup_widths[popup], 0.0f) + 2 * padding;
    if (wanted < ui.px(24) * static_cast<float>(rows)) rows_want += ImGui::GetStyle().ScrollbarSize;
    ImVec2 size{std::min(std::max({anchor.width(), ui.px(width), rows_want}), screen.x - 2 * padding), wanted};
    ImVec2 at{std::max(0.0f, std::min(anchor.min.x, screen.x - size.x - padding)), anchor.max.y + ui.px(2)};
    float below = screen.y - at.y - padding, above = anchor.min.y - padding;
    if (size.y > below && above > below) {
        size.y = std::min(size.y, above);
        at.y = anchor.min.y - ui.px(2) - size.y;
    } else
        size.y = std::min(size.y, std::max(ui.px(48), below));
    ImGui::SetNextWindowPos(at);
    ImGui::SetNextWindowSize(size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(padding, padding));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    if (!compat::begin_popup(popup, ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                                        ImGuiWindowFlags_NoSavedSettings)) {
        ImGui::PopStyleVar(2);
        return false;
    }
    if (compat::key_pressed(compat::Key::escape)) ImGui::CloseCurrentPopup();
    ui.popup_open = popup;
    ui.push_panel(name);
    ui.focus.begin_layer(true);
    return true;
}

void end_popup_list(Ui& ui) {
    ui.focus.end_layer();
    ui.pop_panel();
    ImGui::EndPopup();
    ImGui::PopStyleVar(2);
}

/// Whether the arrows have come to the row; it is then brought into view.
static bool has_keyboard(Ui& ui, const Press& press, const PopupRow& row) {
    ImGuiID id = ImGui::GetID(row.name.data(), row.name.data() + row.name.size());
    if (row.selected && ui.focus.untouched()) ui.focus.take(id);
    if (!ui.focus.stop(id, ui.outer_panel())) return false;
    ui.focus.ring({}, ui.full_name(row.name)); // the row's colour is the ring
    float top = ImGui::GetWindowPos().y, height = ImGui::GetWindowSize().y;
    if (ui.focus.just_came() && (press.rect.min.y < top || press.rect.max.y > top + height))
        ImGui::SetScrollFromPosY(press.rect.center().y - top, 0.5f);
    return ui.focus.visible();
}

bool popup_row(Ui& ui, const PopupRow& row) {
    const Theme& theme = *ui.theme;
    ImVec2 at = ImGui::GetCursorScreenPos();
    Rect rect{at, {at.x + ImGui::GetContentRegionAvail().x, at.y + ui.px(24)}};
    Press press = press_area(ui, rect, row.name, row.selected ? "on" : row.text, row.enabled);
    bool on = row.enabled && has_keyboard(ui, press, row);
    if (on && !ui.focus.just_came() &&
        (compat::key_pressed(compat::Key::enter) || compat::key_pressed(compat::Key::space)))
        press.clicked = true;
    if (row.selected || press.hovered || on)
        ImGui::GetWindowDrawList()->AddRectFilled(rect.min, rect.max, row.selected ? theme.selection : theme.raised,
                                                  ui.px(4));
    Rect inner = rect.shrunk(ui.px(8), 0);
    float detail = row.detail.empty() ? 0 : ui.px(12) + text_width(ui.fonts.code, row.detail);
    float& width = ui.popup_widths[ui.popup_open];
    width = std::max(width, ui.px(row.icon ? 16 + 24 : 16) + text_width(ui.fonts.text, row.text) + detail);
    Line line(ui, inner, row.selected);
    if (row.icon) line.icon(row.icon, !row.enabled ? theme.text_faint : row.color ? row.color : theme.text_soft);
    line.text(row.text, row.enabled ? theme.text : theme.text_faint);
    Rect rest = line.rest();
    rest.cut_left(ui.px(12));
    draw_text(ui, rest, ui.fonts.code, row.selected ? theme.on_selection_soft : theme.text_faint, row.detail,
              Align::right);
    ui.tooltip(rect, press.hovered, row.tooltip);
    if (press.clicked) ImGui::CloseCurrentPopup();
    return press.clicked;
}

void popup_rule(Ui& ui) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    float width = ImGui::GetContentRegionAvail().x;
    ImGui::GetWindowDrawList()->AddRectFilled({at.x + ui.px(8), at.y + ui.px(4)},
                                              {at.x + width - ui.px(8), at.y + ui.px(5)}, ui.theme->line);
    ImGui::Dummy({width, ui.px(9)});
}

} // namespace scope
