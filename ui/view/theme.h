#pragma once
// The window's colours as data, by what they mean. Panels name a meaning, never a number, so both themes and any later
// one stay complete. Event colours are chosen to stay apart under the common colour vision deficiencies; each event
// also has its own icon.

#include <array>
#include <imgui.h>
#include <string_view>

namespace scope {

struct Theme {
    std::string_view name;
    bool dark = true;

    ImU32 background; ///< fields, code gutters, behind panels
    ImU32 panel;
    ImU32 raised; ///< buttons, chips
    ImU32 raised_hover;
    ImU32 line;
    ImU32 line_soft; ///< rules inside a panel
    ImU32 row_hover;

    ImU32 text;
    ImU32 text_soft;
    ImU32 text_faint;
    ImU32 accent;
    ImU32 accent_hover;
    ImU32 on_accent;
    ImU32 on_accent_soft;
    ImU32 selection;
    ImU32 on_selection_soft; ///< soft and faint text on the selection colour

    ImU32 ok;
    ImU32 warning;
    ImU32 fault;

    ImU32 read;
    ImU32 written;
    ImU32 missing;

    ImU32 code_keyword;
    ImU32 code_function;
    ImU32 code_builtin;
    ImU32 code_string;
    ImU32 code_number;
    ImU32 code_comment;
    ImU32 code_macro;
    ImU32 not_run; ///< the coverage gutter of a line that did not run

    std::array<ImU32, 14> events; ///< in the order of `async_event_numbers`
};

/// The numbers of the asynchronous events in the order of `Theme::events`.
inline constexpr std::array<int, 14> async_event_numbers = {60, 62, 63, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 80};

/// Every theme: "dark" first, then "light".
const std::array<Theme, 2>& themes();
/// The theme of that name, or null.
const Theme* find_theme(std::string_view name);

/// The colour of an event by its number; `text_soft` for events that are not asynchronous.
ImU32 event_color(const Theme& theme, int number);

/// `color` with its alpha multiplied by `alpha` (0..1).
ImU32 faded(ImU32 color, float alpha);
/// `amount` (0..1) of `b` in `a`; alpha of `a`.
ImU32 mixed(ImU32 a, ImU32 b, float amount);

/// Sets ImGui's own style (popups, input fields, scroll bars) to `theme` at `scale`.
void apply_style(const Theme& theme, float scale);

} // namespace scope
