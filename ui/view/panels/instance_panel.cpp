#include "ui/view/panels/instance_panel.h"

#include "core/data/gml_text.h"
#include "ui/model/text.h"
#include "ui/view/icons.h"
#include "ui/view/widgets/button.h"
#include "ui/view/widgets/field.h"
#include "ui/view/widgets/list.h"
#include "ui/view/widgets/popup.h"

#include <algorithm>
#include <fmt/format.h>

namespace scope {

void InstancePanel::draw(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    std::vector<InstanceView> all = context.session.instances();
    if (all.empty()) {
        empty_state(ui, area, icon::instances, "No instances",
                    "Run the game, go to a room, or create an instance from the receivers in Compose.");
        return;
    }
    Split split = bench_splitter(context, "instances", area, Axis::horizontal, 0.3f, 160, 200);
    const InstanceView& chosen = list(context, split.first, all);
    Rect right = split.second;
    Rect strip = right.cut_top(ui.px(34));
    events(context, strip, chosen);
    variables(context, right, chosen);
}

/// Draws the list; returns the selected instance.
const InstanceView& InstancePanel::list(PanelContext& context, Rect area, const std::vector<InstanceView>& all) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    static constexpr Column columns[] = {{"id", 90}, {"object"}, {"", 90}};
    Columns layout(ui, "List", area, columns);
    layout.header(area);
    List list(ui, area, "List", static_cast<int64_t>(all.size()));
    auto found = std::find_if(all.begin(), all.end(),
                              [&](const InstanceView& each) { return each.id == context.bench.window().instance; });
    const InstanceView* chosen = found == all.end() ? &all.front() : &*found;
    for (int64_t i = list.first(); i < list.last(); ++i) {
        const InstanceView& each = all[static_cast<size_t>(i)];
        bool selected = &each == chosen;
        Press press = list.row(i, fmt::format("#{}", each.id), selected, each.object);
        if (press.clicked) context.commands.push({CommandId::select_instance, "", "", each.id});
        draw_text(ui, layout.cell(0, press.rect), ui.fonts.code, selected ? theme.on_selection_soft : theme.text_faint,
                  fmt::format("{}", each.id));
        draw_text(ui, layout.cell(1, press.rect), ui.fonts.text, each.active ? theme.text : theme.text_faint,
                  each.object);
        if (!each.active) draw_text(ui, layout.cell(2, press.rect), ui.fonts.small, theme.text_faint, "deactivated");
    }
    if (auto to = list.moved_to(chosen - all.data()))
        context.commands.push({CommandId::select_instance, "", "", all[static_cast<size_t>(*to)].id});
    return *chosen;
}

/// What the instance is, and a button that performs one of its object's events.
void InstancePanel::events(PanelContext& context, const Rect& strip, const InstanceView& chosen) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    Rect row = strip.shrunk(ui.px(12), ui.px(4));
    std::vector<std::string> names = context.session.events_of(chosen.object);
    ButtonSpec spec{.label = "Perform event",
                    .icon = icon::fire,
                    .enabled = context.session.is_live() && !names.empty(),
                    .caret = true,
                    .tooltip = names.empty() ? "the object has no events"
                                             : "Run one of the object's events for this instance"};
    Rect at = row.cut_right(button_width(ui, spec)).middle(ui.px(control_height));
    if (button(ui, at, spec)) open_popup_list("Event list");
    Line(ui, row).icon(icon::object, theme.text_soft).text(chosen.object).gap(8).code(fmt::format("{}", chosen.id));
    if (!begin_popup_list(ui, "Event list", at, 220, static_cast<int>(names.size()))) return;
    for (const std::string& name : names)
        if (popup_row(ui, {.name = name, .text = name, .icon = icon::fire}))
            context.commands.push({CommandId::perform_event, name, "", chosen.id});
    end_popup_list(ui);
}

void InstancePanel::variables(PanelContext& context, Rect area, const InstanceView& chosen) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    static constexpr Column columns[] = {{"variable", 220}, {"type", 80}, {"value"}};
    Columns layout(ui, "Variables", area, columns);
    layout.header(area);
    if (m_instance != chosen.id) m_variable.clear();
    List list(ui, area, "Variables", static_cast<int64_t>(chosen.variables.size()));
    for (int64_t i = list.first(); i < list.last(); ++i) {
        const auto& [name, value] = chosen.variables[static_cast<size_t>(i)];
        std::string shown = value_text(value);
        if (name == m_variable) {
            Rect rect = list.row_rect(i);
            draw_text(ui, layout.cell(0, rect), ui.fonts.text, theme.text, name);
            Rect cell = layout.cell(2, rect);
            FieldResult result = text_field(
                ui, cell, m_text, {.name = "Value", .hint = "GML, then Enter", .focus = std::exchange(m_focus, false)});
            if (result.entered)
                context.commands.push({CommandId::set_variable, fmt::format("({}).{}", chosen.id, name), m_text});
            if (result.entered || result.cancelled || result.finished) m_variable.clear();
            continue;
        }
        Press press = list.row(i, name, false, shown);
        draw_text(ui, layout.cell(0, press.rect), ui.fonts.text, theme.text, name);
        draw_text(ui, layout.cell(1, press.rect), ui.fonts.text, theme.text_faint, type_text(value));
        draw_text(ui, layout.cell(2, press.rect), ui.fonts.code, theme.text, shown);
        if (!press.clicked || !context.session.is_live()) continue;
        m_instance = chosen.id;
        m_variable = name;
        m_text = gml_expression(value);
        m_focus = true;
    }
}

} // namespace scope
