#include "ui/view/ui.h"

#include "ui/view/compat.h"

namespace scope {

float Ui::px(float units) const {
    float pixels = std::round(units * scale);
    return units > 0 ? std::max(1.0f, pixels) : pixels;
}

std::string Ui::full_name(std::string_view label) const {
    if (m_panel.empty()) return std::string(label);
    std::string name;
    name.reserve(m_panel.size() + 1 + label.size());
    (name += m_panel) += '/';
    return name += label;
}

void Ui::note(std::string_view label, const Rect& rect, std::string_view text, bool enabled) {
    if (items.recording) items.put(full_name(label), rect, std::string(text), enabled);
}

ListState& Ui::list_state(std::string_view label) {
    return m_lists[full_name(label)];
}

void Ui::tooltip(const Rect& rect, bool hovered, std::string_view text) {
    if (!hovered || text.empty()) return;
    bool same =
        m_tooltip_at.x == rect.min.x && m_tooltip_at.y == rect.min.y && m_tooltip_frame >= ImGui::GetFrameCount() - 1;
    m_tooltip_time = same ? m_tooltip_time + ImGui::GetIO().DeltaTime : 0;
    m_tooltip_at = rect.min;
    m_tooltip_frame = ImGui::GetFrameCount();
    if (m_tooltip_time < 0.5f) return;
    ImGui::BeginTooltip();
    ImGui::PushTextWrapPos(px(420));
    ImGui::TextUnformatted(text.data(), text.data() + text.size());
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
}

void Ui::push_panel(std::string_view name) {
    m_panel_lengths.push_back(m_panel.size());
    if (!m_panel.empty()) m_panel += '/';
    m_panel += name;
    if (items.recording) items.put_panel(m_panel);
    ImGui::PushID(name.data(), name.data() + name.size());
}

void Ui::pop_panel() {
    m_panel.resize(m_panel_lengths.back());
    m_panel_lengths.pop_back();
    ImGui::PopID();
}

} // namespace scope
