#include "fixture.h"

#include "core/data/payload_path.h"
#include "core/data/typed_json.h"
#include "ui/model/payload_rows.h"
#include "ui/model/text.h"
#include "ui/model/workbench.h"

#include <gtest/gtest.h>

namespace scope {

namespace {

class WorkbenchTest : public testing::Test {
protected:
    WorkbenchTest() : bench(Catalog::builtin(), host()) {
        auto owned = std::make_unique<FixturePort>();
        port = owned.get();
        bench.show(std::move(owned), "coin_shop.yyp");
    }

    WorkbenchHost host() {
        WorkbenchHost made;
        made.set_clipboard = [this](const std::string& text) { clipboard = text; };
        made.clipboard = [this] { return clipboard; };
        made.open = [](const std::string& path) -> Result<std::unique_ptr<SessionPort>> {
            if (path != "good") return fail("there is no such project", path);
            return std::unique_ptr<SessionPort>(std::make_unique<FixturePort>());
        };
        return made;
    }

    void run(Command command) {
        queue.push(std::move(command));
        bench.apply(queue);
    }
    std::string payload() const { return write_payload(bench.composition().payload); }

    std::string clipboard;
    CommandQueue queue;
    Workbench bench;
    FixturePort* port = nullptr;
};

} // namespace

TEST_F(WorkbenchTest, StartsWithAPayloadThatFitsItsShape) {
    ASSERT_NE(bench.event(), nullptr);
    EXPECT_EQ(bench.event()->number, 62);
    ASSERT_NE(bench.shape(), nullptr);
    EXPECT_TRUE(bench.compose().findings.empty());
    EXPECT_FALSE(bench.is_enabled(CommandId::undo));
}

TEST_F(WorkbenchTest, EditsAreUndoneAndRedone) {
    run({CommandId::clear_payload});
    run({CommandId::add_named_key, "id"});
    std::string with_id = payload();
    run({CommandId::set_value, "id", "8"});
    EXPECT_EQ(payload(), "{\"id\":8}");
    run({CommandId::undo});
    EXPECT_EQ(payload(), with_id);
    run({CommandId::redo});
    EXPECT_EQ(payload(), "{\"id\":8}");
    EXPECT_FALSE(bench.is_enabled(CommandId::redo));
}

TEST_F(WorkbenchTest, TypingJsonIsOneStep) {
    run({CommandId::set_payload_mode, "", "", 1});
    std::string before = payload();
    for (const char* text : {"{\"a\":1}", "{\"a\":12}", "{\"a\":12", "{\"a\":123}"}) run({CommandId::edit_json, text});
    EXPECT_EQ(payload(), "{\"a\":123}");
    EXPECT_EQ(bench.drafts().json_error, "");
    run({CommandId::undo});
    EXPECT_EQ(payload(), before);
}

TEST_F(WorkbenchTest, BrokenJsonKeepsThePayloadAndSaysWhere) {
    std::string before = payload();
    run({CommandId::edit_json, "{\n  \"a\": }"});
    EXPECT_EQ(payload(), before);
    EXPECT_NE(bench.drafts().json_error.find("payload:2:"), std::string::npos) << bench.drafts().json_error;
}

TEST_F(WorkbenchTest, ValuesKeepTheirType) {
    run({CommandId::edit_json, R"({"n":1,"s":"x","b":true,"i":{"$int64":"5"}})"});
    run({CommandId::set_value, "s", "42"});
    run({CommandId::set_value, "n", "0.5"});
    run({CommandId::set_value, "b", "0"});
    run({CommandId::set_value, "i", "6"});
    EXPECT_EQ(payload(), R"({"n":0.5,"s":"42","b":false,"i":{"$int64":"6"}})");
    run({CommandId::set_value, "n", "many"});
    EXPECT_EQ(bench.window().status.tone, Tone::fault);
    run({CommandId::set_value, "n", "= obj_shop.gold"});
    EXPECT_EQ(at_payload_path(bench.composition().payload, "n")->kind(), DatumKind::gml);
}

TEST_F(WorkbenchTest, TypesAreConverted) {
    run({CommandId::edit_json, R"({"v":"12"})"});
    run({CommandId::set_type, "v", "real"});
    EXPECT_EQ(payload(), R"({"v":12})");
    run({CommandId::set_type, "v", "ds_map"});
    run({CommandId::add_child, "v"});
    EXPECT_EQ(payload(), R"({"v":{"$ds_map":{"key":""}}})");
    run({CommandId::rename_key, "v/key", "gold"});
    EXPECT_EQ(bench.compose().selected_path, "v/gold");
    run({CommandId::remove_path, "v/gold"});
    EXPECT_EQ(payload(), R"({"v":{"$ds_map":{}}})");
}

TEST_F(WorkbenchTest, JsonInsideAStringIsEditedInPlace) {
    run({CommandId::edit_json, R"({"result":"{\"gold\":50,\"x\":[1,2]}"})"});
    run({CommandId::set_value, "result > gold", "75"});
    run({CommandId::remove_path, "result > x/0"});
    EXPECT_EQ(bench.composition().payload.find("result")->text(), R"({"gold":75,"x":[2]})");
}

TEST_F(WorkbenchTest, MissingKeysAreFoundWhileTyping) {
    run({CommandId::remove_path, "status"});
    bool found = false;
    for (const KeyFinding& finding : bench.compose().findings)
        found = found || (finding.key == "status" && finding.diagnostic.code == "missing-key");
    EXPECT_TRUE(found);
}

TEST_F(WorkbenchTest, ChoosingAnEventBringsItsSample) {
    run({CommandId::set_event, "70"});
    EXPECT_EQ(bench.composition().event, "ev_async_social");
    ASSERT_NE(bench.shape(), nullptr);
    EXPECT_EQ(bench.composition().payload, bench.shape()->sample);
    EXPECT_TRUE(bench.compose().receivers.empty());
    run({CommandId::undo});
    EXPECT_EQ(bench.compose().receivers.size(), 4u);
}

TEST_F(WorkbenchTest, FiringSelectsTheNewEvent) {
    run({CommandId::fire});
    ASSERT_EQ(port->fired.size(), 1u);
    EXPECT_EQ(port->fired[0].event, "ev_async_web");
    EXPECT_EQ(*port->fired[0].payload, bench.composition().payload);
    ASSERT_NE(bench.selected_dispatch(), nullptr);
    EXPECT_EQ(bench.selected_dispatch()->id, 111u);
    EXPECT_EQ(bench.window().status.text, "#111 HTTP: no variable changed");
}

TEST_F(WorkbenchTest, NothingOpenCannotFire) {
    bench.show(nullptr, "");
    EXPECT_FALSE(bench.is_enabled(CommandId::fire));
    run({CommandId::fire});
    EXPECT_EQ(bench.window().status.text, "Fire cannot be used now");
}

TEST_F(WorkbenchTest, CopiesAndPastes) {
    run({CommandId::edit_json, R"({"id":3,"status":0,"result":"ok","url":"u","http_status":200})"});
    run({CommandId::copy_json});
    run({CommandId::clear_payload});
    run({CommandId::paste});
    EXPECT_EQ(payload(), R"({"id":3,"status":0,"result":"ok","url":"u","http_status":200})");
    EXPECT_EQ(bench.composition().event, "ev_async_web");
    run({CommandId::copy_gml});
    EXPECT_NE(clipboard.find("event_perform_async(ev_async_web"), std::string::npos);
}

TEST_F(WorkbenchTest, APastedPayloadFindsItsEvent) {
    clipboard = "[log] async_load = {\"event_type\":\"gamepad discovered\",\"pad_index\":0}";
    run({CommandId::paste});
    EXPECT_EQ(bench.composition().event, "ev_async_system_event");
}

TEST_F(WorkbenchTest, MovesThroughEventsAndHandlers) {
    run({CommandId::set_filter, "fault"});
    EXPECT_EQ(bench.events().index.rows().size(), 1u);
    run({CommandId::next_event});
    EXPECT_EQ(bench.selected_dispatch()->id, 110u);
    EXPECT_EQ(bench.selected_handler()->object, "obj_menu") << "the run that failed comes first";
    EXPECT_EQ(bench.shown_place().line, 2u);
    run({CommandId::previous_handler});
    EXPECT_EQ(bench.selected_handler()->object, "obj_shop");
    run({CommandId::go_to, "objects/obj_log/Other_62.gml", "", 1});
    EXPECT_EQ(bench.shown_place().file, "objects/obj_log/Other_62.gml");
}

TEST_F(WorkbenchTest, RunsInStepWithTheClock) {
    uint64_t before = port->frame();
    run({CommandId::run});
    EXPECT_TRUE(bench.running());
    for (int i = 0; i < 60; ++i) bench.tick(1.0f / 60);
    EXPECT_EQ(port->frame(), before + 60);
    bench.tick(30); // a laptop's lid was closed
    EXPECT_LE(port->frame(), before + 60 + 16);
    run({CommandId::run});
    bench.tick(1);
    EXPECT_LE(port->frame(), before + 60 + 16);
}

TEST_F(WorkbenchTest, WaitsForWhatIsInProgressOrCancelsIt) {
    EXPECT_FALSE(bench.is_enabled(CommandId::cancel));
    run({CommandId::run_console, "work"});
    port->busy = 20;
    EXPECT_TRUE(bench.window().console.empty()) << "it has no answer yet";
    EXPECT_FALSE(bench.is_enabled(CommandId::fire));
    run({CommandId::fire});
    EXPECT_TRUE(port->fired.empty());
    EXPECT_NE(bench.window().status.text.find("still in progress"), std::string::npos);
    EXPECT_FALSE(bench.shows_work());
    for (int i = 0; i < 15; ++i) bench.tick(1.0f / 60);
    EXPECT_TRUE(bench.shows_work());
    for (int i = 0; i < 5; ++i) bench.tick(1.0f / 60);
    EXPECT_EQ(bench.window().console.size(), 1u);
    run({CommandId::fire});
    EXPECT_EQ(port->fired.size(), 1u);

    run({CommandId::run_console, "work"});
    run({CommandId::cancel});
    EXPECT_TRUE(port->cancelled);
    EXPECT_TRUE(bench.window().status.text.starts_with("cancelled after"));
    EXPECT_EQ(bench.window().console.size(), 2u);

    // Frames of a running game are no reason to refuse anything: it comes behind them.
    run({CommandId::run});
    port->busy = 2;
    run({CommandId::fire});
    EXPECT_EQ(port->fired.size(), 1u);
    bench.tick(0);
    bench.tick(0);
    run({CommandId::palette});
    EXPECT_EQ(port->fired.size(), 2u);
}

TEST_F(WorkbenchTest, TheConsoleKeepsAnswersAndErrors) {
    run({CommandId::run_console, "1 + 1"});
    run({CommandId::run_console, "1 +"});
    run({CommandId::run_console, "   "});
    ASSERT_EQ(bench.window().console.size(), 2u);
    EXPECT_EQ(bench.window().console[0].answer, "2");
    EXPECT_TRUE(bench.window().console[1].failed);
}

TEST_F(WorkbenchTest, StageStepsTellWhatWentWrong) {
    run({CommandId::go_to_room, "rm_nowhere"});
    EXPECT_EQ(bench.window().status.text, "no room is called rm_nowhere");
    EXPECT_EQ(bench.window().status.tone, Tone::fault);
    run({CommandId::create_instance, "obj_lobby"});
    ASSERT_EQ(port->applied.size(), 2u);
    EXPECT_EQ(port->applied[1].kind, "create");
}

TEST_F(WorkbenchTest, OpeningReplacesOrKeepsWhatWasOpen) {
    run({CommandId::open_path, "bad"});
    EXPECT_EQ(bench.window().status.tone, Tone::fault);
    EXPECT_EQ(bench.path(), "coin_shop.yyp");
    run({CommandId::select_event, "", "", 2ll << 32});
    run({CommandId::open_path, "good"});
    EXPECT_EQ(bench.path(), "good");
    ASSERT_NE(bench.selected_dispatch(), nullptr);
    EXPECT_EQ(bench.selected_dispatch()->id, 110u) << "the fault that it opened with";
}

TEST_F(WorkbenchTest, RepeatingSaysWhatBecameDifferent) {
    run({CommandId::create_instance, "obj_lobby"});
    run({CommandId::repeat});
    EXPECT_EQ(port->repeated, 1u);
    EXPECT_EQ(bench.window().status.text, "repeated 1 input: everything is as it was, faults included");
    port->outcome_changes = true;
    run({CommandId::repeat});
    ASSERT_EQ(bench.events().differences.size(), 1u);
    EXPECT_EQ(bench.events().differences.begin()->first, 2u);
    EXPECT_EQ(bench.selected_dispatch()->id, 102u) << "the first difference is selected";
    EXPECT_NE(bench.window().status.text.find("self.gold"), std::string::npos) << bench.window().status.text;
}

TEST_F(WorkbenchTest, WhatIsSavedComesBack) {
    run({CommandId::edit_json, R"({"id":{"$int64":"9007199254740993"}})"});
    run({CommandId::set_split, "events", "", 0, 0.4f});
    run({CommandId::set_theme, "light"});
    run({CommandId::show_output});
    Datum state = *read_typed_json(write_typed_json(bench.saved()));
    Workbench other(Catalog::builtin(), {});
    other.restore(state);
    EXPECT_EQ(other.composition(), bench.composition());
    EXPECT_FLOAT_EQ(other.split("events", 0.1f), 0.4f);
    EXPECT_EQ(other.window().theme, "light");
    EXPECT_TRUE(other.window().bottom_shown);
    EXPECT_EQ(other.window().bottom, BottomTab::output);
}

TEST_F(WorkbenchTest, ADamagedStateIsIgnored) {
    for (const char* text :
         {"{}", "[]", "3",
          R"({"theme":5,"scale":"x","bottom":1e99,"splits":{"a":-7},"event":"ev_async_web","payload":[]})"}) {
        Workbench other(Catalog::builtin(), {});
        other.restore(*read_typed_json(text));
        EXPECT_EQ(other.window().theme, "dark");
        EXPECT_EQ(other.composition().event, "ev_async_web");
        EXPECT_GE(other.split("a", 0.5f), 0.02f);
    }
}

TEST_F(WorkbenchTest, WhatFaultsIsNeverSaidInGreen) {
    port->faulty = true;
    run({CommandId::create_instance, "obj_lobby"});
    EXPECT_EQ(bench.window().status.tone, Tone::fault);
    EXPECT_EQ(bench.window().status.text, "obj_lobby Create_0: variable obj_lobby.door not set before reading it.");
    ASSERT_NE(bench.selected_fault(), nullptr) << "its row is selected";
    EXPECT_EQ(bench.shown_place().line, 5u) << "and its line shows";
    EXPECT_EQ(bench.selected_handler(), nullptr);
    for (Command command : {Command{CommandId::perform_event, "Step_0", "", 100004}, Command{CommandId::step},
                            Command{CommandId::advance}, Command{CommandId::set_variable, "a", "1"},
                            Command{CommandId::go_to_room, "rm_lobby"}, Command{CommandId::run_console, "2"}}) {
        run({CommandId::select_event, "", "", 2ll << 32});
        size_t before = port->faults().size();
        run(command);
        EXPECT_EQ(bench.window().status.tone, Tone::fault) << info_of(command.id).name;
        ASSERT_EQ(port->faults().size(), before + 1);
        EventRef row = EventRef::of_fault(port->events().size(), before);
        EXPECT_GE(bench.events().index.find(row), 0) << info_of(command.id).name;
        // What was typed into the console has its answer there: what one looks at stays.
        EXPECT_EQ(bench.selected_fault() != nullptr, command.id != CommandId::run_console);
    }
    port->faulty = false;
    run({CommandId::create_instance, "obj_lobby"});
    EXPECT_EQ(bench.window().status.tone, Tone::ok);
}

TEST_F(WorkbenchTest, AStageStepSaysWhatCameOfIt) {
    run({CommandId::go_to_room, "rm_lobby"});
    EXPECT_EQ(bench.window().status.text, "in rm_lobby");
    EXPECT_EQ(bench.window().status.tone, Tone::ok);
    port->goes_on_to = "rm_shop";
    run({CommandId::go_to_room, "rm_lobby"});
    EXPECT_EQ(bench.window().status.text, "left for rm_lobby, in rm_shop now");
    EXPECT_EQ(bench.window().status.tone, Tone::warning);
    port->surprise = Diagnostic{"event-dropped", Severity::warning, "Other_10 of obj_shop did not run", {}, ""};
    for (Command command :
         {Command{CommandId::perform_event, "Other_10", "", 100004}, Command{CommandId::create_instance, "obj_shop"},
          Command{CommandId::step}, Command{CommandId::advance}, Command{CommandId::fire},
          Command{CommandId::run_console, "room_goto(rm_lobby)"}}) {
        run(command);
        EXPECT_TRUE(bench.window().status.text.ends_with("Other_10 of obj_shop did not run"))
            << bench.window().status.text;
        EXPECT_EQ(bench.window().status.tone, Tone::warning) << info_of(command.id).name;
    }
}

TEST_F(WorkbenchTest, AGameThatHasEndedIsSaidToHaveEnded) {
    port->ends = true;
    run({CommandId::step});
    EXPECT_EQ(bench.window().status.text, "frame 1285; the game has ended");
    EXPECT_EQ(bench.window().status.tone, Tone::warning);
    size_t applied = port->applied.size();
    for (Command command :
         {Command{CommandId::step}, Command{CommandId::advance}, Command{CommandId::fire}, Command{CommandId::run},
          Command{CommandId::go_to_room, "rm_lobby"}, Command{CommandId::create_instance, "obj_shop"}}) {
        run(command);
        EXPECT_EQ(bench.window().status.tone, Tone::warning) << info_of(command.id).name;
        EXPECT_NE(bench.window().status.text.find("the game has ended"), std::string::npos);
    }
    EXPECT_EQ(port->applied.size(), applied);
    EXPECT_TRUE(port->fired.empty());
    EXPECT_EQ(port->frame(), 1285u);
    port->over = false;
    run({CommandId::run});
    port->ends = true;
    bench.tick(1.0f / 60);
    run({CommandId::show_output});
    EXPECT_FALSE(bench.running());
    EXPECT_EQ(bench.window().status.text, "the game has ended");
}

TEST_F(WorkbenchTest, AStartWithProblemsIsNeverGreen) {
    run({CommandId::restart});
    EXPECT_EQ(bench.window().status.text, "started again: 1 error, 1 warning (Ctrl+3)");
    EXPECT_EQ(bench.window().status.tone, Tone::fault);
    port->start_fails = Diagnostic{"start", Severity::error, "the string is not closed", {}, ""};
    run({CommandId::restart});
    EXPECT_EQ(bench.window().status.text, "started again, but the game did not start: the string is not closed");
    EXPECT_EQ(bench.window().status.tone, Tone::fault);
}

TEST_F(WorkbenchTest, AVariablesStatusIsWhatItHolds) {
    run({CommandId::set_variable, "(100004).gold", "instance_destroy(100004)"});
    EXPECT_EQ(bench.window().status.text, "(100004).gold is 60 now");
    EXPECT_EQ(bench.window().status.tone, Tone::ok);
    run({CommandId::set_variable, "(100099).gold", "instance_destroy(100099)"});
    EXPECT_EQ(bench.window().status.text, "(100099).gold was set, and (100099) does not exist any more");
    EXPECT_EQ(bench.window().status.tone, Tone::warning);
    run({CommandId::set_variable, "global.score", "1"});
    EXPECT_EQ(bench.window().status.text, "global.score is 0 now");
}

TEST_F(WorkbenchTest, KeysFollowTheOrderThatShows) {
    run({CommandId::set_list, "Events/List", "-1"}); // the last first
    run({CommandId::next_event});
    EXPECT_EQ(bench.selected_dispatch()->id, 110u);
    run({CommandId::next_event});
    EXPECT_EQ(bench.selected_dispatch()->id, 103u);
    run({CommandId::previous_event});
    run({CommandId::previous_event});
    EXPECT_EQ(bench.selected_dispatch()->id, 110u);
}

TEST_F(WorkbenchTest, WhoListensStandsBeforeWhoDoesNot) {
    port->dead_receivers = 30;
    run({CommandId::step});
    ASSERT_EQ(bench.compose().receivers.size(), 34u);
    EXPECT_EQ(bench.compose().receivers[0].object, "obj_shop");
    EXPECT_EQ(bench.compose().receivers[2].object, "obj_log");
    EXPECT_EQ(bench.compose().receivers[3].object, "obj_dead0");
}

TEST_F(WorkbenchTest, ASearchGoesOnInAnotherHandler) {
    run({CommandId::select_event, "", "", 2ll << 32});
    run({CommandId::find_in_code});
    run({CommandId::set_code_search, "gold"});
    EXPECT_EQ(bench.events().search.file, "objects/obj_shop/Other_62.gml");
    run({CommandId::next_handler});
    EXPECT_EQ(bench.events().search.file, "objects/obj_menu/Other_62.gml");
    EXPECT_EQ(bench.events().search.matches.size(), 2u);
    EXPECT_EQ(bench.shown_place().line, 0u) << "nothing moves";
}

TEST_F(WorkbenchTest, WhyAPathWasRefusedIsOfThatPath) {
    run({CommandId::set_value, "id", "many"});
    run({CommandId::open});
    EXPECT_EQ(bench.window().refused_open, "") << "what was red before has nothing to do with it";
    run({CommandId::open_path, "bad"});
    EXPECT_NE(bench.window().refused_open.find("no such project"), std::string::npos);
    run({CommandId::open});
    EXPECT_EQ(bench.window().refused_open, "");
}

TEST_F(WorkbenchTest, ARunningGamePausesAtItsFirstFault) {
    run({CommandId::run});
    bench.tick(1.0f / 60);
    EXPECT_TRUE(bench.running());
    port->faulty = true;
    bench.tick(1.0f / 60);
    EXPECT_FALSE(bench.running());
    EXPECT_EQ(bench.window().status.tone, Tone::fault);
    EXPECT_NE(bench.selected_fault(), nullptr);
}

TEST_F(WorkbenchTest, OpeningAProjectThatFaultsIsRed) {
    auto owned = std::make_unique<FixturePort>();
    owned->faulty = true;
    owned->run(1);
    WorkbenchHost one = host();
    std::unique_ptr<SessionPort> ready = std::move(owned);
    one.open = [&](const std::string&) -> Result<std::unique_ptr<SessionPort>> { return std::move(ready); };
    Workbench other(Catalog::builtin(), std::move(one));
    ASSERT_TRUE(other.open("troubled"));
    EXPECT_EQ(other.window().status.tone, Tone::fault);
}

TEST_F(WorkbenchTest, WhatCannotBeTakenIsKeptAndNothingElseIsFired) {
    run({CommandId::edit_json, R"({"id":3,"n":1})"});
    run({CommandId::set_value, "n", "many"});
    ASSERT_NE(bench.rejected("n", false), nullptr);
    EXPECT_EQ(bench.rejected("n", false)->text, "many");
    run({CommandId::fire});
    EXPECT_TRUE(port->fired.empty());
    EXPECT_NE(bench.window().status.text.find("nothing was fired: `many`"), std::string::npos);
    run({CommandId::set_type, "n", "string"});
    EXPECT_EQ(payload(), R"({"id":3,"n":"many"})") << "it fits the type chosen afterwards";
    EXPECT_EQ(bench.rejected("n", false), nullptr);
    run({CommandId::rename_key, "n", ""});
    ASSERT_NE(bench.rejected("n", true), nullptr);
    run({CommandId::drop_rejected, "n", "key"});
    EXPECT_EQ(bench.rejected("n", true), nullptr);
    run({CommandId::edit_json, R"({"id":3,)"});
    run({CommandId::fire});
    EXPECT_TRUE(port->fired.empty()) << "not the payload from before the JSON was broken";
    run({CommandId::edit_json, R"({"id":4})"});
    run({CommandId::fire});
    EXPECT_EQ(port->fired.size(), 1u);
}

TEST_F(WorkbenchTest, ARejectedVariableIsKeptToo) {
    run({CommandId::go_to_room, "rm_nowhere"}); // an input that fails leaves none
    EXPECT_EQ(bench.rejected_variable("rm_nowhere"), nullptr);
    port->faulty = true;
    run({CommandId::set_variable, "(100004).gold", "gold +"});
    ASSERT_NE(bench.rejected_variable("(100004).gold"), nullptr);
    EXPECT_EQ(bench.rejected_variable("(100004).gold")->text, "gold +");
    port->faulty = false;
    run({CommandId::set_variable, "(100004).gold", "1"});
    EXPECT_EQ(bench.rejected_variable("(100004).gold"), nullptr);
}

TEST_F(WorkbenchTest, WhatCannotBeTakenGoesWithItsRow) {
    const char* nested = R"({"id":7,"data":{"gold":1},"list":[1,2,3],"n":4})";
    run({CommandId::edit_json, nested});
    run({CommandId::set_value, "data/gold", "many"});
    run({CommandId::rename_key, "data", "things"});
    ASSERT_NE(bench.rejected("things/gold", false), nullptr) << "it moves with its row";
    run({CommandId::remove_path, "things"});
    EXPECT_TRUE(bench.drafts().rejected.empty());
    run({CommandId::undo});
    EXPECT_NE(bench.rejected("things/gold", false), nullptr);
    run({CommandId::fire});
    EXPECT_TRUE(port->fired.empty());
    EXPECT_EQ(bench.compose().selected_path, "things/gold") << "what is in the way is shown";
    EXPECT_TRUE(bench.compose().open_paths.contains("things"));
    run({CommandId::set_event, "70"});
    EXPECT_TRUE(bench.drafts().rejected.empty());
    run({CommandId::undo});
    EXPECT_NE(bench.rejected("things/gold", false), nullptr);
    run({CommandId::edit_json, nested});
    EXPECT_TRUE(bench.drafts().rejected.empty()) << "there is no such key";
    run({CommandId::set_value, "id", "x"});
    run({CommandId::edit_json, R"({"id":8,"list":[1,2,3]})"});
    EXPECT_TRUE(bench.drafts().rejected.empty()) << "its value is another one";
    run({CommandId::set_value, "list/2", "last"});
    run({CommandId::remove_path, "list/0"});
    EXPECT_NE(bench.rejected("list/1", false), nullptr);
    run({CommandId::set_value, "list/1", "5"});
    run({CommandId::fire});
    EXPECT_EQ(port->fired.size(), 1u);
}

TEST_F(WorkbenchTest, JsonThatCannotBeReadIsGivenUpAloudAndUndone) {
    for (const Command& other :
         {Command{CommandId::set_value, "id", "8"}, Command{CommandId::set_event, "70"},
          Command{CommandId::clear_payload}, Command{CommandId::set_shape, "failed, no answer"}}) {
        run({CommandId::edit_json, "{\"a\":"});
        run(other);
        EXPECT_EQ(bench.drafts().json_error, "");
        EXPECT_EQ(bench.window().status.tone == Tone::warning,
                  other.id == CommandId::set_value || other.id == CommandId::clear_payload);
        run({CommandId::undo});
        EXPECT_EQ(bench.drafts().json, "{\"a\":");
        EXPECT_NE(bench.drafts().json_error, "");
        run({CommandId::undo});
        EXPECT_EQ(bench.drafts(), Drafts()) << "typing is one step";
    }
}

TEST_F(WorkbenchTest, AVariableOfAnInstanceThatIsGoneIsInNobodysWay) {
    port->faulty = true;
    run({CommandId::set_variable, "(5).gold", "1 +", 5});
    run({CommandId::set_variable, "global.a", "1 +", 0});
    port->faulty = false;
    run({CommandId::fire});
    EXPECT_TRUE(port->fired.empty());
    EXPECT_EQ(bench.rejected_variable("(5).gold"), nullptr);
    EXPECT_TRUE(bench.window().bottom_shown);
    run({CommandId::drop_rejected, "global.a", "variable"});
    run({CommandId::fire});
    EXPECT_EQ(port->fired.size(), 1u);
}

TEST_F(WorkbenchTest, KeysMayHoldWhatPathsAreWrittenWith) {
    run({CommandId::edit_json, R"({"a/b":1,"a":{"b":2},"c > d":3,"c":"{\"d\":4}","\\":5,"":6})"});
    std::vector<PayloadRow> rows = payload_rows(bench.composition().payload, {"a", "c"});
    for (const PayloadRow& row : rows)
        if (row.editable && !row.has_children) run({CommandId::set_value, row.path, "9"});
    EXPECT_EQ(payload(), R"({"a/b":9,"a":{"b":9},"c > d":9,"c":"{\"d\":9}","\\":9,"":9})");
    run({CommandId::rename_key, "a\\/b", "x/y"});
    run({CommandId::add_child, "a"});
    run({CommandId::remove_path, "\\e"});
    run({CommandId::remove_path, "x\\/y"});
    EXPECT_EQ(payload(), R"({"a":{"b":9,"key":""},"c > d":9,"c":"{\"d\":9}","\\":9})");
    run({CommandId::set_value, "", "1"});
    EXPECT_EQ(payload(), R"({"a":{"b":9,"key":""},"c > d":9,"c":"{\"d\":9}","\\":9})") << "no row is the whole payload";
}

TEST_F(WorkbenchTest, ANumberThatDoesNotFitIsRefused) {
    run({CommandId::edit_json, R"({"r":1,"i":{"$int64":"5"},"s":{"$int32":5},"b":true})"});
    for (auto [key, text, says] :
         {std::tuple("r", "9007199254740993", "int64"), std::tuple("r", "76561198000000001", "int64"),
          std::tuple("r", "12345678901234567890", "string"), std::tuple("r", "1e999", "more than a real"),
          std::tuple("s", "99999999999", "int64"), std::tuple("s", "1.5", "no whole number"),
          std::tuple("i", "7.9", "no whole number"), std::tuple("i", "9223372036854775808", "more than an int64"),
          std::tuple("b", "2.5", "no bool")}) {
        std::string before = payload();
        run({CommandId::set_value, key, text});
        EXPECT_EQ(payload(), before) << text;
        ASSERT_NE(bench.rejected(key, false), nullptr) << text;
        EXPECT_NE(bench.rejected(key, false)->error.find(says), std::string::npos)
            << text << ": " << bench.rejected(key, false)->error;
    }
    for (auto [key, text] : {std::pair("r", "9007199254740992"), std::pair("r", "0.1"), std::pair("r", "-1e300"),
                             std::pair("r", "76561198000000000"), std::pair("s", "-2147483648"),
                             std::pair("i", "9007199254740993"), std::pair("i", "1e3"), std::pair("b", "false")}) {
        run({CommandId::set_value, key, text});
        EXPECT_EQ(bench.rejected(key, false), nullptr) << text;
    }
    run({CommandId::set_value, "r", "9007199254740993"});
    run({CommandId::set_type, "r", "int64"});
    EXPECT_EQ(bench.composition().payload.find("r")->as_int64(), 9007199254740993) << "the type that was suggested";
}

TEST_F(WorkbenchTest, TheRestOfAJsonTextStaysAsItIsWritten) {
    run({CommandId::edit_json, R"({"t":"{ \"big\":12345678901234567890,\n  \"x\":1.10, \"l\":[1, 2] }"})"});
    auto text = [&] { return std::string(bench.composition().payload.find("t")->text()); };
    run({CommandId::set_value, "t > x", "2.50"});
    EXPECT_EQ(text(), "{ \"big\":12345678901234567890,\n  \"x\":2.50, \"l\":[1, 2] }");
    run({CommandId::set_value, "t > l/1", "12345678901234567891"});
    run({CommandId::add_child, "t > l"});
    run({CommandId::add_child, "t"});
    EXPECT_EQ(text(),
              "{ \"big\":12345678901234567890,\n  \"x\":2.50, \"l\":[1, 12345678901234567891,\"\"], \"key\":\"\" }");
    run({CommandId::remove_path, "t > x"});
    run({CommandId::remove_path, "t > key"});
    run({CommandId::remove_path, "t > l/0"});
    EXPECT_EQ(text(), "{ \"big\":12345678901234567890,\n  \"l\":[12345678901234567891,\"\"] }");
}

TEST(CommandQueue, WhatAFieldHoldsComesFirst) {
    CommandQueue queue;
    queue.push(CommandId::fire);
    EXPECT_TRUE(queue.wants_action());
    queue.commit({CommandId::set_value, "id", "8"});
    queue.push(CommandId::step);
    queue.commit({CommandId::edit_json, "{}"});
    std::vector<CommandId> order;
    for (const Command& command : queue.take()) order.push_back(command.id);
    EXPECT_EQ(order, (std::vector{CommandId::set_value, CommandId::edit_json, CommandId::fire, CommandId::step}));
    EXPECT_TRUE(queue.empty());
    queue.commit({CommandId::set_value, "id", "8"});
    EXPECT_FALSE(queue.wants_action());
}

static RequestRecord request(uint32_t number, double id, const char* kind, int event) {
    RequestRecord made;
    made.number = number;
    made.id = Datum(id);
    made.kind = kind;
    made.object = kind;
    made.mode = "event";
    made.completes_as = {event_type::other, event};
    return made;
}

TEST_F(WorkbenchTest, AnAnswerFitsTheFunctionThatAsked) {
    port->waiting = {request(1, 0, "http_get", 62), request(2, 0, "get_string_async", 63),
                     request(3, 4, "http_get_file", 62), request(4, 5, "buffer_load_async", 72)};
    port->waiting[2].args = {Datum("https://shop.example/prices"), Datum("prices.json")};
    run({CommandId::answer_request, "", "", 1});
    EXPECT_EQ(bench.composition().shape, "finished, text body");
    EXPECT_EQ(bench.composition().payload.find("status")->as_real(), 0);
    EXPECT_EQ(bench.answered(bench.composition())->kind, "http_get");
    run({CommandId::answer_request, "", "", 2});
    EXPECT_EQ(bench.composition().shape, "get_string_async confirmed");
    ASSERT_NE(bench.answered(bench.composition()), nullptr);
    EXPECT_EQ(bench.answered(bench.composition())->kind, "get_string_async") << "both ids are 0";
    run({CommandId::answer_request, "", "", 3});
    EXPECT_EQ(bench.composition().shape, "finished, saved to file");
    run({CommandId::set_shape, "failed, no answer"});
    EXPECT_EQ(bench.composition().payload.find("id")->as_real(), 4) << "another shape answers the same request";
    EXPECT_EQ(bench.composition().payload.find("url")->text(), "https://shop.example/prices");
    run({CommandId::answer_request, "", "", 4});
    EXPECT_EQ(bench.composition().shape, "buffer loaded");
    run({CommandId::answer_request, "", "", 9});
    EXPECT_EQ(bench.window().status.text, "request 9 is not waiting any more");
}

TEST_F(WorkbenchTest, TheFirstEventIsOneThatIsHandled) {
    auto opened = [&](int handled, Workbench& other) {
        auto owned = std::make_unique<FixturePort>();
        owned->handled = handled;
        other.show(std::move(owned), "p");
        return other.composition().event;
    };
    Workbench other(Catalog::builtin(), {});
    EXPECT_EQ(opened(70, other), "ev_async_social");
    EXPECT_EQ(other.composition().shape, other.event()->shapes.front().name);
    EXPECT_FALSE(other.is_enabled(CommandId::undo)) << "nobody did anything yet";
    EXPECT_EQ(opened(9999, other), "ev_async_social") << "nothing better is known";
    CommandQueue commands;
    commands.push({CommandId::set_event, "63"});
    other.apply(commands);
    EXPECT_EQ(opened(63, other), "ev_async_dialog") << "what somebody chose stays where it is received";
    EXPECT_EQ(opened(62, other), "ev_async_web");
    EXPECT_TRUE(other.is_enabled(CommandId::undo)) << "and can be had back where it is not";
}

TEST(Commands, ShortcutsAreUniqueAndTitlesAreThere) {
    std::set<std::string_view> seen;
    for (const CommandInfo& info : all_commands()) {
        EXPECT_FALSE(info.title.empty()) << info.name;
        bool fresh = info.shortcut.empty() || seen.insert(info.shortcut).second;
        EXPECT_TRUE(fresh) << info.shortcut;
    }
}

TEST(Commands, ThePaletteFindsByInitials) {
    EXPECT_GT(fuzzy_score("Copy payload as GML", "cpg"), 0);
    EXPECT_EQ(fuzzy_score("Copy payload as GML", "xyz"), 0);
    EXPECT_GT(fuzzy_score("Fire", "fire"), fuzzy_score("Filter events", "fire"));
}

TEST(Text, ReadsTheWayPeopleDo) {
    EXPECT_EQ(value_text(Datum("a\"b")), "\"a\\\"b\"");
    EXPECT_EQ(value_text(Datum(3)), "3");
    EXPECT_EQ(value_text(Datum(76561198000000000.0)), "76561198000000000");
    EXPECT_EQ(value_text(Datum(1e300)), "1e+300");
    EXPECT_EQ(value_text(Datum::ds_map({{"a", 1}})), "1 key");
    EXPECT_EQ(clock_text(21400000), "00:21.400");
    EXPECT_EQ(clock_text(3600000000ull + 61001000), "1:01:01.001");
    EXPECT_EQ(grouped(1284), "1 284");
    EXPECT_EQ(duration_text(41), "41 \u00b5s");
    EXPECT_EQ(short_place("objects/obj_shop/Other_62.gml", 12), "obj_shop/Other_62.gml:12");
    std::string longest = value_text(Datum(std::string(1000000, 'x')), 20);
    EXPECT_EQ(longest, "\"" + std::string(20, 'x') + "\u2026\"");
}

} // namespace scope
