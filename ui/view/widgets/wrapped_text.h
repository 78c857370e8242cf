#pragma once
// Lines of code for reading, wrapped at the width they have and scrolled by whole rows. Wrapped anew only when the text
// or the width is another one.

#include "ui/view/ui.h"

#include <string>
#include <vector>

namespace scope {

class WrappedText {
public:
    /// True when it was pressed: whoever shows it may want to edit it.
    bool draw(Ui& ui, const Rect& area, const std::string& text, std::string_view name);

private:
    void wrap(const Face& face, const std::string& text, float width);

    std::string m_text;
    float m_width = 0;
    float m_size = 0;
    std::vector<std::string> m_rows;
};

} // namespace scope
