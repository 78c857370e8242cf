#include "ui/view/widgets/code_view.h"

#include "ui/view/compat.h"
#include "ui/view/widgets/list.h"

#include <algorithm>
#include <fmt/format.h>

namespace scope {

static ImU32 color_of(const Theme& theme, CodeKind kind) {
    switch (kind) {
    case CodeKind::keyword: return theme.code_keyword;
    case CodeKind::function: return theme.code_function;
    case CodeKind::builtin: return theme.code_builtin;
    case CodeKind::string: return theme.code_string;
    case CodeKind::number: return theme.code_number;
    case CodeKind::comment: return theme.code_comment;
    case CodeKind::macro: return theme.code_macro;
    case CodeKind::plain: break;
    }
    return theme.text;
}

/// Tabs become four spaces: ImGui draws them as four, but measures pieces one by one.
static std::string without_tabs(std::string_view text) {
    std::string out;
    for (char c : text) c == '\t' ? out.append(4, ' ') : out += c;
    return out;
}

/// A piece of a long line is drawn in parts: those to the left of what shows are only counted, those to the right not
/// even that.
static void draw_piece(Ui& ui, Rect& rect, ImU32 color, std::string_view text) {
    constexpr size_t most = 512;
    float left = ImGui::GetWindowDrawList()->GetClipRectMin().x, column = text_width(ui.fonts.code, "0000000000") / 10;
    while (!text.empty() && rect.width() >= 1) {
        size_t end = std::min(most, text.size());
        while (end < text.size() && end > most / 2 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
        std::string_view part = text.substr(0, end);
        text.remove_prefix(end);
        float width = column * static_cast<float>(columns_of(part));
        if (end == most && rect.min.x + width < left)
            rect.min.x += width;
        else
            rect.min.x += draw_text(ui, rect, ui.fonts.code, color,
                                    part.find('\t') != std::string_view::npos ? without_tabs(part) : part);
    }
}

float draw_code_line(Ui& ui, Rect rect, const CodeText& code, size_t index) {
    for (const CodePiece& piece : code.pieces(index)) {
        if (rect.width() < 1) break;
        draw_piece(ui, rect, color_of(*ui.theme, piece.kind), code.text_of(piece));
    }
    return rect.min.x;
}

/// What a search found in the line, behind its text that starts at `x`.
static void draw_matches(Ui& ui, const Rect& row, float x, float column, size_t line, const CodeViewSpec& spec) {
    auto match = std::lower_bound(spec.matches.begin(), spec.matches.end(), line,
                                  [](const CodeMatch& each, size_t wanted) { return each.line < wanted; });
    for (; match != spec.matches.end() && match->line == line; ++match) {
        bool current = static_cast<size_t>(match - spec.matches.begin()) == spec.current_match;
        float from = x + column * static_cast<float>(match->column);
        Rect box{{from, row.min.y + ui.px(2)},
                 {from + column * static_cast<float>(match->length), row.max.y - ui.px(2)}};
        ImGui::GetWindowDrawList()->AddRectFilled(
            box.min, box.max, mixed(ui.theme->panel, ui.theme->warning, current ? 0.6f : 0.28f), ui.px(2));
        ui.note(fmt::format("match {}:{}", match->line, match->column + 1), box, current ? "current" : "");
    }
}

std::optional<size_t> code_view(Ui& ui, const Rect& area, const CodeViewSpec& spec) {
    const Theme& theme = *ui.theme;
    std::optional<size_t> pressed;
    size_t lines = spec.code ? spec.code->line_count() : 0;
    List list(ui, area, spec.name, static_cast<int64_t>(lines), 20);
    if (spec.marked) list.reveal(static_cast<int64_t>(spec.marked) - 1);
    float number_width = ui.px(std::max(40.0f, 16.0f + 8.0f * static_cast<float>(fmt::formatted_size("{}", lines))));
    float left = ui.px(6) + number_width + ui.px(16), column = text_width(ui.fonts.code, "0000000000") / 10;
    if (spec.code) list.set_content_width(left + column * static_cast<float>(spec.code->widest() + 2));
    if (spec.current_match < spec.matches.size()) {
        const CodeMatch& match = spec.matches[spec.current_match];
        list.reveal_sideways(column * static_cast<float>(match.column),
                             left + column * static_cast<float>(match.column + match.length + 2));
    }
    if (list.focused() && compat::modifiers_held() == compat::Modifiers{} && !ImGui::GetIO().WantTextInput) {
        if (compat::key_pressed(compat::Key::right, true)) list.move_sideways(ui.px(48));
        if (compat::key_pressed(compat::Key::left, true)) list.move_sideways(-ui.px(48));
    }
    list.scroll_by_keys();
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    for (int64_t i = list.first(); i < list.last(); ++i) {
        size_t line = static_cast<size_t>(i) + 1;
        Rect row = list.row_rect(i);
        LineRun run = spec.run ? spec.run(line) : LineRun::unknown;
        std::string_view state = run == LineRun::ran ? "ran" : run == LineRun::skipped ? "not run" : "";
        Press press = press_area(ui, row, fmt::format("line {}", line), state);
        if (press.clicked) pressed = line;
        if (line == spec.marked && list.wants_menu()) press.right_clicked = true;
        if (spec.menu) spec.menu(press, line);
        if (line == spec.marked)
            draw.AddRectFilled(row.min, row.max,
                               spec.marked_is_fault ? mixed(theme.panel, theme.fault, 0.22f) : theme.selection);
        else if (press.hovered)
            draw.AddRectFilled(row.min, row.max, theme.row_hover);
        Rect gutter = row.cut_left(ui.px(6));
        if (run != LineRun::unknown)
            draw.AddRectFilled(gutter.min, gutter.max, run == LineRun::ran ? theme.ok : theme.not_run);
        draw_text(ui, row.cut_left(number_width), ui.fonts.code, theme.text_faint, fmt::format("{}", line),
                  Align::right);
        row.cut_left(ui.px(16));
        ImGui::PushClipRect(row.min, row.max, true);
        row.min.x -= list.scroll_x();
        draw_matches(ui, row, row.min.x, column, line, spec);
        float end = draw_code_line(ui, row, *spec.code, static_cast<size_t>(i));
        ImGui::PopClipRect();
        std::string note = spec.note ? spec.note(line) : std::string();
        if (note.empty()) continue;
        row.min.x = std::max(end + ui.px(16), area.min.x + left);
        draw_text(ui, row, ui.fonts.code, theme.text_faint, without_middle(ui.fonts.code, note, row.width()));
        ui.note(fmt::format("note {}", line), row, note);
    }
    return pressed;
}

} // namespace scope
