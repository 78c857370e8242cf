#pragma once
// What every widget and panel needs while it draws: theme, fonts, scale, the item registry, and the little state that
// belongs to the view alone (scroll positions, column widths). One Ui per window; nothing here is part of the user's
// work.

#include "ui/view/automation.h"
#include "ui/view/fonts.h"
#include "ui/view/geometry.h"
#include "ui/view/theme.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace scope {

/// Where a list stands. Whole rows, so a list of any length scrolls exactly.
struct ListState {
    int64_t top = 0;
    float wheel_rest = 0;  ///< part of a row that a smooth wheel has collected
    float scroll_x = 0;    ///< pixels
    int64_t revealed = -1; ///< the row last brought into view, so that it is done once
};

class Ui {
public:
    const Theme* theme = nullptr;
    Fonts fonts;
    float scale = 1;
    bool hide_durations = false; ///< measured times differ in every run: pictures to compare leave them out
    Items items;

    /// Units of the design (at scale 1) as whole pixels; never less than one for a positive length.
    float px(float units) const;

    /// Names: inside PanelScope("Compose"), "Fire" is "Compose/Fire".
    std::string full_name(std::string_view label) const;
    /// Registers an item of the current panel.
    void note(std::string_view label, const Rect& rect, std::string_view text = {}, bool enabled = true);

    ListState& list_state(std::string_view label);
    /// Column widths in units, by the list's full name; empty until a user drags one.
    std::unordered_map<std::string, std::vector<float>> column_widths;

    /// Shows `text` under the mouse once `rect` has been hovered for half a second.
    void tooltip(const Rect& rect, bool hovered, std::string_view text);

    void push_panel(std::string_view name);
    void pop_panel();

private:
    std::string m_panel;
    std::vector<size_t> m_panel_lengths;
    std::unordered_map<std::string, ListState> m_lists;
    ImVec2 m_tooltip_at{-1, -1};
    float m_tooltip_time = 0;
    int m_tooltip_frame = -1;
};

/// Names and ids inside belong to the panel.
class PanelScope {
public:
    PanelScope(Ui& ui, std::string_view name) : m_ui(ui) { ui.push_panel(name); }
    ~PanelScope() { m_ui.pop_panel(); }
    PanelScope(const PanelScope&) = delete;
    PanelScope& operator=(const PanelScope&) = delete;

private:
    Ui& m_ui;
};

} // namespace scope
