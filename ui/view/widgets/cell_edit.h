#pragma once
// A value typed in the place where it stands. Leaving the field commits as Enter does, and so does any command that is
// pushed while it is being typed into; only Escape gives it up.

#include "ui/model/commands.h"
#include "ui/view/widgets/field.h"

#include <string>

namespace scope {

class CellEdit {
public:
    /// Starts with `text`; `select_all` for what is usually replaced as a whole.
    void start(std::string text, bool select_all);

    enum class End : uint8_t { typing, committed, unchanged, cancelled };
    /// Draws the field. When it ends with `committed`, hand text() to CommandQueue::commit.
    End draw(Ui& ui, const Rect& rect, const CommandQueue& commands, FieldSpec spec);
    const std::string& text() const { return m_text; }
    bool active() const { return m_active; }
    bool changed() const { return m_text != m_start; }

private:
    std::string m_start, m_text;
    bool m_select_all = false;
    bool m_focus = false;
    bool m_active = false;
};

} // namespace scope
