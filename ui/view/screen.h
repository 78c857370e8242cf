#pragma once
// One ImGui context with our fonts, style and root window. A frame host (window, EGL or CPU) supplies the size and the
// input and draws what frame() returns; tests use a Screen alone.

#include "ui/view/ui.h"

#include <functional>
#include <imgui.h>

namespace scope {

class Screen {
public:
    /// Deterministic settings: no ini file, no cursor blink, mouse outside.
    explicit Screen(const Theme& theme, float scale = 1);
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    Ui& ui() { return m_ui; }
    /// Take effect with the next frame.
    void set_theme(const Theme& theme);
    void set_scale(float scale); ///< clamped to 0.5..4

    /// Counts font atlases built; a renderer whose number differs has to upload.
    int font_generation() const { return m_font_generation; }

    /// One frame of `size` pixels, `seconds` after the last; `draw` fills the whole area. The result lives until the
    /// next frame.
    ImDrawData& frame(ImVec2 size, float seconds, const std::function<void(Ui&, const Rect&)>& draw);

private:
    void apply();

    ImGuiContext* m_context;
    Ui m_ui;
    int m_font_generation = 0;
    float m_built_scale = 0;
    bool m_style_is_old = true;
};

/// What hosts without a real clock pass as `seconds`.
inline constexpr float fixed_frame_seconds = 1.0f / 60.0f;

} // namespace scope
