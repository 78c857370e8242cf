// An input that is cancelled ends where it stands, goes into the trace, and a replay ends it at the same place.

#include "tests/unit/harness/traces.h"

#include "core/harness/replay.h"
#include "core/world/world.h"
#include "core/world/world_invariants.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <random>
#include <unistd.h>

using namespace scope;
namespace fs = std::filesystem;

namespace {

/// Everything that unwinding has to see to: try with finally, with, natives that call back, nested events, time
/// sources, rooms and a restart of the game.
constexpr const char* busy = R"(
global.sum = 0;
global.hear = function(value) {
    try {
        global.sum += value;
        if (value == 3) throw "three";
    } catch (problem) {
        global.sum += string_length(problem);
    } finally {
        global.sum += 1;
    }
    return global.sum;
};
global.tell = function() {
    var map = ds_map_create();
    map[? "id"] = global.sum;
    with (obj_base) event_user(0);
    array_foreach([1, 2, 3, 4], function(value) { global.hear(value); });
    event_perform_async(ev_async_social, map);
};
instance_create_depth(0, 0, 0, obj_child);
instance_create_depth(0, 0, 0, obj_base);
repeat (20) {
    with (all) global.hear(1);
    array_sort([5, 3, 4, 1], function(a, b) { return global.hear(a) - b; });
    global.tell();
}
time_source_start(time_source_create(time_source_game, 1, time_source_units_frames, global.tell, [], -1));
call_later(3, time_source_units_frames, function() { room_goto(rm_end); });
call_later(6, time_source_units_frames, function() { game_restart(); });
call_later(9, time_source_units_frames, function() { instance_destroy(obj_base); });
)";

std::vector<Input> all_inputs() {
    return {input::Boot{},
            input::RunScript{"busy.gml", busy},
            input::Frames{1},
            input::Fire{"ev_async_social", 70, Datum::ds_map({{"id", 7}})},
            input::Run{12, true},
            input::Run{3, true},
            input::Perform{"obj_saver", -1, "Other_2"},
            input::Console{"global.sum"}};
}

SessionOptions options(const std::string& trace) {
    SessionOptions out;
    out.project = SOURCE_DIR "/tests/gml/game";
    out.trace = trace;
    out.budget = 0;
    return out;
}

/// Units that each input takes.
std::vector<uint64_t> costs() {
    auto session = Session::open(options(""));
    std::vector<uint64_t> out;
    for (const Input& input : all_inputs()) {
        (void)(*session)->begin(input);
        uint64_t units = 0;
        while (const InputInProgress* at = (*session)->in_progress()) {
            units = at->units;
            (*session)->resume(1000);
        }
        out.push_back(units);
    }
    return out;
}

fs::path file(const char* name) {
    return fs::temp_directory_path() / ("cancel_" + std::to_string(getpid()) + name);
}

/// Cancels the n-th input at about that many units; the others run to their ends.
void record(size_t cancelled, uint64_t units, uint64_t slice, const fs::path& trace) {
    auto session = Session::open(options(trace.string()));
    ASSERT_TRUE(session) << session.error().text();
    std::vector<Input> inputs = all_inputs();
    for (size_t i = 0; i < inputs.size(); ++i) {
        (void)(*session)->begin(inputs[i]); // a step is left out when the game has ended
        size_t faults = (*session)->faults().size();
        while (const InputInProgress* at = (*session)->in_progress()) {
            if (i == cancelled && at->units >= units) {
                bool runs = !(*session)->world().vm().idle();
                (void)(*session)->begin(input::Cancel{});
                EXPECT_EQ((*session)->in_progress(), nullptr);
                ASSERT_EQ((*session)->faults().size(), faults + runs);
                if (runs) {
                    EXPECT_EQ((*session)->faults().back().message, "cancelled while it ran");
                }
                EXPECT_EQ((*session)->inputs().back().kind, "cancel");
                EXPECT_EQ(WorldInvariants::broken((*session)->world()), "");
            } else {
                (*session)->resume(slice);
            }
            if ((*session)->in_progress()) faults = (*session)->faults().size();
        }
    }
    EXPECT_EQ((*session)->finish_trace(), "");
}

void cancels_alike(int times, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<uint64_t> cost = costs();
    fs::path trace = file(".jsonl"), again = file("_again.jsonl");
    for (int i = 0; i < times; ++i) {
        size_t which = random() % cost.size();
        uint64_t units = random() % (cost[which] + 1), slice = 1 + random() % 3000;
        std::string at = "input " + std::to_string(which) + ", " + std::to_string(units) + " of " +
                         std::to_string(cost[which]) + " units, slices of " + std::to_string(slice);
        record(which, units, slice, trace);
        auto report = replay(trace.string(), {"", again.string()});
        ASSERT_TRUE(report) << report.error().text() << ": " << at;
        ASSERT_FALSE(report->divergence()) << report->divergence()->text() << ": " << at;
        ASSERT_EQ(trace_without_durations(trace), trace_without_durations(again)) << at;
        fs::remove(again);
    }
    fs::remove(trace);
}

TEST(Cancel, AReplayEndsAtTheSamePlace) {
    const char* times = std::getenv("ASYNCSCOPE_CANCELS");
    cancels_alike(times ? std::atoi(times) : 20, 11);
}

TEST(Cancel, FramesThatFollowFramesAreDoneAgainUpToIt) {
    auto session = Session::open(options(""));
    ASSERT_TRUE(session);
    (*session)->boot();
    (*session)->run(5, true);
    ASSERT_TRUE((*session)->begin(input::Run{10, true}));
    EXPECT_EQ((*session)->resume(450), CameBack::slice);
    (void)(*session)->begin(input::Cancel{});
    uint64_t frame = (*session)->frame();
    EXPECT_GT(frame, 5u);
    EXPECT_LT(frame, 15u);
    std::vector<InputRecord> inputs = (*session)->inputs();
    ASSERT_EQ(inputs.size(), 2u);
    EXPECT_EQ(inputs[0].arguments.find(std::string_view("most"))->as_real(), 15);
    ASSERT_TRUE((*session)->restart(false, true));
    ASSERT_TRUE((*session)->apply(inputs[0], &inputs[1]));
    EXPECT_EQ((*session)->frame(), frame);
    ASSERT_TRUE((*session)->apply(inputs[1])) << "it has been done";
    EXPECT_EQ((*session)->inputs().size(), 2u);
}

TEST(Cancel, NothingOfTheCodeSeesIt) {
    auto session = Session::open(options(""));
    ASSERT_TRUE(session);
    (*session)->boot();
    ASSERT_TRUE((*session)->console("exception_unhandled_handler(function(e) { show_debug_message(\"heard\"); });"));
    ASSERT_TRUE((*session)->begin(input::Console{"try { while (true) { try { while (true) {} } finally { "
                                                 "show_debug_message(1); } } } catch (e) { show_debug_message(2); }"}));
    EXPECT_EQ((*session)->resume(100'000'000), CameBack::slice) << "there is no limit";
    EXPECT_EQ((*session)->begin(input::Cancel{}).value(), CameBack::fault);
    EXPECT_TRUE((*session)->output().empty());
    EXPECT_FALSE((*session)->answer());
    EXPECT_EQ((*session)->console("1 + 1")->text, "2") << "and it goes on";
}

TEST(Cancel, TheHandlersInProgressEndWithIt) {
    auto session = Session::open(options(""));
    ASSERT_TRUE(session);
    (*session)->boot();
    ASSERT_TRUE((*session)->apply(input::Create{"obj_base", Datum::structure({})}));
    ASSERT_TRUE((*session)->console("with (obj_base) { seen = []; } global.map = ds_map_create();"));
    ASSERT_TRUE((*session)->begin(
        input::Fire{"ev_async_social", 70, Datum::ds_map({{"id", Datum::gml("(function() { while (true) {} })()")}})}));
    (*session)->resume(10'000);
    (void)(*session)->begin(input::Cancel{});
    auto fired = (*session)->fired();
    ASSERT_FALSE(fired);
    EXPECT_NE(fired.error().message.find("cancelled"), std::string::npos) << fired.error().message;
    EXPECT_EQ((*session)->async_load(), "-1");
}

} // namespace
