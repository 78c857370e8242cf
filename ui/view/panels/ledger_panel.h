#pragma once
// The data structures that are alive: who made each, where, and what it hangs under. Asked for when the session has
// changed, not in each frame.

#include "ui/view/panels/panel_context.h"

#include <vector>

namespace scope {

class LedgerPanel {
public:
    void draw(PanelContext& context, Rect area);

private:
    std::vector<LedgerView> m_rows; ///< as of m_generation
    uint64_t m_generation = UINT64_MAX;
    SortedOrder m_order;
};

} // namespace scope
