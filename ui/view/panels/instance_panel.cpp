#include "ui/view/panels/instance_panel.h"

#include "core/data/gml_text.h"
#include "ui/model/text.h"
#include "ui/view/icons.h"
#include "ui/view/panels/row_menu.h"
#include "ui/view/widgets/button.h"
#include "ui/view/widgets/field.h"
#include "ui/view/widgets/list.h"
#include "ui/view/widgets/popup.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace scope {

void InstancePanel::draw(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    if (!context.session.is_live()) {
        empty_state(ui, area, icon::instances, "No instances",
                    "Open a project: its instances, their variables and the globals are here.");
        return;
    }
    follow(context);
    Split split = bench_splitter(context, "instances", area, Axis::horizontal, 0.3f, 160, 200);
    list(context, split.first);
    Rect right = split.second;
    events(context, right.cut_top(ui.px(34)));
    variables(context, right);
}

/// Instances and variables are asked for when the session has changed or another one is chosen.
void InstancePanel::follow(PanelContext& context) {
    uint64_t generation = context.bench.generation();
    if (m_generation != generation) {
        m_all = context.session.instances();
        m_all.insert(m_all.begin(), InstanceView{0, "global", true, {}});
    }
    uint32_t wanted = context.bench.window().instance;
    bool chosen_by_hand = context.bench.window().instance_chosen;
    if (m_generation == generation && wanted == m_wanted && chosen_by_hand == m_by_hand) return;
    m_wanted = wanted;
    m_by_hand = chosen_by_hand;
    m_row = -1;
    auto found = std::find_if(m_all.begin(), m_all.end(), [&](const InstanceView& each) { return each.id == wanted; });
    // Nothing chosen, or it is gone: the first instance.
    size_t chosen = found != m_all.end() && (wanted != 0 || chosen_by_hand) ? static_cast<size_t>(found - m_all.begin())
                                                                            : std::min<size_t>(1, m_all.size() - 1);
    if (m_generation == generation && m_all[chosen].id == m_chosen.id) return;
    m_generation = generation;
    m_chosen = m_all[chosen];
    m_variables = context.session.variables(m_chosen.id);
}

void InstancePanel::list(PanelContext& context, Rect area) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    static constexpr Column columns[] = {
        {.title = "id", .width = 90}, {.title = "object"}, {.title = "", .width = 90, .spare = 1}};
    Columns layout(ui, "List", area, columns);
    layout.header(area, true);
    const std::vector<uint32_t>& order =
        m_order.of(m_all.size(), m_generation, layout.sort(), [&](size_t column, uint32_t a, uint32_t b) {
            return column == 0 ? m_all[a].id < m_all[b].id : m_all[a].object < m_all[b].object;
        });
    if (m_row < 0 || m_sort != layout.sort())
        for (size_t i = 0; i < order.size(); ++i)
            if (m_all[order[i]].id == m_chosen.id) m_row = static_cast<int64_t>(i);
    m_sort = layout.sort();
    int64_t chosen = m_row;
    List list(ui, area, "List", static_cast<int64_t>(m_all.size()));
    list.reveal(chosen);
    auto select = [&](int64_t row) {
        context.commands.push({CommandId::select_instance, "", "", m_all[order[static_cast<size_t>(row)]].id});
    };
    for (int64_t i = list.first(); i < list.last(); ++i) {
        const InstanceView& each = m_all[order[static_cast<size_t>(i)]];
        bool selected = i == chosen;
        std::string name = each.id ? fmt::format("#{}", each.id) : std::string("global");
        Press press = list.row(i, name, selected, each.object);
        if (press.clicked) select(i);
        if (each.id)
            draw_text(ui, layout.cell(0, press.rect), ui.fonts.code,
                      selected ? theme.on_selection_soft : theme.text_faint, fmt::format("{}", each.id));
        draw_text(ui, layout.cell(1, press.rect), ui.fonts.text, each.active ? theme.text : theme.text_faint,
                  each.object);
        if (!each.active) draw_text(ui, layout.cell(2, press.rect), ui.fonts.small, theme.text_faint, "deactivated");
        if (RowMenu menu(context, press, name + " menu", 3); menu) {
            menu.copy("Copy the id", each.id ? fmt::format("{}", each.id) : each.object);
            menu.copy("Copy the object's name", each.object);
            menu.copy("Copy its variables", variables_text(context.session.variables(each.id)));
        }
    }
    if (auto to = list.moved_to(chosen)) select(*to);
}

/// One variable a line, as GML would be written.
std::string InstancePanel::variables_text(const VariablesView& variables) {
    std::string text;
    for (const auto* part : {&variables.own, &variables.builtin})
        for (const auto& [name, value] : *part) text += fmt::format("{} = {};\n", name, gml_expression(value));
    return text;
}

/// What the instance is, and a button that performs one of its object's events.
void InstancePanel::events(PanelContext& context, const Rect& strip) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    Rect row = strip.shrunk(ui.px(12), ui.px(4));
    if (m_chosen.id == 0) {
        Line(ui, row).icon(icon::object, theme.text_soft).text("global").gap(8).faint("variables of the whole game");
        return;
    }
    std::vector<std::string> names = context.session.events_of(m_chosen.object);
    ButtonSpec spec{.label = "Perform event",
                    .icon = icon::fire,
                    .enabled = context.session.is_live() && !names.empty(),
                    .caret = true,
                    .tooltip = names.empty() ? "the object has no events"
                                             : "Run one of the object's events for this instance"};
    Rect at = row.cut_right(button_width(ui, spec)).middle(ui.px(control_height));
    if (button(ui, at, spec)) open_popup_list("Event list");
    Line(ui, row).icon(icon::object, theme.text_soft).text(m_chosen.object).gap(8).code(fmt::format("{}", m_chosen.id));
    if (!begin_popup_list(ui, "Event list", at, 220, static_cast<int>(names.size()))) return;
    for (const std::string& name : names)
        if (popup_row(ui, {.name = name, .text = name, .icon = icon::fire}))
            context.commands.push({CommandId::perform_event, name, "", m_chosen.id});
    end_popup_list(ui);
}

void InstancePanel::variables(PanelContext& context, Rect area) {
    Ui& ui = context.ui;
    static constexpr Column columns[] = {
        {.title = "variable", .width = 220}, {.title = "type", .width = 80, .spare = 1}, {.title = "value"}};
    Columns layout(ui, "Variables", area, columns);
    layout.header(area);
    size_t own = m_variables.own.size(), builtin = m_variables.builtin.size();
    List list(ui, area, "Variables", static_cast<int64_t>(own + (builtin ? 1 + builtin : 0)));
    list.walk();
    for (int64_t i = list.first(); i < list.last(); ++i) {
        size_t index = static_cast<size_t>(i);
        if (index == own) {
            draw_text(ui, layout.cell(0, list.row_rect(i)), ui.fonts.small, context.theme().text_faint, "built-in");
            continue;
        }
        const auto& [name, value] = index < own ? m_variables.own[index] : m_variables.builtin[index - own - 1];
        variable(context, list, layout, i, name, value);
    }
    // One that is out of sight, because its row was scrolled away for instance, has been left.
    if (!m_editing.empty() && !std::exchange(m_drawn, false)) finish_edit(context);
}

/// What was typed counts.
void InstancePanel::finish_edit(PanelContext& context) {
    if (m_edit.changed())
        context.commands.commit({CommandId::set_variable, m_editing, m_edit.text(), static_cast<int64_t>(m_instance)});
    m_editing.clear();
}

void InstancePanel::variable(PanelContext& context, List& list, const Columns& layout, int64_t index,
                             const std::string& name, const Datum& value) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    std::string shown = value_text(value);
    std::string path = m_chosen.id ? fmt::format("({}).{}", m_chosen.id, name) : "global." + name;
    const RejectedEdit* rejected = context.bench.rejected_variable(path);
    bool failed = rejected != nullptr;
    if (failed) shown = rejected->text;
    if (path == m_editing) {
        Rect rect = list.row_rect(index);
        m_drawn = true;
        draw_text(ui, layout.cell(0, rect), ui.fonts.text, theme.text, name);
        CellEdit::End end = m_edit.draw(ui, layout.cell(2, rect), context.commands,
                                        {.name = "Value", .hint = "GML, then Enter", .invalid = failed});
        if (end == CellEdit::End::committed) return finish_edit(context);
        if (end == CellEdit::End::cancelled && failed)
            context.commands.push({CommandId::drop_rejected, path, "variable"});
        if (end != CellEdit::End::typing) m_editing.clear();
        return;
    }
    Press press = list.row(index, name, false, shown);
    draw_text(ui, layout.cell(0, press.rect), ui.fonts.text, theme.text, name);
    draw_text(ui, layout.cell(1, press.rect), ui.fonts.text, theme.text_faint, type_text(value));
    draw_text(ui, layout.cell(2, press.rect), ui.fonts.code, failed ? theme.fault : theme.text, shown);
    if (failed) ui.tooltip(press.rect, press.hovered, rejected->error);
    if (RowMenu menu(context, press, name + " menu", 4); menu) {
        menu.copy("Copy the value", gml_expression(value));
        menu.copy("Copy the name", name);
        menu.copy("Copy the way to it", path);
        if (value.is(DatumKind::ref))
            menu.item("Show what it holds", {CommandId::look_into, std::string(value.text())}, icon::terminal);
    }
    if (!press.clicked || !context.session.is_live()) return;
    m_instance = m_chosen.id;
    m_editing = path;
    m_drawn = true;
    m_edit.start(failed ? rejected->text : gml_expression(value), false);
}

} // namespace scope
