#pragma once
// Fields for one line or many. Text lives with the caller, who may change it at any time, also while it is being typed
// into; a field tells when it changed and when Enter was pressed.

#include "ui/view/ui.h"

#include <optional>
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
    bool select_all = false;        ///< when it takes the keyboard: typing replaces what it holds
    bool framed = true;
    bool invalid = false;              ///< a red frame
    std::optional<size_t> cursor = {}; ///< in this frame it goes behind so many bytes
    bool keeps_escape = false;         ///< Escape does not end typing: it is meant for a list below
    bool fresh = false;                ///< holds something else than in the last frame, even if the text is the same
};

struct FieldResult {
    bool changed = false;
    bool entered = false;   ///< Enter was pressed, without Ctrl
    bool finished = false;  ///< lost the focus after a change
    bool cancelled = false; ///< Escape was pressed
    bool active = false;
    size_t cursor = 0; ///< bytes before it, while active
};

FieldResult text_field(Ui& ui, const Rect& rect, std::string& text, const FieldSpec& spec);
/// Several lines of code; with `focus` it takes the keyboard in this frame.
FieldResult text_area(Ui& ui, const Rect& rect, std::string& text, std::string_view name, bool focus = false);

} // namespace scope
