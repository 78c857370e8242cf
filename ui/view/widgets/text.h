#pragma once
// Text on one line: everything in a row shares the baseline of the 14 px face, and what does not fit ends in an
// ellipsis and is told in full by a tooltip. Measuring stops at the width, so a value of megabytes costs no more than a
// short one.

#include "ui/view/ui.h"

#include <string>
#include <string_view>

namespace scope {

enum class Align : uint8_t { left, center, right };

/// Pixels of one line of `text`.
float text_width(const Face& face, std::string_view text);
/// `text` with its middle replaced by an ellipsis when it is wider than `width` pixels: what stands at its end is as
/// telling as its beginning.
std::string without_middle(const Face& face, std::string_view text, float width);
/// Draws one line inside `rect`, vertically centred; returns the pixels used.
float draw_text(Ui& ui, const Rect& rect, const Face& face, ImU32 color, std::string_view text,
                Align align = Align::left);
/// Draws wrapped text from the top of `rect`; returns the height used.
float draw_wrapped(Ui& ui, const Rect& rect, const Face& face, ImU32 color, std::string_view text,
                   Align align = Align::left);
/// An icon centred in `rect`.
void draw_icon(Ui& ui, const Rect& rect, ImU32 color, const char* icon);
void draw_dot(Ui& ui, ImVec2 center, float radius, ImU32 color);
/// The box of a field: background colour, rounded, with a border.
void draw_field_frame(Ui& ui, const Rect& rect, ImU32 border);
void draw_ring(Ui& ui, ImVec2 center, float radius, ImU32 color);

/// Pieces of text, icons and chips from left to right: `Line(ui, rect).icon(...).text("obj_shop").soft(" #100004")`.
/// On a selected row soft text is lightened so that it stays readable.
class Line {
public:
    Line(Ui& ui, const Rect& rect, bool selected = false) : m_ui(ui), m_rest(rect), m_selected(selected) {}

    Line& text(std::string_view text);
    Line& text(std::string_view text, ImU32 color);
    Line& soft(std::string_view text);
    Line& faint(std::string_view text);
    Line& small(std::string_view text, ImU32 color);
    Line& code(std::string_view text);
    Line& code(std::string_view text, ImU32 color);
    Line& faint_code(std::string_view text);
    Line& icon(const char* icon, ImU32 color);
    Line& dot(ImU32 color);
    Line& ring(ImU32 color);
    Line& chip(std::string_view text, ImU32 dot = 0);
    Line& gap(float units);

    /// What is still free on the right.
    const Rect& rest() const { return m_rest; }

private:
    Line& piece(const Face& face, std::string_view text, ImU32 color);
    ImU32 quiet(ImU32 color) const;

    Ui& m_ui;
    Rect m_rest;
    bool m_selected;
};

} // namespace scope
