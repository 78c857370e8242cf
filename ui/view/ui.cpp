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

ListLook Ui::look_of(std::string_view label) const {
    if (!looks) return {};
    auto found = looks->find(full_name(label));
    return found == looks->end() ? ListLook() : found->second;
}

void Ui::tooltip(const Rect& rect, bool hovered, std::string_view text) {
    constexpr size_t most = 2000;
    if (!hovered || text.empty() || m_tooltip.find(text.substr(0, most)) != std::string::npos) return;
    if (m_tooltip.empty())
        m_tooltip_at = rect.min;
    else
        m_tooltip += '\n';
    m_tooltip += text.substr(0, most);
}

void Ui::end_frame() {
    bool same = m_tooltip_at.x == m_tooltip_before.x && m_tooltip_at.y == m_tooltip_before.y;
    m_tooltip_time = same && !m_tooltip.empty() ? m_tooltip_time + ImGui::GetIO().DeltaTime : 0;
    m_tooltip_before = m_tooltip_at;
    m_tooltip_at = {-1, -1};
    if (m_tooltip_time >= 0.5f) {
        ImGui::BeginTooltip();
        ImGui::PushTextWrapPos(px(420));
        ImGui::TextUnformatted(m_tooltip.data(), m_tooltip.data() + m_tooltip.size());
        ImGui::PopTextWrapPos();
        ImGui::EndTooltip();
        // A tooltip has no mouse; for scripts it is where the mouse is.
        ImVec2 mouse = ImGui::GetIO().MousePos;
        note("Tooltip", {{mouse.x - px(4), mouse.y - px(4)}, {mouse.x + px(4), mouse.y + px(4)}}, m_tooltip);
    }
    m_tooltip.clear();
}

void Ui::hold_input(ImGuiID field) {
    m_held_for = field;
    m_held_frames = field ? 4 : 1;
}

bool Ui::take_hold() {
    if (m_held_for && compat::active_item() == m_held_for) {
        m_held_frames = 1; // the field asks for its shortcuts in this frame and has them in the next
        m_held_for = 0;
    }
    return m_held_frames > 0 && m_held_frames-- > 0;
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
