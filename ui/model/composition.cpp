#include "ui/model/composition.h"

#include <algorithm>

namespace scope {

const RejectedEdit* Drafts::find(std::string_view path, bool key) const {
    for (const RejectedEdit& edit : rejected)
        if (edit.path == path && edit.key == key) return &edit;
    return nullptr;
}

void Drafts::drop(std::string_view path, bool key) {
    std::erase_if(rejected, [&](const RejectedEdit& edit) { return edit.path == path && edit.key == key; });
}

void Drafts::put(RejectedEdit edit) {
    drop(edit.path, edit.key);
    rejected.push_back(std::move(edit));
}

void CompositionHistory::change(ComposeStep next, std::string_view group) {
    if (next == m_now) return;
    bool joins = !group.empty() && group == m_group && !m_past.empty();
    if (!joins) m_past.push_back(std::move(m_now));
    if (m_past.size() > most_steps) m_past.erase(m_past.begin());
    m_now = std::move(next);
    m_future.clear();
    m_group = group;
}

void CompositionHistory::undo() {
    if (m_past.empty()) return;
    m_future.push_back(std::move(m_now));
    m_now = std::move(m_past.back());
    m_past.pop_back();
    m_group.clear();
}

void CompositionHistory::redo() {
    if (m_future.empty()) return;
    m_past.push_back(std::move(m_now));
    m_now = std::move(m_future.back());
    m_future.pop_back();
    m_group.clear();
}

} // namespace scope
