#include "ui/view/widgets/chip.h"

#include "ui/view/widgets/press.h"
#include "ui/view/widgets/text.h"

namespace scope {

static constexpr float height = 20, padding = 8, dot_space = 12;

float chip_width(Ui& ui, std::string_view text, bool with_dot) {
    return text_width(ui.fonts.small, text) + ui.px(2 * padding) + (with_dot ? ui.px(dot_space) : 0);
}

void draw_chip(Ui& ui, const Rect& rect, std::string_view text, ImU32 dot, bool hovered) {
    Rect box = rect.middle(ui.px(height));
    ImGui::GetWindowDrawList()->AddRectFilled(box.min, box.max, hovered ? ui.theme->raised_hover : ui.theme->raised,
                                              box.height() / 2);
    Rect inner = box.shrunk(ui.px(padding), 0);
    if (dot) {
        draw_dot(ui, {inner.min.x + ui.px(3), inner.center().y}, ui.px(4), dot);
        inner.min.x += ui.px(dot_space);
    }
    draw_text(ui, inner, ui.fonts.small, hovered ? ui.theme->text : ui.theme->text_soft, text);
}

bool chip_button(Ui& ui, const Rect& rect, std::string_view text, ImU32 dot, std::string_view name,
                 std::string_view tooltip) {
    Press press = press_stop(ui, rect.middle(ui.px(height)), name.empty() ? text : name, text);
    draw_chip(ui, rect, text, dot, press.hovered);
    ui.tooltip(rect, press.hovered, tooltip);
    return press.clicked;
}

void chip(Ui& ui, const Rect& rect, std::string_view text, ImU32 dot, std::string_view name) {
    draw_chip(ui, rect, text, dot);
    ui.note(name.empty() ? text : name, rect, text);
}

} // namespace scope
