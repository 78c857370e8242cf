#include "ui/view/panels/filter_field.h"

#include "ui/model/text.h"
#include "ui/view/compat.h"
#include "ui/view/icons.h"
#include "ui/view/widgets/field.h"
#include "ui/view/widgets/list.h"
#include "ui/view/widgets/press.h"
#include "ui/view/widgets/text.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace scope {

void FilterField::draw(PanelContext& context, Rect strip) {
    Ui& ui = context.ui;
    const EventsState& events = context.bench.events();
    count(context, strip);
    if (!events.filter.empty()) command_icon(context, strip, CommandId::clear_filter);
    if (!m_typing && !m_new_cursor) m_text = events.filter;
    Rect field = strip.middle(ui.px(24));
    Rect help = field;
    help = help.cut_right(ui.px(22));
    bool asks = m_new_cursor && m_waited++ == 0 && !m_typing;
    bool escape = m_box.is_open() && compat::key_pressed(compat::Key::escape);
    FieldSpec spec{.name = "Filter",
                   .hint = "type:http  obj:obj_shop  status<0  missing  fault",
                   .icon = icon::filter,
                   .trailing = m_text.empty() ? "Ctrl+F   " : "   ",
                   .colored = true,
                   .focus = context.bench.window().focus_filter || asks,
                   .invalid = events.index.error() && !m_box.is_open(),
                   .cursor = m_new_cursor,
                   .keeps_escape = m_box.is_open()};
    FieldResult result = text_field(ui, field, m_text, spec);
    m_typing = result.active;
    if (result.active) {
        m_cursor = result.cursor;
        m_new_cursor.reset();
    } else if (m_waited > 4)
        m_new_cursor.reset();
    if (result.changed) context.commands.push({CommandId::set_filter, m_text});
    if (result.active) m_box.follow(m_text, m_cursor, events.index.table().facts(), result.changed);
    if (escape) m_box.close();
    keys(context, result);
    Press words = press_area(ui, help, "Words", m_box.is_open() ? "open" : "closed");
    draw_icon(ui, help, words.hovered ? context.theme().text : context.theme().text_faint, icon::caret_down);
    ui.tooltip(help, words.hovered, "What may stand here: words, keys and values (Down)");
    if (words.clicked) {
        size_t cursor = m_typing ? m_cursor : m_text.size();
        if (m_box.is_open())
            m_box.close();
        else {
            m_box.show(m_text, cursor, events.index.table().facts());
            m_new_cursor = cursor;
            m_waited = 0;
        }
    }
    offers(context, field, result.active || words.held || m_new_cursor.has_value() || words.hovered);
}

void FilterField::count(PanelContext& context, Rect& strip) {
    Ui& ui = context.ui;
    const EventIndex& index = context.bench.events().index;
    size_t lines = context.session.events().size();
    std::string text = !index.filters() ? counted(index.total(), "event")
                                        : fmt::format("{} of {}", grouped(index.rows().size()), grouped(index.total()));
    bool searches = index.searches() && index.lines() < lines;
    if (searches) text += fmt::format(", {} {} %", index.stopped() ? "stopped at" : "at", index.lines() * 100 / lines);
    Rect at = strip.cut_right(text_width(ui.fonts.small, text));
    draw_text(ui, at, ui.fonts.small, context.theme().text_faint, text);
    ui.note("count", at, text);
    if (searches) command_icon(context, strip, CommandId::stop_search);
    strip.cut_right(ui.px(12));
}

void FilterField::change(PanelContext& context, std::string text, size_t cursor) {
    m_text = std::move(text);
    m_cursor = cursor;
    m_new_cursor = cursor;
    m_waited = 0;
    context.commands.push({CommandId::set_filter, m_text});
}

void FilterField::take(PanelContext& context, int offer) {
    size_t cursor = m_cursor;
    std::string text = m_box.take(m_text, offer, cursor, context.bench.events().index.table().facts());
    change(context, std::move(text), cursor);
}

void FilterField::keys(PanelContext& context, const FieldResult& result) {
    if (!result.active && !result.entered) return;
    if (!m_box.is_open()) {
        if (result.active && compat::key_pressed(compat::Key::down))
            m_box.show(m_text, m_cursor, context.bench.events().index.table().facts());
        return;
    }
    context.ui.focus.keep_tab();
    if (compat::key_pressed(compat::Key::down, true)) m_box.move(1);
    if (compat::key_pressed(compat::Key::up, true)) m_box.move(-1);
    bool tab = compat::key_pressed(compat::Key::tab) && compat::modifiers_held() == compat::Modifiers{};
    if (tab || (result.entered && m_box.chosen() >= 0))
        take(context, -1);
    else if (result.entered)
        m_box.close();
}

void FilterField::offers(PanelContext& context, const Rect& field, bool active) {
    if (!active && !m_over) m_box.close();
    m_over = false;
    if (!m_box.is_open()) return;
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    constexpr size_t most = 12;
    const std::vector<FilterCompletion>& all = m_box.offers();
    size_t shown = std::min(most, all.size());
    size_t chosen = static_cast<size_t>(std::max(0, m_box.chosen()));
    m_first = std::clamp(m_first, chosen + 1 > shown ? chosen + 1 - shown : 0, std::min(chosen, all.size() - shown));
    float words = 0, notes = 0;
    for (size_t i = 0; i < all.size(); ++i) {
        words = std::max(words, text_width(ui.fonts.code, all[i].text));
        notes = std::max(notes, text_width(ui.fonts.small, all[i].note));
    }
    float padding = ui.px(4), row = ui.px(row_height), footer = ui.px(22);
    ImVec2 screen = ImGui::GetIO().DisplaySize;
    ImVec2 size{std::clamp(words + notes + ui.px(16 + 24) + 2 * padding, field.width(), screen.x - 2 * padding),
                row * static_cast<float>(shown) + 2 * padding + footer};
    ImVec2 at{std::max(padding, std::min(field.min.x, screen.x - size.x - padding)), field.max.y + ui.px(2)};
    ImGui::SetNextWindowPos(at);
    ImGui::SetNextWindowSize(size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::Begin("##completions", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav);
    ImGui::PopStyleVar();
    compat::raise_window();
    Rect area{at, {at.x + size.x, at.y + size.y}};
    m_over = area.contains(ImGui::GetIO().MousePos);
    if (m_over && ImGui::GetIO().MouseWheel != 0) {
        auto by = static_cast<int64_t>(-ImGui::GetIO().MouseWheel * 3);
        m_first = static_cast<size_t>(
            std::clamp<int64_t>(static_cast<int64_t>(m_first) + by, 0, static_cast<int64_t>(all.size() - shown)));
    }
    int clicked = -1;
    {
        PanelScope scope(ui, "Completions");
        Rect rest = area.shrunk(padding, padding);
        for (size_t i = m_first; i < m_first + shown; ++i) {
            const FilterCompletion& offer = all[i];
            Press press = press_area(ui, rest.cut_top(row), offer.text, offer.note);
            bool on = static_cast<int>(i) == m_box.chosen();
            if (on || press.hovered)
                ImGui::GetWindowDrawList()->AddRectFilled(press.rect.min, press.rect.max,
                                                          on ? theme.selection : theme.raised, ui.px(4));
            Rect cell = press.rect.shrunk(ui.px(8), 0);
            Rect left = cell.cut_left(words);
            draw_text(ui, left, ui.fonts.code, theme.text, offer.text);
            cell.cut_left(ui.px(24));
            draw_text(ui, cell, ui.fonts.small, on ? theme.on_selection_soft : theme.text_faint, offer.note);
            if (press.clicked) clicked = static_cast<int>(i);
        }
        rule(ui, area.min.x, area.max.x, rest.min.y + ui.px(2));
        rest.cut_top(ui.px(3));
        Rect line = rest.shrunk(ui.px(8), 0);
        std::string more =
            all.size() > shown ? fmt::format("{} to {} of {}", m_first + 1, m_first + shown, all.size()) : "";
        draw_text(ui, line, ui.fonts.small, theme.text_faint, more, Align::right);
        draw_text(ui, line, ui.fonts.small, theme.text_faint, "Tab takes the first, arrows choose, Escape closes");
    }
    ImGui::End();
    if (clicked >= 0) take(context, clicked);
}

void FilterField::error(PanelContext& context, Rect& rest) {
    const EventsState& events = context.bench.events();
    if (!events.index.error() || m_box.is_open()) return;
    const FilterError& error = *events.index.error();
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    std::string drawing = error.drawing(events.filter);
    size_t end = drawing.find('\n');
    Rect area = rest.cut_top(ui.px(row_height + 16 + 14 + 6));
    rule(ui, area.min.x, area.max.x, area.max.y - ui.px(1));
    area = area.shrunk(ui.px(12), 0);
    Rect message = area.cut_top(ui.px(row_height));
    ui.note("filter error", message, error.message);
    std::string kept = events.index.filters() ? fmt::format("the rows are those of `{}`", events.index.filter())
                                              : std::string("everything is shown");
    Line(ui, message).icon(icon::fault, theme.fault).text(error.message, theme.fault).gap(8).faint(kept);
    ui.tooltip(message, message.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered(),
               error.message + "\n" + kept);
    area.cut_left(ui.px(22));
    Rect line = area.cut_top(ui.px(16)), carets = area.cut_top(ui.px(14));
    draw_text(ui, line, ui.fonts.code, theme.text, drawing.substr(0, end));
    draw_text(ui, carets, ui.fonts.code, theme.fault, drawing.substr(end + 1));
    ui.note("filter caret", carets, drawing.substr(end + 1));
}

} // namespace scope
