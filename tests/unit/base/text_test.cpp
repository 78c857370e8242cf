#include "core/base/diagnostic.h"
#include "core/base/text.h"

#include <gtest/gtest.h>

using namespace scope;

TEST(Text, Utf8RoundTripsAndRejectsMalformed) {
    std::string text;
    for (uint32_t c : {0x41u, 0xE9u, 0x20ACu, 0x1F600u}) append_utf8(text, c);
    EXPECT_EQ(text, "A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
    EXPECT_TRUE(is_utf8(text));
    for (std::string_view bad : {"\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\x80"})
        EXPECT_FALSE(is_utf8(bad));
    size_t index = 0;
    EXPECT_EQ(next_utf8("\x80z", index), 0x80u);
    EXPECT_EQ(index, 1u);
}

TEST(Text, ControlCharactersAreEscaped) {
    EXPECT_EQ(escape_control("a\x1b[2J\n"), "a\\x1B[2J\\n");
    EXPECT_EQ(escape_control("\xC2\x9B"
                             "2J \x9B \xFF \xC3\xA9 \xE2\x80\xAE"),
              "\\u009B2J \\x9B \\xFF \xC3\xA9 \\u202E");
}

TEST(Source, LinesAndColumnsCountAsPeopleDo) {
    SourceFile file("a.gml", "one\r\ntwo\rth\xC3\xA9x\n");
    EXPECT_EQ(file.line_count(), 4u);
    EXPECT_EQ(file.line_text(2), "two");
    LineColumn at = file.locate(13); // the x after the two-byte letter
    EXPECT_EQ(at.line, 3u);
    EXPECT_EQ(at.column, 4u);
    EXPECT_EQ(file.locate(9999).line, 4u);
}

TEST(Diagnostic, CaretStandsUnderItsCharacter) {
    SourceFile file("a.gml", "\tx = ;");
    Place place = place_of(file, {5, 6});
    EXPECT_EQ(place.text(), "a.gml:1:6");
    EXPECT_EQ(caret(file, place), "\tx = ;\n\t    ^\n");
    Diagnostic finding{"syntax", Severity::error, "expected a value", place, ""};
    EXPECT_EQ(finding.text(), "a.gml:1:6: error: expected a value");
}
