#include "gallery.h"

#include "ui/view/raster.h"
#include "ui/view/screen.h"

#include <cstdlib>
#include <fmt/format.h>
#include <gtest/gtest.h>

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
    for (const Theme& theme : themes())
        for (float scale : {1.0f, 1.25f, 2.0f}) {
            Image image = picture_of(theme, scale);
            const char* folder = std::getenv("ASYNCSCOPE_PICTURES");
            if (!folder) continue;
            ASSERT_TRUE(write_png(fmt::format("{}/gallery-{}-{}.png", folder, theme.name, scale), image));
        }
}

} // namespace scope
