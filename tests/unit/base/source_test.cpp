#include "core/base/source.h"

#include <gtest/gtest.h>

namespace scope::test {

namespace {

TEST(SourceFile, CountsColumnsByCodePointsInLinesOfAnyLength) {
    std::string text = "short\n";
    uint32_t column = 1;
    std::vector<uint32_t> columns(text.size(), 0);
    for (int i = 0; i < 20000; ++i) {
        std::string_view piece = i % 3 == 0 ? "\xC3\xA9" : i % 3 == 1 ? "a" : "\xF0\x9F\x98\x80";
        columns.resize(text.size() + piece.size(), column);
        text += piece;
        ++column;
    }
    SourceFile file("x.gml", text + "\nlast");
    for (uint32_t offset = 6; offset < text.size(); ++offset) {
        if ((static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80) continue;
        LineColumn at = file.locate(offset);
        ASSERT_EQ(at.line, 2u);
        ASSERT_EQ(at.column, columns[offset]) << offset;
    }
    EXPECT_EQ(file.locate(static_cast<uint32_t>(text.size()) + 3).line, 3u);
    EXPECT_EQ(file.locate(static_cast<uint32_t>(text.size()) + 3).column, 3u);
    EXPECT_EQ(file.locate(~0u).column, 5u);
}

} // namespace

} // namespace scope::test
