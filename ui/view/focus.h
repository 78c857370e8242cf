#pragma once
// Where the keyboard is. What can be used by keyboard registers as a stop while it is drawn, so Tab goes through the
// window in drawing order and no table of fields has to be kept. Each popup is a layer: only the topmost one gets keys,
// and the one below has its place back when it closes. Costs one number a stop and frame.

#include "ui/view/geometry.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

class Focus {
public:
    /// Reads Tab, and the arrows in popups; before anything is drawn.
    void begin_frame();
    /// Draws the ring over everything.
    void end_frame(ImU32 color, float thickness, float rounding);

    /// Registers a stop; true while the keyboard is there.
    bool stop(ImGuiID id, std::string_view panel);
    /// True in the frame in which the keyboard came to the stop just asked for.
    bool just_came() const { return m_layers[m_layer].moved; }
    /// The mouse was used on the stop.
    void take(ImGuiID id);
    /// The ring around the stop that has the keyboard; `name` is for scripts.
    void ring(const Rect& rect, std::string name);
    /// Keys were used within the stop that has the keyboard.
    void show() { m_visible = true; }
    /// Whether keys were used last: what has the keyboard is shown only then.
    bool visible() const { return m_visible; }

    /// Goes `by` panels further.
    void move_panel(int by);
    /// The panel that has the keyboard, "" when none.
    const std::string& panel() const { return m_panel; }

    /// Tab belongs to whoever calls this in each frame.
    void keep_tab() { m_tab_kept = true; }

    /// A popup; with `arrows` Up and Down go from stop to stop.
    void begin_layer(bool arrows);
    void end_layer() { --m_layer; }
    /// Whether what is drawn now gets keys.
    bool has_keys() const { return m_layer == m_top; }

    /// Whether nothing of the layer being drawn has had the keyboard yet.
    bool untouched() const { return m_layers[m_layer].focus == 0; }

    /// What a list shows belongs to the list, which is one stop.
    bool in_list() const { return m_layers[m_layer].in_list; }
    void set_in_list(bool inside) { m_layers[m_layer].in_list = inside; }

    const std::string& ring_name() const { return m_ring_name; }
    const Rect& ring_rect() const { return m_ring; }

private:
    struct Stop {
        ImGuiID id = 0;
        std::string panel;
    };
    struct Layer {
        ImGuiID focus = 0;
        bool moved = false; ///< by a key in this frame
        bool arrows = false;
        bool in_list = false;
        std::vector<Stop> stops, before; ///< of this frame so far, of the last one
    };

    void move(int by);
    void go_to(Layer& layer, const Stop& stop);

    std::vector<Layer> m_layers{1};
    size_t m_layer = 0; ///< being drawn
    size_t m_top = 0;   ///< the highest one of the last frame
    size_t m_highest = 0;
    bool m_visible = false;
    bool m_tab_kept = false;
    std::string m_panel;
    Rect m_ring;
    std::string m_ring_name;
};

} // namespace scope
