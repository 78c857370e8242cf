#include "ui/model/console_rows.h"

#include "core/data/datum_edit.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace scope {

static std::vector<std::string> texts(const std::vector<ConsoleRow>& rows) {
    std::vector<std::string> found;
    for (const ConsoleRow& row : rows) found.push_back(row.key.empty() ? row.text : row.key + " = " + row.text);
    return found;
}

TEST(ConsoleRows, LongAnswersAreBrokenAndNeverCut) {
    EXPECT_EQ(wrapped_lines("one two three four", 10, 100), (std::vector<std::string>{"one two ", "three four"}));
    EXPECT_EQ(wrapped_lines("abcdefghijklmnop", 10, 100), (std::vector<std::string>{"abcdefghij", "klmnop"}));
    EXPECT_EQ(wrapped_lines("a\n\nb", 10, 100), (std::vector<std::string>{"a", "", "b"}));
    EXPECT_EQ(wrapped_lines("", 10, 100), (std::vector<std::string>{""}));
    EXPECT_EQ(wrapped_lines("\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc", 8, 100).at(1), "\u00fc");
    EXPECT_EQ(wrapped_lines(std::string(100000, 'x'), 10, 50).size(), 50u);
    std::string text(5000, 'x'), joined;
    for (const ConsoleRow& row : console_rows({{"code", text, false, {}}}, 40, {}))
        if (row.kind == ConsoleRow::Kind::text) joined += row.text;
    EXPECT_EQ(joined, text);
}

TEST(ConsoleRows, AHandleShowsWhatItHolds) {
    MapBuilder map;
    for (int i = 0; i < 20; ++i) map.add(fmt::format("key{}", i), i);
    ConsoleEntry entry{"m", "ref ds_map 0", false, map.map()};
    auto rows = console_rows({entry}, 80, {});
    ASSERT_EQ(rows.size(), 11u); // code, answer, eight keys, the rest
    EXPECT_TRUE(rows[1].first && rows[1].open && rows[1].has_children);
    EXPECT_EQ(texts(rows)[2], "key0 = 0");
    EXPECT_EQ(rows.back().text, "and 12 more");
    EXPECT_EQ(console_rows({entry}, 80, {rows.back().path}).size(), 22u);
    EXPECT_EQ(console_rows({entry}, 80, {rows[1].path}).size(), 2u); // closed
}

TEST(ConsoleRows, WhatIsInsideOpensToo) {
    Datum list = Datum::ds_list({Datum::array({Datum(1), Datum(2)}), Datum("x")});
    ConsoleEntry entry{"l", "ref ds_list 0", false, list};
    auto rows = console_rows({{"a", "1", false, {}}, entry}, 80, {});
    ASSERT_EQ(rows.size(), 6u);
    EXPECT_TRUE(rows[4].has_children && !rows[4].open);
    rows = console_rows({{"a", "1", false, {}}, entry}, 80, {rows[4].path});
    ASSERT_EQ(rows.size(), 8u);
    EXPECT_EQ(rows[5].depth, 2);
    EXPECT_EQ(rows[6].text, "2");
}

TEST(ConsoleRows, AStructIsPrintedAndMayBeOpened) {
    ConsoleEntry entry{"s", "{ a : 1 }", false, MapBuilder().add("a", 1).structure()};
    auto rows = console_rows({entry}, 80, {});
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(console_rows({entry}, 80, {rows[1].path}).size(), 3u);
    EXPECT_FALSE(console_rows({{"x", "\"text\"", false, Datum("text")}}, 80, {})[1].has_children);
}

} // namespace scope
