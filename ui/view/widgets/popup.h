#pragma once
// Lists that open over the window: drop-downs, menus, choices of a type. Each is a popup of rows; Escape and a click
// elsewhere close it.

#include "ui/view/ui.h"

#include <string_view>

namespace scope {

struct DropdownSpec {
    std::string_view name;
    std::string_view text;
    std::string_view detail = {}; ///< faint code on the right
    const char* icon = nullptr;
    ImU32 color = 0; ///< of the icon
    bool enabled = true;
};
/// A field that opens a list. While it is open, true is returned inside the open popup: draw rows with popup_row, then
/// call end_popup_list(). `height` units are the most it takes.
bool begin_dropdown(Ui& ui, const Rect& rect, const DropdownSpec& spec, int rows, float height = 420);

/// Opens the list `name` from the next begin_popup_list on; call it in the same panel.
void open_popup_list(std::string_view name);
bool is_popup_list_open(std::string_view name);
/// A list below `anchor`, at least `width` units wide.
bool begin_popup_list(Ui& ui, std::string_view name, const Rect& anchor, float width, int rows, float height = 420);
void end_popup_list(Ui& ui);

struct PopupRow {
    std::string_view name;
    std::string_view text;
    std::string_view detail = {};
    const char* icon = nullptr;
    ImU32 color = 0;
    bool selected = false;
    bool enabled = true;
    std::string_view tooltip = {};
};
/// True when chosen; closes the list.
bool popup_row(Ui& ui, const PopupRow& row);
void popup_rule(Ui& ui);

} // namespace scope
