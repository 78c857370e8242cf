#include "ui/view/widgets/wrapped_text.h"

#include "ui/view/compat.h"
#include "ui/view/widgets/list.h"
#include "ui/view/widgets/press.h"
#include "ui/view/widgets/text.h"

#include <algorithm>

namespace scope {

static constexpr size_t most_rows = 100000;

void WrappedText::wrap(const Face& face, const std::string& text, float width) {
    if (m_width == width && m_size == face.size && m_text == text) return;
    m_text = text;
    m_width = width;
    m_size = face.size;
    m_rows.clear();
    const char *at = text.data(), *end = text.data() + text.size();
    while (at < end && m_rows.size() < most_rows) {
        const char* line_end = std::find(at, end, '\n');
        size_t indent = 0;
        while (at + indent < line_end && at[indent] == ' ') ++indent;
        // What goes on in another row stands two deeper than where it began.
        std::string front;
        while (true) {
            float used = front.empty() ? 0 : text_width(face, front);
            const char* stop = compat::wrap_position(face.font, face.size, at, line_end, std::max(1.0f, width - used));
            if (stop <= at) stop = std::min(line_end, at + 1);
            m_rows.push_back(front + std::string(at, stop));
            at = stop;
            if (at >= line_end || m_rows.size() >= most_rows) break;
            while (at < line_end && *at == ' ') ++at;
            front.assign(std::min<size_t>(indent, 40) + 2, ' ');
        }
        at = line_end + (line_end < end);
    }
}

bool WrappedText::draw(Ui& ui, const Rect& area, const std::string& text, std::string_view name) {
    draw_field_frame(ui, area, ui.theme->line);
    Rect inner = area.shrunk(ui.px(8), ui.px(4));
    if (inner.width() < ui.px(16) || inner.height() < ui.px(16)) return false;
    const Face& face = ui.fonts.code;
    wrap(face, text, inner.width() - ui.px(14));
    bool pressed = false;
    {
        List list(ui, inner, name, static_cast<int64_t>(m_rows.size()), 18);
        list.scroll_by_keys();
        Press press = press_area(ui, list.view(), "text");
        pressed = press.held || (list.focused() && compat::key_pressed(compat::Key::enter));
        if (press.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
        for (int64_t i = list.first(); i < list.last(); ++i)
            draw_text(ui, list.row_rect(i), face, ui.theme->text, m_rows[static_cast<size_t>(i)]);
    }
    ui.note(name, inner, text);
    return pressed;
}

} // namespace scope
