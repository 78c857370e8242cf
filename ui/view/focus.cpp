#include "ui/view/focus.h"

#include "ui/view/compat.h"

#include <utility>

namespace scope {

void Focus::begin_frame() {
    size_t top_before = std::exchange(m_top, m_highest);
    m_layers.resize(m_top + 1);
    m_highest = 0;
    for (size_t i = 0; i < m_layers.size(); ++i) {
        Layer& layer = m_layers[i];
        layer.before.swap(layer.stops);
        layer.stops.clear();
        if (i >= top_before) layer.moved = false; // below a popup it waits until the layer has keys again
    }
    m_ring = {};
    m_ring_name.clear();
    bool tab_kept = std::exchange(m_tab_kept, false);
    if (ImGui::IsMouseClicked(0) || ImGui::IsMouseClicked(1)) m_visible = false;
    compat::Modifiers held = compat::modifiers_held();
    if (held.ctrl || held.alt) return;
    if (compat::key_pressed(compat::Key::tab, true) && !tab_kept) return move(held.shift ? -1 : 1);
    if (!m_layers[m_top].arrows || held.shift) return;
    if (compat::key_pressed(compat::Key::down, true)) move(1);
    if (compat::key_pressed(compat::Key::up, true)) move(-1);
}

void Focus::end_frame(ImU32 color, float thickness, float rounding) {
    if (m_ring.empty()) return;
    compat::add_rect(*ImGui::GetForegroundDrawList(), m_ring.min, m_ring.max, color, rounding, thickness);
}

bool Focus::stop(ImGuiID id, std::string_view panel) {
    Layer& layer = m_layers[m_layer];
    layer.stops.push_back({id, std::string(panel)});
    if (layer.focus != id) return false;
    if (has_keys()) m_panel = panel;
    return has_keys();
}

void Focus::take(ImGuiID id) {
    m_layers[m_layer].focus = id;
}

void Focus::ring(const Rect& rect, std::string name) {
    m_ring_name = std::move(name);
    if (!m_visible) return;
    const ImDrawList& list = *ImGui::GetWindowDrawList();
    m_ring = rect.intersection({list.GetClipRectMin(), list.GetClipRectMax()});
}

void Focus::go_to(Layer& layer, const Stop& stop) {
    compat::clear_active_item(); // a field that was typed into keeps what was typed
    layer.focus = stop.id;
    layer.moved = true;
    m_visible = true;
}

void Focus::move(int by) {
    Layer& layer = m_layers[m_top];
    int count = static_cast<int>(layer.before.size());
    if (count == 0) return;
    int at = -1;
    for (int i = 0; i < count; ++i)
        if (layer.before[static_cast<size_t>(i)].id == layer.focus) at = i;
    if (at < 0 && by < 0) at = 0;
    go_to(layer, layer.before[static_cast<size_t>((at + by + count) % count)]);
}

void Focus::move_panel(int by) {
    Layer& layer = m_layers[0];      // panels lie in the window, also for a command out of a popup
    std::vector<const Stop*> firsts; ///< of each panel
    int at = -1;
    for (const Stop& stop : layer.before) {
        if (firsts.empty() || firsts.back()->panel != stop.panel) firsts.push_back(&stop);
        if (stop.id == layer.focus) at = static_cast<int>(firsts.size()) - 1;
    }
    int count = static_cast<int>(firsts.size());
    if (count == 0) return;
    if (at < 0 && by < 0) at = 0;
    go_to(layer, *firsts[static_cast<size_t>((at + by + count) % count)]);
}

void Focus::begin_layer(bool arrows) {
    if (++m_layer == m_layers.size()) m_layers.emplace_back();
    m_highest = std::max(m_highest, m_layer);
    m_layers[m_layer].arrows = arrows;
    m_layers[m_layer].in_list = false;
}

} // namespace scope
