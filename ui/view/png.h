#pragma once
// Pictures in memory and as PNG files. An Image is what every frame host reads back: RGBA8, rows from the top, no
// padding.

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace scope {

struct Image {
    int width = 0;
    int height = 0;
    std::vector<uint8_t> rgba;

    Image() = default;
    Image(int w, int h) : width(w), height(h), rgba(static_cast<size_t>(w) * static_cast<size_t>(h) * 4) {}
    bool operator==(const Image&) const = default;
};

/// Writes through a temporary file beside `path` and renames it. The same pixels give the same bytes.
Result<void> write_png(const std::string& path, const Image& image);
/// Reads a PNG of at most 16384 pixels a side as RGBA8.
Result<Image> read_png(const std::string& path);

} // namespace scope
