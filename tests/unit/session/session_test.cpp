// The one door, on the example project: what the window and the command line rely on.

#include "core/catalog/catalog.h"
#include "core/data/typed_json.h"
#include "core/session/session.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

using namespace scope;

static std::unique_ptr<Session> coin_shop(SessionOptions options = {}) {
    options.record_both_ways = true;
    options.project = SOURCE_DIR "/assets/examples/coin_shop";
    auto session = Session::open(options);
    EXPECT_TRUE(session) << (session ? "" : session.error().text());
    EXPECT_TRUE((*session)->boot());
    return std::move(*session);
}

static FireInput custom_event() {
    return {"ev_async_social",
            "",
            Datum::ds_map({{"id", "custom_async_event"},
                           {"result", Datum::boolean(true)},
                           {"data", Datum::structure({{"a", 13}, {"b", 16}})}}),
            {}};
}

static const HandlerRecord& handler_of(const DispatchRecord& dispatch, std::string_view object) {
    auto found = std::find_if(dispatch.handlers.begin(), dispatch.handlers.end(),
                              [&](const HandlerRecord& one) { return one.object == object; });
    EXPECT_NE(found, dispatch.handlers.end()) << object;
    return *found;
}

TEST(Session, ARestartFindsWhatTheGameWrote) {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("asyncscope_saves_" + std::to_string(getpid()));
    SessionOptions options;
    options.record_both_ways = true;
    options.files = folder.string();
    {
        auto session = Session::open(options);
        ASSERT_TRUE(session) << session.error().text();
        (*session)->boot();
        ASSERT_TRUE((*session)->console("f = file_text_open_write(\"a.txt\"); file_text_write_string(f, \"1\");"));
        ASSERT_TRUE((*session)->restart());
        EXPECT_EQ((*session)->console("file_exists(\"A.TXT\")")->text, "1");
        ASSERT_TRUE((*session)->console("file_delete(\"a.txt\");"));
        ASSERT_TRUE((*session)->restart(false, true));
        EXPECT_EQ((*session)->console("file_exists(\"a.txt\")")->text, "1") << "the same again, with the same files";
        ASSERT_TRUE((*session)->console("file_rename(\"a.txt\", \"b.txt\");"));
        EXPECT_TRUE((*session)->export_files());
        EXPECT_FALSE(std::filesystem::exists(folder / "a.txt"));
        EXPECT_TRUE(std::filesystem::exists(folder / "b.txt"));
        std::filesystem::create_directory(folder / "c.txt");
        ASSERT_TRUE((*session)->console("directory_create(\"d\"); f = file_text_open_write(\"c.txt\"); "
                                        "file_text_write_string(f, \"1\"); file_delete(\"b.txt\");"));
        EXPECT_FALSE((*session)->export_files());
        EXPECT_TRUE(std::filesystem::exists(folder / "b.txt")) << "nothing is removed when something was not written";
        EXPECT_TRUE(std::filesystem::exists(folder / "d"));
        EXPECT_EQ((*session)->problems().back().code, "file-not-exported");
    }
    size_t lost = 0;
    options.on_lost = [&](const Diagnostic&) { ++lost; };
    {
        auto session = Session::open(options);
        ASSERT_TRUE(session);
        ASSERT_TRUE((*session)->console("directory_destroy(\"c.txt\"); file_text_open_write(\"e.txt\");"));
        std::filesystem::create_directory(folder / "e.txt");
    }
    EXPECT_EQ(lost, 2u) << "the destructor tells, too: of e.txt, and that c.txt stays";
    std::filesystem::remove_all(folder);
}

TEST(Session, AFireShowsWhatEachHandlerSaw) {
    auto session = coin_shop();
    auto index = session->fire(custom_event());
    ASSERT_TRUE(index) << index.error().text();
    auto event = session->events().event(*index);
    const EventLine& line = *event;
    ASSERT_EQ(line.dispatches.size(), 2u); // obj_shop fires a nested one
    const DispatchRecord& top = line.dispatches[0];
    EXPECT_EQ(top.event.number, 70);
    EXPECT_TRUE(top.destroyed);
    EXPECT_EQ(session->async_load(), "-1");
    ASSERT_EQ(top.handlers.size(), 3u);
    EXPECT_EQ(top.handlers[0].object, "obj_shop");
    EXPECT_EQ(top.handlers[1].object, "obj_menu");
    EXPECT_EQ(top.handlers[2].object, "obj_log");

    const HandlerRecord& shop = top.handlers[0];
    EXPECT_EQ(shop.reads, (std::vector<std::string>{"id", "result", "data", "data/a", "data/b"}));
    ASSERT_EQ(shop.writes.size(), 1u);
    EXPECT_EQ(shop.writes[0].key, "seen_by");
    EXPECT_FALSE(shop.writes[0].old_value);
    EXPECT_EQ(*shop.writes[0].new_value, Datum("shop"));
    ASSERT_EQ(shop.changes.size(), 1u);
    EXPECT_EQ(shop.changes[0].path, "self.gold");
    EXPECT_EQ(*shop.changes[0].old_value, Datum(50));
    EXPECT_EQ(*shop.changes[0].new_value, Datum(79));
    EXPECT_EQ(shop.before.find(std::string_view("seen_by")), nullptr);
    EXPECT_NE(shop.after.find(std::string_view("seen_by")), nullptr);
    EXPECT_EQ(shop.dispatches, (std::vector<uint32_t>{2}));
    EXPECT_EQ(line.dispatches[1].parent, shop.id);

    EXPECT_EQ(handler_of(top, "obj_menu").missing, (std::vector<std::string>{"http_status"}));
    EXPECT_NE(handler_of(top, "obj_menu").before.find(std::string_view("seen_by")),
              nullptr); // the next one sees the edit
    ASSERT_TRUE(handler_of(top, "obj_log").left);
    EXPECT_EQ(handler_of(top, "obj_log").left->because,
              "async_load[? \"id\"] != mine, was \"custom_async_event\", mine \"shop_log\"");
    EXPECT_TRUE(session->leaks().empty());
}

TEST(Session, AMissingValueMadeATextWasUsedAndNotTested) {
    auto session = coin_shop();
    auto index = session->fire(custom_event());
    ASSERT_TRUE(index) << index.error().text();
    auto event = session->events().event(*index);
    const HandlerRecord& menu = handler_of(event->dispatches[0], "obj_menu");
    EXPECT_EQ(menu.missing, (std::vector<std::string>{"http_status"}));
    EXPECT_TRUE(menu.tested.empty());
    auto told = std::find_if(session->problems().begin(), session->problems().end(),
                             [](const Diagnostic& problem) { return problem.code == "missing-read"; });
    ASSERT_NE(told, session->problems().end());
    EXPECT_EQ(told->place.file, "objects/obj_menu/Other_70.gml");
    EXPECT_EQ(told->place.line, 3u);
}

TEST(Session, TheSameInputsGiveTheSameEvents) {
    auto first = coin_shop(), second = coin_shop();
    for (Session* one : {first.get(), second.get()}) ASSERT_TRUE(one->fire(custom_event()));
    auto one = first->events().event(0), other = second->events().event(0);
    const auto& a = one->dispatches;
    const auto& b = other->dispatches;
    ASSERT_EQ(a.size(), b.size());
    for (size_t i = 0; i < a.size(); ++i)
        for (size_t k = 0; k < a[i].handlers.size(); ++k) EXPECT_EQ(a[i].handlers[k].after, b[i].handlers[k].after);
}

TEST(Session, EveryCatalogueSampleFires) {
    auto session = coin_shop();
    size_t fired = 0;
    for (const CatalogEvent& event : session->catalog().events())
        for (const CatalogShape& shape : event.shapes) {
            auto index = session->fire({event.constant, "", shape.sample, {}});
            ASSERT_TRUE(index) << event.constant << " " << shape.name << ": " << index.error().text();
            EXPECT_TRUE(session->events().event(*index)->dispatches[0].destroyed);
            ++fired;
        }
    EXPECT_EQ(fired, 227u);
    EXPECT_EQ(session->async_load(), "-1");
}

TEST(Session, AFireThatNobodyHearsSaysWhoWould) {
    auto session = coin_shop();
    ASSERT_TRUE(session->console("instance_destroy(obj_log); instance_destroy(obj_shop); instance_destroy(obj_menu); "
                                 "instance_destroy(obj_gamepad);"));
    auto index = session->fire({"ev_async_social", "", Datum::ds_map({{"id", 1}}), {}});
    ASSERT_TRUE(index);
    EXPECT_TRUE(session->events().event(*index)->dispatches[0].handlers.empty());
    auto told = std::find_if(session->problems().begin(), session->problems().end(),
                             [](const Diagnostic& one) { return one.code == "nobody-listens"; });
    ASSERT_NE(told, session->problems().end());
    EXPECT_NE(told->hint.find("obj_shop does: room rm_shop"), std::string::npos) << told->hint;
}

TEST(Session, InputErrorsNameTheirCause) {
    auto session = coin_shop();
    EXPECT_FALSE(session->fire({"ev_async_nothing", "", std::nullopt, {}}));
    EXPECT_FALSE(session->fire({"ev_async_web", "no such shape", std::nullopt, {}}));
    auto made = session->apply({"create", Datum::structure({{"object", "obj_shpo"}})});
    ASSERT_FALSE(made);
    EXPECT_NE(made.error().message.find("obj_shpo"), std::string::npos);
    EXPECT_FALSE(session->apply({"dance", Datum::structure({})}));
    SessionOptions nowhere;
    nowhere.project = "/nowhere/at/all.yyp";
    EXPECT_FALSE(Session::open(nowhere));
}

TEST(Session, SelfAtTheConsoleIsSelf) {
    auto session = coin_shop();
    auto answer =
        session->console("global.level = 7; var s = {}; with (s) { self.level = 1; self.level += 2; level += 1; } "
                         "[global.level, s.level]");
    ASSERT_TRUE(answer) << answer.error().text();
    EXPECT_EQ(answer->text, "[ 7,4 ]");
    // Without a word in front it is whichever there is.
    answer = session->console("with ({}) { level += 1; } global.level");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->text, "8");
}

TEST(Session, RestartIsTheSameWorldAsNew) {
    auto session = coin_shop();
    ASSERT_TRUE(session->fire(custom_event()));
    ASSERT_TRUE(session->restart().value_or(false));
    EXPECT_TRUE(session->events().empty());
    auto index = session->fire(custom_event());
    ASSERT_TRUE(index);
    EXPECT_EQ(*session->events().event(*index)->dispatches[0].handlers[0].changes[0].old_value, Datum(50));
}

/// The project tests/projects/troubled with another HTTP handler of obj_mail, in which ready is false and count 0.
static HandlerRecord run_of_mail(const std::string& code) {
    namespace fs = std::filesystem;
    fs::path folder = fs::temp_directory_path() / ("guards_" + std::to_string(::getpid()));
    fs::remove_all(folder);
    fs::copy(SOURCE_DIR "/tests/projects/troubled", folder, fs::copy_options::recursive);
    std::ofstream(folder / "objects/obj_mail/Other_62.gml") << code;
    SessionOptions options;
    options.record_both_ways = true;
    options.project = folder.string();
    auto session = Session::open(options);
    EXPECT_TRUE(session) << (session ? "" : session.error().text());
    EXPECT_TRUE((*session)->boot());
    auto index =
        (*session)->fire({"ev_async_web", "", Datum::ds_map({{"id", 7}, {"status", 404}, {"result", "a text"}}), {}});
    fs::remove_all(folder);
    EXPECT_TRUE(index) << (index ? "" : index.error().text());
    return handler_of((*session)->events().event(*index)->dispatches[0], "obj_mail");
}

TEST(Session, WhyARunLeftIsSaidForEveryCondition) {
    const std::string status = "async_load[? \"status\"]";
    const std::pair<std::string, std::string> cases[] = {
        {"if (" + status + " == 404) exit; count = 1;", status + " == 404, was 404"},
        {"if (" + status + " > 3) exit; count = 1;", status + " > 3, was 404"},
        {"if (0 < " + status + ") exit; count = 1;", "0 < " + status + ", was 404"},
        {"if (" + status + " != async_load[? \"id\"]) exit; count = 1;",
         status + " != async_load[? \"id\"], was 404, async_load[? \"id\"] 7"},
        {"if (!ready) exit; count = 1;", "!ready, ready was false"},
        {"if (!(" + status + " == 200)) { exit; } count = 1;", "!(" + status + " == 200), was 404"},
        {"if (ready) { count = 1; } else exit;", "ready, was false"},
        {"if (count == 0 && " + status + " == 404) exit; count = 1;", status + " == 404, was 404"},
        {"if (" + status + " == 200 || !ready) exit; count = 1;", "!ready, ready was false"},
        {"switch (" + status + ") { case 200: count = 1; break; case 404: exit; }", status + " == 404, was 404"},
        {"switch (" + status + ") { case 200: count = 1; break; default: exit; }",
         "no case of switch (" + status + "), was 404"},
        {"if (async_load[? \"result\"] == \"a text\")\n    return;\ncount = 1;",
         "async_load[? \"result\"] == \"a text\", was \"a text\""},
        // What was compared since does not say why.
        {"if (" + status + " == 404) { var n = 0; while (n < 3) n++; exit; } count = 1;", status + " == 404"},
        {"while (true) { if (" + status + " > 400) exit; }", status + " > 400, was 404"},
    };
    for (const auto& [code, because] : cases) {
        HandlerRecord run = run_of_mail(code);
        ASSERT_TRUE(run.left) << code;
        EXPECT_EQ(run.left->because, because) << code;
        EXPECT_FALSE(run.left->skipped) << code;
    }
}

TEST(Session, WhatWasWantedIsNeverCutOff) {
    std::string wanted = std::string(200, 'x') + " the end";
    HandlerRecord run = run_of_mail("if (async_load[? \"result\"] != \"" + wanted + "\") exit; count = 1;");
    ASSERT_TRUE(run.left);
    EXPECT_TRUE(run.left->because.starts_with("async_load[? \"result\"] != \"xxx")) << run.left->because;
    EXPECT_TRUE(run.left->because.ends_with("xxx the end\", was \"a text\"")) << run.left->because;
}

TEST(Session, ARunOfWhichNothingButConditionsRanDidNotRunToItsEnd) {
    const std::pair<const char*, const char*> skipped[] = {
        {"var kind = async_load[? \"result\"];\nif (kind == \"news\") count = 1;", "kind == \"news\", was \"a text\""},
        {"switch (async_load[? \"result\"]) {\ncase \"news\": count = 1; break;\n}",
         "no case of switch (async_load[? \"result\"]), was \"a text\""},
        {"if (ready) { count = 1; }\nelse if (count > 0) count = 2;", "count > 0, was 0"},
        {"for (var i = 0; i < count; i++) { ready = true; }", "i < count, was 0, count 0"},
    };
    for (auto [code, because] : skipped) {
        HandlerRecord run = run_of_mail(code);
        ASSERT_TRUE(run.left) << code;
        EXPECT_TRUE(run.left->skipped) << code;
        EXPECT_EQ(run.left->because, because) << code;
    }
    for (const char* code :
         {"", "count = 0;", "if (!ready) count = 0;", "var kind = 1;",
          "if (ready) count = 1;\nshow_debug_message(\"end\");",
          "array_foreach([1], function(v) { if (v == 1) return; show_debug_message(v); }); count = 5;"})
        EXPECT_FALSE(run_of_mail(code).left) << code;
}

TEST(Session, WhatRanBeforeThePayloadWasLookedAtDoesNotCount) {
    const std::pair<const char*, const char*> skipped[] = {
        {"count += 1;\nif (async_load[? \"id\"] == 77) {\n  ready = true;\n}", "async_load[? \"id\"] == 77, was 7"},
        {"count += 1;\nvar i = async_load[? \"id\"];\nswitch (async_load[? \"status\"]) {\n  case 55: ready = true; "
         "break;\n  default:\n    break;\n}",
         "no case of switch (async_load[? \"status\"]), was 404"},
        // The condition may stand in what the handler calls.
        {"handle = function(w) {\n  if (async_load[? \"id\"] != w) return;\n  count = 9;\n}\nhandle(77);",
         "async_load[? \"id\"] != w, id was 7"},
    };
    for (auto [code, because] : skipped) {
        HandlerRecord run = run_of_mail(code);
        ASSERT_TRUE(run.left) << code;
        EXPECT_TRUE(run.left->skipped) << code;
        EXPECT_EQ(run.left->because, because) << code;
        EXPECT_FALSE(run.changes.empty()) << code;
    }
    for (const char* code :
         {"if (async_load[? \"id\"] == 7) {\n  count += 1;\n}", "count = async_load[? \"id\"];\nif (ready) count = 0;",
          "count += 1;\nvar i = async_load[? \"id\"];", "count += 1;\nif (ready) count = 0;"})
        EXPECT_FALSE(run_of_mail(code).left) << code;
}

TEST(Session, AStageStepOfWhichNothingCameIsToldEachTime) {
    auto session = coin_shop();
    auto told = [&] {
        return std::count_if(session->problems().begin(), session->problems().end(), [](const Diagnostic& each) {
            return each.code == "event-dropped" || each.code == "create-dropped";
        });
    };
    InputRecord create{"create", Datum::structure({{"object", "obj_shop"}, {"variables", Datum::structure({})}})};
    InputRecord perform{"perform", Datum::structure({{"object", "obj_shop"}, {"index", -1}, {"event", "Other_10"}})};
    EXPECT_TRUE(session->apply(create));
    EXPECT_EQ(told(), 0);
    ASSERT_TRUE(session->console("room_goto(rm_shop)"));
    EXPECT_TRUE(session->apply(create));
    EXPECT_EQ(told(), 1);
    EXPECT_TRUE(session->apply(create));
    EXPECT_EQ(told(), 2);
    EXPECT_TRUE(session->apply(perform));
    EXPECT_TRUE(session->apply(perform));
    EXPECT_EQ(told(), 4);
    EXPECT_NE(session->problems().back().message.find("Other_10 of obj_shop did not run"), std::string::npos);
}

TEST(Session, FaultsOutsideOfHandlersAreKeptWithTheirMoment) {
    SessionOptions options;
    options.record_both_ways = true;
    options.project = SOURCE_DIR "/tests/projects/troubled";
    auto session = Session::open(options);
    ASSERT_TRUE(session);
    ASSERT_TRUE((*session)->boot());
    (*session)->run(3, true);
    ASSERT_TRUE((*session)->fire({"ev_async_web", "", Datum::ds_map({{"status", 0}}), {}}));
    auto create = [](const char* object) {
        return InputRecord{"create", Datum::structure({{"object", object}, {"variables", Datum::structure({})}})};
    };
    EXPECT_TRUE((*session)->apply(create("obj_broken"))) << "a fault of GML is no error of the input";
    ASSERT_EQ((*session)->faults().size(), 1u);
    const FaultRecord& fault = (*session)->faults()[0];
    EXPECT_EQ(fault.object, "obj_broken");
    EXPECT_EQ(fault.event, "gml_Object_obj_broken_Create_0");
    EXPECT_EQ(fault.place.line, 3u);
    EXPECT_EQ(fault.handler, 0u);
    EXPECT_EQ(fault.after, 1u);
    EXPECT_EQ(fault.frame, 3u);
    ASSERT_FALSE(fault.stack.empty());
}
