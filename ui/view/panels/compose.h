#pragma once
// Compose: choose an event and a shape, fill in the payload, see what is wrong with it and who would receive it, fire.

#include "ui/view/panels/panel_context.h"
#include "ui/view/widgets/cell_edit.h"
#include "ui/view/widgets/wrapped_text.h"

#include <string>

namespace scope {

class ComposePanel {
public:
    void draw(PanelContext& context, const Rect& area);

private:
    /// A cell being typed into. One at a time.
    struct Edit {
        std::string path;   ///< empty: none
        bool key = false;   ///< the key column, else the value
        bool drawn = false; ///< in this frame
        CellEdit cell;
    };

    void event_and_shape(PanelContext& context, Rect& area, bool crowded);
    /// Each returns where it ended.
    float payload_table(PanelContext& context, Rect area);
    void payload_row(PanelContext& context, class List& list, const class Columns& columns, int64_t index,
                     const struct PayloadRow& row);
    void key_cell(PanelContext& context, Rect cell, const struct PayloadRow& row, bool selected);
    void type_cell(PanelContext& context, const Rect& cell, const struct PayloadRow& row, bool selected);
    void value_cell(PanelContext& context, Rect cell, const struct PayloadRow& row, bool selected);
    void row_menu(PanelContext& context, struct Press press, const struct PayloadRow& row);
    void row_actions(PanelContext& context, Rect& cell, const struct PayloadRow& row);
    void add_row(PanelContext& context, const Rect& row);
    void edit_field(PanelContext& context, const Rect& cell, const struct PayloadRow& row);
    void row_keys(PanelContext& context, const class List& list, const std::vector<struct PayloadRow>& rows,
                  size_t current);
    void finish_edit(PanelContext& context);
    void leave_hidden_edit(PanelContext& context);
    void start_edit(PanelContext& context, const struct PayloadRow& row, bool key);
    float text_modes(PanelContext& context, const Rect& area);
    void checks(PanelContext& context, Rect area, size_t most);
    void receivers(PanelContext& context, Rect area, size_t most);
    void fire_row(PanelContext& context, Rect row);

    Edit m_edit;
    std::string m_json;
    WrappedText m_json_view;
    bool m_json_active = false;
    int m_json_focus = 0; ///< frames in which the JSON may still take the keyboard
};

} // namespace scope
