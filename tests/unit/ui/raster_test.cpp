#include "ui/view/raster.h"

#include "ui/view/screen.h"

#include <filesystem>
#include <gtest/gtest.h>

namespace scope {

/// Draws with `paint` on a 40x30 picture of colour (10, 20, 30).
template<typename F> static Image painted(F paint) {
    Screen screen(themes()[0], 1);
    Image image(40, 30);
    ImDrawData& data =
        screen.frame({40, 30}, fixed_frame_seconds, [&](Ui&, const Rect&) { paint(*ImGui::GetForegroundDrawList()); });
    rasterize(data, image, IM_COL32(10, 20, 30, 255));
    return image;
}

static std::array<int, 3> at(const Image& image, int x, int y) {
    const uint8_t* p = &image.rgba[static_cast<size_t>(y * image.width + x) * 4];
    return {p[0], p[1], p[2]};
}
using Rgb = std::array<int, 3>;

TEST(Raster, FillsExactlyThePixelsWhoseCentresAreInside) {
    Image image = painted([](ImDrawList& list) { list.AddRectFilled({5, 6}, {10, 9}, IM_COL32(200, 100, 50, 255)); });
    EXPECT_EQ(at(image, 5, 6), (Rgb{200, 100, 50}));
    EXPECT_EQ(at(image, 9, 8), (Rgb{200, 100, 50}));
    Rgb panel = at(image, 0, 0);
    EXPECT_EQ(at(image, 4, 6), panel);
    EXPECT_EQ(at(image, 10, 8), panel);
    EXPECT_EQ(at(image, 9, 9), panel);
}

TEST(Raster, BlendsByAlpha) {
    Image image = painted([](ImDrawList& list) {
        list.AddRectFilled({0, 0}, {40, 30}, IM_COL32(0, 0, 0, 255));
        list.AddRectFilled({0, 0}, {40, 30}, IM_COL32(200, 100, 50, 128));
    });
    EXPECT_EQ(at(image, 20, 15), (Rgb{100, 50, 25}));
}

TEST(Raster, TwoTrianglesOfASquareNeitherOverlapNorLeaveAGap) {
    Image image = painted([](ImDrawList& list) {
        list.Flags = 0; // no anti-aliasing
        list.AddRectFilled({0, 0}, {40, 30}, IM_COL32(0, 0, 0, 255));
        list.AddTriangleFilled({3, 3}, {33, 3}, {33, 23}, IM_COL32(255, 255, 255, 128));
        list.AddTriangleFilled({3, 3}, {33, 23}, {3, 23}, IM_COL32(255, 255, 255, 128));
    });
    for (int y = 3; y < 23; ++y)
        for (int x = 3; x < 33; ++x) ASSERT_EQ(at(image, x, y), (Rgb{128, 128, 128})) << x << "," << y;
    EXPECT_EQ(at(image, 33, 10), (Rgb{0, 0, 0}));
}

TEST(Raster, ClipRectanglesHold) {
    Image image = painted([](ImDrawList& list) {
        list.PushClipRect({10, 10}, {12, 12});
        list.AddCircleFilled({11, 11}, 20, IM_COL32(255, 0, 0, 255), 24);
        list.PopClipRect();
    });
    EXPECT_EQ(at(image, 11, 11), (Rgb{255, 0, 0}));
    EXPECT_EQ(at(image, 12, 11), at(image, 30, 25));
}

TEST(Raster, FarAwayGeometryIsHarmless) {
    Image image = painted([](ImDrawList& list) {
        list.AddTriangleFilled({-1e9f, -1e9f}, {1e9f, 0}, {0, 1e9f}, IM_COL32(255, 0, 0, 255));
        list.AddRectFilled({-1e20f, 5}, {1e20f, 6}, IM_COL32(0, 255, 0, 255));
    });
    EXPECT_EQ(at(image, 20, 5), (Rgb{0, 255, 0}));
}

TEST(Png, KeepsEveryPixel) {
    Image image(3, 2);
    for (size_t i = 0; i < image.rgba.size(); ++i) image.rgba[i] = static_cast<uint8_t>(i % 4 == 3 ? 255 : i * 9);
    std::string path = (std::filesystem::temp_directory_path() / "asyncscope_png_test.png").string();
    ASSERT_TRUE(write_png(path, image));
    auto back = read_png(path);
    std::filesystem::remove(path);
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, image);
    EXPECT_FALSE(write_png("/no/such/folder/x.png", image));
    EXPECT_FALSE(read_png("/no/such/file.png"));
}

} // namespace scope
