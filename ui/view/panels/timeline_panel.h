#pragma once
// Dispatches along the virtual clock, one lane an event. Wheel zooms, dragging moves, a double click shows everything
// again.

#include "ui/model/timeline.h"
#include "ui/view/panels/panel_context.h"

namespace scope {

class TimelinePanel {
public:
    void draw(PanelContext& context, const Rect& area);

private:
    struct Window {
        double start = 0, end = 1; ///< microseconds at the left and right edge
    };
    Window shown() const;
    float x_of(const Rect& plot, const Window& window, uint64_t at) const;
    void move(const Rect& plot, const struct Press& press);
    void grid(Ui& ui, const Rect& plot, const Window& window) const;
    void lane(PanelContext& context, const TimelineLane& lane, const Rect& strip, const Rect& plot,
              const Window& window);
    void arcs(PanelContext& context, const Rect& plot, const Window& window) const;
    /// The lanes [first, last) that show, all of one height.
    struct Lanes {
        int64_t first = 0, last = 0;
        float height = 0; ///< pixels
        Rect strip(const Rect& area, int64_t lane) const {
            float y = area.min.y + height * static_cast<float>(lane - first);
            return {{area.min.x, y}, {area.max.x, y + height}};
        }
    };
    Lanes visible_lanes(Ui& ui, const Rect& area, size_t count) const;

    EventTimeline m_timeline;

    Lanes m_lanes; ///< of this frame
    bool m_zoomed = false;
    Window m_window;
};

} // namespace scope
