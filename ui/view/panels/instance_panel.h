#pragma once
// `global` and the instances that exist, and the variables of one of them, its own and the built-in ones. A value is
// changed where it stands, and any event of the instance's object can be performed: the stage steps `--set-var` and
// `--perform`.

#include "ui/view/panels/panel_context.h"
#include "ui/view/widgets/cell_edit.h"

#include <string>
#include <vector>

namespace scope {

class InstancePanel {
public:
    void draw(PanelContext& context, const Rect& area);

private:
    void follow(PanelContext& context);
    void list(PanelContext& context, Rect area);
    void events(PanelContext& context, const Rect& strip);
    void variables(PanelContext& context, Rect area);
    void variable(PanelContext& context, class List& list, const class Columns& layout, int64_t index,
                  const std::string& name, const Datum& value);
    void finish_edit(PanelContext& context);
    static std::string variables_text(const VariablesView& variables);

    std::vector<InstanceView> m_all; ///< `global` first, then every instance, as of m_generation
    InstanceView m_chosen;
    VariablesView m_variables; ///< of the chosen one
    uint64_t m_generation = UINT64_MAX;
    SortedOrder m_order;
    uint32_t m_wanted = 0; ///< what m_chosen was worked out from
    bool m_by_hand = false;
    int64_t m_row = -1; ///< of the chosen one, in the order of m_sort
    int m_sort = 0;
    uint32_t m_instance = 0; ///< whose variable is being edited
    std::string m_editing;   ///< that variable, as set_variable names it; "" none
    bool m_drawn = false;    ///< in this frame
    CellEdit m_edit;         ///< GML
};

} // namespace scope
