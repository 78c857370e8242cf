#include "ui/view/panels/handler_panel.h"

#include "ui/model/call_name.h"
#include "ui/model/text.h"
#include "ui/view/compat.h"
#include "ui/view/icons.h"
#include "ui/view/panels/fault_panel.h"
#include "ui/view/panels/row_menu.h"
#include "ui/view/widgets/code_view.h"
#include "ui/view/widgets/field.h"
#include "ui/view/widgets/list.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace scope {

void HandlerPanel::draw(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    const HandlerRecord* handler = context.bench.selected_handler();
    if (!handler) {
        PanelWindow panel(ui, area, "Handler");
        if (!panel) return;
        Rect rest = area;
        if (!context.bench.shown_place().file.empty()) return code(context, rest);
        panel_header(ui, rest, icon::code, "HANDLER");
        empty_state(ui, rest, icon::code, "No handler run is selected",
                    "Select a column of the matrix: its code shows with the lines that ran and what it changed.");
        return;
    }
    // Narrow, or one tab of several: calls and details share a place, or all three do.
    bool narrow = area.width() < ui.px(620) || ui.header_tabs;
    if (narrow) {
        Split parts = bench_splitter(context, "details", area, Axis::horizontal, 0.56f, 200, 220);
        {
            PanelWindow panel(ui, parts.first, "Handler");
            if (panel) code(context, parts.first);
        }
        PanelWindow panel(ui, parts.second, "Details");
        if (panel) details(context, parts.second, *handler, true);
        return;
    }
    Split left = bench_splitter(context, "call tree", area, Axis::horizontal, 0.18f, 120, 400);
    {
        PanelWindow panel(ui, left.first, "Calls");
        Rect rest = left.first;
        if (panel) {
            panel_header(ui, rest, icon::tree, "CALL TREE");
            call_tree(context, rest, *handler);
        }
    }
    Split right = bench_splitter(context, "details", left.second, Axis::horizontal, 0.56f, 200, 220);
    {
        PanelWindow panel(ui, right.first, "Handler");
        if (panel) code(context, right.first);
    }
    PanelWindow panel(ui, right.second, "Details");
    if (panel) details(context, right.second, *handler, false);
}

void HandlerPanel::call_tree(PanelContext& context, const Rect& area, const HandlerRecord& handler) {
    Ui& ui = context.ui;
    Rect rest = area;
    rest.cut_top(ui.px(4));
    Place shown = context.bench.shown_place();
    // The run itself, then the calls it made, then what left GML, under the call in whose file it happened.
    std::span<const CallRecord> tree = handler.call_tree;
    if (!tree.empty() && tree[0].place.file == handler.file && tree[0].name.starts_with("gml_Object_"))
        tree = tree.subspan(1); // the run itself
    List list(ui, rest, "List", static_cast<int64_t>(1 + tree.size() + handler.calls.size()));
    list.walk();
    for (int64_t i = list.first(); i < list.last(); ++i) {
        size_t index = static_cast<size_t>(i);
        bool call_out = index > tree.size();
        std::string name, detail;
        Place place;
        uint32_t depth = 0;
        if (index == 0) {
            std::string file = code_of_file(handler.file);
            name = handler.object + file.substr(std::min(file.find(' '), file.size()));
            place = {handler.file, 0, 0};
        } else if (!call_out) {
            const CallRecord& call = tree[index - 1];
            name = call_name(call.name, call.place);
            detail = short_place(call.place.file, call.place.line);
            place = call.place;
            depth = call.depth;
        } else {
            const CallOutRecord& call = handler.calls[index - 1 - tree.size()];
            name = call.function;
            detail = short_place(call.place.file, call.place.line);
            place = call.place;
            depth = 1;
        }
        bool selected =
            place.file == shown.file &&
            (index == 0 ? shown.line == 0 || context.bench.events().place.file.empty() : shown.line == place.line);
        Press press = list.row(i, name, selected, detail);
        if (press.clicked) context.commands.push({CommandId::go_to, place.file, "", place.line});
        if (RowMenu menu(context, press, fmt::format("call {} menu", i), 2); menu) {
            menu.copy("Copy the name", name);
            menu.copy("Copy the place", place.text());
        }
        Rect row = press.rect.shrunk(ui.px(12), 0);
        row.cut_left(ui.px(14) * static_cast<float>(std::min(depth, 12u)));
        Line line(ui, row, selected);
        if (call_out) line.icon(icon::open_external, context.theme().text_soft);
        line.text(name).gap(6).faint(detail);
    }
}

void HandlerPanel::code(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    Place place = context.bench.shown_place();
    const HandlerRecord* handler = context.bench.selected_handler();
    const SourceView* source = context.session.source(place.file);
    Rect rest = area;
    std::string title = handler ? handler->owner : "CODE";
    if (handler && place.file != handler->file) title = "CODE";
    std::transform(title.begin(), title.end(), title.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    Rect strip = panel_header(ui, rest, icon::code, title, place.file);
    if (source && strip.width() > ui.px(32)) command_icon(context, strip, CommandId::find_in_code);
    if (!source) {
        empty_state(ui, rest, icon::code, "The source is not known",
                    fmt::format("{} is neither in the project nor in the trace.",
                                place.file.empty() ? "This code" : place.file));
        return;
    }
    if (m_code_path != source->path || m_code.text() != source->text) {
        m_code = CodeText(source->text);
        m_code_path = source->path;
        ui.list_state("Code") = {}; // another file starts at its own place
    }
    if (context.bench.events().search.bar != CodeBar::none) code_bar(context, rest.cut_top(ui.px(34)), place.file);
    CodeViewSpec spec{.name = "Code", .code = &m_code};
    const std::vector<uint32_t>* ran = nullptr;
    if (handler)
        if (auto found = handler->lines.find(place.file); found != handler->lines.end()) ran = &found->second;
    if (ran)
        spec.run = [this, ran](size_t line) {
            if (std::binary_search(ran->begin(), ran->end(), static_cast<uint32_t>(line))) return LineRun::ran;
            std::string_view text = m_code.line(line - 1);
            size_t start = text.find_first_not_of(" \t");
            bool has_code = start != std::string_view::npos && text[start] != '}' && text[start] != '{' &&
                            !text.substr(start).starts_with("//");
            return has_code ? LineRun::skipped : LineRun::unknown;
        };
    const FaultRecord* fault = context.bench.selected_fault();
    auto at_fault = [&](size_t line) {
        return fault && fault->place.file == place.file && fault->place.line == line && line > 0;
    };
    if (handler)
        spec.note = [&](size_t line) {
            std::vector<std::string> notes;
            for (const ChangeRecord& change : handler->changes)
                if (change.place.file == place.file && change.place.line == line)
                    notes.push_back(value_or_absent(change.old_value, 40) + " \u2192 " +
                                    value_or_absent(change.new_value, 40));
            for (const KeyWriteRecord& write : handler->writes)
                if (write.place.file == place.file && write.place.line == line)
                    notes.push_back(value_or_absent(write.old_value, 40) + " \u2192 " +
                                    (write.new_value ? value_text(*write.new_value, 40) : "deleted"));
            if (handler->left && handler->left->place.file == place.file && handler->left->place.line == line)
                notes.push_back((handler->left->skipped ? "asked last: " : "left here: ") + handler->left->because);
            if (at_fault(line)) notes.push_back(fault->message);
            return fmt::format("{}", fmt::join(notes, ", "));
        };
    else if (fault)
        spec.note = [&](size_t line) { return at_fault(line) ? fault->message : std::string(); };
    spec.menu = [&](const Press& press, size_t line) {
        RowMenu menu(context, press, fmt::format("line {} menu", line), 3);
        if (!menu) return;
        menu.copy("Copy the line", std::string(m_code.line(line - 1)));
        menu.copy("Copy the place", fmt::format("{}:{}", place.file, line));
        menu.copy("Copy the whole code", source->text);
    };
    spec.marked = place.line;
    spec.marked_is_fault = at_fault(place.line);
    const CodeSearch& search = context.bench.events().search;
    if (search.bar == CodeBar::find && search.file == place.file) {
        spec.matches = search.matches;
        spec.current_match = search.current;
    }
    code_view(ui, rest, spec);
}

/// The strip for searching or for the number of a line.
void HandlerPanel::code_bar(PanelContext& context, const Rect& strip, const std::string& file) {
    Ui& ui = context.ui;
    const CodeSearch& search = context.bench.events().search;
    bool find = search.bar == CodeBar::find;
    rule(ui, strip.min.x, strip.max.x, strip.max.y - ui.px(1));
    Rect row = strip.shrunk(ui.px(8), ui.px(4));
    command_icon(context, row, CommandId::close_code_bar);
    if (find) {
        command_icon(context, row, CommandId::find_next);
        command_icon(context, row, CommandId::find_previous);
        std::string count = search.file != file || search.text.empty() ? std::string()
                            : search.matches.empty()
                                ? std::string("none")
                                : fmt::format("{} of {}", search.current + 1, search.matches.size());
        Rect at = row.cut_right(text_width(ui.fonts.small, count) + ui.px(12));
        draw_text(ui, at, ui.fonts.small, search.matches.empty() ? context.theme().warning : context.theme().text_soft,
                  count, Align::center);
        ui.note("matches", at, count);
    }
    std::string& text = find ? m_find : m_line;
    if (search.focus) text = find ? search.text : std::string();
    FieldResult result = text_field(ui, row, text,
                                    {.name = find ? "Find" : "Line",
                                     .hint = find ? "text in this file" : "number of a line, then Enter",
                                     .icon = find ? icon::search : icon::code,
                                     .focus = search.focus});
    if (find && result.changed) context.commands.push({CommandId::set_code_search, text});
    // Enter leaves a field; this one is typed into until it is closed.
    if (find && result.entered)
        context.commands.push(
            {compat::modifiers_held().shift ? CommandId::find_previous : CommandId::find_next, "again"});
    if (!find && result.entered && !text.empty()) context.commands.push({CommandId::go_to, file, text});
    if (result.cancelled) context.commands.push(CommandId::close_code_bar);
}

namespace {

/// A row of a detail tab: cells, and where a press leads.
struct DetailRow {
    std::vector<std::string> cells;
    Place place;
    ImU32 color = 0; ///< of the second last cell
};

void detail_list(PanelContext& context, Rect area, std::string_view name, std::span<const Column> columns,
                 const std::vector<DetailRow>& rows, const char* nothing) {
    Ui& ui = context.ui;
    if (rows.empty()) {
        draw_text(ui, area.cut_top(ui.px(40)).shrunk(ui.px(12), 0), ui.fonts.text, context.theme().text_faint, nothing);
        return;
    }
    Columns layout(ui, name, area, columns);
    layout.header(area);
    List list(ui, area, name, static_cast<int64_t>(rows.size()));
    list.walk();
    for (int64_t i = list.first(); i < list.last(); ++i) {
        const DetailRow& row = rows[static_cast<size_t>(i)];
        Press press = list.row(i, row.cells[0], false,
                               fmt::format("{}", fmt::join(row.cells.begin() + 1, row.cells.end(), " | ")));
        if (press.clicked && !row.place.file.empty())
            context.commands.push({CommandId::go_to, row.place.file, "", row.place.line});
        if (RowMenu menu(context, press, fmt::format("{} menu", row.cells[0]), 1 + static_cast<int>(row.cells.size()));
            menu) {
            menu.copy("Copy the row", fmt::format("{}", fmt::join(row.cells, "\t")));
            for (size_t c = 0; c < row.cells.size(); ++c)
                menu.copy(fmt::format("Copy {}", columns[c].title), row.cells[c]);
        }
        for (size_t c = 0; c < row.cells.size(); ++c) {
            bool first = c == 0, last = c + 1 == row.cells.size();
            ImU32 color = first                                    ? context.theme().text
                          : last                                   ? context.theme().text_faint
                          : c + 2 == row.cells.size() && row.color ? row.color
                                                                   : context.theme().text_soft;
            draw_text(ui, layout.cell(c, press.rect), first ? ui.fonts.text : ui.fonts.code, color, row.cells[c]);
        }
    }
}

/// In a narrow column an asset's name says more than that it is one: "ref room rm_shop" is "rm_shop".
std::string changed_value(const std::optional<Datum>& value) {
    std::string text = value_or_absent(value);
    size_t name = text.rfind(' ') + 1;
    bool asset = value && value->is(DatumKind::ref) && name > 0 && name < text.size() &&
                 text.find_first_not_of("-0123456789", name) != std::string::npos;
    return asset ? text.substr(name) : text;
}

std::vector<DetailRow> change_rows(const Theme& theme, const HandlerRecord& handler) {
    std::vector<DetailRow> rows;
    for (const ChangeRecord& change : handler.changes)
        rows.push_back({{change.path, changed_value(change.old_value), changed_value(change.new_value),
                         fmt::format("{}", change.place.line)},
                        change.place,
                        theme.written});
    for (const KeyWriteRecord& write : handler.writes)
        rows.push_back(
            {{"async_load." + write.key, value_or_absent(write.old_value),
              write.new_value ? value_text(*write.new_value) : "deleted", fmt::format("{}", write.place.line)},
             write.place,
             theme.written});
    return rows;
}

std::string arguments_of(const std::vector<Datum>& args) {
    std::string text;
    for (const Datum& arg : args) (text += text.empty() ? "" : ", ") += value_text(arg, 60);
    return text;
}

} // namespace

void HandlerPanel::details(PanelContext& context, const Rect& area, const HandlerRecord& handler, bool with_calls) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    Rect rest = area, strip = rest.cut_top(ui.px(header_height));
    rule(ui, strip.min.x, strip.max.x, strip.max.y - ui.px(1));
    strip.cut_left(ui.px(4));
    auto count = [](size_t n) { return n ? static_cast<int>(n) : -1; };
    std::array<Tab, 6> tabs = {
        Tab{"changes", count(handler.changes.size() + handler.writes.size())},
        Tab{"calls out", count(handler.calls.size())},
        Tab{"log", count(handler.log.size())},
        Tab{"requests", count(handler.requests.size())},
        Tab{"stack", handler.fault ? count(handler.fault->stack.size()) : -1, handler.fault ? theme.fault : 0},
        Tab{"calls"}};
    int tab = static_cast<int>(context.bench.events().detail);
    if (!with_calls && tab == static_cast<int>(DetailTab::call_tree)) tab = 0;
    int chosen = tab_strip(ui, strip, std::span(tabs).first(with_calls ? 6 : 5), tab, true);
    if (chosen != tab) context.commands.push({CommandId::select_detail, "", "", chosen});

    std::vector<DetailRow> rows;
    static constexpr Column changes[] = {{.title = "where"},
                                         {.title = "before", .width = 90, .spare = 1},
                                         {.title = "after", .width = 90},
                                         {.title = "line", .width = 48, .spare = 2}};
    static constexpr Column calls[] = {{.title = "function", .width = 150},
                                       {.title = "arguments"},
                                       {.title = "answer", .width = 90, .spare = 1},
                                       {.title = "from", .width = 80, .spare = 2}};
    static constexpr Column log[] = {{.title = "text"}, {.title = "where", .width = 150, .spare = 1}};
    static constexpr Column requests[] = {{.title = "kind", .width = 130},
                                          {.title = "arguments"},
                                          {.title = "id", .width = 50, .spare = 1},
                                          {.title = "line", .width = 48, .spare = 2}};
    static constexpr Column stack[] = {{"function"}, {"where", 180}};
    switch (static_cast<DetailTab>(tab)) {
    case DetailTab::call_tree: return call_tree(context, rest, handler);
    case DetailTab::changes:
        return detail_list(context, rest, "Changes", changes, change_rows(theme, handler),
                           "No variable and no data structure changed.");
    case DetailTab::calls:
        for (const CallOutRecord& call : handler.calls)
            rows.push_back(
                {{call.function, arguments_of(call.args), value_text(call.result, 60), call.answered_by}, call.place});
        return detail_list(context, rest, "Calls out", calls, rows, "This run called nothing that no variable shows.");
    case DetailTab::log:
        for (const LogRecord& entry : handler.log)
            rows.push_back({{entry.text, short_place(entry.place.file, entry.place.line)}, entry.place});
        return detail_list(context, rest, "Log", log, rows, "This run logged nothing.");
    case DetailTab::requests:
        for (const RequestRecord& request : handler.requests)
            rows.push_back({{request.kind, arguments_of(request.args), value_text(request.id, 20),
                             fmt::format("{}", request.place.line)},
                            request.place});
        return detail_list(context, rest, "Requests", requests, rows, "This run asked for nothing.");
    case DetailTab::stack:
        if (handler.fault) {
            Rect message = rest.cut_top(ui.px(44)).shrunk(ui.px(12), ui.px(4));
            ui.note("fault", message, handler.fault->message);
            draw_wrapped(ui, message, ui.fonts.text, theme.fault, handler.fault->message);
            fault_menu(context, press_area(ui, message, "fault text"), "fault menu", *handler.fault);
            for (const FrameRecord& frame : handler.fault->stack)
                rows.push_back({{call_name(frame.name, frame.place), short_place(frame.place.file, frame.place.line)},
                                frame.place});
        }
        return detail_list(context, rest, "Stack", stack, rows, "This run did not fault.");
    }
}

} // namespace scope
