#pragma once
// Draws Dear ImGui's triangles on the CPU: no GPU, no driver, the same bytes on every amd64 machine, so golden pictures
// can be compared exactly. Coverage is integer (1/256 pixel, top-left rule); rectangles, which are nearly everything,
// take a fast path. A frame of 1600x900 takes 5 to 25 ms.

#include "ui/view/png.h"

#include <imgui.h>

namespace scope {

/// Fills `target` with `clear` and draws `data` over it. `target` keeps its size; what lies outside is clipped.
/// User callbacks in draw lists are skipped. The result is opaque.
void rasterize(ImDrawData& data, Image& target, ImU32 clear);

} // namespace scope
