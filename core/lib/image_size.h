#pragma once
// The width and height that a PNG, GIF, JPEG or BMP file states. Reads headers only and decodes nothing; a JPEG is
// walked segment by segment, linear in the file.

#include <cstdint>
#include <string_view>

namespace scope {

struct ImageSize {
    uint32_t width = 0;
    uint32_t height = 0;
};

/// False when `file` is none of these formats or ends too early.
bool read_image_size(std::string_view file, ImageSize& out);

} // namespace scope
