#pragma once
// An event in which every field of a handler run has something, for tests of what writes records and reads them back.
#include "core/trace/records.h"

namespace scope::test {

/// One of everything, with `number` in it.
inline EventLine sample_event(int number = 3) {
    HandlerRecord run;
    run.id = 1;
    run.object = "obj_shop";
    run.instance = 100001;
    run.owner = "obj_parent";
    run.file = "objects/obj_parent/Other_70.gml";
    run.before = Datum::ds_map({{"id", number},
                                {"data", Datum::structure({{"a", 13}, {"list", Datum::array({1, "two", Datum()})}})},
                                {"headers", Datum::ds_map({{"ETag", "x"}})},
                                {"big", Datum::int64(9007199254740993)},
                                {"half", 0.5},
                                {"less", -0.0},
                                {"grid", Datum::ds_grid(2, 1, {1, 2})},
                                {"handle", Datum::ref("ref ds_map 3")}});
    run.after = Datum::ds_map({{"id", 4}});
    run.reads = {"id", "headers/ETag"};
    run.missing = {"http_status"};
    run.missing_at = {{"f.gml", 3, 1}};
    run.left = GuardRecord{{"f.gml", 2, 5}, "async_load[? \"id\"] 3, mine 7", false, {"long"}};
    run.writes = {{"seen", std::nullopt, Datum("shop"), {"f.gml", 3, 1}}};
    run.changes = {{"self.gold", Datum(number), Datum(60), {"f.gml", 7, 1}}};
    run.log = {{"hello\n", {"f.gml", 4, 1}}};
    run.fault = FaultRecord{"bad", {"f.gml", 9, 2}, "obj_shop", "Other_70", {{"gml_Script_x", {"g.gml", 1, 1}}}};
    run.requests = {{1,
                     Datum(4),
                     "http_get",
                     {Datum("https://example.com")},
                     events::async_web,
                     "event",
                     100001,
                     "obj_shop",
                     {"f.gml", 5, 1},
                     12}};
    run.allocated = {{"ref ds_map 3", "ds_map", {"f.gml", 6, 1}, "obj_shop"}};
    run.calls = {{"url_open", {Datum("https://example.com")}, Datum(), {"f.gml", 8, 1}, "neutral"}};
    run.dispatches = {2};
    run.call_tree = {{"gml_Script_save", {"scripts/save.gml", 1, 1}, 1}};
    run.lines["f.gml"] = {1, 2, 5};
    run.us = 44;
    HandlerRecord second = run;
    second.id = 3;
    second.before = run.after;
    second.after = Datum::ds_map({{"id", 4}, {"new", true}});
    DispatchRecord dispatch{1, 0, events::async_social, run.before, "ref ds_map 0", true, 5, 83333, {run, second}};
    DispatchRecord nested{2, 1, events::async_web, Datum(), "", false, 5, 83333, {}};
    return {0, {dispatch, nested}};
}

} // namespace scope::test
