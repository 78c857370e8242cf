#include "core/lib/image_size.h"

namespace scope {

static uint32_t byte(std::string_view file, size_t at) {
    return static_cast<unsigned char>(file[at]);
}
static uint32_t big(std::string_view file, size_t at, int bytes) {
    uint32_t out = 0;
    for (int i = 0; i < bytes; ++i) out = out << 8 | byte(file, at + static_cast<size_t>(i));
    return out;
}
static uint32_t little(std::string_view file, size_t at, int bytes) {
    uint32_t out = 0;
    for (int i = bytes; i-- > 0;) out = out << 8 | byte(file, at + static_cast<size_t>(i));
    return out;
}

/// The first start-of-frame segment holds the size.
static bool jpeg_size(std::string_view file, ImageSize& out) {
    for (size_t at = 2; at + 9 <= file.size();) {
        if (byte(file, at) != 0xff) return false;
        uint32_t marker = byte(file, at + 1);
        if (marker == 0xff) { // padding
            ++at;
            continue;
        }
        bool frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (frame) {
            out = {big(file, at + 7, 2), big(file, at + 5, 2)};
            return true;
        }
        at += 2 + (marker >= 0xd0 && marker <= 0xd9 ? 0 : big(file, at + 2, 2));
    }
    return false;
}

bool read_image_size(std::string_view file, ImageSize& out) {
    if (file.size() >= 24 && file.starts_with("\x89PNG\r\n\x1a\n")) {
        out = {big(file, 16, 4), big(file, 20, 4)};
        return true;
    }
    if (file.size() >= 10 && (file.starts_with("GIF87a") || file.starts_with("GIF89a"))) {
        out = {little(file, 6, 2), little(file, 8, 2)};
        return true;
    }
    if (file.size() >= 26 && file.starts_with("BM")) {
        out = {little(file, 18, 4), little(file, 22, 4)};
        if (out.height > 0x7fffffff) out.height = 0u - out.height; // rows from the top down
        return true;
    }
    return file.starts_with("\xff\xd8") && jpeg_size(file, out);
}

} // namespace scope
