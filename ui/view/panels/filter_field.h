#pragma once
// The box above the Events list: the filter being typed, what completion offers below it, how far the search has come,
// and what is wrong with a filter that cannot be understood.

#include "ui/model/filter_box.h"
#include "ui/view/panels/panel_context.h"

#include <optional>
#include <string>

namespace scope {

class FilterField {
public:
    /// The box with the count beside it, over the free part of the panel's strip.
    void draw(PanelContext& context, Rect strip);
    /// The strip below it that says what is wrong; cut off `rest`, nothing when nothing is, or while offers show: what
    /// is being completed is not whole yet.
    void error(PanelContext& context, Rect& rest);

private:
    void count(PanelContext& context, Rect& strip);
    void keys(PanelContext& context, const struct FieldResult& result);
    void offers(PanelContext& context, const Rect& field, bool active);
    void take(PanelContext& context, int offer);
    void change(PanelContext& context, std::string text, size_t cursor);

    FilterBox m_box;
    std::string m_text;
    size_t m_cursor = 0;
    std::optional<size_t> m_new_cursor; ///< the field takes the keyboard with the cursor there, a frame or two later
    int m_waited = 0;                   ///< frames
    size_t m_first = 0;                 ///< of the offers that show
    bool m_typing = false;
    bool m_over = false; ///< the mouse is over the offers
};

} // namespace scope
