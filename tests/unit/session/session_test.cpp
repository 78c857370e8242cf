// The one door, on the example project: what the window and the command line rely on.

#include "core/catalog/catalog.h"
#include "core/session/session.h"

#include <algorithm>
#include <gtest/gtest.h>

using namespace scope;

static std::unique_ptr<Session> coin_shop(SessionOptions options = {}) {
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

TEST(Session, AFireShowsWhatEachHandlerSaw) {
    auto session = coin_shop();
    auto index = session->fire(custom_event());
    ASSERT_TRUE(index) << index.error().text();
    const EventLine& line = session->events()[*index];
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
    EXPECT_EQ(handler_of(top, "obj_log").left->because, "async_load[? \"id\"] custom_async_event, mine shop_log");
    EXPECT_TRUE(session->leaks().empty());
}

TEST(Session, AMissingValueMadeATextWasUsedAndNotTested) {
    auto session = coin_shop();
    auto index = session->fire(custom_event());
    ASSERT_TRUE(index) << index.error().text();
    const HandlerRecord& menu = handler_of(session->events()[*index].dispatches[0], "obj_menu");
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
    const auto& a = first->events()[0].dispatches;
    const auto& b = second->events()[0].dispatches;
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
            EXPECT_TRUE(session->events()[*index].dispatches[0].destroyed);
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
    EXPECT_TRUE(session->events()[*index].dispatches[0].handlers.empty());
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

TEST(Session, RestartIsTheSameWorldAsNew) {
    auto session = coin_shop();
    ASSERT_TRUE(session->fire(custom_event()));
    ASSERT_TRUE(session->restart().value_or(false));
    EXPECT_TRUE(session->events().empty());
    auto index = session->fire(custom_event());
    ASSERT_TRUE(index);
    EXPECT_EQ(*session->events()[*index].dispatches[0].handlers[0].changes[0].old_value, Datum(50));
}
