#include "ui/view/panels/timeline_panel.h"

#include "ui/model/text.h"
#include "ui/view/compat.h"
#include "ui/view/icons.h"
#include "ui/view/widgets/list.h"
#include "ui/view/widgets/press.h"
#include "ui/view/widgets/text.h"

#include <array>
#include <cmath>
#include <fmt/format.h>

namespace scope {

static constexpr float title_width = 116, usual_lane = 24, least_lane = 16, mark_width = 6, mark_height = 14;

TimelinePanel::Window TimelinePanel::shown() const {
    if (m_zoomed) return m_window;
    double first = static_cast<double>(m_timeline.first()), last = static_cast<double>(m_timeline.last());
    double margin = std::max(50000.0, (last - first) * 0.04);
    return {first - margin, last + margin};
}

float TimelinePanel::x_of(const Rect& plot, const Window& window, uint64_t at) const {
    double part = (static_cast<double>(at) - window.start) / (window.end - window.start);
    return plot.min.x + static_cast<float>(std::floor(part * static_cast<double>(plot.width())));
}

void TimelinePanel::draw(PanelContext& context, const Rect& area) {
    Ui& ui = context.ui;
    const DispatchTable& table = context.bench.events().index.table();
    m_timeline.update(table, context.session.events());
    PanelWindow panel(ui, area, "Timeline");
    if (!panel) return;
    Rect rest = area;
    const std::vector<TimelineLane>& lanes = m_timeline.lanes();
    std::string from = lanes.empty() ? "" : clock_text(static_cast<uint64_t>(std::max(0.0, shown().start)));
    Rect strip = panel_header(ui, rest, icon::clock, "TIMELINE", from);
    if (lanes.empty()) {
        draw_text(ui, rest.middle(ui.px(24)).shrunk(ui.px(12), 0), ui.fonts.text, context.theme().text_faint,
                  "Events show here along the game's clock.", Align::center);
        return;
    }
    Window window = shown();
    draw_text(ui, strip, ui.fonts.small, context.theme().text_soft,
              clock_text(static_cast<uint64_t>(std::max(0.0, window.end))), Align::right);
    Rect plot = rest;
    plot.cut_left(ui.px(title_width));
    Press press = press_area(ui, plot, "plot", fmt::format("{} lanes", lanes.size()));
    move(plot, press);
    window = shown();
    ImGui::PushClipRect(rest.min, rest.max, true);
    grid(ui, plot, window);
    m_lanes = visible_lanes(ui, rest, lanes.size());
    arcs(context, plot, window);
    for (int64_t i = m_lanes.first; i < m_lanes.last; ++i)
        lane(context, lanes[static_cast<size_t>(i)], m_lanes.strip(rest, i), plot, window);
    if (const DispatchRecord* dispatch = context.bench.selected_dispatch()) {
        float x = x_of(plot, window, dispatch->clock_us) + ui.px(mark_width / 2);
        for (float y = plot.min.y; y < plot.max.y && x > plot.min.x; y += ui.px(6))
            ImGui::GetWindowDrawList()->AddRectFilled({x, y}, {x + ui.px(1), y + ui.px(3)}, context.theme().accent);
    }
    ImGui::PopClipRect();
}

/// Lanes share the height until their titles would touch; beyond that the titles are a list that scrolls.
TimelinePanel::Lanes TimelinePanel::visible_lanes(Ui& ui, const Rect& area, size_t count) const {
    float height = std::floor(area.height() / static_cast<float>(count));
    height = std::clamp(height, ui.px(least_lane), ui.px(usual_lane));
    Rect titles = area;
    titles = titles.cut_left(ui.px(title_width));
    List list(ui, titles, "Lanes", static_cast<int64_t>(count), height / ui.scale);
    return {list.first(), list.last(), height};
}

void TimelinePanel::move(const Rect& plot, const Press& press) {
    const ImGuiIO& io = ImGui::GetIO();
    Window window = shown();
    double span = window.end - window.start;
    if (press.double_clicked) {
        m_zoomed = false;
        return;
    }
    if (press.hovered && io.MouseWheel != 0) {
        double at = window.start + span * static_cast<double>((io.MousePos.x - plot.min.x) / plot.width());
        double factor = std::clamp(std::pow(0.8, static_cast<double>(io.MouseWheel)), 0.1, 10.0);
        double wanted = std::clamp(span * factor, 100.0, 1e13);
        m_window = {at - (at - window.start) * wanted / span, at + (window.end - at) * wanted / span};
        m_zoomed = true;
    }
    if (press.held && ImGui::IsMouseDragging(0, 3)) {
        double by = -static_cast<double>(io.MouseDelta.x) / static_cast<double>(plot.width()) * span;
        m_window = {window.start + by, window.end + by};
        m_zoomed = true;
    }
}

void TimelinePanel::grid(Ui& ui, const Rect& plot, const Window& window) const {
    // Lines at 1, 2 or 5 times a power of ten, about 120 units apart.
    double wanted = (window.end - window.start) * static_cast<double>(ui.px(120) / std::max(1.0f, plot.width()));
    double step = std::pow(10.0, std::floor(std::log10(std::max(1.0, wanted))));
    if (step * 5 < wanted)
        step *= 10;
    else if (step * 2 < wanted)
        step *= 5;
    else if (step < wanted)
        step *= 2;
    for (double at = std::ceil(std::max(0.0, window.start) / step) * step; at <= window.end; at += step) {
        float x = x_of(plot, window, static_cast<uint64_t>(at));
        ImGui::GetWindowDrawList()->AddRectFilled({x, plot.min.y}, {x + ui.px(1), plot.max.y}, ui.theme->line_soft);
    }
}

void TimelinePanel::lane(PanelContext& context, const TimelineLane& lane, const Rect& strip, const Rect& plot,
                         const Window& window) {
    Ui& ui = context.ui;
    const Theme& theme = context.theme();
    Rect title = strip.shrunk(ui.px(12), 0);
    title.max.x = plot.min.x - ui.px(4);
    draw_text(ui, title, ui.fonts.small, theme.text_soft, lane.title);
    ui.note(fmt::format("lane {}", lane.title), title, counted(lane.marks.size(), "event"));
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    ImU32 color = event_color(theme, lane.event_number);
    float width = ui.px(mark_width), height = std::min(ui.px(mark_height), strip.height() - ui.px(4));
    double per_pixel = (window.end - window.start) / std::max(1.0, static_cast<double>(plot.width()));
    EventRef selected = context.bench.events().selected;
    const std::vector<DispatchRow>& table = context.bench.events().index.table().rows();
    // One mark for each place a mark fits, however many events fall on it.
    size_t index =
        lane.first_at(static_cast<uint64_t>(std::max(0.0, window.start - per_pixel * static_cast<double>(width))));
    while (index < lane.marks.size() && static_cast<double>(lane.marks[index].at) <= window.end) {
        const TimelineMark& mark = lane.marks[index];
        float x = x_of(plot, window, mark.at);
        double next_time = static_cast<double>(mark.at) + per_pixel * static_cast<double>(ui.px(mark_width + 1));
        size_t next = std::max(index + 1, lane.first_at(static_cast<uint64_t>(std::max(0.0, next_time))));
        bool is_selected = false;
        Tone tone = Tone::plain;
        auto ref_of = [&](const TimelineMark& of) { return EventRef{table[of.row].line, table[of.row].dispatch}; };
        EventRef ref = ref_of(mark);
        for (size_t i = index; i < next && i < index + 64; ++i) {
            tone = std::max(tone, lane.marks[i].tone);
            if (ref_of(lane.marks[i]) == selected) is_selected = true;
        }
        Rect box = strip.middle(height);
        box.min.x = x;
        box.max.x = x + width;
        if (box.min.x >= plot.min.x) {
            Press press = press_area(ui, box, fmt::format("mark {}.{}", ref.line, ref.dispatch), lane.title);
            draw.AddRectFilled(box.min, box.max, mark.nested ? mixed(theme.panel, color, 0.7f) : color, ui.px(2));
            if (tone >= Tone::warning)
                draw.AddRectFilled({box.min.x, box.max.y + ui.px(1)}, {box.max.x, box.max.y + ui.px(3)},
                                   tone == Tone::fault ? theme.fault : theme.warning);
            if (is_selected || press.hovered)
                compat::add_rect(draw, {box.min.x - ui.px(1), box.min.y - ui.px(1)},
                                 {box.max.x + ui.px(1), box.max.y + ui.px(1)}, theme.text, ui.px(3), ui.px(1));
            if (press.clicked)
                context.commands.push(
                    {CommandId::select_event, "", "", static_cast<int64_t>(ref.line) << 32 | ref.dispatch});
            if (press.hovered)
                ui.tooltip(box, true,
                           fmt::format("{} at {}{}", lane.title, clock_text(mark.at),
                                       next - index > 1 ? fmt::format(", {} events", next - index) : ""));
        }
        index = next;
    }
}

void TimelinePanel::arcs(PanelContext& context, const Rect& plot, const Window& window) const {
    Ui& ui = context.ui;
    size_t drawn = 0;
    for (const TimelineArc& arc : m_timeline.arcs()) {
        if (static_cast<double>(arc.to) < window.start || static_cast<double>(arc.from) > window.end) continue;
        if (++drawn > 500) return; // beyond that they are no longer lines but a cloud
        int64_t index = static_cast<int64_t>(arc.lane);
        if (index < m_lanes.first || index >= m_lanes.last) continue;
        const TimelineLane& lane = m_timeline.lanes()[arc.lane];
        float y = m_lanes.strip(plot, index).center().y, x0 = x_of(plot, window, arc.from),
              x1 = x_of(plot, window, arc.to);
        float rise = std::min(m_lanes.height * 0.45f, (x1 - x0) * 0.25f);
        ImU32 color = faded(event_color(context.theme(), lane.event_number), 0.7f);
        std::array<ImVec2, 17> points;
        for (size_t i = 0; i < points.size(); ++i) {
            float part = static_cast<float>(i) / static_cast<float>(points.size() - 1);
            points[i] = {x0 + (x1 - x0) * part, y - rise * 4 * part * (1 - part)};
        }
        compat::add_polyline(*ImGui::GetWindowDrawList(), points, color, ui.px(1));
        draw_dot(ui, {x0, y}, ui.px(3), color);
    }
}

} // namespace scope
