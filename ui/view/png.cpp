#include "ui/view/png.h"

#include "core/base/text_file.h"

#include <fmt/format.h>
#include <stb_image.h>
#include <stb_image_write.h>

namespace scope {

static constexpr int largest_side = 16384;

Result<void> write_png(const std::string& path, const Image& image) {
    if (image.width <= 0 || image.height <= 0) return fail("a picture without pixels cannot be written", path);
    stbi_write_png_compression_level = 12; // golden pictures live in the repository
    std::string bytes;
    auto take = [](void* into, void* data, int size) {
        static_cast<std::string*>(into)->append(static_cast<const char*>(data), static_cast<size_t>(size));
    };
    if (!stbi_write_png_to_func(take, &bytes, image.width, image.height, 4, image.rgba.data(), image.width * 4))
        return fail("the picture cannot be made", path);
    return write_whole_file(path, bytes);
}

Result<Image> read_png(const std::string& path) {
    int width = 0, height = 0, channels = 0;
    auto bytes = read_text_file(path);
    if (!bytes) return tl::unexpected(bytes.error());
    auto data = reinterpret_cast<const unsigned char*>(bytes->data());
    int size = static_cast<int>(bytes->size());
    if (!stbi_info_from_memory(data, size, &width, &height, &channels))
        return fail("this is not a PNG that can be read", path);
    if (width > largest_side || height > largest_side) return fail("this picture is too large", path);
    unsigned char* pixels = stbi_load_from_memory(data, size, &width, &height, &channels, 4);
    if (!pixels) return fail(fmt::format("this PNG cannot be read: {}", stbi_failure_reason()), path);
    Image image(width, height);
    std::copy_n(pixels, image.rgba.size(), image.rgba.data());
    stbi_image_free(pixels);
    return image;
}

} // namespace scope
