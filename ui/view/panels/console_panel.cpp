#include "ui/view/panels/console_panel.h"

#include "core/data/typed_json.h"
#include "ui/view/compat.h"
#include "ui/view/icons.h"
#include "ui/view/panels/row_menu.h"
#include "ui/view/widgets/code_view.h"
#include "ui/view/widgets/field.h"
#include "ui/view/widgets/list.h"

#include <fmt/format.h>

namespace scope {

static constexpr float line_height = 20, margin = 12, prompt_width = 20, indent = 16;

void ConsolePanel::draw(PanelContext& context, Rect area) {
    Ui& ui = context.ui;
    const std::vector<ConsoleEntry>& entries = context.bench.window().console;
    input(context, area.cut_bottom(ui.px(control_height + 12)));
    if (entries.empty()) {
        empty_state(ui, area, icon::terminal, "Try something",
                    "obj_shop.gold, instance_number(obj_shop) or any other GML. Up and Down bring earlier lines back.");
        return;
    }
    float character = text_width(ui.fonts.code, "0000000000") / 10;
    float room = area.width() - ui.px(2 * margin + prompt_width + 10);
    size_t columns = static_cast<size_t>(std::max(8.0f, room / character));
    bool fresh = m_count != context.bench.window().console_count;
    if (fresh || m_stale || columns != m_columns) {
        m_rows = console_rows(entries, columns, m_toggled);
        m_columns = columns;
        m_stale = false;
    }
    List list(ui, area, "List", static_cast<int64_t>(m_rows.size()), line_height);
    if (fresh) list.go_to_end();
    m_count = context.bench.window().console_count;
    list.walk();
    for (int64_t i = list.first(); i < list.last(); ++i) row(context, list, i);
}

void ConsolePanel::input(PanelContext& context, const Rect& strip) {
    Ui& ui = context.ui;
    const std::vector<ConsoleEntry>& entries = context.bench.window().console;
    bool live = context.session.is_live();
    FieldSpec spec{.name = "Input",
                   .hint = live ? "GML: statements run in global scope, the last expression is shown"
                                : "open a project first",
                   .icon = icon::terminal,
                   .focus = context.bench.window().focus_console};
    FieldResult result = text_field(ui, strip.shrunk(ui.px(12), ui.px(6)), m_code, spec);
    if (result.entered && live) {
        context.commands.push({CommandId::run_console, m_code});
        m_code.clear();
        m_history = 0;
    }
    auto recall = [&](size_t back) {
        if (m_history == 0) m_draft = m_code;
        m_history = back;
        m_code = back ? entries[entries.size() - back].code : m_draft;
    };
    if (result.active && compat::key_pressed(compat::Key::up, true) && m_history < entries.size())
        recall(m_history + 1);
    if (result.active && compat::key_pressed(compat::Key::down, true) && m_history > 0) recall(m_history - 1);
}

void ConsolePanel::row(PanelContext& context, List& list, int64_t index) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    const ConsoleRow& row = m_rows[static_cast<size_t>(index)];
    const ConsoleEntry& entry = context.bench.window().console[row.entry];
    bool code = row.kind == ConsoleRow::Kind::code, item = row.kind == ConsoleRow::Kind::item;
    size_t number = row.entry + 1;
    std::string name = code               ? fmt::format("code {}", number)
                       : row.first        ? fmt::format("answer {}", number)
                       : row.path.empty() ? fmt::format("line {}", index + 1)
                                          : row.path;
    Press press = list.row(index, name, false, row.first ? entry.answer : row.text);
    Rect cell = press.rect.shrunk(ui.px(margin), 0);
    Rect gutter = cell.cut_left(ui.px(prompt_width));
    bool starts = code && (index == 0 || m_rows[static_cast<size_t>(index) - 1].kind != ConsoleRow::Kind::code);
    if (starts) draw_text(ui, gutter, ui.fonts.code, theme.accent, ">");
    bool handle = tree_handle(ui, cell, row.depth, row.has_children, row.open, name);
    bool opens = row.has_children || row.kind == ConsoleRow::Kind::more;
    if (handle || (press.clicked && opens)) toggle(row.path);
    if (code)
        draw_code_line(ui, cell, CodeText(row.text), 0);
    else if (item)
        Line(ui, cell).text(row.key).gap(8).faint(row.type).gap(8).code(row.text);
    else if (row.kind == ConsoleRow::Kind::more)
        draw_text(ui, cell, ui.fonts.text, press.hovered ? theme.text : theme.text_faint, row.text);
    else
        draw_text(ui, cell, ui.fonts.code, entry.failed ? theme.fault : theme.text_soft, row.text);
    if (RowMenu menu(context, press, fmt::format("{} menu", name), 4); menu) {
        if (item) menu.copy("Copy the value", row.text);
        menu.copy("Copy the answer", entry.answer);
        menu.copy("Copy the line typed", entry.code);
        if (!entry.content.entries().empty() || !entry.content.items().empty())
            menu.copy("Copy what it holds as JSON", write_typed_json(entry.content, 2));
    }
}

void ConsolePanel::toggle(const std::string& path) {
    if (!m_toggled.erase(path)) m_toggled.insert(path);
    m_stale = true;
}

} // namespace scope
