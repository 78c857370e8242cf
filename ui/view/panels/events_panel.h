#pragma once
// The list of events with its filter. Rows are worked out for what shows; following, selecting and filtering are the
// workbench's.

#include "ui/view/panels/filter_field.h"

namespace scope {

class EventsPanel {
public:
    void draw(PanelContext& context, const Rect& area);

private:
    void row_menu(PanelContext& context, const struct Press& press, const EventRow& row, EventRef ref);
    void row(PanelContext& context, class List& list, const class Columns& columns, int64_t index, EventRef ref);

    FilterField m_filter;
    bool m_searching = false;
    size_t m_rows_before = 0;
};

} // namespace scope
