#include "core/session/session.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace scope {

namespace {

std::unique_ptr<Session> coin_shop() {
    SessionOptions options;
    options.project = "assets/examples/coin_shop";
    auto session = Session::open(options);
    EXPECT_TRUE(session && (*session)->boot());
    return std::move(*session);
}

const Datum* value_of(const std::vector<std::pair<std::string, Datum>>& variables, std::string_view name) {
    auto found = std::find_if(variables.begin(), variables.end(), [&](const auto& each) { return each.first == name; });
    return found == variables.end() ? nullptr : &found->second;
}

} // namespace

TEST(SessionViews, TheConsoleAnswersWithWhatAHandleNames) {
    auto session = coin_shop();
    auto answer = session->console("global.__m = ds_map_create(); global.__m[? \"gold\"] = 5; global.__m");
    ASSERT_TRUE(answer) << answer.error().text();
    EXPECT_TRUE(answer->text.starts_with("ref ds_map ")) << answer->text;
    ASSERT_TRUE(answer->content.find("gold"));
    EXPECT_EQ(answer->content.find("gold")->as_real(), 5);
    // The window's way from a handle in a list to what it holds.
    auto again = session->console("handle_parse(\"" + answer->text + "\")");
    ASSERT_TRUE(again) << again.error().text();
    EXPECT_EQ(again->content, answer->content);
    EXPECT_EQ(session->console("1 + 1")->content.as_real(), 2);
    EXPECT_EQ(session->console("[1, [2]]")->content.items().size(), 2u);
}

TEST(SessionViews, VariablesAreOfAnInstanceOrOfTheWholeGame) {
    auto session = coin_shop();
    ASSERT_TRUE(session->console(
        "global.mine = 7; global.list = ds_list_create(); score = 12; obj_shop.x = 64; obj_shop.alarm[2] = 30;"));
    uint32_t shop = 0;
    for (const InstanceView& each : session->instances(false))
        if (each.object == "obj_shop") shop = each.id;
    uint64_t clock = session->clock_us();
    VariablesView instance = session->variables(shop), global = session->variables(0);
    EXPECT_EQ(session->clock_us(), clock); // looking at variables does not move the clock
    ASSERT_TRUE(value_of(instance.own, "gold"));
    ASSERT_TRUE(value_of(instance.builtin, "x"));
    EXPECT_EQ(value_of(instance.builtin, "x")->as_real(), 64);
    EXPECT_EQ(value_of(instance.builtin, "id")->text(), "ref instance " + std::to_string(shop));
    ASSERT_TRUE(value_of(instance.builtin, "alarm"));
    EXPECT_EQ(value_of(instance.builtin, "alarm")->items().size(), 12u);
    EXPECT_EQ(value_of(instance.builtin, "alarm")->items()[2].as_real(), 30);
    EXPECT_FALSE(value_of(instance.own, "x"));
    EXPECT_EQ(value_of(global.own, "mine")->as_real(), 7);
    EXPECT_EQ(value_of(global.builtin, "score")->as_real(), 12);
    EXPECT_TRUE(value_of(global.own, "list")->text().starts_with("ref ds_list "));
    EXPECT_TRUE(value_of(global.builtin, "room"));
    EXPECT_FALSE(value_of(global.builtin, "current_time"));
    EXPECT_FALSE(value_of(global.builtin, "x"));
    EXPECT_TRUE(session->variables(999).own.empty());
    EXPECT_TRUE(session->variables(999).builtin.empty());
}

} // namespace scope
