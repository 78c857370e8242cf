#include "ui/view/widgets/cell_edit.h"

#include <utility>

namespace scope {

void CellEdit::start(std::string text, bool select_all) {
    m_text = m_start = std::move(text);
    m_select_all = select_all;
    m_focus = true;
    m_active = false;
}

CellEdit::End CellEdit::draw(Ui& ui, const Rect& rect, const CommandQueue& commands, FieldSpec spec) {
    spec.focus = spec.fresh = std::exchange(m_focus, false);
    spec.select_all = m_select_all;
    FieldResult result = text_field(ui, rect, m_text, spec);
    bool left = m_active && !result.active;
    m_active = result.active;
    bool over = left || result.entered || (m_active && commands.wants_action());
    if (!over) return End::typing;
    if (left && result.cancelled) return End::cancelled;
    return changed() ? End::committed : End::unchanged;
}

} // namespace scope
