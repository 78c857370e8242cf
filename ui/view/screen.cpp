#include "ui/view/screen.h"

#include "ui/view/compat.h"

namespace scope {

Screen::Screen(const Theme& theme, float scale) : m_context(ImGui::CreateContext()) {
    IMGUI_CHECKVERSION();
    ImGui::SetCurrentContext(m_context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigInputTextCursorBlink = false;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    compat::init_context();
    compat::feed_mouse({-1000, -1000});
    set_theme(theme);
    set_scale(scale);
    apply();
}

Screen::~Screen() {
    ImGui::DestroyContext(m_context);
}

void Screen::set_theme(const Theme& theme) {
    m_ui.theme = &theme;
    m_style_is_old = true;
}

void Screen::set_scale(float scale) {
    m_ui.scale = std::clamp(scale, 0.5f, 4.0f);
    m_style_is_old = true;
}

void Screen::apply() {
    if (m_built_scale != m_ui.scale) {
        m_ui.fonts = build_fonts(*ImGui::GetIO().Fonts, m_ui.scale);
        m_built_scale = m_ui.scale;
        ++m_font_generation;
    }
    if (m_style_is_old) apply_style(*m_ui.theme, m_ui.scale);
    m_style_is_old = false;
}

ImDrawData& Screen::frame(ImVec2 size, float seconds, const std::function<void(Ui&, const Rect&)>& draw) {
    ImGui::SetCurrentContext(m_context);
    apply();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = size;
    io.DeltaTime = std::clamp(seconds, 0.0001f, 0.25f);
    compat::new_frame(m_ui.take_hold());
    m_ui.items.begin_frame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
    ImGui::Begin("root", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBringToFrontOnFocus |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav);
    ImGui::PopStyleVar(4);
    compat::push_font(m_ui.fonts.text.font, m_ui.fonts.text.size);
    m_ui.focus.begin_frame();
    draw(m_ui, {{0, 0}, size});
    m_ui.focus.end_frame(m_ui.theme->accent, m_ui.px(2), m_ui.px(4));
    if (!m_ui.focus.ring_name().empty()) m_ui.note("Focus", m_ui.focus.ring_rect(), m_ui.focus.ring_name());
    m_ui.end_frame();
    ImGui::PopFont();
    ImGui::End();
    ImGui::Render();
    return *ImGui::GetDrawData();
}

} // namespace scope
