#pragma once
// The instances that exist and the variables of one of them. A value is changed where it stands, and any event of the
// instance's object can be performed: the stage steps `--set-var` and `--perform`.

#include "ui/view/panels/panel_context.h"

#include <string>

namespace scope {

class InstancePanel {
public:
    void draw(PanelContext& context, const Rect& area);

private:
    const InstanceView& list(PanelContext& context, Rect area, const std::vector<InstanceView>& all);
    void events(PanelContext& context, const Rect& strip, const InstanceView& chosen);
    void variables(PanelContext& context, Rect area, const InstanceView& chosen);

    uint32_t m_instance = 0; ///< whose variable is being edited
    std::string m_variable;  ///< "" none
    std::string m_text;      ///< GML
    bool m_focus = false;
};

} // namespace scope
