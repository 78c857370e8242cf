#include "ui/model/highlight.h"

#include <gtest/gtest.h>

namespace scope {

/// "keyword:if plain: ( ..." for one line.
static std::string shown(const CodeText& code, size_t line) {
    static constexpr const char* names[] = {"plain",  "keyword", "function", "builtin",
                                            "string", "number",  "comment",  "macro"};
    std::string out;
    for (const CodePiece& piece : code.pieces(line)) {
        if (piece.kind == CodeKind::plain) continue;
        if (!out.empty()) out += ' ';
        ((out += names[static_cast<int>(piece.kind)]) += ':') += code.text_of(piece);
    }
    return out;
}

TEST(Highlight, KnowsWordsStringsAndNumbers) {
    CodeText code("if (async_load[? \"id\"] == 0x1F) exit; // done\ns = @\"two\nlines\" + show(MAX_GOLD, .5) /* open");
    EXPECT_EQ(shown(code, 0), "keyword:if builtin:async_load string:\"id\" number:0x1F keyword:exit comment:// done");
    EXPECT_EQ(shown(code, 1), "string:@\"two");
    EXPECT_EQ(shown(code, 2), "string:lines\" function:show macro:MAX_GOLD number:.5 comment:/* open");
}

TEST(Highlight, MembersAreNotBuiltins) {
    EXPECT_EQ(shown(CodeText("a.id = self.x"), 0), "keyword:self");
}

TEST(Highlight, PiecesCoverEveryLineWithoutGaps) {
    CodeText code("var a = \"x\\\"y\"; /* a\nb */ c\n\n#macro X 1\r\nend");
    ASSERT_EQ(code.line_count(), 5u);
    for (size_t line = 0; line < code.line_count(); ++line) {
        std::string joined;
        for (const CodePiece& piece : code.pieces(line)) joined += code.text_of(piece);
        EXPECT_EQ(joined, code.line(line));
    }
}

TEST(Highlight, AFinalLineBreakStartsNoLine) {
    EXPECT_EQ(CodeText("a\nb\n").line_count(), 2u);
    EXPECT_EQ(CodeText("").line_count(), 1u);
}

} // namespace scope
