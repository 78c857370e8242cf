#include "ui/view/widgets/list.h"

#include "ui/view/compat.h"
#include "ui/view/icons.h"
#include "ui/view/widgets/panel.h"

#include <fmt/format.h>
#include <utility>

namespace scope {

static constexpr float bar_height = 10; ///< of the sideways bar

Columns::Columns(Ui& ui, std::string_view name, const Rect& area, std::span<const Column> columns)
    : m_ui(ui)
    , m_name(name)
    , m_columns(columns) {
    std::vector<float> widths;
    for (const Column& column : columns) widths.push_back(column.width);
    m_look = ui.look_of(name);
    if (m_look.widths.size() == columns.size()) widths = m_look.widths;
    fit(widths, area.width() / ui.scale);
    float fixed = 0;
    int shares = 0;
    for (float width : widths)
        if (width >= 0) width > 0 ? void(fixed += ui.px(width)) : void(++shares);
    float share = shares ? std::max(ui.px(48), std::floor((area.width() - fixed) / static_cast<float>(shares))) : 0;
    float x = area.min.x;
    m_edges.push_back(x);
    for (float width : widths) m_edges.push_back(x += width > 0 ? ui.px(width) : width < 0 ? 0 : share);
}

/// Makes widths fit: all become a little narrower, and where that is not enough the most spare columns are marked -1.
/// A column that takes a share needs 110 units of it.
void Columns::fit(std::vector<float>& widths, float room) {
    constexpr float narrowest = 0.8f;
    float fixed = 0, shares = 0;
    auto measure = [&] {
        fixed = shares = 0;
        for (float width : widths) (width == 0 ? shares : fixed) += width > 0 ? width : width == 0 ? 110 : 0;
        return room - shares >= fixed * narrowest;
    };
    while (!measure()) {
        size_t most = 0;
        for (size_t i = 1; i < widths.size(); ++i)
            if (widths[i] >= 0 && (widths[most] < 0 || m_columns[i].spare > m_columns[most].spare)) most = i;
        if (widths[most] < 0 || m_columns[most].spare == 0) break;
        widths[most] = -1;
        (m_left_out += m_left_out.empty() ? "" : ", ") += m_columns[most].title;
    }
    // With nothing left to spare all share what there is: none may push another out.
    float scale = fixed > 0 ? std::clamp((room - shares) / fixed, 0.02f, 1.0f) : 1;
    for (float& width : widths)
        if (width > 0) width *= scale;
}

Rect Columns::cell(size_t column, const Rect& row) const {
    float padding = m_ui.px(8), left = column == 0 ? m_ui.px(12) : padding; // the first lines up with panel titles
    if (!shows(column)) return {row.min, row.min};
    float offset = row.min.x - m_edges.front();
    Rect cell{{m_edges[column] + left, row.min.y}, {m_edges[column + 1] - padding / 2, row.max.y}};
    if (offset < 0) cell.min.x += offset, cell.max.x += offset;
    cell.max.x = std::min(cell.max.x, row.max.x);
    return cell;
}

/// What the columns beside `column` need at least, in pixels; those that share what is left less than they have now.
float Columns::others(size_t column) const {
    float needed = 0;
    for (size_t i = 0; i < m_columns.size(); ++i)
        if (i != column && shows(i)) needed += std::min(m_edges[i + 1] - m_edges[i], m_ui.px(48));
    return needed;
}

/// A title that sorts: once upwards, once downwards, then as the rows come.
void Columns::sort_title(size_t column, const Rect& cell, const std::string& key) {
    int number = static_cast<int>(column) + 1;
    bool up = m_look.sort == number, down = m_look.sort == -number;
    Press press = press_area(m_ui, cell, fmt::format("sort {}", m_columns[column].title),
                             up     ? "up"
                             : down ? "down"
                                    : "");
    ImU32 color = up || down || press.hovered ? m_ui.theme->text : m_ui.theme->text_faint;
    Rect rest = cell;
    float used = draw_text(m_ui, cell, m_ui.fonts.small, color, m_columns[column].title, m_columns[column].align);
    rest.min.x += used + m_ui.px(4);
    if (up || down) draw_icon(m_ui, rest.cut_left(m_ui.px(8)), color, up ? icon::caret_up : icon::caret_down);
    if (!press.clicked) return;
    m_ui.changed_look = {key, m_look};
    m_ui.changed_look->second.sort = up ? -number : down ? 0 : number;
}

void Columns::header(Rect& area, bool sorts) {
    Rect strip = area.cut_top(m_ui.px(row_height + 1));
    rule(m_ui, strip.min.x, strip.max.x, strip.max.y - m_ui.px(1));
    strip.max.y -= m_ui.px(1);
    std::string key = m_ui.full_name(m_name);
    PanelScope scope(m_ui, m_name);
    if (!m_left_out.empty()) {
        std::string_view sign = "\u2026";
        Rect at = strip;
        at = at.cut_right(m_ui.px(20));
        draw_text(m_ui, at, m_ui.fonts.small, m_ui.theme->text_soft, sign, Align::center);
        m_ui.note("left out", at, m_left_out);
        m_ui.tooltip(at, at.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered(),
                     fmt::format("no room for: {}", m_left_out));
        strip.max.x = at.min.x;
    }
    for (size_t i = 0; i < m_columns.size(); ++i) {
        if (sorts && !m_columns[i].title.empty() && shows(i))
            sort_title(i, cell(i, strip), key);
        else
            draw_text(m_ui, cell(i, strip), m_ui.fonts.small, m_ui.theme->text_faint, m_columns[i].title,
                      m_columns[i].align);
    }
    for (size_t i = 0; i + 1 < m_columns.size(); ++i) {
        if (!shows(i)) continue;
        float x = m_edges[i + 1];
        Rect grip{{x - m_ui.px(3), strip.min.y}, {x + m_ui.px(4), strip.max.y}};
        Press press = press_area(m_ui, grip, fmt::format("column {}", m_columns[i].title));
        if (press.hovered || press.held) {
            ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
            ImGui::GetWindowDrawList()->AddRectFilled({x, strip.min.y}, {x + m_ui.px(1), strip.max.y},
                                                      m_ui.theme->accent);
        }
        if (!press.held || !ImGui::IsMouseDragging(0, 1)) continue;
        ListLook look = m_look;
        if (look.widths.size() != m_columns.size()) {
            look.widths.clear();
            for (const Column& column : m_columns) look.widths.push_back(column.width);
        }
        float most = m_edges.back() - m_edges.front() - others(i);
        look.widths[i] = std::max(24.0f, std::min(most, ImGui::GetIO().MousePos.x - m_edges[i]) / m_ui.scale);
        m_ui.changed_look = {key, look};
    }
}

List::List(Ui& ui, const Rect& area, std::string_view name, int64_t rows, float height)
    : m_ui(ui)
    , m_state(ui.list_state(name))
    , m_rows(std::max<int64_t>(0, rows))
    , m_height(ui.px(height))
    , m_view(area)
    , m_scope(ui, name) {
    ImGui::SetCursorScreenPos(area.min);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    compat::begin_child("list", {std::max(1.0f, area.width()), std::max(1.0f, area.height())},
                        ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav);
    ImGui::PopStyleVar();
    take_focus(area);
    if (m_ui.items.recording) m_ui.items.put(m_ui.full_name("list"), area, fmt::format("{} rows", m_rows), true);
    take_wheel();
    m_state.top = std::clamp<int64_t>(m_state.top, 0, largest_top());
    if (largest_top() > 0) scroll_bar(area);
    int64_t shown = static_cast<int64_t>(std::ceil(std::max(0.0f, m_view.height()) / m_height));
    m_last = std::min(m_rows, m_state.top + shown);
}

List::~List() {
    sideways_bar();
    m_ui.focus.set_in_list(false);
    compat::end_child();
}

void List::take_focus(const Rect& area) {
    m_ui.focus.set_in_list(true);
    ImGuiID id = ImGui::GetID("list");
    if (ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows) && ImGui::IsMouseClicked(0)) m_ui.focus.take(id);
    if (m_rows == 0) return;
    m_focused = m_ui.focus.stop(id, m_ui.outer_panel());
    if (m_focused) m_ui.focus.ring(area, m_ui.full_name("list"));
}

int64_t List::full_rows() const {
    return std::max<int64_t>(1, static_cast<int64_t>(m_view.height() / m_height));
}
int64_t List::largest_top() const {
    return std::max<int64_t>(0, m_rows - full_rows());
}
bool List::at_end() const {
    return m_state.top >= largest_top();
}
void List::go_to_end() {
    m_state.top = largest_top();
}

Rect List::row_rect(int64_t row) const {
    float y = m_view.min.y + static_cast<float>(row - m_state.top) * m_height;
    return {{m_view.min.x, y}, {m_view.max.x, y + m_height}};
}

void List::take_wheel() {
    if (!ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows)) return;
    const ImGuiIO& io = ImGui::GetIO();
    m_state.scroll_x -= (io.MouseWheelH + (io.KeyShift ? io.MouseWheel : 0)) * m_ui.px(48);
    if (io.MouseWheel == 0 || io.KeyShift) return;
    m_state.wheel_rest -= io.MouseWheel * 3;
    int64_t whole = static_cast<int64_t>(m_state.wheel_rest);
    m_state.wheel_rest -= static_cast<float>(whole);
    m_state.top += whole;
}

void List::set_content_width(float pixels) {
    m_content_width = pixels;
    if (pixels > m_view.width() && m_view.height() > m_ui.px(30)) {
        m_view.max.y -= m_ui.px(bar_height);
        m_state.top = std::clamp<int64_t>(m_state.top, 0, largest_top());
        int64_t shown = static_cast<int64_t>(std::ceil(m_view.height() / m_height));
        m_last = std::min(m_rows, m_state.top + shown);
    }
    m_state.scroll_x = std::clamp(m_state.scroll_x, 0.0f, std::max(0.0f, std::ceil(pixels - m_view.width())));
}

void List::reveal_sideways(float from, float to) {
    if (std::exchange(m_state.revealed_x, from) == from) return;
    m_state.scroll_x = std::max(m_state.scroll_x, to - m_view.width());
    m_state.scroll_x = std::max(0.0f, std::min(m_state.scroll_x, from));
}

/// Below the rows, drawn last: the lowest one may reach into it.
void List::sideways_bar() {
    float rest = std::ceil(m_content_width - m_view.width());
    if (rest <= 0 || m_view.height() < m_ui.px(20)) return;
    Rect track{{m_view.min.x, m_view.max.y}, {m_view.max.x, m_view.max.y + m_ui.px(bar_height)}};
    ImGui::GetWindowDrawList()->AddRectFilled(track.min, track.max, m_ui.theme->panel);
    float length = std::max(m_ui.px(24), std::floor(track.width() * m_view.width() / m_content_width));
    float room = std::max(1.0f, track.width() - length);
    Press press = press_area(m_ui, track, "sideways bar");
    if (press.held)
        m_state.scroll_x = rest * std::clamp((ImGui::GetIO().MousePos.x - track.min.x - length / 2) / room, 0.0f, 1.0f);
    float x = track.min.x + std::floor(room * m_state.scroll_x / rest);
    ImGui::GetWindowDrawList()->AddRectFilled(
        {x, track.min.y + m_ui.px(3)}, {x + length, track.max.y - m_ui.px(1)},
        press.hovered || press.held ? m_ui.theme->text_faint : m_ui.theme->raised_hover, m_ui.px(3));
}

void List::scroll_bar(const Rect& area) {
    Rect track = area;
    track.min.x = std::max(area.min.x, area.max.x - m_ui.px(10));
    m_view.max.x = track.min.x;
    double rows = static_cast<double>(m_rows), full = static_cast<double>(full_rows());
    float length = std::max(m_ui.px(24), std::floor(track.height() * static_cast<float>(full / rows)));
    length = std::min(length, track.height());
    float room = track.height() - length;
    auto offset = [&] {
        return std::floor(room *
                          static_cast<float>(static_cast<double>(m_state.top) / static_cast<double>(largest_top())));
    };
    Press press = press_area(m_ui, track, "scroll bar");
    if (press.held && room > 0) {
        double part = std::clamp((ImGui::GetIO().MousePos.y - track.min.y - length / 2) / room, 0.0f, 1.0f);
        m_state.top = static_cast<int64_t>(std::llround(part * static_cast<double>(largest_top())));
    }
    Rect thumb{{track.min.x + m_ui.px(2), track.min.y + offset()},
               {track.max.x - m_ui.px(2), track.min.y + offset() + length}};
    ImGui::GetWindowDrawList()->AddRectFilled(
        thumb.min, thumb.max, press.hovered || press.held ? m_ui.theme->raised_hover : m_ui.theme->raised, m_ui.px(3));
}

Press List::row(int64_t row, std::string_view label, bool selected, std::string_view text) {
    Rect rect = row_rect(row);
    ImGui::PushID(static_cast<int>(row & 0x7fffffff));
    Press press = press_area(m_ui, rect, label, text);
    ImGui::PopID();
    if (press.clicked) m_state.cursor = row;
    bool under_cursor = m_walks && m_focused && row == m_state.cursor, here = at_cursor(row);
    bool plain = compat::modifiers_held() == compat::Modifiers{};
    if ((selected || under_cursor) && wants_menu()) press.right_clicked = true;
    if (here && plain && compat::key_pressed(compat::Key::enter) && !ImGui::GetIO().WantTextInput) press.clicked = true;
    if (selected || press.hovered || here)
        ImGui::GetWindowDrawList()->AddRectFilled(rect.min, rect.max,
                                                  selected ? m_ui.theme->selection : m_ui.theme->row_hover);
    return press;
}

bool List::wants_menu() const {
    return m_focused &&
           (compat::key_pressed(compat::Key::menu) ||
            (compat::key_pressed(compat::Key::f10) && compat::modifiers_held() == compat::Modifiers{false, true}));
}

bool List::at_cursor(int64_t row) const {
    return m_walks && m_focused && row == m_state.cursor && m_ui.focus.visible();
}

std::optional<int64_t> List::moved_to(int64_t current) const {
    if (!m_focused || ImGui::GetIO().WantTextInput || compat::modifiers_held() != compat::Modifiers{})
        return std::nullopt;
    using compat::Key;
    auto pressed = [](Key key) { return compat::key_pressed(key, true); };
    int64_t to = current;
    if (pressed(Key::down))
        to = current + 1;
    else if (pressed(Key::up))
        to = current < 0 ? m_rows - 1 : current - 1;
    else if (pressed(Key::page_down))
        to = current + full_rows();
    else if (pressed(Key::page_up))
        to = current - full_rows();
    else if (pressed(Key::home))
        to = 0;
    else if (pressed(Key::end))
        to = m_rows - 1;
    else
        return std::nullopt;
    to = std::clamp<int64_t>(to, 0, m_rows - 1);
    return to == current ? std::nullopt : std::optional(to);
}

void List::walk() {
    m_walks = true;
    m_state.cursor = std::min(m_state.cursor, m_rows - 1);
    auto to = moved_to(m_state.cursor);
    if (!to) return;
    m_ui.focus.show();
    m_state.cursor = *to;
    m_state.revealed = -1;
    reveal(*to);
}

void List::scroll_by_keys() {
    if (m_rows == 0) return;
    // As if the row at the edge towards which the key goes were selected.
    using compat::Key;
    bool down = compat::key_pressed(Key::down, true) || compat::key_pressed(Key::page_down, true);
    auto to = moved_to(down ? m_state.top + full_rows() - 1 : m_state.top);
    if (!to) return;
    int64_t kept = std::exchange(m_state.revealed, -1);
    reveal(*to);
    m_state.revealed = kept;
}

void List::reveal(int64_t row) {
    if (row < 0 || row == m_state.revealed) return;
    m_state.revealed = row;
    if (row < m_state.top)
        m_state.top = row;
    else if (row >= m_state.top + full_rows())
        m_state.top = row - full_rows() + 1;
    m_state.top = std::clamp<int64_t>(m_state.top, 0, largest_top());
    int64_t shown = static_cast<int64_t>(std::ceil(std::max(0.0f, m_view.height()) / m_height));
    m_last = std::min(m_rows, m_state.top + shown);
}

bool tree_handle(Ui& ui, Rect& cell, int depth, bool has_children, bool open, std::string_view label) {
    cell.cut_left(ui.px(16) * static_cast<float>(std::min(depth, 24)));
    if (!has_children) return false;
    Rect box = cell.cut_left(ui.px(12));
    Rect reach{{box.min.x - ui.px(4), box.min.y}, {box.max.x + ui.px(2), box.max.y}};
    Press press = press_area(ui, reach, fmt::format("{} open", label), open ? "open" : "closed");
    draw_text(ui, box, ui.fonts.text, press.hovered ? ui.theme->text : ui.theme->text_soft,
              open ? icon::caret_down : icon::caret_right);
    cell.cut_left(ui.px(2));
    return press.clicked;
}

} // namespace scope
