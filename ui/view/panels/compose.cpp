#include "ui/view/panels/compose.h"

#include "core/data/buffer_edit.h"
#include "core/data/gml_text.h"
#include "core/data/json_text_edit.h"
#include "core/data/payload_way.h"
#include "core/data/typed_json.h"
#include "ui/model/payload_rows.h"
#include "ui/model/text.h"
#include "ui/view/compat.h"
#include "ui/view/icons.h"
#include "ui/view/panels/row_menu.h"
#include "ui/view/widgets/chip.h"
#include "ui/view/widgets/code_view.h"
#include "ui/view/widgets/field.h"
#include "ui/view/widgets/list.h"
#include "ui/view/widgets/popup.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

namespace scope {

namespace {

constexpr std::array<std::string_view, 12> choosable_types = {
    "real", "string", "bool", "int64", "int32", "undefined", "ds_map", "ds_list", "struct", "array", "buffer", "gml"};

/// What a field shows of a value: the text itself, not its literal.
std::string edit_text(const Datum& value) {
    if (value.is(DatumKind::string) || value.is(DatumKind::ref)) return std::string(value.text());
    if (value.is(DatumKind::int64)) return fmt::format("{}", value.as_int64());
    return value_text(value, SIZE_MAX);
}

/// The same of what stands in a row: a number within JSON as it is written there.
std::string edit_text(const Datum& payload, const PayloadWay& way) {
    auto value = at_way(payload, way);
    if (!value) return {};
    std::optional<Datum> whole = at_way(payload, {way.steps, {}});
    bool in_json = way.is_inside() && whole && whole->is(DatumKind::string);
    return in_json && value->is(DatumKind::real) ? std::string(json_at(whole->text(), way.inside)) : edit_text(*value);
}

const KeyFinding* finding_at(const Workbench& bench, const PayloadRow& row) {
    for (const KeyFinding& finding : bench.compose().findings)
        if (row.depth == 0 && finding.key == row.key) return &finding;
    return nullptr;
}

ImU32 severity_color(const Theme& theme, Severity severity) {
    return severity == Severity::error ? theme.fault : severity == Severity::warning ? theme.warning : theme.text_faint;
}

/// "http_get, obj_shop" when firing would answer that request.
std::string request_of(const Workbench& bench, const PayloadRow& row) {
    if (row.depth != 0 || row.key != "id") return {};
    const RequestRecord* request = bench.answered(bench.composition());
    return request ? fmt::format("\u2190 {}, {}", request->kind, request->object) : std::string();
}

} // namespace

void ComposePanel::draw(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    PanelWindow panel(ui, area, "Compose");
    if (!panel) return;
    Rect rest = area;
    Rect strip = panel_header(ui, rest, icon::compose, "COMPOSE");
    command_icon(context, strip, CommandId::redo);
    command_icon(context, strip, CommandId::undo);
    rest = rest.shrunk(ui.px(12), 0);
    rest.cut_top(ui.px(4));
    // What has to do with the payload itself stays where there is little room: receivers go first, then what the check
    // says beyond a line.
    float least_table = ui.px(row_height + 2 + 2 * row_height), fixed = ui.px(4 + 28 + 12 + control_height + 8);
    bool crowded = rest.height() < fixed + ui.px(2 * (control_height + 4)) + least_table + ui.px(28 + 44);
    event_and_shape(context, rest, crowded);

    Rect modes = rest.cut_top(ui.px(28));
    modes.min.y += ui.px(2);
    draw_text(ui, modes.cut_left(text_width(ui.fonts.small, "Payload") + ui.px(8)), ui.fonts.small,
              context.theme().text_faint, "Payload");
    static constexpr std::array<std::string_view, 3> words = {"table", "JSON", "GML"};
    int mode = static_cast<int>(context.bench.compose().mode);
    int chosen = segments(ui, modes, words, mode);
    if (chosen != mode) context.commands.push({CommandId::set_payload_mode, "", "", chosen});

    rest.cut_bottom(ui.px(crowded ? 4 : 12));
    Rect fire = rest.cut_bottom(ui.px(control_height));
    rest.cut_bottom(ui.px(crowded ? 4 : 8));
    // Checks and receivers follow the table; the table gives way when there is no room for all.
    const ComposeState& compose = context.bench.compose();
    size_t listeners = std::clamp<size_t>(compose.receivers.size(), 1, 6),
           findings =
               std::clamp<size_t>(compose.findings.size() + (context.bench.drafts().rejected.empty() ? 0 : 1), 1, 3);
    auto who = [&] { return listeners ? ui.px(24 + 20 * static_cast<float>(listeners)) : 0; };
    auto what = [&] { return findings ? ui.px(8 + 20 * static_cast<float>(findings)) : 0; };
    auto below = [&] { return who() + what(); };
    while (listeners > 1 && rest.height() - below() < ui.px(150)) --listeners;
    while (findings > 1 && rest.height() - below() < ui.px(150)) --findings;
    if (rest.height() - below() < least_table) listeners = 0;
    if (rest.height() < what()) findings = 0;
    Rect table = rest;
    table.max.y = std::max(rest.min.y, rest.max.y - below());
    rest.min.y = compose.mode == PayloadMode::table ? payload_table(context, table) : text_modes(context, table);
    leave_hidden_edit(context);
    if (findings) checks(context, rest.cut_top(what()), findings);
    if (listeners) { // all of them where nothing else wants the room
        float fit = (rest.height() - ui.px(24)) / ui.px(20);
        listeners = std::max(listeners, std::min(compose.receivers.size(), static_cast<size_t>(std::max(0.0f, fit))));
        receivers(context, rest.cut_top(who()), listeners);
    }
    fire_row(context, fire); // drawn last: Tab comes to it after what it fires
}

void ComposePanel::event_and_shape(PanelContext& context, Rect& area, bool crowded) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    const Workbench& bench = context.bench;
    const CatalogEvent* event = bench.event();
    // A low panel has its labels beside the fields, for the table's sake.
    bool low = context.ui.px(least_size(PanelId::compose).height + 100) > area.height();
    Rect both = area; // the row that the two fields share where there is hardly any
    if (crowded) {
        both = area.cut_top(ui.px(control_height));
        area.cut_top(ui.px(4));
    }
    auto labelled = [&](std::string_view label) {
        if (crowded) {
            Rect half = label == "Event" ? both.cut_left(std::floor(both.width() / 2) - ui.px(2)) : both;
            both.cut_left(label == "Event" ? ui.px(4) : 0);
            return half;
        }
        if (!low) {
            field_label(ui, area, label);
            return area.cut_top(ui.px(control_height));
        }
        Rect row = area.cut_top(ui.px(control_height));
        area.cut_top(ui.px(4));
        draw_text(ui, row.cut_left(ui.px(52)), ui.fonts.small, theme.text_faint, label);
        return row;
    };
    std::string detail = event ? fmt::format("{} {}", event->constant, event->number) : "";
    std::string title = event ? event->title : "choose an event";
    DropdownSpec spec{.name = "Event",
                      .text = title,
                      .detail = detail,
                      .icon = event ? icon::for_event(event->number) : icon::fire,
                      .color = event ? event_color(theme, event->number) : theme.text_soft};
    const auto& events = bench.catalog().events();
    if (begin_dropdown(ui, labelled("Event"), spec, static_cast<int>(events.size()))) {
        for (const CatalogEvent& each : events) {
            std::string number = fmt::format("{} {}", each.constant, each.number);
            if (popup_row(ui, {.name = each.title,
                               .text = each.title,
                               .detail = number,
                               .icon = icon::for_event(each.number),
                               .color = event_color(theme, each.number),
                               .selected = &each == event,
                               .tooltip = each.summary}))
                context.commands.push({CommandId::set_event, each.constant});
        }
        end_popup_list(ui);
    }
    const CatalogShape* shape = bench.shape();
    size_t count = event ? event->shapes.size() : 0;
    std::string shapes = counted(count, "shape");
    Rect field = labelled("Shape");
    if (begin_dropdown(
            ui, field,
            {.name = "Shape", .text = shape ? shape->name : "free form", .detail = shapes, .enabled = count > 0},
            static_cast<int>(count))) {
        for (const CatalogShape& each : event->shapes)
            if (popup_row(ui, {.name = each.name,
                               .text = each.name,
                               .detail = each.level == "core" ? "" : each.level,
                               .selected = &each == shape,
                               .tooltip = each.when}))
                context.commands.push({CommandId::set_shape, each.name});
        end_popup_list(ui);
    }
}

float ComposePanel::payload_table(PanelContext& context, Rect area) {
    Ui& ui = context.ui;
    const Workbench& bench = context.bench;
    const std::string& fresh = bench.compose().fresh_path;
    std::vector<PayloadRow> rows = payload_rows(bench.composition().payload, bench.compose().open_paths);
    float wanted = ui.px(row_height + 2) + ui.px(row_height) * static_cast<float>(rows.size() + 1) + ui.px(2);
    area.max.y = std::min(area.max.y, area.min.y + wanted);
    float bottom = area.max.y;
    if (area.height() < ui.px(2 * row_height + 4)) {
        std::string hidden =
            fmt::format("{}: no room to show them", counted(bench.composition().payload.size(), "key"));
        Rect line = area.height() < ui.px(16) ? Rect() : area;
        draw_text(ui, line, ui.fonts.text, context.theme().warning, hidden);
        ui.note("no room", line, hidden);
        return bottom;
    }
    compat::add_rect(*ImGui::GetWindowDrawList(), area.min, area.max, context.theme().line, ui.px(4), ui.px(1));
    area = area.shrunk(ui.px(1));
    float width = area.width() / ui.scale;
    const Column columns[] = {{"key", std::clamp(width * 0.38f, 80.0f, 148.0f)}, {"type", 64}, {"value"}};
    Columns layout(ui, "Payload", area, columns);
    layout.header(area);
    int64_t current = -1;
    for (size_t i = 0; i < rows.size(); ++i)
        if (rows[i].path == bench.compose().selected_path) current = static_cast<int64_t>(i);
    List list(ui, area, "Payload", static_cast<int64_t>(rows.size()) + 1);
    list.reveal(current);
    for (int64_t i = list.first(); i < list.last(); ++i) {
        if (static_cast<size_t>(i) < rows.size())
            payload_row(context, list, layout, i, rows[static_cast<size_t>(i)]);
        else
            add_row(context, list.row_rect(i));
    }
    if (auto to = list.moved_to(current); to && static_cast<size_t>(*to) < rows.size())
        context.commands.push({CommandId::select_path, rows[static_cast<size_t>(*to)].path});
    if (current >= 0) row_keys(context, list, rows, static_cast<size_t>(current));
    if (!fresh.empty() && m_edit.path != fresh)
        for (const PayloadRow& row : rows)
            if (row.path == fresh) start_edit(context, row, true);
    return bottom;
}

/// What the keyboard does to the selected row. While a cell is being typed into, Tab goes on to the next value.
void ComposePanel::row_keys(PanelContext& context, const List& list, const std::vector<PayloadRow>& rows,
                            size_t current) {
    using compat::Key;
    auto pressed = [](Key key) { return compat::key_pressed(key, true); };
    compat::Modifiers held = compat::modifiers_held();
    if (!m_edit.path.empty()) {
        if (!m_edit.cell.active() || held.ctrl || held.alt) return;
        int64_t next = static_cast<int64_t>(current);
        do next += held.shift ? -1 : 1;
        while (next >= 0 && next < static_cast<int64_t>(rows.size()) && !rows[static_cast<size_t>(next)].editable);
        if (next < 0 || next >= static_cast<int64_t>(rows.size())) return; // past the ends Tab leaves the table
        context.ui.focus.keep_tab();
        if (!pressed(Key::tab)) return;
        finish_edit(context);
        compat::clear_active_item();
        context.commands.push({CommandId::select_path, rows[static_cast<size_t>(next)].path});
        start_edit(context, rows[static_cast<size_t>(next)], false);
        return;
    }
    if (!list.focused() || ImGui::GetIO().WantTextInput || held != compat::Modifiers{}) return;
    const PayloadRow& row = rows[current];
    if (compat::key_pressed(Key::enter) && row.editable) start_edit(context, row, false);
    if (compat::key_pressed(Key::f2) && row.named) start_edit(context, row, true);
    if (compat::key_pressed(Key::del)) context.commands.push(CommandId::remove_selected);
    bool other = row.has_children && (row.open ? pressed(Key::left) : pressed(Key::right));
    if (other || (compat::key_pressed(Key::enter) && !row.editable && row.has_children))
        context.commands.push({CommandId::toggle_path, row.path});
}

void ComposePanel::payload_row(PanelContext& context, List& list, const Columns& columns, int64_t index,
                               const PayloadRow& row) {
    bool selected = row.path == context.bench.compose().selected_path;
    Press press = list.row(index, row.path, selected, row.value);
    if (press.clicked) context.commands.push({CommandId::select_path, row.path});
    key_cell(context, columns.cell(0, press.rect), row, selected);
    type_cell(context, columns.cell(1, press.rect), row, selected);
    Rect value = columns.cell(2, press.rect);
    if (selected || press.hovered) row_actions(context, value, row);
    row_menu(context, press, row);
    value_cell(context, value, row, selected);
}

void ComposePanel::key_cell(PanelContext& context, Rect cell, const PayloadRow& row, bool selected) {
    Ui& ui = context.ui;
    if (tree_handle(ui, cell, row.depth, row.has_children, row.open, row.path))
        context.commands.push({CommandId::toggle_path, row.path});
    if (m_edit.path == row.path && m_edit.key) return edit_field(context, cell, row);
    const RejectedEdit* rejected = context.bench.rejected(row.path, true);
    Press press = press_area(ui, cell, fmt::format("{} key", row.path), row.key);
    if (press.clicked) context.commands.push({CommandId::select_path, row.path});
    if (press.double_clicked && row.named) start_edit(context, row, true);
    const KeyFinding* finding = finding_at(context.bench, row);
    ImU32 color = finding && finding->diagnostic.severity != Severity::note
                      ? severity_color(context.theme(), finding->diagnostic.severity)
                  : row.named ? context.theme().text
                              : context.theme().text_soft;
    (void)selected;
    if (rejected)
        Line(ui, cell)
            .icon(icon::fault, context.theme().fault)
            .text(rejected->text.empty() ? "(no name)" : rejected->text, context.theme().fault);
    else
        draw_text(ui, cell, ui.fonts.text, color, row.key.empty() ? "\"\"" : row.key);
    if (rejected)
        ui.tooltip(cell, press.hovered, rejected->error);
    else if (finding)
        ui.tooltip(cell, press.hovered, finding->diagnostic.message);
}

void ComposePanel::type_cell(PanelContext& context, const Rect& cell, const PayloadRow& row, bool selected) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    std::string name = fmt::format("{} type", row.path);
    Press press = press_area(ui, cell, name, row.type);
    draw_text(ui, cell, ui.fonts.text,
              press.hovered ? theme.text
              : selected    ? theme.on_selection_soft
                            : theme.text_faint,
              row.type);
    if (press.clicked) {
        context.commands.push({CommandId::select_path, row.path});
        bool of_buffer = !row.named && !row.field && PayloadWay::read(row.path).is_inside();
        if (row.type != "JSON" && !of_buffer) open_popup_list(name);
    }
    std::span<const std::string_view> types = row.field ? buffer_field_types() : std::span(choosable_types);
    if (!begin_popup_list(ui, name, cell, 140, static_cast<int>(types.size()))) return;
    for (std::string_view type : types)
        if (popup_row(ui, {.name = type, .text = type, .selected = type == row.type}))
            context.commands.push({CommandId::set_type, row.path, std::string(type)});
    end_popup_list(ui);
}

void ComposePanel::value_cell(PanelContext& context, Rect cell, const PayloadRow& row, bool selected) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    if (m_edit.path == row.path && !m_edit.key) return edit_field(context, cell, row);
    const RejectedEdit* rejected = context.bench.rejected(row.path, false);
    Press press = press_area(ui, cell, fmt::format("{} value", row.path), rejected ? rejected->text : row.value);
    if (press.clicked) {
        context.commands.push({CommandId::select_path, row.path});
        if (row.editable)
            start_edit(context, row, false);
        else if (row.has_children)
            context.commands.push({CommandId::toggle_path, row.path});
    }
    if (press.hovered && row.editable) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    Line line(ui, cell, selected);
    if (rejected)
        line.icon(icon::fault, theme.fault).code(rejected->text, theme.fault);
    else if (row.editable)
        line.code(row.value);
    else
        line.faint(row.value);
    std::string request = request_of(context.bench, row);
    if (!request.empty()) line.gap(8).faint_code(request);
    const KeyFinding* finding = finding_at(context.bench, row);
    if (finding && finding->diagnostic.severity != Severity::note)
        line.gap(6).icon(icon::warning, severity_color(theme, finding->diagnostic.severity));
    if (rejected)
        ui.tooltip(cell, press.hovered, rejected->error);
    else if (finding)
        ui.tooltip(cell, press.hovered, finding->diagnostic.message);
}

void ComposePanel::row_menu(PanelContext& context, Press press, const PayloadRow& row) {
    // The cells lie over the row and have the mouse.
    press.right_clicked |=
        ImGui::IsMouseReleased(1) && ImGui::IsWindowHovered() && press.rect.contains(ImGui::GetIO().MousePos);
    RowMenu menu(context, press, row.path + " menu", 6);
    if (!menu) return;
    auto value = at_way(context.bench.composition().payload, PayloadWay::read(row.path));
    menu.copy("Copy the value", value ? edit_text(*value) : row.value);
    menu.copy("Copy the key", row.key);
    if (value) menu.copy("Copy the row as JSON", write_typed_json(Datum::structure({{row.key, *value}})));
    if (value) menu.copy("Copy the value as GML", gml_expression(*value));
    bool container = !row.editable || (row.has_children && row.type == "string");
    if (container) menu.item("Add inside", {CommandId::add_child, row.path}, icon::plus);
    menu.item("Remove", {CommandId::remove_path, row.path}, icon::trash);
}

void ComposePanel::row_actions(PanelContext& context, Rect& cell, const PayloadRow& row) {
    Ui& ui = context.ui;
    auto action = [&](const char* icon, const char* what) {
        Rect at = cell.cut_right(ui.px(22)).middle(ui.px(22));
        return icon_button(ui, at, icon, fmt::format("{} {}", row.path, what));
    };
    if (cell.width() < ui.px(80)) return;
    if (action(icon::trash, "remove")) context.commands.push({CommandId::remove_path, row.path});
    bool container = !row.editable || (row.has_children && row.type == "string");
    if (container && action(icon::plus, "add")) context.commands.push({CommandId::add_child, row.path});
}

/// The last row: adds a key, those first that the shape has and the payload lacks.
void ComposePanel::add_row(PanelContext& context, const Rect& row) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    Press press = press_area(ui, row, "add key");
    if (press.hovered) ImGui::GetWindowDrawList()->AddRectFilled(row.min, row.max, theme.row_hover);
    Rect cell = row.shrunk(ui.px(8), 0);
    draw_text(ui, cell, ui.fonts.text, press.hovered ? theme.text : theme.text_faint, "+ add key");
    std::vector<const CatalogKey*> lacking;
    if (const CatalogShape* shape = context.bench.shape())
        for (const CatalogKey& key : shape->keys)
            if (!context.bench.composition().payload.find(key.name)) lacking.push_back(&key);
    if (press.clicked) {
        if (lacking.empty())
            context.commands.push(CommandId::add_key);
        else
            open_popup_list("missing keys");
    }
    if (!begin_popup_list(ui, "missing keys", row, 220, static_cast<int>(lacking.size()) + 1)) return;
    for (const CatalogKey* key : lacking)
        if (popup_row(ui, {.name = key->name, .text = key->name, .detail = key->type, .tooltip = key->description}))
            context.commands.push({CommandId::add_named_key, key->name});
    if (popup_row(ui, {.name = "other", .text = "another key", .icon = icon::plus}))
        context.commands.push(CommandId::add_key);
    end_popup_list(ui);
}

void ComposePanel::start_edit(PanelContext& context, const PayloadRow& row, bool key) {
    const RejectedEdit* rejected = context.bench.rejected(row.path, key);
    m_edit = {row.path, key, true, {}};
    if (rejected) return m_edit.cell.start(rejected->text, false);
    if (key) return m_edit.cell.start(row.key, true);
    m_edit.cell.start(edit_text(context.bench.composition().payload, PayloadWay::read(row.path)), false);
}

void ComposePanel::edit_field(PanelContext& context, const Rect& cell, const PayloadRow& row) {
    Ui& ui = context.ui;
    Rect field{{cell.min.x - ui.px(6), cell.min.y + ui.px(1)}, {cell.max.x, cell.max.y - ui.px(1)}};
    bool rejected = context.bench.rejected(row.path, m_edit.key) != nullptr;
    ImGui::PushID(row.path.c_str()); // another row is another field
    CellEdit::End end =
        m_edit.cell.draw(ui, field, context.commands, {.name = "edit", .code = !m_edit.key, .invalid = rejected});
    ImGui::PopID();
    m_edit.drawn = true;
    if (end == CellEdit::End::typing) return;
    if (end == CellEdit::End::committed) return finish_edit(context);
    if (end == CellEdit::End::cancelled && rejected)
        context.commands.push({CommandId::drop_rejected, row.path, m_edit.key ? "key" : "value"});
    if (m_edit.key && context.bench.compose().fresh_path == row.path)
        context.commands.push({CommandId::select_path, row.path});
    m_edit = {};
}

/// What was typed counts.
void ComposePanel::finish_edit(PanelContext& context) {
    const std::string& path = m_edit.path;
    if (m_edit.cell.changed())
        context.commands.commit({m_edit.key ? CommandId::rename_key : CommandId::set_value, path, m_edit.cell.text()});
    else if (m_edit.key && context.bench.compose().fresh_path == path)
        context.commands.push({CommandId::select_path, path});
    m_edit = {};
}

/// A cell that is out of sight, because its row was scrolled away for instance, has been left.
void ComposePanel::leave_hidden_edit(PanelContext& context) {
    if (m_edit.path.empty() || std::exchange(m_edit.drawn, false)) return;
    if (at_way(context.bench.composition().payload, PayloadWay::read(m_edit.path))) return finish_edit(context);
    m_edit = {};
}

float ComposePanel::text_modes(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    const ComposeState& compose = context.bench.compose();
    if (compose.mode == PayloadMode::gml) {
        compat::add_rect(*ImGui::GetWindowDrawList(), area.min, area.max, context.theme().line, ui.px(4), ui.px(1));
        CodeText code(gml_of_fire(context.bench.composition().event, context.bench.composition().payload));
        code_view(ui, area.shrunk(ui.px(1)), {.name = "GML text", .code = &code});
        return area.max.y;
    }
    // The text as the composition has it, also when something else than typing here has changed that.
    const Drafts& drafts = context.bench.drafts();
    m_json = drafts.json.empty() ? write_payload(context.bench.composition().payload, 2) : drafts.json;
    if (!m_json_active && m_json_focus == 0) {
        if (m_json_view.draw(ui, area, m_json, "JSON text")) m_json_focus = 3;
        return area.max.y;
    }
    FieldResult result = text_area(ui, area, m_json, "JSON text", m_json_focus == 3);
    m_json_focus = result.active ? 0 : std::max(0, m_json_focus - 1);
    m_json_active = result.active;
    if (result.changed) context.commands.commit({CommandId::edit_json, m_json, result.cancelled ? "given up" : ""});
    return area.max.y;
}

void ComposePanel::checks(PanelContext& context, Rect area, size_t most) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    const ComposeState& compose = context.bench.compose();
    area.cut_top(ui.px(6));
    auto line = [&](const char* icon, ImU32 color, const std::string& text) {
        Rect row = area.cut_top(ui.px(20));
        ui.note("check", row, text);
        Line(ui, row).icon(icon, color).text(text, color);
        bool cut = text_width(ui.fonts.text, text) > row.width() - ui.px(24);
        ui.tooltip(row, cut && row.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered(), text);
    };
    const Drafts& drafts = context.bench.drafts();
    if (!drafts.json_error.empty()) return line(icon::fault, theme.fault, drafts.json_error);
    if (!drafts.rejected.empty()) {
        std::string text = drafts.rejected.front().error;
        if (drafts.rejected.size() > 1) text += fmt::format(" (and {} more)", drafts.rejected.size() - 1);
        line(icon::fault, theme.fault, text);
        if (most < 2) return;
        --most;
    }
    if (!context.bench.shape())
        return line(icon::note, theme.text_faint, "free form: fires as it is, nothing to check against");
    if (compose.findings.empty() && !drafts.rejected.empty()) return;
    if (compose.findings.empty()) return line(icon::check, theme.ok, "matches the shape; every required key present");
    for (size_t i = 0; i < compose.findings.size() && i < most; ++i) {
        const Diagnostic& finding = compose.findings[i].diagnostic;
        std::string text = finding.message;
        if (i + 1 == most && compose.findings.size() > most)
            text += fmt::format(" (and {} more)", compose.findings.size() - most);
        line(finding.severity == Severity::note ? icon::note : icon::warning, severity_color(theme, finding.severity),
             text);
    }
}

void ComposePanel::receivers(PanelContext& context, Rect area, size_t most) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    const std::vector<Receiver>& all = context.bench.compose().receivers;
    Rect label = area.cut_top(ui.px(24));
    draw_text(ui, label, ui.fonts.small, theme.text_faint, "Receivers");
    if (all.empty()) {
        bool live = context.session.is_live();
        draw_text(ui, area.cut_top(ui.px(20)), ui.fonts.text, theme.text_faint,
                  live ? "no object handles this event" : "open a project to see who listens");
        return;
    }
    PanelScope scope(ui, "Receivers");
    std::vector<const Receiver*> shown; // those that would receive it first: there may not be room for all
    for (bool live : {true, false})
        for (const Receiver& each : all)
            if (each.instances.empty() != live) shown.push_back(&each);
    for (size_t i = 0; i < all.size() && i < most; ++i) {
        Rect row = area.cut_top(ui.px(20));
        if (i + 1 == most && all.size() > most) {
            draw_text(ui, row, ui.fonts.text, theme.text_faint,
                      most == 1 ? fmt::format("{} objects", all.size())
                                : fmt::format("and {} more objects", all.size() - i));
            return;
        }
        const Receiver& receiver = *shown[i];
        size_t live = receiver.instances.size();
        if (live == 0) {
            auto action = [&](const std::string& name, const std::string& text, Command command) {
                if (chip_button(ui, row.cut_right(chip_width(ui, text)), text, 0,
                                fmt::format("{} {}", receiver.object, name)))
                    context.commands.push(std::move(command));
                row.cut_right(ui.px(6));
            };
            float for_room = row.width() * 0.35f; // the name stays readable beside it
            for (const std::string& where : receiver.created_by) {
                if (!where.starts_with("room ")) continue;
                std::string room = where.substr(5), text = room;
                for (float width = for_room; chip_width(ui, text) > for_room && width > 0; width -= ui.px(6))
                    text = without_middle(ui.fonts.text, room, width);
                action(room, text, {CommandId::go_to_room, room});
                break;
            }
            action("create", "create", {CommandId::create_instance, receiver.object});
            Press press = press_area(ui, row, receiver.object, "no instance");
            Line line(ui, row);
            line.icon(icon::object, theme.text_faint);
            line.faint(without_middle(ui.fonts.text, receiver.object, line.rest().width())).faint(", not in this room");
            if (!receiver.created_by.empty()) ui.tooltip(row, press.hovered, "made by " + receiver.created_by.front());
            continue;
        }
        Press press = press_area(ui, row, receiver.object, counted(live, "instance"));
        if (press.clicked) context.commands.push({CommandId::go_to, receiver.file});
        Line line(ui, row);
        std::string count = counted(live, "instance");
        float room = row.width() - ui.px(24 + 6) - text_width(ui.fonts.text, count);
        line.icon(icon::object, press.hovered ? theme.text : theme.text_soft)
            .text(without_middle(ui.fonts.text, receiver.object, room));
        line.gap(6).text(count, theme.ok);
        if (receiver.owner != receiver.object) line.gap(6).faint("from " + receiver.owner);
    }
}

void ComposePanel::fire_row(PanelContext& context, Rect row) {
    Ui& ui = context.ui;
    ButtonSpec copy{.label = "Copy", .icon = icon::copy, .caret = true, .tooltip = "Copy the payload, or paste one"};
    Rect at = row.cut_right(button_width(ui, copy));
    row.cut_right(ui.px(8));
    ButtonSpec fire{.label = "Fire",
                    .icon = icon::fire,
                    .shortcut = "Ctrl+Enter",
                    .kind = ButtonKind::accent,
                    .enabled = context.bench.is_enabled(CommandId::fire)};
    fire.tooltip = fire.enabled ? "" : "Open a project first";
    if (button(ui, row, fire)) context.commands.push(CommandId::fire);
    if (button(ui, at, copy)) open_popup_list("Copy list");
    if (!begin_popup_list(ui, "Copy list", at, 240, 3)) return;
    for (CommandId id : {CommandId::copy_gml, CommandId::copy_json, CommandId::paste}) {
        const CommandInfo& info = info_of(id);
        if (popup_row(ui, {.name = info.title, .text = info.title, .icon = icon::find(info.icon)}))
            context.commands.push(id);
    }
    end_popup_list(ui);
}

} // namespace scope
