#include "core/data/datum_edit.h"
#include "core/data/json_reader.h"
#include "core/data/json_text_edit.h"
#include "core/data/payload_way.h"
#include "core/data/typed_json.h"

#include <gtest/gtest.h>

namespace scope {

TEST(PayloadWay, IsToldApartWhateverKeysHold) {
    const std::vector<Datum> keys = {
        "",    "a",   "a/b",  "/", "\\",     "\\e",           "a > b", " > ",
        "x >", "> x", "\\#1", "1", Datum(1), Datum::int64(1), Datum(), Datum::ref("ref ds_map 1")};
    std::vector<PayloadWay> ways;
    for (const Datum& outer : keys) {
        ways.push_back(PayloadWay().child(outer, false));
        for (const Datum& inner : keys) {
            ways.push_back(PayloadWay().child(outer, false).child(inner, false));
            ways.push_back(PayloadWay().child(outer, false).child(inner, true));
        }
    }
    std::vector<std::string> texts;
    for (const PayloadWay& way : ways) {
        texts.push_back(way.text());
        PayloadWay read = PayloadWay::read(texts.back());
        EXPECT_EQ(read.steps, way.steps) << texts.back();
        EXPECT_EQ(read.inside, way.inside) << texts.back();
    }
    std::sort(texts.begin(), texts.end());
    EXPECT_EQ(std::unique(texts.begin(), texts.end()), texts.end());
    EXPECT_EQ(PayloadWay::read("result > gold/0").text(), "result > gold/0");
    EXPECT_TRUE(PayloadWay::read("").empty());
}

TEST(PayloadWay, ReachesChangesRenamesAndRemoves) {
    Datum payload = MapBuilder().add("1", "text").add(1, "number").add("", 5).add("a/b", Datum::array({1, 2})).map();
    EXPECT_EQ(*at_way(payload, PayloadWay::read("1")), Datum("text"));
    EXPECT_EQ(*at_way(payload, PayloadWay::read("\\#1")), Datum("number"));
    EXPECT_EQ(*at_way(payload, PayloadWay::read("a\\/b/1")), Datum(2));
    EXPECT_FALSE(at_way(payload, PayloadWay::read("a/b")));
    Datum changed = *with_way(payload, PayloadWay::read("a\\/b/2"), 3);
    changed = *with_way(changed, PayloadWay::read("\\e"), 6);
    changed = *without_way(changed, PayloadWay::read("\\#1"));
    changed = *with_renamed_way(changed, PayloadWay::read("1"), "a");
    EXPECT_EQ(write_payload(changed), R"({"a":"text","":6,"a/b":[1,2,3]})");
    EXPECT_FALSE(with_way(payload, PayloadWay::read("x/y"), 1));
    EXPECT_FALSE(with_way(payload, PayloadWay::read("1 > y"), 1)) << "no JSON";
}

TEST(JsonText, OnlyTheEditedPartChanges) {
    std::string_view text = " {\"a\" : [ 1.10 , {\"x\":\"],}\\\"\"} ],\"a\\u002fb\":1e5, \"d\":1, \"d\":2}";
    std::vector<Datum> deep = {"a", "1", "x"}, second = {"a", "0"}, escaped = {"a/b"}, twice = {"d"}, fresh = {"n"},
                       next = {"a", "2"}, beyond = {"a", "3"};
    EXPECT_EQ(json_at(text, deep), "\"],}\\\"\"");
    EXPECT_EQ(json_at(text, second), "1.10");
    EXPECT_EQ(json_at(text, escaped), "1e5");
    EXPECT_EQ(json_at(text, twice), "2") << "the last one counts";
    EXPECT_EQ(*with_json(text, deep, "0"), " {\"a\" : [ 1.10 , {\"x\":0} ],\"a\\u002fb\":1e5, \"d\":1, \"d\":2}");
    EXPECT_EQ(*with_json(text, fresh, "0"),
              " {\"a\" : [ 1.10 , {\"x\":\"],}\\\"\"} ],\"a\\u002fb\":1e5, \"d\":1, \"d\":2,\"n\":0}");
    EXPECT_EQ(*with_json("{}", fresh, "[]"), "{\"n\":[]}");
    EXPECT_EQ(*with_json("{\"a\":[ ]}", second, "1"), "{\"a\":[1]}");
    EXPECT_EQ(*without_json(text, second), " {\"a\" : [ {\"x\":\"],}\\\"\"} ],\"a\\u002fb\":1e5, \"d\":1, \"d\":2}");
    EXPECT_TRUE(with_json(text, next, "1"));
    EXPECT_FALSE(with_json(text, beyond, "1"));
    for (std::string_view number : {"0", "-1", "1.5", "1e9", "-0.1E-3"}) EXPECT_TRUE(is_json_number(number)) << number;
    for (std::string_view other : {"", "-", "01", "1.", ".5", "1e", "0x1", "1 ", "NaN"})
        EXPECT_FALSE(is_json_number(other)) << other;
}

} // namespace scope
