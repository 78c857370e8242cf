#include "ui/view/panels/matrix_panel.h"

#include "ui/model/text.h"
#include "ui/view/compat.h"
#include "ui/view/icons.h"
#include "ui/view/panels/access_mark.h"
#include "ui/view/panels/fault_panel.h"
#include "ui/view/panels/recent_projects.h"
#include "ui/view/panels/row_menu.h"
#include "ui/view/widgets/chip.h"
#include "ui/view/widgets/list.h"

#include <array>
#include <fmt/format.h>

namespace scope {

namespace {

constexpr float head_height = 48, least_column = 180;

class Matrix {
public:
    Matrix(PanelContext& context, const MatrixView& view)
        : m_context(context)
        , m_ui(context.ui)
        , m_theme(context.theme())
        , m_matrix(view.cells)
        , m_heads(view.heads) {}

    void draw(Rect area) {
        m_key_width = std::min(m_ui.px(150), std::floor(area.width() * 0.35f));
        float count = static_cast<float>(m_matrix.columns.size());
        float room = area.width() - m_key_width - m_ui.px(10);
        m_column_width = count > 0 ? std::max(m_ui.px(least_column), std::floor(room / count)) : room;
        m_head = area.cut_top(m_ui.px(head_height));
        List list(m_ui, area, "Cells", static_cast<int64_t>(m_matrix.rows.size()));
        list.set_content_width(m_key_width + m_column_width * count);
        m_shift = list.scroll_x();
        list.walk();
        if (list.focused() && compat::modifiers_held() == compat::Modifiers{} && !ImGui::GetIO().WantTextInput) {
            if (compat::key_pressed(compat::Key::right, true)) m_context.commands.push(CommandId::next_handler);
            if (compat::key_pressed(compat::Key::left, true)) m_context.commands.push(CommandId::previous_handler);
        }
        for (int64_t i = list.first(); i < list.last(); ++i) row(list, i);
    }

    /// The heads belong to the panel's window, above the list whose sideways position they share.
    void heads() {
        draw_text(m_ui, m_head.middle(m_ui.px(24)).shrunk(m_ui.px(12), 0), m_ui.fonts.small, m_theme.text_faint, "key");
        Rect clip = m_head;
        clip.min.x += m_key_width;
        ImGui::PushClipRect(clip.min, clip.max, true);
        for (size_t i = 0; i < m_matrix.columns.size(); ++i) head(i);
        ImGui::PopClipRect();
        rule(m_ui, m_head.min.x, m_head.max.x, m_head.max.y - m_ui.px(1));
    }

private:
    Rect column(size_t index, const Rect& row) const {
        float x = row.min.x + m_key_width + m_column_width * static_cast<float>(index) - m_shift;
        return {{x, row.min.y}, {x + m_column_width, row.max.y}};
    }

    bool is_selected(size_t index) const { return m_matrix.columns[index].handler == m_context.bench.events().handler; }
    std::string name_of(size_t index) const {
        return fmt::format("{} #{}", m_matrix.columns[index].object, m_matrix.columns[index].instance);
    }

    void head(size_t index) {
        const MatrixColumn& column_data = m_matrix.columns[index];
        const MatrixHead& says = m_heads[index];
        Rect cell = column(index, m_head);
        bool selected = is_selected(index);
        Press press = press_area(m_ui, cell, name_of(index),
                                 fmt::format("{}{}{}", says.how, says.did.empty() ? "" : "; ", says.did));
        if (press.clicked) m_context.commands.push({CommandId::select_handler, "", "", column_data.handler});
        if (RowMenu menu(m_context, press, name_of(index) + " menu", 3); menu) {
            menu.copy("Copy the name", name_of(index));
            menu.copy("Copy how it ended", says.how);
            menu.copy("Copy the table", table_text());
        }
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        if (selected || press.hovered)
            draw.AddRectFilled(cell.min, cell.max, selected ? m_theme.selection : m_theme.row_hover);
        draw.AddRectFilled(cell.min, {cell.min.x + m_ui.px(1), cell.max.y}, m_theme.line);
        Rect inner = cell.shrunk(m_ui.px(12), m_ui.px(2));
        Line top(m_ui, inner.cut_top(m_ui.px(22)), selected);
        top.soft(fmt::format("{}  ", index + 1));
        // Names of one family differ at their ends.
        std::string number = fmt::format("#{}", column_data.instance);
        float room = top.rest().width() - m_ui.px(6) - text_width(m_ui.fonts.code, number);
        top.text(without_middle(m_ui.fonts.text, column_data.object, room)).gap(6).faint_code(number);
        if (!column_data.inherited.empty()) top.gap(6).faint("from " + column_data.inherited);
        Rect chips = top.rest();
        for (uint32_t fired : column_data.fired) {
            std::string text = fmt::format("fired #{}", fired);
            chips.cut_left(m_ui.px(8));
            Rect at = chips.cut_left(chip_width(m_ui, text));
            if (at.width() < chip_width(m_ui, text)) break;
            if (chip_button(m_ui, at, text, 0, fmt::format("{} {}", name_of(index), text)))
                m_context.commands.push({CommandId::select_dispatch, "", "", fired});
        }
        // Why it left ends in the values that were met: they stay when there is no room for all.
        std::string how = without_middle(m_ui.fonts.text, says.how, inner.width());
        Line(m_ui, inner.cut_top(m_ui.px(22)), selected)
            .text(how, scope::color_of(m_theme, says.tone == Tone::quiet && selected ? Tone::plain : says.tone))
            .gap(8)
            .faint(says.did);
        m_ui.tooltip(cell, press.hovered && text_width(m_ui.fonts.text, says.how) > inner.width(), says.how);
    }

    void row(List& list, int64_t index) {
        const MatrixRow& row_data = m_matrix.rows[static_cast<size_t>(index)];
        Rect row = list.row_rect(index);
        bool hovered = row.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered();
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        m_wants_menu = list.at_cursor(index) && list.wants_menu();
        if (hovered || list.at_cursor(index)) draw.AddRectFilled(row.min, row.max, m_theme.row_hover);
        Rect clip = list.view();
        clip.min.x += m_key_width;
        ImGui::PushClipRect(clip.min, clip.max, true);
        for (size_t i = 0; i < row_data.cells.size(); ++i) cell(row_data, i, column(i, row));
        ImGui::PopClipRect();
        Rect key = row;
        key.max.x = key.min.x + m_key_width;
        key = key.shrunk(m_ui.px(12), 0);
        key.cut_left(m_ui.px(14) * static_cast<float>(std::min(row_data.depth, 8)));
        ImU32 color = row_data.never_there ? m_theme.missing : row_data.depth ? m_theme.text_soft : m_theme.text;
        float handle = m_ui.px(12);
        Rect reach{{key.min.x - handle, row.min.y}, {key.min.x, row.max.y}};
        if (row_data.has_children) {
            Press press =
                press_area(m_ui, reach, fmt::format("key {} open", row_data.path), row_data.open ? "open" : "closed");
            draw_icon(m_ui, reach, press.hovered ? m_theme.text : m_theme.text_faint,
                      row_data.open ? icon::caret_down : icon::caret_right);
            if (press.clicked) m_context.commands.push({CommandId::toggle_key, row_data.path});
        }
        draw_text(m_ui, key, m_ui.fonts.text, color, row_data.label);
        Press over{.hovered = hovered && key.contains(ImGui::GetIO().MousePos), .rect = key};
        over.right_clicked = over.hovered && ImGui::IsMouseReleased(1);
        m_ui.note(fmt::format("key {}", row_data.path), key, row_data.label);
        if (RowMenu menu(m_context, over, fmt::format("key {} menu", row_data.path), 3); menu) {
            menu.copy("Copy the key", row_data.path);
            menu.copy("Copy the row", row_text(row_data));
            menu.copy("Copy the table", table_text());
        }
    }

    void cell(const MatrixRow& row_data, size_t index, const Rect& box) {
        const MatrixCell& data = row_data.cells[index];
        Rect cell = box.shrunk(m_ui.px(12), 0);
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        if (is_selected(index)) draw.AddRectFilled(box.min, box.max, mixed(m_theme.panel, m_theme.selection, 0.3f));
        draw.AddRectFilled(box.min, {box.min.x + m_ui.px(1), box.max.y}, m_theme.line);
        ImU32 color = access_color(m_theme, data.access);
        bool written = data.access == KeyAccess::written;
        std::string value = written && !data.value ? "deleted" : value_or_absent(data.value);
        std::string old_value = value_or_absent(data.old_value);
        std::string state = mark_of(data.access).word;
        if (written)
            state = fmt::format("written {} \u2192 {}", old_value, value);
        else if (data.access != KeyAccess::absent && data.access != KeyAccess::missing)
            state += " " + value;
        Press press = press_area(m_ui, box, fmt::format("{} {}", row_data.path, name_of(index)), state);
        if (press.clicked)
            m_context.commands.push({CommandId::select_handler, "", "", m_matrix.columns[index].handler});
        press.right_clicked |= m_wants_menu && is_selected(index);
        if (RowMenu menu(m_context, press, fmt::format("{} {} menu", row_data.path, name_of(index)), 4); menu) {
            menu.copy("Copy the value", value);
            menu.copy("Copy the key", row_data.path);
            menu.copy("Copy the row", row_text(row_data));
            menu.copy("Copy the table", table_text());
        }
        if (data.access == KeyAccess::absent) {
            draw_text(m_ui, cell, m_ui.fonts.code, m_theme.text_faint, "absent");
            return;
        }
        draw_mark(m_ui, cell, data.access);
        Line line(m_ui, cell);
        switch (data.access) {
        case KeyAccess::read: line.code(value); break;
        case KeyAccess::written:
            if (!data.old_value)
                line.code(value, color).gap(8).faint_code("was absent");
            else
                line.faint_code(old_value + " \u2192 ").code(value, color);
            break;
        case KeyAccess::missing: line.code("read, but missing", color); break;
        default: line.faint_code(value); break;
        }
        if (text_width(m_ui.fonts.code, value) > cell.width()) m_ui.tooltip(box, press.hovered, value);
    }

    /// Cells with tabs between them, as spreadsheets take them.
    std::string row_text(const MatrixRow& row) const {
        std::string text = row.path;
        for (const MatrixCell& each : row.cells)
            text += fmt::format("\t{} {}", mark_of(each.access).word, each.value ? value_text(*each.value) : "");
        return text;
    }
    std::string table_text() const {
        std::string text = "key";
        for (size_t i = 0; i < m_matrix.columns.size(); ++i) text += "\t" + name_of(i);
        for (const MatrixRow& each : m_matrix.rows) text += "\n" + row_text(each);
        return text;
    }

    PanelContext& m_context;
    Ui& m_ui;
    const Theme& m_theme;
    const HandlerMatrix& m_matrix;
    const std::vector<MatrixHead>& m_heads;
    Rect m_head;
    float m_key_width = 0, m_column_width = 0, m_shift = 0;
    bool m_wants_menu = false; ///< the keyboard, of the row that is drawn
};

/// What the marks mean, at the right of the header.
void legend(Ui& ui, Rect strip) {
    const Theme& theme = *ui.theme;
    static constexpr std::array<KeyAccess, 4> sights = {KeyAccess::not_read, KeyAccess::missing, KeyAccess::written,
                                                        KeyAccess::read};
    for (KeyAccess access : sights) {
        std::string_view word = access == KeyAccess::missing ? "missing" : mark_of(access).word;
        Rect cell = strip.cut_right(text_width(ui.fonts.small, word) + ui.px(20));
        if (strip.width() < ui.px(60)) return;
        draw_mark(ui, cell, access);
        draw_text(ui, cell, ui.fonts.small, theme.text_soft, word);
        strip.cut_right(ui.px(16));
    }
}

void finding(PanelContext& context, Rect row, const MatrixView& matrix) {
    if (matrix.findings.empty()) return;
    Ui& ui = context.ui;
    const MatrixFinding& first = matrix.findings.front();
    ImU32 color = scope::color_of(context.theme(), first.tone);
    std::string more = matrix.findings.size() > 1 ? fmt::format(" (and {} more)", matrix.findings.size() - 1) : "";
    Press press = press_area(ui, row, "finding", first.text);
    if (press.clicked && first.handler) context.commands.push({CommandId::select_handler, "", "", first.handler});
    row = row.shrunk(ui.px(12), 0);
    Line(ui, row)
        .icon(first.tone == Tone::fault ? icon::fault : icon::warning, color)
        .text(first.text, color)
        .gap(8)
        .faint(first.detail)
        .faint(more);
    std::string all;
    for (const MatrixFinding& each : matrix.findings) ((all += each.text) += ' ') += each.detail + '\n';
    ui.tooltip(row, press.hovered, all);
}

} // namespace

void draw_matrix(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    if (const FaultRecord* fault = context.bench.selected_fault();
        fault && fault->handler == 0 && !context.bench.selected_handler())
        return draw_fault(context, area, *fault);
    PanelWindow panel(ui, area, "Matrix");
    if (!panel) return;
    Rect rest = area;
    const DispatchRecord* dispatch = context.bench.selected_dispatch();
    std::string subtitle;
    if (dispatch) subtitle = fmt::format("#{} {}", dispatch->id, event_title(dispatch->event));
    legend(ui, panel_header(ui, rest, icon::matrix, "WHAT EACH HANDLER SAW", subtitle));
    if (!dispatch && draw_recent_projects(context, rest)) return;
    if (!dispatch) {
        empty_state(ui, rest, icon::matrix, "No event is selected",
                    "Select an event in the list above: here you see async_load as each handler met it, and what it "
                    "read, missed and wrote.");
        return;
    }
    const MatrixView& matrix = context.bench.events().matrix;
    if (matrix.cells.columns.empty()) {
        empty_state(ui, rest, icon::object, "Nobody received this event",
                    "The receivers in Compose say which objects handle it and how each of them comes to exist.");
        return;
    }
    if (!matrix.findings.empty()) finding(context, rest.cut_top(ui.px(28)), matrix);
    Matrix view(context, matrix);
    view.draw(rest);
    view.heads();
}

} // namespace scope
