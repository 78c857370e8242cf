#include "ui/view/golden.h"

#include <filesystem>
#include <gtest/gtest.h>

namespace scope {

namespace fs = std::filesystem;

namespace {

class Golden : public testing::Test {
protected:
    Golden() : root((fs::temp_directory_path() / "asyncscope_golden").string()) { fs::remove_all(root); }
    ~Golden() override { fs::remove_all(root); }

    GoldenPictures pictures(const std::string& version, bool update = false) const {
        return {root + "/golden", root + "/differences", update, version};
    }
    static Image grey(uint8_t value) {
        Image image(100, 10);
        image.rgba.assign(image.rgba.size(), value);
        return image;
    }
    /// `count` pixels of `image` become white.
    static Image with_white(Image image, size_t count) {
        std::fill_n(image.rgba.begin(), count * 4, uint8_t{255});
        return image;
    }

    std::string root;
};

} // namespace

TEST_F(Golden, AVersionWithPicturesOfItsOwnIsComparedPixelByPixel) {
    ASSERT_TRUE(pictures("1.86", true).check("a.png", grey(100)));
    EXPECT_EQ(pictures("1.86").note(), "");
    EXPECT_TRUE(pictures("1.86").check("a.png", grey(100)));
    EXPECT_TRUE(pictures("1.86").check("a.png", grey(103))) << "as another processor rounds";
    EXPECT_FALSE(pictures("1.86").check("a.png", grey(104)));
    auto checked = pictures("1.86").check("a.png", with_white(grey(100), 1));
    ASSERT_FALSE(checked);
    EXPECT_NE(checked.error().message.find("a.png differs in 1 pixels"), std::string::npos) << checked.error().message;
    EXPECT_TRUE(read_png(root + "/differences/a.png"));
}

TEST_F(Golden, AnotherVersionIsComparedWithTheNearestAndATolerance) {
    ASSERT_TRUE(pictures("1.86", true).check("a.png", grey(100)));
    ASSERT_TRUE(pictures("1.90.1", true).check("a.png", grey(200)));
    EXPECT_NE(pictures("1.87").note().find("compared with those of 1.86"), std::string::npos);
    EXPECT_NE(pictures("1.92.0 WIP").note().find("compared with those of 1.90.1"), std::string::npos);
    EXPECT_NE(pictures("1.89.7").note().find("compared with those of 1.90.1"), std::string::npos);
    EXPECT_TRUE(pictures("1.87").check("a.png", grey(110))) << "slightly other everywhere";
    EXPECT_TRUE(pictures("1.87").check("a.png", with_white(grey(100), 30))) << "3 % are quite other";
    EXPECT_FALSE(pictures("1.87").check("a.png", with_white(grey(100), 31)));
    EXPECT_FALSE(pictures("1.92").check("a.png", grey(100)));
}

TEST_F(Golden, WhatIsNotThereFails) {
    EXPECT_FALSE(pictures("1.86").check("a.png", grey(1)));
    ASSERT_TRUE(pictures("1.86", true).check("a.png", grey(1)));
    EXPECT_FALSE(pictures("1.86").check("b.png", grey(1)));
    EXPECT_FALSE(pictures("1.91").check("b.png", grey(1)));
    EXPECT_FALSE(pictures("1.91").check("a.png", Image(10, 100))) << "another size";
}

TEST_F(Golden, NamesStayInTheFolder) {
    for (const char* name : {"../x.png", "a/../../x.png", "/tmp/asyncscope_x.png", "..", ".", "", "a/"}) {
        EXPECT_FALSE(pictures("1.86", true).check(name, grey(1))) << name;
        EXPECT_FALSE(pictures("1.86").check(name, grey(1))) << name;
    }
    EXPECT_FALSE(fs::exists(root));
    EXPECT_TRUE(pictures("1.86", true).check("in/a.png", grey(1)));
    EXPECT_FALSE(pictures("1.86").check("in/a.png", grey(9)));
    EXPECT_TRUE(fs::exists(root + "/differences/in/a.png"));
}

} // namespace scope
