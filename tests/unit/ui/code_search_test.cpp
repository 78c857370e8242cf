#include "ui/model/code_search.h"

#include <gtest/gtest.h>

namespace scope {

TEST(CodeSearch, FindsEveryPlaceByLineAndColumn) {
    auto found = code_matches("gold = 1;\n\tGOLD += gold;\n\nvar \u00fc = gold;", "gold");
    ASSERT_EQ(found.size(), 4u);
    EXPECT_EQ(found[0].line, 1u);
    EXPECT_EQ(found[0].column, 0u);
    EXPECT_EQ(found[1].line, 2u);
    EXPECT_EQ(found[1].column, 4u); // behind a tab
    EXPECT_EQ(found[2].column, 12u);
    EXPECT_EQ(found[3].line, 4u);
    EXPECT_EQ(found[3].column, 8u); // a character of two bytes is one column
    EXPECT_TRUE(code_matches("anything", "").empty());
    EXPECT_TRUE(code_matches("a\nb", "a\nb").empty());
    EXPECT_EQ(code_matches("aaaa", "aa").size(), 2u);
    EXPECT_EQ(code_matches(std::string(1000, 'a'), "a", 10).size(), 10u);
}

TEST(CodeSearch, GoesRoundAndStartsWhereOneLooks) {
    CodeSearch search;
    search.look("a\nb\na\na\n", "x.gml", "a", 2);
    ASSERT_EQ(search.matches.size(), 3u);
    EXPECT_EQ(search.current, 1u);
    search.move(1);
    search.move(1);
    EXPECT_EQ(search.current, 0u);
    search.move(-1);
    EXPECT_EQ(search.current, 2u);
    search.look("a\n", "x.gml", "a", 1); // neither text nor file are others: nothing is looked at again
    EXPECT_EQ(search.matches.size(), 3u);
    search.look("a\n", "y.gml", "a", 1);
    EXPECT_EQ(search.matches.size(), 1u);
    search.look("a\n", "y.gml", "nothing", 1);
    search.move(1);
    EXPECT_TRUE(search.matches.empty());
}

} // namespace scope
