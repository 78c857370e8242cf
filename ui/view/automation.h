#pragma once
// Items on the screen, by stable names: "Compose/Fire", "Events/102". Widgets register themselves as they are drawn;
// UI scripts and tests look them up, but only where a person could see them: clipped parts do not count, covered ones
// neither. Costs one branch a widget while recording is off.

#include "ui/view/geometry.h"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace scope {

struct Item {
    std::string name; ///< "Panel/Label"; a second one of the same name in a frame gets " #2"
    std::string text; ///< what it says or its state, for `expect`
    Rect visible;     ///< the part inside its window's clip rectangle
    bool enabled = true;
    uintptr_t root_window = 0;
};

class Items {
public:
    /// Off by default; scripts switch it on.
    bool recording = false;

    /// Starts a frame; the last one's items become the ones that find() sees.
    void begin_frame();
    /// Registers an item in the current window. `name` is complete.
    void put(std::string name, Rect rect, std::string text, bool enabled);

    /// A panel is drawn now. Names of panels stay known, so that a script can tell a panel that is closed from a typing
    /// error.
    void put_panel(std::string_view panel);
    /// Whether what stands before the last '/' of an item's name is a panel that has been shown.
    bool knows_panel_of(std::string_view name) const;

    /// The item of the last complete frame, if a person could see its middle; null otherwise.
    const Item* find(std::string_view name) const;
    /// The names a person could see, in drawing order.
    std::vector<std::string> visible_names() const;
    /// Up to `count` visible names most like `name`, for messages.
    std::vector<std::string> similar(std::string_view name, size_t count = 3) const;

private:
    std::vector<Item> m_drawing;
    std::vector<Item> m_complete;
    std::set<std::string, std::less<>> m_panels;
};

} // namespace scope
