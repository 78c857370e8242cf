#include "ui/view/widgets/press.h"

#include "ui/view/compat.h"

namespace scope {

Press press_area(Ui& ui, const Rect& rect, std::string_view label, std::string_view text, bool enabled) {
    Press press;
    press.rect = rect;
    if (rect.empty()) return press;
    ImGui::PushID(label.data(), label.data() + label.size());
    ImGui::SetCursorScreenPos(rect.min);
    ImGui::BeginDisabled(!enabled);
    compat::allow_overlap_before_item();
    press.clicked = ImGui::InvisibleButton("area", rect.size());
    compat::allow_overlap_after_item();
    press.hovered = compat::item_hovered();
    press.held = ImGui::IsItemActive();
    press.double_clicked = press.hovered && ImGui::IsMouseDoubleClicked(0);
    press.right_clicked = press.hovered && ImGui::IsMouseReleased(1);
    ImGui::EndDisabled();
    ImGui::PopID();
    ui.note(label, rect, text, enabled);
    return press;
}

Press press_stop(Ui& ui, const Rect& rect, std::string_view label, std::string_view text, bool enabled) {
    Press press = press_area(ui, rect, label, text, enabled);
    if (!enabled || rect.empty() || ui.focus.in_list()) return press;
    ImGuiID id = ImGui::GetID(label.data(), label.data() + label.size());
    if (press.held) ui.focus.take(id);
    if (!ui.focus.stop(id, ui.outer_panel())) return press;
    ui.focus.ring(rect, ui.full_name(label));
    if (!ui.focus.visible() || ui.focus.just_came() || compat::modifiers_held() != compat::Modifiers{}) return press;
    if (compat::key_pressed(compat::Key::enter) || compat::key_pressed(compat::Key::space)) press.clicked = true;
    return press;
}

} // namespace scope
