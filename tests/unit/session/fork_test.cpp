// Going back: a fork has the world as it was before an event, as a fresh run up to there would; a restart that goes
// back to the end of the boot cannot be told from one that boots.

#include "core/session/checkpoints.h"
#include "core/session/session.h"
#include "core/world/digest.h"
#include "core/world/world.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

using namespace scope;

namespace {

std::unique_ptr<Session> coin_shop(SessionOptions options = {}) {
    options.project = SOURCE_DIR "/assets/examples/coin_shop";
    auto session = Session::open(options);
    EXPECT_TRUE(session) << (session ? "" : session.error().text());
    EXPECT_TRUE((*session)->boot());
    return std::move(*session);
}

InputRecord frames(int count) {
    return {"frames", Datum::structure({{"count", static_cast<double>(count)}})};
}
InputRecord one_frame() {
    return {"run", Datum::structure({{"most", 1.0}, {"keep_going", Datum::boolean(true)}})};
}
InputRecord call(const std::string& gml) {
    return {"call", Datum::structure({{"gml", gml}})};
}
InputRecord fire(double gold) {
    return {"fire", Datum::structure({{"number", 70.0},
                                      {"payload", Datum::ds_map({{"id", "custom_async_event"}, {"gold", gold}})}})};
}

std::vector<InputRecord> session_of_many() {
    return {
        frames(3),
        fire(1),
        call("global.counter = 1; function tick() { static n = 0; return ++n; }"),
        one_frame(),
        one_frame(),
        fire(2),
        call("tick(); irandom(100); global.counter += tick();"),
        call("var m = ds_map_create(); m[? \"id\"] = \"custom_async_event\"; event_perform_async(ev_async_social, m); "
             "global.counter += 10; m = ds_map_create(); m[? \"id\"] = \"other\"; "
             "event_perform_async(ev_async_social, m); global.counter += 100;"),
        one_frame(),
        fire(3),
        call("tick(); irandom(100); global.counter += tick();"),
        fire(4)};
}

void same(Session& one, Session& other, const std::string& where) {
    EXPECT_EQ(digest(one.world()).state, digest(other.world()).state) << where;
    EXPECT_EQ(digest(one.world()).pace, digest(other.world()).pace) << where;
}

TEST(Fork, is_as_a_fresh_run_up_to_there) {
    std::vector<InputRecord> inputs = session_of_many();
    auto session = coin_shop();
    std::vector<std::pair<size_t, uint64_t>> fires; // input, event
    for (size_t at = 0; at < inputs.size(); ++at) {
        uint64_t event = session->events().empty() ? 0 : session->events().back()->seq + 1;
        if (inputs[at].kind == "fire") fires.emplace_back(at, event);
        ASSERT_TRUE(session->apply(inputs[at])) << at;
    }
    WorldDigest after = digest(session->world());
    for (auto [input, event] : fires) {
        auto fork = session->fork(event);
        ASSERT_TRUE(fork) << fork.error().text();
        auto fresh = coin_shop();
        for (size_t at = 0; at < input; ++at) (void)fresh->apply(inputs[at]);
        same(**fork, *fresh, "before event " + std::to_string(event));
        for (size_t at = input; at < inputs.size(); ++at) ASSERT_TRUE((*fork)->apply(inputs[at]));
        EXPECT_EQ(digest((*fork)->world()), after) << "the same inputs again lead to the same world";
        EXPECT_EQ((*fork)->events().back()->seq, session->events().back()->seq);
    }
    auto present = session->fork(session->events().back()->seq + 1);
    ASSERT_TRUE(present) << present.error().text();
    EXPECT_EQ(digest((*present)->world()), after);
    EXPECT_FALSE(session->fork(1000));
    EXPECT_EQ(digest(session->world()), after) << "the session itself stays";
}

TEST(Fork, inside_an_input_the_world_is_stopped) {
    std::vector<InputRecord> inputs = session_of_many();
    auto session = coin_shop();
    uint64_t inside = 0;
    for (const InputRecord& input : inputs) {
        uint64_t next = session->events().empty() ? 0 : session->events().back()->seq + 1;
        ASSERT_TRUE(session->apply(input));
        if (input.arguments.find(std::string_view("gml")) && session->events().size() > 0 &&
            session->events().back()->seq == next + 1)
            inside = next + 1; // the second of its two
    }
    ASSERT_GT(inside, 0u);
    auto fork = session->fork(inside);
    ASSERT_TRUE(fork) << fork.error().text();
    World& world = (*fork)->world();
    EXPECT_TRUE((*fork)->held());
    EXPECT_TRUE((*fork)->stopped());
    EXPECT_FALSE(world.vm().idle());
    EXPECT_GE(world.vm().stack().size(), 2u) << "the handler and who performed the event";
    EXPECT_NE((*fork)->async_load(), "-1");
    bool found = false;
    for (const auto& [name, value] : (*fork)->variables(0).own) {
        if (name != "counter") continue;
        found = true;
        EXPECT_LT(value.as_real(), 100) << "what came after the event has not run";
        EXPECT_GE(value.as_real(), 10) << "what came before it has";
    }
    EXPECT_TRUE(found);
    ASSERT_TRUE((*fork)->apply(frames(1))) << "nothing runs any more";
    EXPECT_TRUE((*fork)->held());
}

TEST(Fork, goes_on_from_the_nearest_checkpoint) {
    auto session = coin_shop();
    for (int round = 0; round < 6; ++round) {
        ASSERT_TRUE(session->apply(call("repeat (1500000) { var a = 1; a += 2; a *= 3; a -= 4; a += 5; }")));
        ASSERT_TRUE(session->apply(one_frame()));
        ASSERT_TRUE(session->apply(one_frame()));
        ASSERT_TRUE(session->apply(fire(round)));
    }
    ASSERT_GE(session->checkpoints().all().size(), 2u);
    const Checkpoint& last = session->checkpoints().all().back();
    EXPECT_GT(last.at.input, 3u);
    auto fork = session->fork(session->events().back()->seq);
    ASSERT_TRUE(fork) << fork.error().text();
    EXPECT_EQ((*fork)->checkpoints().all().front().world, session->checkpoints().all().front().world) << "shared";
    ASSERT_TRUE((*fork)->apply(fire(5)));
    EXPECT_EQ(digest((*fork)->world()), digest(session->world()));
}

TEST(Fork, ends_again_what_was_cancelled) {
    auto session = coin_shop();
    ASSERT_TRUE(session->begin(input::Console{"global.n = 0; while (true) global.n++;"}));
    EXPECT_EQ(session->resume(100'000), CameBack::slice);
    EXPECT_FALSE(session->fork(0)) << "what is in progress has no end yet";
    ASSERT_TRUE(session->begin(input::Cancel{}));
    ASSERT_TRUE(session->apply(fire(1)));
    auto fork = session->fork(session->events().back()->seq);
    ASSERT_TRUE(fork) << fork.error().text();
    ASSERT_TRUE((*fork)->apply(fire(1)));
    EXPECT_EQ(digest((*fork)->world()), digest(session->world()));
    EXPECT_EQ((*fork)->inputs().size(), session->inputs().size());
}

TEST(Fork, goes_on_in_the_middle_of_a_run) {
    auto session = coin_shop();
    ASSERT_TRUE(session->apply(call("call_later(1, time_source_units_frames, function() { repeat (200000) "
                                    "{ var a = 1; a += 2; a *= 3; a -= 4; a += 5; } }, true);")));
    ASSERT_TRUE(session->begin(input::Run{100, true}));
    while (session->in_progress() && session->checkpoints().all().size() < 3) session->resume(1'000'000);
    const Checkpoint& last = session->checkpoints().all().back();
    EXPECT_GT(last.at.part, 1);
    EXPECT_LT(last.at.part, 100);
    ASSERT_TRUE(session->begin(input::Cancel{}));
    ASSERT_TRUE(session->apply(fire(1)));
    auto fork = session->fork(session->events().back()->seq);
    ASSERT_TRUE(fork) << fork.error().text();
    ASSERT_TRUE((*fork)->apply(fire(1)));
    EXPECT_EQ(digest((*fork)->world()), digest(session->world()));
    EXPECT_EQ((*fork)->frame(), session->frame());
}

TEST(Restart, boots_after_a_boot_that_was_cancelled) {
    SessionOptions options;
    options.project = SOURCE_DIR "/assets/examples/coin_shop";
    auto session = Session::open(options);
    ASSERT_TRUE(session);
    ASSERT_TRUE((*session)->begin(input::Boot()));
    ASSERT_TRUE((*session)->begin(input::Cancel()));
    EXPECT_FALSE((*session)->started());
    auto sound = (*session)->restart();
    ASSERT_TRUE(sound) << sound.error().text();
    EXPECT_TRUE(*sound);
    same(**session, *coin_shop(), "booted");
}

TEST(Restart, goes_back_to_the_end_of_the_boot) {
    namespace fs = std::filesystem;
    fs::path folder = fs::temp_directory_path() / ("restart_" + std::to_string(getpid()));
    fs::create_directory(folder);
    std::string traces[2];
    for (bool boots : {false, true}) {
        SessionOptions options;
        options.trace = (folder / (boots ? "boots.jsonl" : "back.jsonl")).string();
        {
            auto session = coin_shop(options);
            for (const InputRecord& input : session_of_many()) (void)session->apply(input);
            // What all copies see cannot be taken back, so this one boots.
            if (boots) {
                ASSERT_TRUE(session->apply(call("#macro never_used 1\nvar unused = 1;")));
            }
            ASSERT_TRUE(session->restart());
            auto fresh = coin_shop();
            same(*session, *fresh, boots ? "booted" : "gone back");
            EXPECT_EQ(session->inputs().size(), 0u);
            EXPECT_EQ(session->output().size(), fresh->output().size());
            EXPECT_EQ(session->problems().size(), fresh->problems().size());
            ASSERT_TRUE(session->apply(fire(1)));
            ASSERT_TRUE(fresh->apply(fire(1)));
            same(*session, *fresh, "and goes on");
            // Numbers of events go on over a restart.
            EXPECT_GT(session->events().back()->seq, fresh->events().back()->seq);
            auto fork = session->fork(session->events().back()->seq);
            ASSERT_TRUE(fork) << fork.error().text();
            EXPECT_FALSE(session->fork(0)) << "from before the restart";
        }
        std::ifstream in(options.trace);
        std::string line;
        while (std::getline(in, line))
            if (line.find("\"kind\":\"input\"") == std::string::npos || line.find("restart") != std::string::npos)
                traces[boots] += line.substr(0, line.find("\"us\"")) + "\n";
    }
    auto behind = [](const std::string& trace) { return trace.substr(trace.find("restart")); };
    auto kinds = [](const std::string& trace) {
        std::string out;
        for (size_t at = trace.find("\"kind\":"); at != std::string::npos; at = trace.find("\"kind\":", at + 1))
            out += trace.substr(at + 7, trace.find(',', at) - at - 7) + " ";
        return out;
    };
    EXPECT_EQ(kinds(behind(traces[0])), kinds(behind(traces[1])));
    fs::remove_all(folder);
}

TEST(Checkpoints, get_sparser_backwards_when_memory_is_short) {
    auto session = coin_shop();
    const World& world = session->world();
    Checkpoints all;
    EXPECT_TRUE(all.due(world));
    all.add({0, 0, 0}, world);
    EXPECT_FALSE(all.due(world)) << "no work was done since";
    EXPECT_EQ(all.nearest(0, 0), all.first());
    all.add({5, 0, 7}, world);
    all.add({5, 3, 9}, world);
    EXPECT_EQ(all.nearest(4, 7)->at.input, 0u);
    EXPECT_EQ(all.nearest(5, 8)->at.event, 7u);
    EXPECT_EQ(all.nearest(9, 9)->at.part, 3);
    EXPECT_LE(all.bytes(), Checkpoints::most_bytes);
}

} // namespace
