#pragma once
// The frame of a panel: its strip with icon and title, section labels, tabs, splitters, the empty state. A panel is a
// child window so that the mouse, the focus and clipping are its own.

#include "ui/model/layout.h"
#include "ui/view/ui.h"

#include <span>
#include <string>
#include <string_view>

namespace scope {

/// Height of the strip in units.
inline constexpr float header_height = 30;

/// Opens a child window over `area` in the panel's colour; items inside are named "name/...". Always close it by scope.
class PanelWindow {
public:
    PanelWindow(Ui& ui, const Rect& area, std::string_view name);
    ~PanelWindow();
    PanelWindow(const PanelWindow&) = delete;
    PanelWindow& operator=(const PanelWindow&) = delete;

    /// Whether any of it shows.
    explicit operator bool() const { return m_visible; }

private:
    PanelScope m_scope;
    bool m_visible;
};

/// Draws the strip (icon may be null) and cuts it off `area`; returns the free part of the strip for what the panel
/// adds. A panel that shares its place shows tabs instead of its title.
Rect panel_header(Ui& ui, Rect& area, const char* icon, std::string_view title, std::string_view subtitle = {});
/// A small label above a field: cuts 24 units off `area`.
void field_label(Ui& ui, Rect& area, std::string_view label);
void rule(Ui& ui, float x0, float x1, float y);

struct Tab {
    std::string_view title; ///< also its item's name
    int count = -1;         ///< shown behind the title when not negative
    ImU32 color = 0;        ///< of a title that wants attention
};
/// Tabs in a strip; returns the one to show from now on. `compact` capitals are for tabs inside a panel header.
int tab_strip(Ui& ui, Rect& row, std::span<const Tab> tabs, int current, bool capitals);
/// What tabs take when there is room, without capitals.
float tab_strip_width(Ui& ui, std::span<const Tab> tabs);

/// What a panel shows when it has nothing to show: what it is for and what to do next. True when `action` was pressed.
bool empty_state(Ui& ui, const Rect& area, const char* icon, std::string_view title, std::string_view hint,
                 std::string_view action = {});

/// Divides `area` in two by `ratio` and lets the user drag the line; a double click goes back to `usual`. Each part
/// keeps at least `least` units while there is room.
struct Split {
    Rect first, second;
};
Split splitter(Ui& ui, std::string_view name, const Rect& area, Axis axis, float& ratio, float usual, float least_first,
               float least_second);

} // namespace scope
