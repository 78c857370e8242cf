#pragma once
// Fields: text, search and the drop-down. Text lives with the caller; a field tells when it changed and when Enter was
// pressed.

#include "ui/view/ui.h"

#include <string>
#include <string_view>

namespace scope {

struct FieldSpec {
    std::string_view name;      ///< the item
    std::string_view hint = {}; ///< shown while empty
    const char* icon = nullptr;
    std::string_view trailing = {}; ///< faint text on the right: a shortcut, a unit
    bool code = true;               ///< JetBrains Mono
    bool colored = false;           ///< colours `key:` words while it is not being edited
    bool focus = false;             ///< takes the keyboard in this frame
    bool framed = true;
    bool invalid = false; ///< a red frame
};

struct FieldResult {
    bool changed = false;
    bool entered = false;   ///< Enter was pressed
    bool finished = false;  ///< lost the focus after a change
    bool cancelled = false; ///< Escape was pressed
    bool active = false;
};

FieldResult text_field(Ui& ui, const Rect& rect, std::string& text, const FieldSpec& spec);
/// Several lines of code; Tab is a character.
FieldResult text_area(Ui& ui, const Rect& rect, std::string& text, std::string_view name, bool read_only = false);

struct DropdownSpec {
    std::string_view name;
    std::string_view text;
    std::string_view detail = {}; ///< faint code on the right
    const char* icon = nullptr;
    ImU32 color = 0; ///< of the icon
    bool enabled = true;
};
/// A field that opens a list. While it is open, true is returned inside an open popup window: draw rows with
/// dropdown_row, then call end_dropdown(). `height` units are the most it takes.
bool begin_dropdown(Ui& ui, const Rect& rect, const DropdownSpec& spec, int rows, float height = 420);
/// True when chosen; closes the list.
struct DropdownRow {
    std::string_view name;
    std::string_view text;
    std::string_view detail = {};
    const char* icon = nullptr;
    ImU32 color = 0;
    bool selected = false;
};
bool dropdown_row(Ui& ui, const DropdownRow& row);
void end_dropdown(Ui& ui);

} // namespace scope
