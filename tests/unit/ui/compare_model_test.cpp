// The Compare view without its drawing.

#include "ui/model/compare_model.h"

#include <chrono>
#include <filesystem>
#include <gtest/gtest.h>

namespace scope {

namespace {

const std::string older = "tests/ui/traces/older.astrace", newer = "tests/ui/traces/newer.astrace";

void wait_for(CompareModel& model) {
    while (model.state() == CompareModel::State::working)
        if (!model.poll()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

const ComparedKey* key_of(const ComparedEvent& event, const std::string& path) {
    for (const ComparedKey& key : event.rows)
        if ((key.left != ComparedKey::none && event.left.rows[key.left].path == path) ||
            (key.right != ComparedKey::none && event.right.rows[key.right].path == path))
            return &key;
    return nullptr;
}

} // namespace

TEST(CompareModel, ShowsWhatDiffersOfTwoTraces) {
    CompareModel model;
    EXPECT_EQ(model.state(), CompareModel::State::empty);
    model.start({older, newer, ""});
    wait_for(model);
    ASSERT_EQ(model.state(), CompareModel::State::done) << model.error().text();
    EXPECT_EQ(model.summary(), "11 changed, 1 added, 1 missing of 13 events");
    EXPECT_EQ(model.row_count(), 13u);
    ASSERT_TRUE(model.event());
    EXPECT_EQ(model.row(0).kind, PairKind::changed);
    EXPECT_EQ(model.row(6).kind, PairKind::added);
    EXPECT_EQ(model.row(6).left, 0u);
    EXPECT_EQ(model.row(8).kind, PairKind::missing);
    // A part that one side alone looked at is a row of both.
    const ComparedKey* part = key_of(*model.event(), "data/b");
    ASSERT_TRUE(part);
    EXPECT_TRUE(part->differs);
    EXPECT_NE(part->left, ComparedKey::none);
    EXPECT_FALSE(key_of(*model.event(), "id")->differs);
    EXPECT_FALSE(model.event()->columns[0].differs);
    ASSERT_FALSE(model.event()->differences.empty());
    EXPECT_EQ(model.event()->differences[0].what, "self.gold");
    EXPECT_NE(model.event()->reasons[0].find("objects/obj_shop/Other_70.gml:10"), std::string::npos);
    model.move(1);
    EXPECT_EQ(model.selected(), 1u);
    model.move(-1);
    model.move(-1);
    EXPECT_EQ(model.selected(), 0u);
    model.toggle_key("data");
    EXPECT_TRUE(key_of(*model.event(), "data/a"));
    model.cancel();
    EXPECT_EQ(model.state(), CompareModel::State::empty);
    EXPECT_EQ(model.row_count(), 0u);
}

TEST(CompareModel, ReplaysATraceAgainstItsProject) {
    CompareModel model;
    model.start({older, "", ""});
    wait_for(model);
    ASSERT_EQ(model.state(), CompareModel::State::done) << model.error().text();
    EXPECT_EQ(model.comparison().files.size(), 3u);
    size_t differing = model.row_count();
    EXPECT_GT(differing, 0u);
    model.select(2);
    uint32_t pair = model.row(2).pair;
    model.show_all(true);
    EXPECT_GT(model.row_count(), differing);
    EXPECT_EQ(model.row(model.selected()).pair, pair);
    model.start({newer, "", ""});
    wait_for(model);
    EXPECT_EQ(model.tone(), Tone::ok) << model.summary();
    EXPECT_TRUE(model.shows_all());
}

TEST(CompareModel, SaysWhatCannotBeRead) {
    CompareModel model;
    model.start({older, "tests/ui/traces/nothing.astrace", ""});
    wait_for(model);
    EXPECT_EQ(model.state(), CompareModel::State::failed);
    EXPECT_NE(model.error().text().find("nothing.astrace"), std::string::npos);
}

TEST(CompareModel, IsGivenUpAtAnyTime) {
    for (int after = 0; after < 40; ++after) {
        CompareModel model;
        model.start({older, after % 2 ? "" : newer, ""});
        std::this_thread::sleep_for(std::chrono::milliseconds(after % 10));
        model.cancel();
        EXPECT_EQ(model.state(), CompareModel::State::empty);
    }
}

} // namespace scope
