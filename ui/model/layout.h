#pragma once
// Where the panels of the window stand. When the window is too small for all of them, panels share a place and become
// tabs of it, the least needed first; none is ever left out. Pure arithmetic over a table of least sizes, a few dozen
// steps a frame.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace scope {

enum class PanelId : uint8_t { compose, requests, timeline, events, matrix, handler, bottom, compare };
inline constexpr int64_t last_panel = static_cast<int64_t>(PanelId::compare);

/// Whether there is a comparison: as a tab behind the events, or in front, where it takes the place of all about
/// events.
enum class CompareShown : uint8_t { none, behind, front };

enum class Axis : uint8_t { horizontal, vertical }; ///< horizontal: side by side

/// What a panel needs to be of use, in units.
struct LeastSize {
    float width = 0;
    float height = 0;
};
LeastSize least_size(PanelId panel);

/// A part of the window: a place for panels, or two parts with a divider between them.
struct LayoutPart {
    std::vector<PanelId> panels; ///< of a place; several are tabs. Empty: divided
    Axis axis = Axis::vertical;
    std::string_view divider; ///< its name
    float usual = 0;          ///< share of the first part until the user moves the divider
    size_t first = 0, second = 0;
    LeastSize least;
};

struct Layout {
    std::vector<LayoutPart> parts;
    size_t root = 0;
};

/// Where a divider may stand in `total`: as near to `wanted` as the two sides' least sizes allow; when there is no room
/// for both, in proportion to them.
float divider_at(float total, float wanted, float least_first, float least_second);

/// `width` and `height`: units between toolbar and status bar.
Layout layout_of(float width, float height, bool bottom_shown, CompareShown compare = CompareShown::none);

/// The panel of a place that shows: the one raised last; `raised` has the latest first.
PanelId front_of(std::span<const PanelId> place, std::span<const PanelId> raised);

} // namespace scope
