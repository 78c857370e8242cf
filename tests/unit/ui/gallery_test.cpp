#include "gallery.h"

#include "ui/view/raster.h"
#include "ui/view/screen.h"

#include <cstdlib>
#include <cstring>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <set>

namespace scope {

static Image picture_of(const Theme& theme, float scale) {
    Screen screen(theme, scale);
    Gallery gallery;
    Image image(static_cast<int>(1280 * scale), static_cast<int>(800 * scale));
    ImVec2 size(static_cast<float>(image.width), static_cast<float>(image.height));
    ImDrawData* data = nullptr;
    for (int i = 0; i < 3; ++i)
        data = &screen.frame(size, fixed_frame_seconds, [&](Ui& ui, const Rect& area) { gallery.draw(ui, area); });
    rasterize(*data, image, theme.panel);
    return image;
}

TEST(Gallery, DrawsTheSameBytesEveryTime) {
    EXPECT_EQ(picture_of(themes()[0], 1), picture_of(themes()[0], 1));
}

TEST(Gallery, DrawsInEveryThemeAndScale) {
    std::set<std::vector<uint8_t>> different;
    for (const Theme& theme : themes())
        for (float scale : {1.0f, 1.25f, 2.0f}) {
            Image image = picture_of(theme, scale);
            auto pixels_of = [&](ImU32 color) {
                size_t count = 0;
                for (size_t i = 0; i < image.rgba.size(); i += 4)
                    count += std::memcmp(&image.rgba[i], &color, 4) == 0; // both are RGBA in memory
                return count;
            };
            EXPECT_GT(pixels_of(theme.panel), image.rgba.size() / 40) << theme.name << " " << scale;
            EXPECT_GT(pixels_of(theme.text), 100u) << theme.name << " " << scale;
            EXPECT_TRUE(different.insert(image.rgba).second) << theme.name << " " << scale;
            const char* folder = std::getenv("ASYNCSCOPE_PICTURES");
            if (!folder) continue;
            ASSERT_TRUE(write_png(fmt::format("{}/gallery-{}-{}.png", folder, theme.name, scale), image));
        }
}

} // namespace scope
