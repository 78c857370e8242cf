#include "ui/view/automation.h"

#include "core/base/text.h"
#include "ui/view/compat.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace scope {

namespace {

constexpr float sliver = 4; ///< pixels; what shows less of itself counts as hidden

bool can_be_seen(const Item& item) {
    return item.visible.width() >= sliver && item.visible.height() >= sliver &&
           compat::root_window_at(item.visible.center()) == item.root_window;
}

/// How many single-character edits lead from `a` to `b`. Names are short.
size_t edits(std::string_view a, std::string_view b) {
    std::vector<size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), size_t{0});
    for (size_t i = 0; i < a.size(); ++i) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < b.size(); ++j) {
            size_t replaced = diagonal + (a[i] != b[j]);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

} // namespace

void Items::begin_frame() {
    m_complete.swap(m_drawing);
    m_drawing.clear();
}

void Items::put(std::string name, Rect rect, std::string text, bool enabled) {
    auto count = std::count_if(m_drawing.begin(), m_drawing.end(), [&](const Item& item) {
        return item.name.starts_with(name) &&
               (item.name.size() == name.size() || item.name.compare(name.size(), 2, " #") == 0);
    });
    if (count > 0) name += fmt::format(" #{}", count + 1);
    const ImDrawList& list = *ImGui::GetWindowDrawList();
    Rect clip{list.GetClipRectMin(), list.GetClipRectMax()};
    m_drawing.push_back(
        {std::move(name), std::move(text), rect.intersection(clip), enabled, compat::current_root_window()});
}

void Items::put_panel(std::string_view panel) {
    if (!m_panels.contains(panel)) m_panels.emplace(panel);
}

bool Items::knows_panel_of(std::string_view name) const {
    size_t end = name.rfind('/');
    return end != std::string_view::npos && m_panels.contains(name.substr(0, end));
}

const Item* Items::find(std::string_view name) const {
    for (const Item& item : m_complete)
        if (item.name == name) return can_be_seen(item) ? &item : nullptr;
    return nullptr;
}

std::vector<std::string> Items::visible_names() const {
    std::vector<std::string> names;
    for (const Item& item : m_complete)
        if (can_be_seen(item)) names.push_back(item.name);
    return names;
}

std::vector<std::string> Items::similar(std::string_view name, size_t count) const {
    std::vector<std::pair<size_t, std::string>> ranked;
    std::string wanted = lower_ascii(name.substr(0, 200));
    for (std::string& candidate : visible_names()) {
        std::string lowered = lower_ascii(std::string_view(candidate).substr(0, 200));
        size_t distance = lowered.find(wanted) != std::string::npos ? 0 : edits(wanted, lowered);
        ranked.emplace_back(distance, std::move(candidate));
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](auto& a, auto& b) { return a.first < b.first; });
    std::vector<std::string> names;
    for (auto& [distance, candidate] : ranked)
        if (names.size() < count && distance * 2 <= wanted.size() + 2) names.push_back(std::move(candidate));
    return names;
}

} // namespace scope
