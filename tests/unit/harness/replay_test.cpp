// Replay of sessions that were driven by more than fires.

#include "core/harness/replay.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

using namespace scope;
namespace fs = std::filesystem;

namespace {

/// A copy of the example that may be changed, and a trace of what is done to it.
struct ReplayTest : testing::Test {
    void SetUp() override {
        folder = fs::temp_directory_path() / ("asyncscope_replay_" + std::to_string(::getpid()));
        fs::remove_all(folder);
        fs::create_directories(folder);
        fs::copy(SOURCE_DIR "/assets/examples/coin_shop", folder / "game", fs::copy_options::recursive);
        SessionOptions options;
        options.record_both_ways = true;
        options.project = (folder / "game").string();
        options.trace = trace();
        auto opened = Session::open(options);
        ASSERT_TRUE(opened) << opened.error().text();
        session = std::move(*opened);
        ASSERT_TRUE(session->boot());
    }
    void TearDown() override {
        session.reset();
        fs::remove_all(folder);
    }

    std::string trace() const { return (folder / "t.jsonl").string(); }
    void fire() {
        ASSERT_TRUE(session->fire({"ev_async_social", "", Datum::ds_map({{"id", "custom_async_event"}}), {}}));
    }
    ReplayReport replayed() {
        session.reset(); // writes the end of the trace
        auto report = replay(trace());
        EXPECT_TRUE(report) << report.error().text();
        return report ? *report : ReplayReport();
    }
    size_t lines_with(const std::string& text) const {
        std::ifstream in(trace());
        size_t count = 0;
        for (std::string line; std::getline(in, line);) count += line.find(text) != std::string::npos;
        return count;
    }

    fs::path folder;
    std::unique_ptr<Session> session;
};

} // namespace

TEST_F(ReplayTest, ARestartGoesOnInTheSameTrace) {
    fire();
    ASSERT_TRUE(session->restart().value_or(false));
    EXPECT_TRUE(session->events().empty());
    fire();
    EXPECT_EQ(session->events().back()->seq, 1u);
    ReplayReport report = replayed();
    EXPECT_EQ(report.events, 2u);
    EXPECT_FALSE(report.divergence()) << report.divergence()->text();
    EXPECT_EQ(lines_with("\"kind\":\"dispatch\""), 2u);
}

TEST_F(ReplayTest, AProjectReadAgainPutsOnlyWhatChangedIntoTheTrace) {
    fire();
    size_t before = lines_with("\"kind\":\"source\"");
    std::ofstream(folder / "game/objects/obj_log/Other_70.gml", std::ios::app) << "\n// more\n";
    ASSERT_TRUE(session->restart(true).value_or(false));
    fire();
    EXPECT_EQ(lines_with("\"kind\":\"source\""), before + 1);
    ReplayReport report = replayed();
    EXPECT_EQ(report.events, 2u);
    EXPECT_FALSE(report.divergence()) << report.divergence()->text();
}

TEST_F(ReplayTest, AProjectThatCannotBeReadAgainChangesNothing) {
    fire();
    fs::rename(folder / "game/coin_shop.yyp", folder / "game/hidden");
    EXPECT_FALSE(session->restart(true));
    EXPECT_EQ(session->events().size(), 1u);
    fs::rename(folder / "game/hidden", folder / "game/coin_shop.yyp");
    EXPECT_EQ(replayed().events, 1u);
}

TEST_F(ReplayTest, ANewRecordingIsWholeThoughItDiffers) {
    fire();
    fire();
    session.reset();
    fs::path handler = folder / "game/objects/obj_log/Other_70.gml";
    std::ofstream(handler, std::ios::trunc) << "mine = 0;\n";
    std::string again = (folder / "again.jsonl").string();
    auto first = replay(trace(), {"", again});
    ASSERT_TRUE(first) << first.error().text();
    ASSERT_TRUE(first->divergence());
    EXPECT_EQ(first->divergence()->seq, 1u);
    auto second = replay(again);
    ASSERT_TRUE(second) << second.error().text();
    EXPECT_FALSE(second->divergence()) << second->divergence()->text();
    EXPECT_EQ(second->events, 2u);
}

TEST_F(ReplayTest, MaskedSecretsAreTold) {
    ASSERT_TRUE(
        session->fire({"ev_async_web", "", Datum::ds_map({{"id", 1}, {"access_token", "abcdefgh12345678"}}), {}}));
    EXPECT_TRUE(replayed().masked);
}

TEST_F(ReplayTest, WhatWasMistypedInTheConsoleIsPassedOver) {
    EXPECT_FALSE(session->console("1 +"));
    fire();
    ReplayReport report = replayed();
    EXPECT_EQ(report.inputs, 2u);
    EXPECT_FALSE(report.divergence());
}

TEST_F(ReplayTest, ThePresentStateOfOneInstanceIsAnInput) {
    uint32_t id = session->instances(false).front().id;
    ASSERT_TRUE(
        session->apply({"set_var", Datum::structure({{"path", "(" + std::to_string(id) + ").depth"}, {"gml", "7"}})}));
    ASSERT_TRUE(session->apply(
        {"perform", Datum::structure({{"object", std::to_string(id)}, {"index", -1}, {"event", "Create_0"}})}));
    EXPECT_FALSE(
        session->apply({"perform", Datum::structure({{"object", "99999999"}, {"index", -1}, {"event", "Create_0"}})}));
    fire();
    EXPECT_EQ(replayed().events, 1u);
}

TEST_F(ReplayTest, FramesThatFollowFramesAreOneInput) {
    for (int i = 0; i < 100; ++i) session->run(2, true);
    ASSERT_EQ(session->inputs().size(), 1u);
    EXPECT_EQ(session->inputs()[0].arguments.find(std::string_view("most"))->as_real(), 200);
    EXPECT_EQ(session->frame(), 200u);
}
