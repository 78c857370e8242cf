#include "ui/view/png.h"

#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <stb_image.h>
#include <stb_image_write.h>
#include <system_error>

namespace scope {

static constexpr int largest_side = 16384;

Result<void> write_png(const std::string& path, const Image& image) {
    if (image.width <= 0 || image.height <= 0) return fail("a picture without pixels cannot be written", path);
    stbi_write_png_compression_level = 12; // golden pictures live in the repository
    std::string partial = path + ".part";
    if (!stbi_write_png(partial.c_str(), image.width, image.height, 4, image.rgba.data(), image.width * 4))
        return fail("the picture cannot be written; does the folder exist?", path);
    std::error_code error;
    std::filesystem::rename(partial, path, error);
    if (error) return fail(fmt::format("the picture cannot be put in place: {}", error.message()), path);
    return {};
}

Result<Image> read_png(const std::string& path) {
    int width = 0, height = 0, channels = 0;
    if (!stbi_info(path.c_str(), &width, &height, &channels)) return fail("this is not a PNG that can be read", path);
    if (width > largest_side || height > largest_side) return fail("this picture is too large", path);
    unsigned char* pixels = stbi_load(path.c_str(), &width, &height, &channels, 4);
    if (!pixels) return fail(fmt::format("this PNG cannot be read: {}", stbi_failure_reason()), path);
    Image image(width, height);
    std::copy_n(pixels, image.rgba.size(), image.rgba.data());
    stbi_image_free(pixels);
    return image;
}

} // namespace scope
