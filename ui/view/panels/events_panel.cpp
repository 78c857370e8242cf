#include "ui/view/panels/events_panel.h"

#include "core/data/gml_text.h"
#include "core/data/typed_json.h"
#include "ui/model/text.h"
#include "ui/view/compat.h"
#include "ui/view/icons.h"
#include "ui/view/panels/row_menu.h"
#include "ui/view/widgets/list.h"
#include "ui/view/widgets/press.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace scope {

static std::string row_text(const EventRow& row) {
    std::string id = row.id ? fmt::format("{}", row.id) : std::string(); // a fault has none
    return fmt::format("{}\t{}\t{}\t{}\t{}\t{}", id, row.frame, row.title, row.summary, row.handlers, row.result);
}

const EventRow& EventsPanel::row_of(const PanelContext& context, EventRef ref) {
    constexpr size_t most = 1000;
    const DispatchTable& table = context.bench.events().index.table();
    uint64_t era = (context.bench.era() << 32) + table.era();
    if (std::exchange(m_era, era) != era || m_rows.size() >= most) m_rows.clear();
    auto [at, fresh] = m_rows.try_emplace(uint64_t(ref.line) << 32 | ref.dispatch);
    if (!fresh) return at->second;
    const DispatchRow* known = ref.is_fault() ? nullptr : table.find(ref.line, ref.dispatch);
    at->second = scope::row_of(context.session.events(), context.session.faults(), ref, known);
    return at->second;
}

void EventsPanel::draw(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    PanelWindow panel(ui, area, "Events");
    if (!panel) return;
    Rect rest = area;
    m_filter.draw(context, panel_header(ui, rest, icon::list, "EVENTS"));
    const EventsState& events = context.bench.events();
    m_filter.error(context, rest);
    if (context.session.events().empty() && context.session.faults().empty()) {
        if (!context.session.is_live()) {
            if (empty_state(ui, rest, icon::folder, "No project is open",
                            "Open a GameMaker project (.yyp): its objects and scripts run right here.",
                            "Open project or trace..."))
                context.commands.push(CommandId::open);
            return;
        }
        empty_state(ui, rest, icon::fire, "Nothing has been fired yet",
                    "Fill in the payload on the left and press Fire, or Run the game: every event shows up here.");
        return;
    }
    static constexpr Column columns[] = {{.title = "seq", .width = 60},
                                         {.title = "frame", .width = 76, .spare = 2},
                                         {.title = "event", .width = 170},
                                         {.title = "summary"},
                                         {.title = "handlers", .width = 108, .spare = 3},
                                         {.title = "result", .width = 170},
                                         {.title = "time", .width = 76, .spare = 4}};
    Columns layout(ui, "List", rest, columns);
    layout.header(rest, true);
    const std::vector<EventRef>& rows = context.bench.event_rows();
    if (rows.empty()) {
        if (!events.index.complete(context.session.events())) return; // there may be some yet
        if (empty_state(ui, rest, icon::filter, "No event passes the filter",
                        fmt::format("{} events are hidden by `{}`.", events.index.total(), events.index.filter()),
                        "Clear the filter"))
            context.commands.push(CommandId::clear_filter);
        return;
    }
    List list(ui, rest, "List", static_cast<int64_t>(rows.size()));
    auto position = layout.sort() ? std::find(rows.begin(), rows.end(), events.selected) : rows.end();
    int64_t selected = position != rows.end() ? position - rows.begin()
                       : layout.sort()        ? -1
                                              : events.index.find(events.selected);
    // New events keep the end in view for whoever is looking at the end.
    // What is being searched for shows from its beginning.
    bool searched = std::exchange(m_searching, events.index.searches());
    if (rows.size() != m_rows_before && selected < 0 && !searched && !m_searching) list.go_to_end();
    m_rows_before = rows.size();
    list.reveal(selected);
    if (auto to = list.moved_to(selected)) {
        EventRef ref = rows[static_cast<size_t>(*to)];
        context.commands.push({CommandId::select_event, "", "", static_cast<int64_t>(ref.line) << 32 | ref.dispatch});
    }
    for (int64_t i = list.first(); i < list.last(); ++i) row(context, list, layout, i, rows[static_cast<size_t>(i)]);
    bool copies = list.focused() && selected >= 0 && compat::key_pressed(compat::Key::c) &&
                  compat::modifiers_held() == compat::Modifiers{true};
    if (copies && !ImGui::GetIO().WantTextInput)
        context.commands.push({CommandId::copy_text, row_text(row_of(context, events.selected))});
}

void EventsPanel::row_menu(PanelContext& context, const Press& press, const EventRow& row, EventRef ref) {
    if (press.right_clicked)
        context.commands.push({CommandId::select_event, "", "", static_cast<int64_t>(ref.line) << 32 | ref.dispatch});
    RowMenu menu(context, press, fmt::format("#{} menu", row.id), 5);
    if (!menu) return;
    auto dispatch = dispatch_at(context.session.events(), ref);
    menu.copy("Copy the row", row_text(row));
    if (dispatch) menu.copy("Copy the payload as JSON", write_payload(dispatch->payload, 2));
    if (dispatch) menu.copy("Copy the payload as GML", gml_of_fire(event_constant(dispatch->event), dispatch->payload));
    menu.command(CommandId::edit_selected);
    menu.command(CommandId::fire_selected);
}

void EventsPanel::row(PanelContext& context, List& list, const Columns& columns, int64_t index, EventRef ref) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    const std::vector<FaultRecord>& faults = context.session.faults();
    bool fault = ref.is_fault();
    if (fault && ref.fault() >= faults.size()) return;
    const EventRow& row = row_of(context, ref);
    bool selected = ref == context.bench.events().selected;
    std::string name = fault ? fmt::format("fault {}", ref.fault() + 1) : fmt::format("#{}", row.id);
    Press press = list.row(index, name, selected, fmt::format("{} {}", row.title, row.result));
    if (press.clicked)
        context.commands.push({CommandId::select_event, "", "", static_cast<int64_t>(ref.line) << 32 | ref.dispatch});
    if (press.double_clicked && !fault) context.commands.push(CommandId::edit_selected);
    row_menu(context, press, row, ref);
    auto cell = [&](size_t column) { return columns.cell(column, press.rect); };
    ImU32 faint = selected ? theme.on_selection_soft : theme.text_faint;
    if (!fault) draw_text(ui, cell(0), ui.fonts.code, faint, fmt::format("{}", row.id));
    draw_text(ui, cell(1), ui.fonts.code, theme.text, grouped(row.frame));
    Rect event = cell(2);
    // What is nested moves to the right as far as its title stays whole, and a little in any case.
    float words = ui.px(24 + 6) + text_width(ui.fonts.text, row.title) + text_width(ui.fonts.text, row.from);
    float indent = ui.px(16) * static_cast<float>(row.depth);
    event.cut_left(std::min(indent, std::max(event.width() - words, ui.px(8))));
    Line title(ui, event, selected);
    if (fault)
        title.icon(icon::fault, theme.fault).text(row.title, theme.fault);
    else
        title.icon(icon::for_event(row.event_number), event_color(theme, row.event_number))
            .text(row.title)
            .gap(6)
            .faint(row.from);
    draw_text(ui, cell(3), fault ? ui.fonts.text : ui.fonts.code, fault ? theme.fault : theme.text, row.summary);
    if (fault) { // it has neither handlers nor a time: its place may be longer
        const Place& place = faults[ref.fault()].place;
        Rect where{cell(columns.shows(4) ? 4 : 5).min, cell(columns.shows(6) ? 6 : 5).max};
        std::string text = place.file.empty() ? "fault" : short_place(place.file, place.line);
        Line(ui, where, selected).icon(icon::fault, theme.fault).text(text, theme.fault);
        ui.note(name + " place", where, text);
        return;
    }
    draw_text(ui, cell(4), ui.fonts.text, theme.text, row.handlers);
    Line result(ui, cell(5), selected);
    if (row.tone == Tone::ok) result.icon(icon::check, theme.ok);
    if (row.tone == Tone::warning) result.icon(icon::warning, theme.warning);
    if (row.tone == Tone::fault) result.icon(icon::fault, theme.fault);
    row.tone == Tone::quiet   ? result.faint(row.result)
    : row.tone == Tone::fault ? result.text(row.result, theme.fault)
                              : result.text(row.result);
    if (!ui.hide_durations) draw_text(ui, cell(6), ui.fonts.code, faint, duration_text(row.us));
    const auto& differences = context.bench.events().differences;
    auto difference = ref.dispatch == 0 ? differences.find(ref.line) : differences.end();
    if (difference == differences.end()) return;
    Rect mark = cell(5);
    mark = mark.cut_right(ui.px(18));
    draw_icon(ui, mark, theme.accent, icon::compare);
    ui.note(fmt::format("#{} difference", row.id), mark, difference->second);
    ui.tooltip(press.rect, press.hovered, "before the repeat: " + difference->second);
}

} // namespace scope
