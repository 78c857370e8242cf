#include "ui/view/panels/compare_matrices.h"

#include "ui/model/text.h"
#include "ui/view/icons.h"
#include "ui/view/panels/access_mark.h"
#include "ui/view/panels/row_menu.h"
#include "ui/view/widgets/list.h"

#include <fmt/format.h>

namespace scope {

namespace {

constexpr float least_column = 150, name_height = 24, head_height = 44;

/// Both matrices in one list, so that a key is one row of both.
class TwoMatrices {
public:
    TwoMatrices(PanelContext& context, const ComparedEvent& event)
        : m_context(context)
        , m_ui(context.ui)
        , m_theme(context.theme())
        , m_event(event)
        , m_alone(event.left_number == 0 || event.right_number == 0) {}

    void draw(Rect area) {
        m_key_width = std::min(m_ui.px(140), std::floor(area.width() * 0.25f));
        float count = static_cast<float>(std::max<size_t>(m_event.columns.size(), 1));
        float room = area.width() - m_key_width - m_ui.px(10);
        m_half = std::floor(room / 2);
        m_column_width = std::max(std::min(m_ui.px(least_column), m_half), std::floor(m_half / count));
        m_head = area.cut_top(m_ui.px(name_height + head_height));
        List list(m_ui, area, "Keys", static_cast<int64_t>(m_event.rows.size()));
        // Both halves move together: what is beyond one's end is beyond the other's.
        list.set_content_width(list.view().width() + std::max(0.0f, m_column_width * count - m_half));
        m_shift = list.scroll_x();
        list.walk();
        for (int64_t i = list.first(); i < list.last(); ++i) row(list, i);
    }

    /// Above the list, whose sideways position they share.
    void heads() {
        Rect names = m_head, heads = m_head;
        names.max.y = heads.min.y = m_head.min.y + m_ui.px(name_height);
        draw_text(m_ui, heads.shrunk(m_ui.px(12), 0), m_ui.fonts.small, m_theme.text_faint, "key");
        const CompareModel& compare = m_context.bench.compare();
        side_name(names, false, compare.left_name(), m_event.left_number, m_event.left_title);
        side_name(names, true, compare.right_name(), m_event.right_number, m_event.right_title);
        for (bool right : {false, true}) {
            Rect clip = half(right, heads);
            ImGui::PushClipRect(clip.min, clip.max, true);
            for (size_t i = 0; i < m_event.columns.size(); ++i) head(i, right, heads);
            ImGui::PopClipRect();
        }
        rule(m_ui, m_head.min.x, m_head.max.x, m_head.max.y - m_ui.px(1));
    }

private:
    Rect half(bool right, const Rect& row) const {
        float x = row.min.x + m_key_width + (right ? m_half : 0);
        return {{x, row.min.y}, {x + m_half, row.max.y}};
    }
    Rect column(size_t index, bool right, const Rect& row) const {
        float x = half(right, row).min.x + m_column_width * static_cast<float>(index) - m_shift;
        return {{x, row.min.y}, {x + m_column_width, row.max.y}};
    }

    void border(const Rect& cell, bool strong) {
        ImGui::GetWindowDrawList()->AddRectFilled(cell.min, {cell.min.x + m_ui.px(strong ? 2 : 1), cell.max.y},
                                                  m_theme.line);
    }

    void side_name(const Rect& names, bool right, const std::string& name, uint32_t number, const std::string& title) {
        Rect at = half(right, names);
        border(at, right);
        std::string which = number ? fmt::format("#{} {}", number, title) : "not there";
        m_ui.note(right ? "right" : "left", at, which + " of " + name);
        Line(m_ui, at.shrunk(m_ui.px(12), 0))
            .text(which, number ? m_theme.text : m_theme.text_faint)
            .gap(8)
            .faint(name);
    }

    void head(size_t index, bool right, const Rect& heads) {
        const ComparedColumn& both = m_event.columns[index];
        size_t at = right ? both.right : both.left;
        Rect cell = column(index, right, heads);
        if (!m_alone || at != ComparedKey::none || index == 0) border(cell, right && index == 0);
        Rect inner = cell.shrunk(m_ui.px(12), m_ui.px(1));
        Rect top = inner.cut_top(m_ui.px(21));
        const char* side = right ? "right" : "left";
        if (m_alone && at == ComparedKey::none) return;
        if (at == ComparedKey::none) {
            draw_text(m_ui, top, m_ui.fonts.text, m_theme.text_faint, "did not run");
            m_ui.note(fmt::format("{} run {}", side, index + 1), cell, "did not run");
            return;
        }
        const MatrixColumn& data = (right ? m_event.right : m_event.left).columns[at];
        std::string how = data.outcome.text + (data.outcome.because.empty() ? "" : ": " + data.outcome.because);
        Press press =
            press_area(m_ui, cell, fmt::format("{} run {}", side, index + 1),
                       fmt::format("{} #{} {}{}", data.object, data.instance, how, both.differs ? "; differs" : ""));
        Line line(m_ui, top);
        if (both.differs && !m_alone) line.dot(m_theme.warning).gap(6);
        line.text(without_middle(m_ui.fonts.text, data.object, line.rest().width())).gap(6);
        std::string number = fmt::format("#{}", data.instance);
        if (line.rest().width() >= text_width(m_ui.fonts.code, number)) line.faint_code(number);
        ImU32 color = data.outcome.end == RunEnd::fault      ? m_theme.fault
                      : data.outcome.end == RunEnd::finished ? m_theme.ok
                                                             : m_theme.text_soft;
        draw_text(m_ui, inner.cut_top(m_ui.px(21)), m_ui.fonts.text, color,
                  without_middle(m_ui.fonts.text, how, inner.width()));
        m_ui.tooltip(cell, press.hovered, fmt::format("{} #{}\n{}", data.object, data.instance, how));
    }

    void row(List& list, int64_t index) {
        const ComparedKey& key = m_event.rows[static_cast<size_t>(index)];
        Rect row = list.row_rect(index);
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        bool hovered = row.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered();
        if (key.differs && !m_alone) {
            draw.AddRectFilled(row.min, row.max, faded(m_theme.warning, 0.13f));
            draw.AddRectFilled(row.min, {row.min.x + m_ui.px(3), row.max.y}, m_theme.warning);
        } else if (hovered || list.at_cursor(index)) {
            draw.AddRectFilled(row.min, row.max, m_theme.row_hover);
        }
        for (bool right : {false, true}) {
            Rect clip = half(right, row).intersection(list.view());
            ImGui::PushClipRect(clip.min, clip.max, true);
            for (size_t i = 0; i < m_event.columns.size(); ++i) cell(right ? key.right : key.left, i, right, row);
            ImGui::PopClipRect();
        }
        const MatrixRow& data =
            key.left != ComparedKey::none ? m_event.left.rows[key.left] : m_event.right.rows[key.right];
        Rect name = row;
        name.max.x = name.min.x + m_key_width;
        name = name.shrunk(m_ui.px(12), 0);
        name.cut_left(m_ui.px(14) * static_cast<float>(std::min(data.depth, 8)));
        if (data.has_children) {
            float handle = m_ui.px(12);
            Rect reach{{name.min.x - handle, row.min.y}, {name.min.x, row.max.y}};
            Press press = press_area(m_ui, reach, fmt::format("key {} open", data.path), data.open ? "open" : "closed");
            draw_icon(m_ui, reach, m_theme.text_faint, data.open ? icon::caret_down : icon::caret_right);
            if (press.clicked) m_context.commands.push({CommandId::toggle_compared_key, data.path});
        }
        draw_text(m_ui, name, m_ui.fonts.text, data.depth ? m_theme.text_soft : m_theme.text, data.label);
        m_ui.note(fmt::format("key {}", data.path), name, key.differs ? "differs" : "same");
    }

    void cell(size_t row_index, size_t index, bool right, const Rect& row) {
        Rect box = column(index, right, row);
        size_t at = right ? m_event.columns[index].right : m_event.columns[index].left;
        if (!m_alone || at != ComparedKey::none || index == 0) border(box, right && index == 0);
        if (at == ComparedKey::none) return;
        if (row_index == ComparedKey::none) {
            draw_text(m_ui, box.shrunk(m_ui.px(12), 0), m_ui.fonts.code, m_theme.text_faint, "absent");
            return;
        }
        const MatrixRow& row_data = (right ? m_event.right : m_event.left).rows[row_index];
        const MatrixCell& data = row_data.cells[at];
        Rect inner = box.shrunk(m_ui.px(12), 0);
        std::string value = data.access == KeyAccess::written && !data.value ? "deleted" : value_or_absent(data.value);
        std::string item = fmt::format("{} {} run {}", row_data.path, right ? "right" : "left", index + 1);
        Press press = press_area(m_ui, box, item, fmt::format("{} {}", mark_of(data.access).word, value));
        if (RowMenu menu(m_context, press, item + " menu", 2); menu) {
            menu.copy("Copy the value", value);
            menu.copy("Copy the key", row_data.path);
        }
        if (data.access == KeyAccess::absent) {
            draw_text(m_ui, inner, m_ui.fonts.code, m_theme.text_faint, "absent");
            return;
        }
        draw_mark(m_ui, inner, data.access);
        Line line(m_ui, inner);
        if (data.access == KeyAccess::read)
            line.code(value);
        else if (data.access == KeyAccess::written)
            line.code(value, m_theme.written);
        else if (data.access == KeyAccess::missing)
            line.code("missing", m_theme.missing);
        else
            line.faint_code(value);
        if (text_width(m_ui.fonts.code, value) > inner.width()) m_ui.tooltip(box, press.hovered, value);
    }

    PanelContext& m_context;
    Ui& m_ui;
    const Theme& m_theme;
    const ComparedEvent& m_event;
    bool m_alone; ///< the event is there on one side only
    Rect m_head;
    float m_key_width = 0, m_column_width = 0, m_half = 0, m_shift = 0;
};

} // namespace

void draw_two_matrices(PanelContext& context, const ComparedEvent& event, const Rect& area) {
    TwoMatrices matrices(context, event);
    matrices.draw(area);
    matrices.heads();
}

} // namespace scope
