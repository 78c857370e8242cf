#pragma once
// The window's typefaces, embedded at build time: Inter for text, JetBrains Mono for values and code, Font Awesome for
// icons (merged into each). Building the atlas takes about 0.1 s at scale 1; it is rebuilt when the scale changes.

#include <imgui.h>

namespace scope {

/// One typeface at one size. `size` is what ImGui calls it: the line height in pixels; `ascent` is from there to the
/// baseline.
struct Face {
    ImFont* font = nullptr;
    float size = 0;
    float ascent = 0;
};

struct Fonts {
    Face text;   ///< Inter Regular, 14 px at scale 1
    Face small;  ///< Inter Regular, 12 px: labels, chips, table heads
    Face strong; ///< Inter SemiBold, 14 px: the label of an accent button
    Face title;  ///< Inter SemiBold, 12 px: section titles in capitals
    Face code;   ///< JetBrains Mono, 13 px, every advance a whole number of pixels
};

/// Clears `atlas` and fills it for `scale` (clamped to 0.5..4). The caller must have the renderer upload the texture
/// again. Works before the first frame or between frames, never inside one.
Fonts build_fonts(ImFontAtlas& atlas, float scale);

} // namespace scope
