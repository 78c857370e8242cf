#pragma once
// The list of events with its filter. Rows are worked out for what shows; following, selecting and filtering are the
// workbench's.

#include "ui/view/panels/filter_field.h"

#include <unordered_map>

namespace scope {

class EventsPanel {
public:
    void draw(PanelContext& context, const Rect& area);

private:
    void row_menu(PanelContext& context, const struct Press& press, const EventRow& row, EventRef ref);
    void row(PanelContext& context, class List& list, const class Columns& columns, int64_t index, EventRef ref);

    const EventRow& row_of(const PanelContext& context, EventRef ref);

    FilterField m_filter;
    std::unordered_map<uint64_t, EventRow> m_rows; ///< those that showed last: what was recorded stays as it is
    uint64_t m_era = 0;                            ///< of these
    bool m_searching = false;
    size_t m_rows_before = 0;
};

} // namespace scope
