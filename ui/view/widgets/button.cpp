#include "ui/view/widgets/button.h"

#include "ui/view/icons.h"
#include "ui/view/widgets/press.h"
#include "ui/view/widgets/text.h"

#include <string>

namespace scope {

namespace {

constexpr float padding = 12, icon_space = 24, shortcut_gap = 8, caret_space = 16;

const Face& face_of(const Ui& ui, ButtonKind kind) {
    return kind == ButtonKind::accent ? ui.fonts.strong : ui.fonts.text;
}

float content_width(Ui& ui, const ButtonSpec& spec) {
    float width = text_width(face_of(ui, spec.kind), spec.label);
    if (spec.icon) width += spec.label.empty() ? ui.px(16) : ui.px(icon_space);
    if (!spec.shortcut.empty()) width += ui.px(shortcut_gap) + text_width(ui.fonts.text, spec.shortcut);
    if (spec.caret) width += ui.px(caret_space);
    return width;
}

ImU32 fill_of(const Theme& theme, const ButtonSpec& spec, bool hovered) {
    if (spec.kind == ButtonKind::accent) {
        if (!spec.enabled) return mixed(theme.panel, theme.accent, 0.22f);
        return hovered ? theme.accent_hover : theme.accent;
    }
    if (spec.active) return theme.selection;
    if (spec.kind == ButtonKind::quiet && !hovered) return 0;
    return hovered ? theme.raised_hover : spec.enabled ? theme.raised : mixed(theme.panel, theme.raised, 0.5f);
}

} // namespace

float button_width(Ui& ui, const ButtonSpec& spec) {
    return content_width(ui, spec) + 2 * ui.px(padding);
}

bool button(Ui& ui, const Rect& rect, const ButtonSpec& spec) {
    const Theme& theme = *ui.theme;
    std::string_view name = spec.name.empty() ? spec.label : spec.name;
    Press press = press_stop(ui, rect, name, spec.label, spec.enabled);
    bool accent = spec.kind == ButtonKind::accent;
    if (ImU32 fill = fill_of(theme, spec, press.hovered))
        ImGui::GetWindowDrawList()->AddRectFilled(rect.min, rect.max, fill, ui.px(4));
    ImU32 text = accent && spec.enabled ? theme.on_accent : spec.enabled ? theme.text : theme.text_faint;
    ImU32 icon = accent && spec.enabled ? theme.on_accent
                 : !spec.enabled        ? theme.text_faint
                 : spec.icon_color      ? spec.icon_color
                                        : theme.text_soft;
    ImU32 soft = accent && spec.enabled ? theme.on_accent_soft : theme.text_faint;

    Rect inner = rect;
    float spare = rect.width() - content_width(ui, spec);
    inner.min.x += std::max(0.0f, std::floor(spare / 2));
    if (spec.icon) {
        Rect cell = inner;
        cell.max.x = cell.min.x + ui.px(16);
        draw_icon(ui, cell, icon, spec.icon);
        inner.min.x += spec.label.empty() ? ui.px(16) : ui.px(icon_space);
    }
    inner.min.x += draw_text(ui, inner, face_of(ui, spec.kind), text, spec.label);
    if (!spec.shortcut.empty()) {
        inner.min.x += ui.px(shortcut_gap);
        inner.min.x += draw_text(ui, inner, ui.fonts.text, soft, spec.shortcut);
    }
    if (spec.caret) {
        inner.min.x += ui.px(6);
        draw_text(ui, inner, ui.fonts.text, theme.text_soft, icon::caret_down);
    }
    ui.tooltip(rect, press.hovered, spec.tooltip);
    return press.clicked;
}

bool button_left(Ui& ui, Rect& row, const ButtonSpec& spec) {
    bool pressed = button(ui, row.cut_left(button_width(ui, spec)).middle(ui.px(control_height)), spec);
    row.cut_left(ui.px(8));
    return pressed;
}

bool button_right(Ui& ui, Rect& row, const ButtonSpec& spec) {
    bool pressed = button(ui, row.cut_right(button_width(ui, spec)).middle(ui.px(control_height)), spec);
    row.cut_right(ui.px(8));
    return pressed;
}

bool icon_button(Ui& ui, const Rect& rect, const char* icon, std::string_view name, std::string_view shortcut,
                 bool enabled) {
    Press press = press_stop(ui, rect, name, {}, enabled);
    const Theme& theme = *ui.theme;
    if (press.hovered) ImGui::GetWindowDrawList()->AddRectFilled(rect.min, rect.max, theme.raised, ui.px(4));
    draw_icon(ui, rect,
              !enabled        ? mixed(theme.panel, theme.text_faint, 0.5f)
              : press.hovered ? theme.text
                              : theme.text_soft,
              icon);
    if (press.hovered) {
        std::string hint(name);
        if (!shortcut.empty()) (hint += "  ") += shortcut;
        ui.tooltip(rect, true, hint);
    }
    return press.clicked;
}

int segments(Ui& ui, Rect& row, std::span<const std::string_view> words, int current) {
    int chosen = current;
    for (int i = 0; i < static_cast<int>(words.size()); ++i) {
        std::string_view word = words[static_cast<size_t>(i)];
        Rect cell = row.cut_left(text_width(ui.fonts.small, word) + ui.px(8));
        Press press = press_stop(ui, cell, word, i == current ? "on" : "");
        ImU32 color = i == current ? ui.theme->accent : press.hovered ? ui.theme->text : ui.theme->text_soft;
        draw_text(ui, cell, ui.fonts.small, color, word, Align::center);
        if (press.clicked) chosen = i;
    }
    return chosen;
}

} // namespace scope
