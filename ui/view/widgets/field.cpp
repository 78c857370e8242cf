#include "ui/view/widgets/field.h"

#include "ui/view/compat.h"
#include "ui/view/widgets/press.h"
#include "ui/view/widgets/text.h"

#include <imgui_stdlib.h>
#include <utility>

namespace scope {

namespace {

/// "type:http status<0": what is compared in the colour of keywords.
void draw_filter(Ui& ui, Rect rect, std::string_view text) {
    while (!text.empty()) {
        size_t end = std::min(text.find(' '), text.size() - 1) + 1;
        std::string_view word = text.substr(0, end);
        text.remove_prefix(end);
        size_t colon = word.find_first_of(":=<>~!");
        if (colon != std::string_view::npos && colon > 0 && word.find('"') > colon) {
            rect.min.x += draw_text(ui, rect, ui.fonts.code, ui.theme->code_keyword, word.substr(0, colon));
            word.remove_prefix(colon);
        }
        rect.min.x += draw_text(ui, rect, ui.fonts.code, ui.theme->text, word);
    }
}

void begin_plain_input(Ui& ui, const Face& face, float height, bool hidden) {
    compat::push_font(face.font, face.size);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, std::floor((height - face.size) / 2)));
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0);
    ImGui::PushStyleColor(ImGuiCol_FrameBg, 0);
    ImGui::PushStyleColor(ImGuiCol_Text, hidden ? ImU32(0) : ui.theme->text);
    compat::push_no_tab();
}

void end_plain_input() {
    compat::pop_no_tab();
    ImGui::PopStyleColor(2);
    ImGui::PopStyleVar(2);
    ImGui::PopFont();
}

/// Registers the field as a stop of the keyboard; true when Tab came to it.
bool keyboard_came(Ui& ui, const Rect& rect, std::string_view name, ImGuiID id) {
    if (ui.focus.in_list() || !ui.focus.stop(id, ui.outer_panel())) return false;
    ui.focus.ring(rect, ui.full_name(name));
    return ui.focus.just_came();
}

/// Draws a field of ImGui, which is told when `text` is not what was typed into it last: what can be undone belongs to
/// the text.
template<typename Draw> void draw_input(Ui& ui, ImGuiID id, const std::string& text, bool fresh, Draw draw) {
    bool other = ui.typed.id == id && (fresh || ui.typed.text != text);
    if (other) compat::restart_field(id);
    bool replaced = other && compat::active_item() == id;
    draw();
    if (replaced) compat::cursor_to_end(id);
    if (ImGui::IsItemActive()) ui.typed.id = id;
    if (ui.typed.id == id && ui.typed.text != text) ui.typed.text = text;
}

FieldResult result_of_last_item(bool entered, const std::string& before, const std::string& now) {
    FieldResult result;
    result.entered = entered && !compat::modifiers_held().ctrl; // Ctrl+Enter is a shortcut
    result.changed = before != now;
    result.active = ImGui::IsItemActive();
    result.finished = ImGui::IsItemDeactivatedAfterEdit();
    result.cancelled = ImGui::IsItemDeactivated() && compat::key_pressed(compat::Key::escape);
    return result;
}

} // namespace

FieldResult text_field(Ui& ui, const Rect& rect, std::string& text, const FieldSpec& spec) {
    if (rect.width() < ui.px(16)) return {};
    const Theme& theme = *ui.theme;
    ImGui::PushID(spec.name.data(), spec.name.data() + spec.name.size());
    ImGuiID active_before = ImGui::GetID("##text");
    bool editing = compat::active_item() == active_before;
    if (spec.framed) draw_field_frame(ui, rect, spec.invalid ? theme.fault : editing ? theme.accent : theme.line);
    Rect inner = rect.shrunk(ui.px(spec.framed ? 8 : 4), 0);
    if (spec.icon) {
        draw_icon(ui, inner.cut_left(ui.px(16)), theme.text_soft, spec.icon);
        inner.cut_left(ui.px(6));
    }
    if (!spec.trailing.empty()) {
        draw_text(ui, inner.cut_right(text_width(ui.fonts.code, spec.trailing)), ui.fonts.code, theme.text_faint,
                  spec.trailing);
        inner.cut_right(ui.px(8));
    }
    const Face& face = spec.code ? ui.fonts.code : ui.fonts.text;
    bool painted = spec.colored && !editing;
    if (painted) draw_filter(ui, inner, text);
    if (text.empty())
        draw_text(ui, inner, spec.code && !spec.colored ? face : ui.fonts.text, theme.text_faint, spec.hint);
    begin_plain_input(ui, face, rect.height(), painted);
    ImGui::SetCursorScreenPos(inner.min);
    ImGui::SetNextItemWidth(std::max(ui.px(8), inner.width()));
    bool came = keyboard_came(ui, rect, spec.name, active_before);
    bool again = ui.typed.id == active_before && std::exchange(ui.typed.again, false);
    if (spec.focus || came || again) {
        compat::focus_next_item();
        ui.hold_input(active_before);
    }
    std::string before = text;
    bool entered = false;
    if (spec.keeps_escape) compat::take_key(compat::Key::escape);
    draw_input(ui, active_before, text, spec.fresh, [&] {
        entered = ImGui::InputText("##text", &text,
                                   ImGuiInputTextFlags_EnterReturnsTrue |
                                       (spec.select_all ? ImGuiInputTextFlags_AutoSelectAll : 0));
    });
    FieldResult result = result_of_last_item(entered, before, text);
    if (spec.cursor) compat::place_cursor(active_before, text, *spec.cursor);
    if (result.active) result.cursor = compat::cursor_of(active_before, text);
    // A cell is left by every Enter.
    if (entered && !result.entered && !ui.focus.in_list()) ui.typed.again = true;
    if (result.active && !ui.focus.in_list()) ui.focus.take(active_before);
    end_plain_input();
    ImGui::PopID();
    ui.note(spec.name, rect, text);
    return result;
}

FieldResult text_area(Ui& ui, const Rect& rect, std::string& text, std::string_view name, bool focus) {
    if (rect.width() < ui.px(16) || rect.height() < ui.px(16)) return {};
    ImGui::PushID(name.data(), name.data() + name.size());
    bool editing = compat::active_item() == ImGui::GetID("##text");
    draw_field_frame(ui, rect, editing ? ui.theme->accent : ui.theme->line);
    Rect inner = rect.shrunk(ui.px(8), ui.px(4));
    begin_plain_input(ui, ui.fonts.code, ui.fonts.code.size, false);
    ImGui::SetCursorScreenPos(inner.min);
    std::string before = text;
    ImGuiID id = ImGui::GetID("##text");
    if (keyboard_came(ui, rect, name, id) || focus) {
        compat::focus_next_item();
        ui.hold_input(id);
    }
    draw_input(ui, id, text, false, [&] { ImGui::InputTextMultiline("##text", &text, inner.size()); });
    FieldResult result = result_of_last_item(false, before, text);
    if (result.active) ui.focus.take(id);
    end_plain_input();
    ImGui::PopID();
    ui.note(name, rect, text);
    return result;
}

} // namespace scope
