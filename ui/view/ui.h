#pragma once
// The needs of every widget and panel while it draws: theme, fonts, scale, the item registry, where the keyboard is,
// and the little state that belongs to the view alone (scroll positions). One Ui per window; nothing here is part of
// the user's work.

#include "ui/model/list_look.h"
#include "ui/view/automation.h"
#include "ui/view/focus.h"
#include "ui/view/fonts.h"
#include "ui/view/geometry.h"
#include "ui/view/theme.h"

#include <cstdint>
#include <map>
#include <optional>
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
    int64_t cursor = -1;   ///< of the keyboard, in lists without a selection
    int64_t revealed = -1; ///< the row last brought into view, so that it is done once
    float revealed_x = -1;
};

/// What shares a panel's place: drawn by the panel's strip instead of its title.
struct HeaderTabs {
    std::vector<std::string> titles;
    std::vector<int> counts; ///< behind the titles; -1: none
    int current = 0;
    int chosen = 0;
};

/// The field that was typed into last and what it held then: ImGui keeps what can be undone of that one.
struct TypedField {
    ImGuiID id = 0;
    std::string text;
    bool again = false; ///< takes the keyboard in the next frame: what ended it was not meant for it
};

class Ui {
public:
    const Theme* theme = nullptr;
    Fonts fonts;
    float scale = 1;
    bool hide_durations = false; ///< measured times differ in every run: pictures to compare leave them out
    Items items;
    Focus focus;
    HeaderTabs* header_tabs = nullptr; ///< for the next strip
    ImVec2 menu_at{0, 0};              ///< where the menu of a right click opened
    TypedField typed;
    /// Pixels that the rows of each open list want, by its id: it is that wide from its second frame on.
    std::unordered_map<ImGuiID, float> popup_widths;
    ImGuiID popup_open = 0; ///< the list being drawn

    /// Units of the design (at scale 1) as whole pixels; never less than one for a positive length.
    float px(float units) const;

    /// Names: inside PanelScope("Compose"), "Fire" is "Compose/Fire".
    std::string full_name(std::string_view label) const;
    /// Registers an item of the current panel.
    void note(std::string_view label, const Rect& rect, std::string_view text = {}, bool enabled = true);

    ListState& list_state(std::string_view label);
    /// How the user wants the lists, by their full names; the workbench's.
    const std::map<std::string, ListLook>* looks = nullptr;
    /// What the user changed of one in this frame, for the workbench.
    std::optional<std::pair<std::string, ListLook>> changed_look;
    ListLook look_of(std::string_view label) const;

    /// Shows `text` under the mouse once `rect` has been hovered for half a second; several of a frame below each
    /// other.
    void tooltip(const Rect& rect, bool hovered, std::string_view text);
    /// Draws the tooltip of this frame.
    void end_frame();

    /// The panel being drawn without what it consists of: "Compose".
    std::string_view outer_panel() const { return std::string_view(m_panel).substr(0, m_panel.find('/')); }

    /// What the user did meanwhile waits for the frame after next, or at most four frames until the item `field` is
    /// active and has its shortcuts: what is typed right after a shortcut belongs to what the shortcut opens, which is
    /// not drawn yet.
    void hold_input(ImGuiID field = 0);
    /// Whether input waits in the frame that begins now.
    bool take_hold();

    void push_panel(std::string_view name);
    void pop_panel();

private:
    std::string m_panel;
    std::vector<size_t> m_panel_lengths;
    std::unordered_map<std::string, ListState> m_lists;
    ImVec2 m_tooltip_at{-1, -1}, m_tooltip_before{-1, -1};
    std::string m_tooltip;
    float m_tooltip_time = 0;
    int m_held_frames = 0;
    ImGuiID m_held_for = 0;
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
