#include "ui/view/widgets/text.h"

#include "ui/view/widgets/chip.h"

#include "ui/view/compat.h"

#include <cfloat>
#include <vector>

namespace scope {

static constexpr std::string_view ellipsis = "\u2026";

/// One line and never more text than a screen could hold: measuring must not walk megabytes.
static std::string_view one_line(std::string_view text) {
    constexpr size_t most = 2048;
    if (text.size() > most) text = text.substr(0, most);
    return text.substr(0, text.find('\n'));
}

static ImVec2 measure(const Face& face, std::string_view text, float width, const char** stopped = nullptr) {
    return face.font->CalcTextSizeA(face.size, width, 0, text.data(), text.data() + text.size(), stopped);
}

float text_width(const Face& face, std::string_view text) {
    return std::ceil(measure(face, one_line(text), FLT_MAX).x);
}

/// The top of a line of `face` whose baseline is that of the text face centred in `rect`.
static float top_of(const Ui& ui, const Rect& rect, const Face& face) {
    const Face& reference = ui.fonts.text;
    return std::floor(rect.min.y + (rect.height() - reference.size) / 2) + reference.ascent - face.ascent;
}

std::string without_middle(const Face& face, std::string_view text, float width) {
    if (text_width(face, text) <= width) return std::string(text);
    std::vector<size_t> starts; // of each character
    for (size_t at = 0; at < text.size(); ++at)
        if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) starts.push_back(at);
    starts.push_back(text.size());
    auto kept = [&](size_t count) { // a third of it at the front
        size_t front = starts[count / 3], back = starts[starts.size() - 1 - (count - count / 3)];
        return std::string(text.substr(0, front)) + "\u2026" + std::string(text.substr(back));
    };
    size_t fits = 0, beyond = starts.size() - 1;
    while (fits + 1 < beyond) {
        size_t middle = (fits + beyond) / 2;
        (text_width(face, kept(middle)) <= width ? fits : beyond) = middle;
    }
    return kept(fits);
}

float draw_text(Ui& ui, const Rect& rect, const Face& face, ImU32 color, std::string_view text, Align align) {
    text = one_line(text);
    if (text.empty() || rect.width() < 1) return 0;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImVec2 at{rect.min.x, top_of(ui, rect, face)};
    float width = std::ceil(measure(face, text, FLT_MAX).x);
    if (width <= rect.width()) {
        if (align == Align::right) at.x = rect.max.x - width;
        if (align == Align::center) at.x = std::floor(rect.min.x + (rect.width() - width) / 2);
        list.AddText(face.font, face.size, at, color, text.data(), text.data() + text.size());
        return width;
    }
    if (rect.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered()) ui.tooltip(rect, true, text);
    float dots = std::ceil(measure(face, ellipsis, FLT_MAX).x);
    const char* stopped = text.data();
    float used = rect.width() > dots ? std::ceil(measure(face, text, rect.width() - dots, &stopped).x) : 0;
    list.AddText(face.font, face.size, at, color, text.data(), stopped);
    if (rect.width() >= dots)
        list.AddText(face.font, face.size, {at.x + used, at.y}, color, ellipsis.data(),
                     ellipsis.data() + ellipsis.size());
    return std::min(rect.width(), used + dots);
}

float draw_wrapped(Ui& ui, const Rect& rect, const Face& face, ImU32 color, std::string_view text, Align align) {
    float leading = face.size + ui.px(3), y = rect.min.y;
    const char *at = text.data(), *end = text.data() + text.size();
    while (at < end && y + leading <= rect.max.y + 1) {
        const char* stop = compat::wrap_position(face.font, face.size, at, end, rect.width());
        if (stop == at) stop = at + 1;
        std::string_view line(at, static_cast<size_t>(stop - at));
        draw_text(ui, {{rect.min.x, y}, {rect.max.x, y + leading}}, face, color, line, align);
        y += leading;
        for (at = stop; at < end && (*at == ' ' || *at == '\n'); ++at) {
        }
    }
    return y - rect.min.y;
}

void draw_icon(Ui& ui, const Rect& rect, ImU32 color, const char* icon) {
    // Never shortened: an icon that is wider than its place overhangs evenly.
    const Face& face = ui.fonts.text;
    ImVec2 at{std::floor(rect.center().x - measure(face, icon, FLT_MAX).x / 2 + 0.5f), top_of(ui, rect, face)};
    ImGui::GetWindowDrawList()->AddText(face.font, face.size, at, color, icon);
}

void draw_dot(Ui&, ImVec2 center, float radius, ImU32 color) {
    ImGui::GetWindowDrawList()->AddCircleFilled({center.x + 0.5f, center.y + 0.5f}, radius, color, 0);
}

void draw_field_frame(Ui& ui, const Rect& rect, ImU32 border) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(rect.min, rect.max, ui.theme->background, ui.px(4));
    compat::add_rect(list, rect.min, rect.max, border, ui.px(4), ui.px(1));
}

void draw_ring(Ui& ui, ImVec2 center, float radius, ImU32 color) {
    ImGui::GetWindowDrawList()->AddCircle({center.x + 0.5f, center.y + 0.5f}, radius, color, 0, ui.px(1));
}

ImU32 Line::quiet(ImU32 color) const {
    return m_selected ? m_ui.theme->on_selection_soft : color;
}

Line& Line::piece(const Face& face, std::string_view text, ImU32 color) {
    m_rest.min.x += draw_text(m_ui, m_rest, face, color, text);
    return *this;
}

Line& Line::text(std::string_view text) {
    return piece(m_ui.fonts.text, text, m_ui.theme->text);
}
Line& Line::text(std::string_view text, ImU32 color) {
    return piece(m_ui.fonts.text, text, color);
}
Line& Line::soft(std::string_view text) {
    return piece(m_ui.fonts.text, text, quiet(m_ui.theme->text_soft));
}
Line& Line::faint(std::string_view text) {
    return piece(m_ui.fonts.text, text, quiet(m_ui.theme->text_faint));
}
Line& Line::small(std::string_view text, ImU32 color) {
    return piece(m_ui.fonts.small, text, color);
}
Line& Line::code(std::string_view text) {
    return piece(m_ui.fonts.code, text, m_ui.theme->text);
}
Line& Line::code(std::string_view text, ImU32 color) {
    return piece(m_ui.fonts.code, text, color);
}
Line& Line::faint_code(std::string_view text) {
    return piece(m_ui.fonts.code, text, quiet(m_ui.theme->text_faint));
}

Line& Line::icon(const char* icon, ImU32 color) {
    if (m_rest.width() < m_ui.px(12)) return *this; // a column that is left out
    Rect cell = m_rest;
    cell.max.x = std::min(cell.max.x, cell.min.x + m_ui.px(18));
    draw_icon(m_ui, cell, color, icon);
    m_rest.min.x += m_ui.px(24);
    return *this;
}

Line& Line::dot(ImU32 color) {
    draw_dot(m_ui, {m_rest.min.x + m_ui.px(4), m_rest.center().y}, m_ui.px(4), color);
    m_rest.min.x += m_ui.px(14);
    return *this;
}

Line& Line::ring(ImU32 color) {
    draw_ring(m_ui, {m_rest.min.x + m_ui.px(4), m_rest.center().y}, m_ui.px(4), color);
    m_rest.min.x += m_ui.px(14);
    return *this;
}

Line& Line::chip(std::string_view text, ImU32 dot) {
    float width = chip_width(m_ui, text, dot != 0);
    if (width <= m_rest.width()) {
        Rect rect = m_rest;
        rect.max.x = rect.min.x + width;
        draw_chip(m_ui, rect, text, dot);
    }
    m_rest.min.x += width;
    return *this;
}

Line& Line::gap(float units) {
    m_rest.min.x += m_ui.px(units);
    return *this;
}

} // namespace scope
