#include "core/session/session.h"

#include <gtest/gtest.h>

using namespace scope;

namespace {

std::vector<Input> one_of_each() {
    return {input::Boot{},
            input::Fire{"ev_async_web", 62, Datum::ds_map({{"id", 3}})},
            input::Answer{4, Datum::ds_map({{"status", 0}})},
            input::Frames{2},
            input::Run{600, true},
            input::Advance{1e6},
            input::GotoRoom{"rm_shop"},
            input::Create{"obj_shop", Datum::structure({{"gold", 5}})},
            input::Perform{"obj_shop", -1, "Other_10"},
            input::SetVar{"global.a", "1"},
            input::Call{"f()"},
            input::RunScript{"a.gml", "f()"},
            input::Console{"1 + 1"},
            input::Restart{true},
            input::Cancel{12345}};
}

std::unique_ptr<Session> coin_shop(uint64_t budget = default_budget) {
    SessionOptions options;
    options.project = SOURCE_DIR "/assets/examples/coin_shop";
    options.budget = budget;
    auto session = Session::open(options);
    EXPECT_TRUE(session);
    return std::move(*session);
}

} // namespace

TEST(Input, ItsRecordSaysAllOfIt) {
    std::vector<Input> all = one_of_each();
    ASSERT_EQ(all.size(), std::variant_size_v<Input>);
    for (size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(all[i].index(), i);
        InputRecord record = record_of(all[i]);
        auto back = input_of(record);
        ASSERT_TRUE(back) << back.error().text();
        EXPECT_EQ(back->index(), i);
        EXPECT_EQ(record_of(*back).kind, record.kind);
        EXPECT_TRUE(record_of(*back).arguments == record.arguments) << record.kind;
    }
    EXPECT_EQ(std::get<input::Perform>(*input_of(record_of(all[8]))).index, -1);
    EXPECT_FALSE(input_of({"jump", {}}));
    auto far = input_of({"perform", Datum::structure({{"index", 1e300}})});
    EXPECT_EQ(std::get<input::Perform>(*far).index, INT32_MAX);
}

TEST(Input, ComesBackWithTheReason) {
    auto session = coin_shop();
    EXPECT_EQ(session->resume(), CameBack::done) << "nothing has begun";
    ASSERT_TRUE(session->boot());
    ASSERT_EQ(session->begin(input::Frames{3}).value(), CameBack::slice);
    EXPECT_FALSE(session->begin(input::Frames{1})) << "one at a time";
    EXPECT_EQ(session->resume(0), CameBack::slice);
    EXPECT_EQ(session->resume(), CameBack::done);
    EXPECT_EQ(session->frame(), 3u);
    EXPECT_EQ(session->begin(input::Frames{0}).value(), CameBack::done);
    EXPECT_FALSE(session->begin(input::GotoRoom{"rm_none"}));
    EXPECT_EQ(session->in_progress(), nullptr);
    ASSERT_TRUE(session->begin(input::Console{"throw 5"}));
    EXPECT_EQ(session->resume(), CameBack::fault);
    EXPECT_EQ(session->begin(input::Cancel{}).value(), CameBack::done) << "there is nothing to cancel";
    ASSERT_TRUE(session->begin(input::Call{"game_end()"}));
    EXPECT_EQ(session->resume(), CameBack::ended);
}

TEST(Input, AFrameWithoutCodeIsWorkToo) {
    auto session = Session::open({});
    ASSERT_TRUE(session);
    (*session)->boot();
    ASSERT_TRUE((*session)->begin(input::Run{0, true}));
    EXPECT_EQ((*session)->resume(10'000), CameBack::slice);
    EXPECT_GT((*session)->frame(), 10u);
}

TEST(Input, AnAnswerIsFiredAsTheRequestCompletes) {
    auto session = coin_shop();
    ASSERT_TRUE(session->boot());
    ASSERT_TRUE(session->console("global.id = http_get(\"https://example.com\")"));
    uint32_t number = session->requests().back().number;
    EXPECT_FALSE(session->apply(input::Answer{number + 1, Datum::ds_map({})}));
    size_t events = session->events().size();
    ASSERT_TRUE(session->apply(input::Answer{number, Datum::ds_map({{"status", 0}, {"http_status", 200}})}));
    ASSERT_EQ(session->events().size(), events + 1);
    auto event = session->events().back();
    const DispatchRecord& dispatch = event->dispatches.front();
    EXPECT_EQ(dispatch.event.number, 62);
    ASSERT_TRUE(dispatch.payload.find(std::string_view("id")));
    EXPECT_FALSE(session->apply(input::Answer{number, Datum::ds_map({})})) << "it has its answer";
}

TEST(Input, TheBudgetIsAnOption) {
    auto small = coin_shop(2000), free = coin_shop(0);
    const std::string loop = "for (var i = 0; i < 10000000; i++) {} i";
    (void)small->boot();
    ASSERT_FALSE(small->console(loop));
    EXPECT_NE(small->faults().back().message.find("2000 units"), std::string::npos);
    ASSERT_TRUE(free->boot());
    auto answer = free->console(loop + " + 1");
    ASSERT_TRUE(answer) << answer.error().text();
    EXPECT_EQ(answer->text, "10000001");
}

TEST(Input, WhoeverDrivesItStopsItWithinAFrame) {
    SessionOptions options;
    int asked = 0, most = 1 << 30;
    options.should_stop = [&] { return ++asked > most; };
    auto session = Session::open(options);
    ASSERT_TRUE(session);
    (*session)->boot();
    most = asked + 3;
    auto answer = (*session)->console("try { while (true) {} } finally { show_debug_message(1); }");
    EXPECT_FALSE(answer);
    EXPECT_TRUE((*session)->stopped());
    EXPECT_TRUE((*session)->output().empty());
    EXPECT_EQ((*session)->faults().size(), 1u) << "which says where it was";
    uint64_t frame = (*session)->frame();
    (*session)->run(3, true);
    EXPECT_EQ((*session)->frame(), frame) << "nothing runs any more";
}
