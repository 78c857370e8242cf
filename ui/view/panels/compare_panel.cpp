#include "ui/view/panels/compare_panel.h"

#include "ui/model/text.h"
#include "ui/view/compat.h"
#include "ui/view/icons.h"
#include "ui/view/panels/compare_matrices.h"
#include "ui/view/panels/row_menu.h"
#include "ui/view/widgets/chip.h"
#include "ui/view/widgets/list.h"

#include <fmt/format.h>

namespace scope {

namespace {

struct KindLook {
    const char* word;
    const char* icon;
    ImU32 color;
};
KindLook look_of(const Theme& theme, PairKind kind) {
    switch (kind) {
    case PairKind::changed: return {"changed", icon::pencil, theme.warning};
    case PairKind::added: return {"added", icon::plus, theme.accent};
    case PairKind::missing: return {"missing", icon::minus, theme.fault};
    case PairKind::moved: return {"moved", icon::compare, theme.warning};
    case PairKind::same: break;
    }
    return {"same", icon::ring, theme.text_faint};
}

std::string number_text(uint32_t number) {
    return number ? fmt::format("{}", number) : "-";
}

void draw_pairs(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    const CompareModel& compare = context.bench.compare();
    const Theme& theme = context.theme();
    Rect rest = area;
    static constexpr Column columns[] = {{.title = "left", .width = 68},
                                         {.title = "right", .width = 48},
                                         {.title = "event"},
                                         {.title = "summary", .spare = 1}};
    Columns layout(ui, "Pairs", rest, columns);
    layout.header(rest);
    if (compare.row_count() == 0) {
        draw_wrapped(ui, rest.shrunk(ui.px(12)), ui.fonts.text, theme.text_faint,
                     "No event differs. What does is told on the right.");
        return;
    }
    int64_t count = static_cast<int64_t>(compare.row_count());
    int64_t selected = compare.selected() < compare.row_count() ? static_cast<int64_t>(compare.selected()) : -1;
    List list(ui, rest, "Pairs", count);
    list.reveal(selected);
    if (auto to = list.moved_to(selected)) context.commands.push({CommandId::select_pair, "", "", *to});
    for (int64_t i = list.first(); i < list.last(); ++i) {
        CompareRow row = compare.row(static_cast<size_t>(i));
        KindLook look = look_of(theme, row.kind);
        bool on = i == selected;
        Press press =
            list.row(i, fmt::format("pair {}", row.pair + 1), on,
                     fmt::format("{} {} {} {}", look.word, number_text(row.left), number_text(row.right), row.title));
        if (press.clicked) context.commands.push({CommandId::select_pair, "", "", i});
        ui.tooltip(press.rect, press.hovered, look.word);
        ImU32 faint = on ? theme.on_selection_soft : theme.text_faint;
        Rect left = layout.cell(0, press.rect);
        draw_icon(ui, left.cut_left(ui.px(14)), look.color, look.icon);
        left.cut_left(ui.px(8));
        draw_text(ui, left, ui.fonts.code, faint, number_text(row.left));
        draw_text(ui, layout.cell(1, press.rect), ui.fonts.code, faint, number_text(row.right));
        Line(ui, layout.cell(2, press.rect), on)
            .icon(icon::for_event(row.event), event_color(theme, row.event))
            .text(row.title);
        draw_text(ui, layout.cell(3, press.rect), ui.fonts.code, row.kind == PairKind::same ? faint : theme.text,
                  row.summary);
    }
}

/// What differs in words: of the selected pair, or when there is none, whatever differs outside of events.
void draw_differences(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    const CompareModel& compare = context.bench.compare();
    struct Row {
        const Divergence* difference;
        std::string_view why;
    };
    std::vector<Row> rows;
    const ComparedEvent* event = compare.event();
    if (event)
        for (size_t i = 0; i < event->differences.size(); ++i)
            rows.push_back({&event->differences[i], event->reasons[i]});
    for (const DivergenceGroup& group : compare.comparison().groups)
        if (group.first.seq == 0) rows.push_back({&group.first, group.why});
    Rect rest = area;
    static constexpr Column columns[] = {{.title = "event", .width = 56, .spare = 1},
                                         {.title = "where", .width = 120, .spare = 2},
                                         {.title = "what", .width = 150},
                                         {.title = "was"},
                                         {.title = "is"},
                                         {.title = "probably because", .width = 230, .spare = 3}};
    Columns layout(ui, "Differences", rest, columns);
    layout.header(rest);
    if (rows.empty()) {
        std::string text = event && event->left_number && event->right_number ? "Nothing differs in this event."
                           : event                                            ? "This event is there on one side only."
                                                                              : "";
        draw_text(ui, rest.cut_top(ui.px(row_height)).shrunk(ui.px(12), 0), ui.fonts.text, theme.text_faint, text);
        return;
    }
    List list(ui, rest, "Differences", static_cast<int64_t>(rows.size()));
    list.walk();
    for (int64_t i = list.first(); i < list.last(); ++i) {
        const Divergence& one = *rows[static_cast<size_t>(i)].difference;
        std::string_view why = rows[static_cast<size_t>(i)].why;
        Press press = list.row(i, fmt::format("difference {}", i + 1), false, one.text());
        ui.tooltip(press.rect, press.hovered, why.empty() ? one.text() : fmt::format("{}\n{}", one.text(), why));
        if (RowMenu menu(context, press, fmt::format("difference {} menu", i + 1), 1); menu)
            menu.copy("Copy the difference", one.text());
        if (one.dispatch)
            draw_text(ui, layout.cell(0, press.rect), ui.fonts.code, theme.text_faint,
                      fmt::format("#{}", one.dispatch));
        draw_text(ui, layout.cell(1, press.rect), ui.fonts.text, theme.text_soft,
                  one.object.empty() ? one.event : one.object);
        draw_text(ui, layout.cell(2, press.rect), ui.fonts.code, theme.text, one.what);
        draw_text(ui, layout.cell(3, press.rect), ui.fonts.code, theme.text_soft, one.expected);
        draw_text(ui, layout.cell(4, press.rect), ui.fonts.code, theme.warning, one.actual);
        Rect because = layout.cell(5, press.rect);
        draw_text(ui, because, ui.fonts.text, theme.text_soft, without_middle(ui.fonts.text, why, because.width()));
    }
}

/// What is to be known of the two runs as wholes.
void draw_notes(PanelContext& context, Rect strip) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    const CompareModel& compare = context.bench.compare();
    strip = strip.shrunk(ui.px(12), 0);
    ui.note("summary", strip, compare.summary());
    Line line(ui, strip);
    bool differs = compare.comparison().differs();
    line.icon(differs ? icon::warning : icon::check, differs ? theme.warning : theme.ok).text(compare.summary());
    const std::vector<ChangedFile>& files = compare.comparison().files;
    if (!files.empty()) {
        std::string more = files.size() > 1 ? fmt::format(" and {} more", files.size() - 1) : "";
        line.gap(16).faint("other code:").gap(6).soft(files.front().path + more);
    }
    if (size_t shifted = compare.comparison().renamed)
        line.gap(16).faint(counted(shifted, "id has", "ids have") + " shifted");
    std::string all;
    for (const ChangedFile& file : files) all += file.path + "\n";
    for (const Diagnostic& note : compare.notes()) {
        all += note.message + "\n";
        line.gap(16).icon(icon::warning, theme.warning).text(note.message, theme.warning);
    }
    ui.tooltip(strip, !all.empty() && strip.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered(), all);
}

void draw_working(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    const CompareModel& compare = context.bench.compare();
    Rect box = area.middle(ui.px(96));
    float width = std::min(ui.px(320), area.width() - ui.px(24));
    box.min.x = std::floor(area.center().x - width / 2), box.max.x = box.min.x + width;
    Rect text = box.cut_top(ui.px(28));
    draw_text(ui, text, ui.fonts.text, context.theme().text, compare.activity(), Align::center);
    ui.note("activity", text, "working");
    Rect bar = box.cut_top(ui.px(20)).middle(ui.px(4));
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.AddRectFilled(bar.min, bar.max, context.theme().line, ui.px(2));
    if (double part = compare.progress(); part >= 0)
        draw.AddRectFilled(bar.min, {bar.min.x + bar.width() * static_cast<float>(part), bar.max.y},
                           context.theme().accent, ui.px(2));
    box.cut_top(ui.px(12));
    ButtonSpec cancel{.label = "Cancel", .icon = icon::close};
    Rect at = box.cut_top(ui.px(control_height));
    float wide = button_width(ui, cancel);
    at.min.x = std::floor(area.center().x - wide / 2), at.max.x = at.min.x + wide;
    if (button(ui, at, cancel)) context.commands.push(CommandId::cancel_comparison);
}

} // namespace

void draw_compare(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    PanelWindow panel(ui, area, "Compare");
    if (!panel) return;
    const CompareModel& compare = context.bench.compare();
    Rect rest = area;
    bool done = compare.state() == CompareModel::State::done;
    std::string subtitle = done ? fmt::format("{} with {}", compare.left_name(), compare.right_name()) : std::string();
    Rect strip = panel_header(ui, rest, icon::compare, "COMPARE", subtitle);
    if (compare.state() != CompareModel::State::working) command_icon(context, strip, CommandId::close_comparison);
    if (compare.state() == CompareModel::State::working) return draw_working(context, rest);
    if (compare.state() == CompareModel::State::failed) {
        if (empty_state(ui, rest, icon::fault, "These cannot be compared", compare.error().text(), "Close"))
            context.commands.push(CommandId::close_comparison);
        return;
    }
    if (!done) return;
    static constexpr std::string_view words[] = {"differing", "all"};
    static constexpr Tab tabs[] = {{.title = "differing"}, {.title = "all"}};
    Rect choice = strip.cut_right(std::min(strip.width(), tab_strip_width(ui, tabs) + ui.px(16)));
    int shown = segments(ui, choice, words, compare.shows_all() ? 1 : 0);
    if ((shown == 1) != compare.shows_all()) context.commands.push({CommandId::show_all_pairs, "", "", shown});
    draw_notes(context, rest.cut_top(ui.px(28)));
    rule(ui, rest.min.x, rest.max.x, rest.min.y - ui.px(1));
    Split split = bench_splitter(context, "compare list", rest, Axis::horizontal, 0.3f, 140, 240);
    draw_pairs(context, split.first);
    Split right = bench_splitter(context, "compare differences", split.second, Axis::vertical, 0.5f, 120, 72);
    if (const ComparedEvent* event = compare.event()) {
        if (event->columns.empty()) {
            empty_state(ui, right.first, icon::object, "Nobody received this event",
                        "Neither run has a handler for it.");
        } else {
            draw_two_matrices(context, *event, right.first);
        }
    } else {
        empty_state(ui, right.first, icon::compare, "No event is selected", "Select a pair of events on the left.");
    }
    draw_differences(context, right.second);
}

} // namespace scope
