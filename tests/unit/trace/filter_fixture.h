#pragma once
// An event of which every word of the filter language can be asked, and one of which nothing is true.

#include "core/data/datum_edit.h"
#include "core/trace/filter/filter.h"

#include <gtest/gtest.h>

namespace scope {

/// An HTTP event with two runs: the shop's ended in a fault, the menu's left; and a social one that the first fired.
inline EventLine full_event() {
    DispatchRecord http;
    http.id = 12;
    http.event = events::async_web;
    http.payload = MapBuilder()
                       .add("id", 3)
                       .add("status", -1)
                       .add("big", Datum::int64(9007199254740993))
                       .add("ok", true)
                       .add("name", "Anna")
                       .add("gone", Datum())
                       .add("text", "404")
                       .add("ratio", 0.5)
                       .add("result", "{\"gold\":50}")
                       .add("headers", MapBuilder().add("ETag", "33a64df5").map())
                       .add(7, "seven")
                       .map();
    http.frame = 150;
    http.clock_us = 2500000;
    http.destroyed = true;
    HandlerRecord shop;
    shop.id = 1;
    shop.object = "obj_shop";
    shop.owner = "obj_parent";
    shop.instance = 100001;
    shop.file = "objects/obj_parent/Other_62.gml";
    shop.reads = {"id", "headers/ETag", "result > gold"};
    shop.missing = {"http_status", "error"};
    shop.tested = {"error"};
    shop.dumped = true;
    shop.writes = {{"seen_by", std::nullopt, Datum("shop"), {}}};
    shop.changes = {{"self.gold", Datum(10), Datum(60), {}}};
    shop.log = {{"Gold arrived", {}}};
    shop.calls = {{"http_get", {"https://api.example/daily"}, Datum(5), {}, "neutral"}};
    shop.call_tree = {{"scr_pay", {}, 0}};
    shop.requests.resize(1);
    shop.requests[0].kind = "http_get";
    shop.allocated = {{"ref ds_map 3", "ds_map", {}, "obj_shop"}, {"ref ds_list 1", "ds_list", {}, "obj_shop"}};
    shop.freed = {{"ref ds_list 1", "ds_list", {}, "obj_shop"}};
    shop.fault.emplace().message = "json_parse: no JSON";
    shop.dispatches = {13};
    shop.us = 6000;
    HandlerRecord menu;
    menu.id = 2;
    menu.object = menu.owner = "obj_menu";
    menu.instance = 100002;
    menu.file = "objects/obj_menu/Other_62.gml";
    menu.left = GuardRecord{{}, "async_load[? \"status\"] < 0, was -1"};
    menu.us = 10;
    http.handlers = {shop, menu};
    DispatchRecord social;
    social.id = 13;
    social.parent = 1;
    social.event = events::async_social;
    social.payload = MapBuilder().add("kind", "gold_changed").map();
    HandlerRecord log;
    log.id = 3;
    log.object = log.owner = "obj_log";
    log.left = GuardRecord{{}, "no case of switch (_kind)", true};
    HandlerRecord quiet;
    quiet.id = 4;
    quiet.object = quiet.owner = "obj_quiet";
    social.handlers = {log, quiet};
    return {1, {http, social}};
}

/// A system event of number 1 that nobody heard.
inline EventLine bare_event() {
    DispatchRecord dispatch;
    dispatch.id = 1;
    dispatch.event = events::async_system_event;
    dispatch.payload = Datum::ds_map({});
    return {1, {dispatch}};
}

/// Whether the dispatch passes; a filter that is wrong fails the test.
inline bool passes(std::string_view filter, const EventLine& line = full_event(), size_t dispatch = 0) {
    auto parsed = parse_filter(filter);
    EXPECT_TRUE(parsed) << filter << "\n" << (parsed ? "" : parsed.error().drawing(filter) + parsed.error().message);
    return parsed && parsed->matches(line, dispatch);
}

} // namespace scope
