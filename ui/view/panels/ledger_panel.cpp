#include "ui/view/panels/ledger_panel.h"

#include "ui/model/text.h"
#include "ui/view/icons.h"
#include "ui/view/panels/row_menu.h"
#include "ui/view/widgets/list.h"

#include <fmt/format.h>

namespace scope {

static bool is_before(size_t column, const LedgerView& a, const LedgerView& b) {
    switch (column) {
    case 1: return a.size < b.size;
    case 2: return a.object < b.object;
    case 3: return a.created.file != b.created.file ? a.created.file < b.created.file : a.created.line < b.created.line;
    case 4: return a.name < b.name;
    default:
        return a.kind != b.kind               ? a.kind < b.kind
               : a.ref.size() != b.ref.size() ? a.ref.size() < b.ref.size()
                                              : a.ref < b.ref;
    }
}

void LedgerPanel::draw(PanelContext& context, Rect area) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    if (m_generation != context.bench.generation()) {
        m_generation = context.bench.generation();
        m_rows = context.session.ledger();
    }
    if (m_rows.empty()) {
        empty_state(ui, area, icon::ledger, "No data structures are alive",
                    "Every ds_map, ds_list and buffer that exists is listed with who made it and where.");
        return;
    }
    static constexpr Column columns[] = {{.title = "structure", .width = 180},
                                         {.title = "size", .width = 80, .spare = 1},
                                         {.title = "made by", .width = 180, .spare = 2},
                                         {.title = "where"},
                                         {.title = "named by", .width = 180, .spare = 3}};
    Columns layout(ui, "List", area, columns);
    layout.header(area, true);
    const std::vector<uint32_t>& order =
        m_order.of(m_rows.size(), m_generation, layout.sort(),
                   [&](size_t column, uint32_t a, uint32_t b) { return is_before(column, m_rows[a], m_rows[b]); });
    List list(ui, area, "List", static_cast<int64_t>(m_rows.size()));
    list.walk();
    for (int64_t i = list.first(); i < list.last(); ++i) {
        const LedgerView& entry = m_rows[order[static_cast<size_t>(i)]];
        Press press = list.row(i, entry.ref, false, entry.object);
        std::string place = short_place(entry.created.file, entry.created.line),
                    name = entry.name.empty() ? "nobody" : entry.name;
        if (press.clicked && !entry.created.file.empty())
            context.commands.push({CommandId::go_to, entry.created.file, "", entry.created.line});
        draw_text(ui, layout.cell(0, press.rect), ui.fonts.code, theme.text, entry.ref);
        draw_text(ui, layout.cell(1, press.rect), ui.fonts.code, theme.text_soft, fmt::format("{}", entry.size));
        draw_text(ui, layout.cell(2, press.rect), ui.fonts.text, theme.text, entry.object);
        draw_text(ui, layout.cell(3, press.rect), ui.fonts.code, theme.text_faint, place);
        draw_text(ui, layout.cell(4, press.rect), ui.fonts.text, theme.text_soft, name);
        if (RowMenu menu(context, press, fmt::format("{} menu", entry.ref), 3); menu) {
            menu.copy("Copy the handle", entry.ref);
            menu.copy("Copy the row",
                      fmt::format("{}\t{}\t{}\t{}\t{}", entry.ref, entry.size, entry.object, place, name));
            menu.item("Show what it holds", {CommandId::look_into, entry.ref}, icon::terminal);
        }
    }
}

} // namespace scope
