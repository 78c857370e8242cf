#include "core/data/datum.h"
#include "core/data/datum_edit.h"
#include "core/data/datum_steps.h"
#include "core/data/typed_json.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace scope;

static Datum sample() {
    return MapBuilder()
        .add("id", 3)
        .add("ok", true)
        .add("response_headers", MapBuilder().add("ETag", "abc").add("a/b", "slash").map())
        .add("items", Datum::array({1, 2, Datum::ds_list({"x"})}))
        .map();
}

TEST(Datum, IsSmallAndNeutral) {
    EXPECT_EQ(sizeof(Datum), 16u);
    Datum nothing;
    EXPECT_TRUE(nothing.is_undefined());
    EXPECT_EQ(nothing.as_real(), 0);
    EXPECT_TRUE(nothing.items().empty() && nothing.entries().empty() && nothing.text().empty());
    EXPECT_EQ(nothing.find("x"), nullptr);
    EXPECT_TRUE(Datum(0.6).as_bool());
    EXPECT_FALSE(Datum(0.5).as_bool());
    EXPECT_EQ(Datum(1e300).as_int64(), INT64_MAX);
    EXPECT_EQ(Datum(-NAN).as_int64(), 0);
    EXPECT_EQ(Datum("text").kind(), DatumKind::string);
    EXPECT_EQ(Datum(true).kind(), DatumKind::boolean);
    EXPECT_EQ(Datum(1).kind(), DatumKind::real);
}

TEST(Datum, CopiesShareAndMovesLeaveUndefined) {
    Datum a = sample(), b = a;
    EXPECT_TRUE(a.same_node(b));
    Datum c = std::move(a);
    EXPECT_TRUE(a.is_undefined());
    EXPECT_EQ(b, c);
    c = c; // stays whole
    EXPECT_EQ(c.size(), 4u);
    c = c.entries()[2].value; // its own child
    EXPECT_EQ(c.find("ETag")->text(), "abc");
}

TEST(Datum, EqualityIsOfKindOrderAndContent) {
    EXPECT_EQ(sample(), sample());
    EXPECT_EQ(Datum(NAN), Datum(-NAN));
    EXPECT_FALSE(Datum(0.0) == Datum(-0.0));
    EXPECT_FALSE(Datum(1) == Datum::int64(1));
    EXPECT_FALSE(Datum::array({}) == Datum::ds_list({}));
    EXPECT_FALSE(MapBuilder().add("a", 1).add("b", 2).map() == MapBuilder().add("b", 2).add("a", 1).map());
    EXPECT_FALSE(Datum::ds_grid(2, 1, {1, 2}) == Datum::ds_grid(1, 2, {1, 2}));
    EXPECT_FALSE(Datum::shared(1, 5) == Datum::shared(2, 5));
    DatumBuffer buffer{.fields = {{"u8", 1}}};
    DatumBuffer other = buffer;
    other.fields[0].value = 2;
    EXPECT_EQ(Datum::buffer(buffer), Datum::buffer(buffer));
    EXPECT_FALSE(Datum::buffer(buffer) == Datum::buffer(other));
}

TEST(Datum, AMillionLevelsNeitherRecurseNorOverflow) {
    auto nest = [] {
        Datum deep = 1;
        for (int i = 0; i < 1000000; ++i) {
            if (i % 3 == 0)
                deep = Datum::ds_list({std::move(deep)});
            else if (i % 3 == 1)
                deep = MapBuilder().add("k", std::move(deep)).structure();
            else
                deep = Datum::shared(i, std::move(deep));
        }
        return deep;
    };
    Datum a = nest(), b = nest();
    EXPECT_EQ(a, b);
    EXPECT_GT(size_estimate(a), 16u * 1000000);
    std::string text = write_typed_json(a);
    EXPECT_FALSE(read_typed_json(text));
    auto back = read_typed_json(text, {.max_depth = UINT32_MAX});
    ASSERT_TRUE(back) << back.error().text();
    EXPECT_EQ(*back, a);
    EXPECT_EQ(summary(a, 20).size(), 20u);
}

TEST(DatumEdit, PathsLeadThroughMapsListsAndSlashes) {
    Datum root = sample();
    EXPECT_EQ(at_path(root, "response_headers/ETag")->text(), "abc");
    EXPECT_EQ(at_path(root, "response_headers/a/b")->text(), "slash");
    EXPECT_EQ(at_path(root, "items/2/0")->text(), "x");
    EXPECT_EQ(at_path(root, "")->size(), 4u);
    for (const char* missing :
         {"items/3", "items/-1", "items/x", "id/x", "nothing", "response_headers/ETag/x", "items/2/0/"})
        EXPECT_EQ(at_path(root, missing), nullptr) << missing;
    Datum numbered = Datum::ds_map({{5, "five"}, {"6", "text"}, {6, "real"}});
    EXPECT_EQ(at_path(numbered, "5")->text(), "five");
    EXPECT_EQ(at_path(numbered, "6")->text(), "text");
    Datum wrapped =
        MapBuilder().add("s", Datum::shared(1, Datum::constructed("C", MapBuilder().add("x", 4).structure()))).map();
    EXPECT_EQ(at_path(wrapped, "s/x")->as_real(), 4);
}

TEST(DatumEdit, EditsCopyOnlyTheWay) {
    Datum root = sample();
    Datum changed = *with_path(root, "response_headers/ETag", "new");
    EXPECT_EQ(at_path(changed, "response_headers/ETag")->text(), "new");
    EXPECT_EQ(at_path(root, "response_headers/ETag")->text(), "abc") << "the old one stays";
    EXPECT_TRUE(at_path(changed, "items")->same_node(*at_path(root, "items")));
    EXPECT_EQ(at_path(*with_path(root, "fresh", 9), "fresh")->as_real(), 9);
    EXPECT_EQ(at_path(*with_path(root, "items/3", 9), "items/3")->as_real(), 9);
    EXPECT_FALSE(with_path(root, "items/4", 9));
    EXPECT_FALSE(with_path(root, "nothing/below", 9));
    using Steps = std::vector<Datum>;
    EXPECT_EQ(without_steps(root, Steps{"items", "0"})->find("items")->size(), 2u);
    EXPECT_EQ(without_steps(root, Steps{"id"})->size(), 3u);
    EXPECT_FALSE(without_steps(root, {}));
    EXPECT_FALSE(without_steps(root, Steps{"nothing"}));
    EXPECT_EQ(with_renamed_step(root, Steps{"id"}, "number")->entries()[0].key.text(), "number");
    EXPECT_FALSE(with_renamed_step(root, Steps{"id"}, "ok"));
    Datum wrapped = Datum::shared(1, Datum::constructed("C", MapBuilder().add("x", 4).structure()));
    Datum again = *with_path(wrapped, "x", 5);
    EXPECT_EQ(again.id(), 1);
    EXPECT_EQ(again.inner().text(), "C");
    EXPECT_EQ(at_path(again, "x")->as_real(), 5);
}

TEST(DatumEdit, ItemsAndEntries) {
    Datum list = Datum::ds_list({1, 2});
    EXPECT_EQ(summary(with_item_inserted(list, 2, 3)), "[1,2,3]");
    EXPECT_EQ(with_item_inserted(list, 3, 3), list);
    EXPECT_EQ(summary(without_item(list, 0)), "[2]");
    EXPECT_EQ(with_item(list, 0, 9).kind(), DatumKind::ds_list);
    EXPECT_EQ(with_entry(list, "a", 1), list) << "a list has no keys";
    EXPECT_EQ(summary(with_entry(Datum::ds_map({}), 5, "x")), "[[5,\"x\"]]");
}
