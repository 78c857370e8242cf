#include "fixture.h"

#include "core/catalog/catalog.h"
#include "core/data/datum_edit.h"

#include <fmt/format.h>
#include <utility>

namespace scope {

Datum shop_payload(int id, int status, const std::string& result) {
    return MapBuilder()
        .add("id", id)
        .add("status", status)
        .add("result", result)
        .add("url", "https://api.example/daily")
        .add("http_status", 200)
        .add("response_headers", MapBuilder().add("Content-Type", "application/json").add("ETag", "33a64df5").map())
        .map();
}

static EventId http() {
    return events::async_web;
}

static HandlerRecord handler(uint32_t id, const std::string& object, uint32_t instance, const Datum& before,
                             uint64_t us) {
    HandlerRecord run;
    run.id = id;
    run.object = run.owner = object;
    run.instance = instance;
    run.file = fmt::format("objects/{}/Other_62.gml", object);
    run.before = run.after = before;
    run.us = us;
    return run;
}

static DispatchRecord dispatch(uint32_t id, uint64_t frame, EventId event, const Datum& payload) {
    DispatchRecord record;
    record.id = id;
    record.frame = frame;
    record.clock_us = frame * 1000000 / 60;
    record.event = event;
    record.payload = payload;
    record.async_load = "ref ds_map 0";
    record.destroyed = true;
    return record;
}

static EventLine handled_twice() {
    Datum payload = shop_payload(3, 0, "{\"gold\":50}");
    DispatchRecord top = dispatch(102, 1284, http(), payload);
    std::string shop_file = "objects/obj_shop/Other_62.gml";

    HandlerRecord shop = handler(1, "obj_shop", 100004, payload, 55);
    shop.reads = {"id", "status", "result", "result > gold"};
    shop.writes = {{"seen_by", std::nullopt, Datum("shop"), {shop_file, 7, 1}}};
    shop.after = with_entry(payload, "seen_by", "shop");
    shop.changes = {{"self.gold", Datum(10), Datum(60), {shop_file, 6, 1}},
                    {"global.last_sync", Datum(0), Datum(21.4), {shop_file, 9, 1}}};
    shop.calls = {{"buffer_save_async",
                   {Datum::ref("ref buffer 2"), Datum("save.dat"), Datum(0), Datum(64)},
                   Datum(6),
                   {"scripts/scr_save/scr_save.gml", 3, 5},
                   "neutral"}};
    shop.log = {{"Shop: 50 gold arrived", {shop_file, 6, 1}}};
    shop.call_tree = {{"on_gold", {"objects/obj_shop/Create_0.gml", 14, 1}, 1},
                      {"scr_save", {"scripts/scr_save/scr_save.gml", 1, 1}, 2}};
    shop.lines = {{shop_file, {1, 2, 5, 6, 7, 8, 9}}};

    HandlerRecord menu = handler(2, "obj_menu", 100009, shop.after, 30);
    menu.owner = "obj_ui";
    menu.reads = {"result", "result > gold"};
    menu.missing = {"retries"};
    menu.changes = {{"self.shown_gold", Datum(10), Datum(50), {"objects/obj_menu/Other_62.gml", 2, 1}}};
    menu.lines = {{"objects/obj_menu/Other_62.gml", {1, 2, 4}}};
    menu.dispatches = {103};

    HandlerRecord log = handler(3, "obj_log", 100011, shop.after, 12);
    log.reads = {"id", "http_status"};
    log.left = GuardRecord{{"objects/obj_log/Other_62.gml", 1, 1}, "id 3, mine 7"};
    log.lines = {{"objects/obj_log/Other_62.gml", {1}}};
    top.handlers = {shop, menu, log};

    DispatchRecord nested = dispatch(103, 1284, events::async_social, MapBuilder().add("id", "gold_changed").map());
    nested.parent = 2;
    HandlerRecord first = handler(4, "obj_shop", 100004, nested.payload, 7),
                  second = handler(5, "obj_log", 100011, nested.payload, 5);
    first.reads = {"id"};
    second.dumped = true;
    second.changes = {{"self.lines", Datum(3), Datum(4), {"objects/obj_log/Other_70.gml", 1, 1}}};
    nested.handlers = {first, second};
    return {102, {top, nested}};
}

static EventLine faulted() {
    Datum payload = MapBuilder().add("id", 4).add("status", -1).map();
    DispatchRecord top = dispatch(110, 1290, http(), payload);
    HandlerRecord shop = handler(6, "obj_shop", 100004, payload, 40),
                  menu = handler(7, "obj_menu", 100009, payload, 81), log = handler(8, "obj_log", 100011, payload, 12);
    shop.reads = {"id", "status"};
    shop.left = GuardRecord{{shop.file, 2, 1}, "status -1, 0"};
    menu.missing = {"result"};
    menu.fault = FaultRecord{
        "json_parse: cannot parse undefined",
        {menu.file, 2, 12},
        "obj_menu",
        "Other_62",
        {{"gml_Object_obj_menu_Other_62", {menu.file, 2, 12}}, {"show_reward", {"scripts/scr_ui/scr_ui.gml", 9, 3}}}};
    menu.lines = {{menu.file, {1, 2}}};
    log.reads = {"id"};
    top.handlers = {shop, menu, log};
    return {110, {top}};
}

FixturePort::FixturePort() {
    for (auto [id, frame, status, result] : {std::tuple(71, 1204, 1, ""), std::tuple(84, 1231, 0, "{\"gold\":20}")}) {
        Datum payload = shop_payload(2, status, result);
        DispatchRecord top = dispatch(static_cast<uint32_t>(id), static_cast<uint64_t>(frame), http(), payload);
        for (uint32_t i = 0; i < 3; ++i) {
            HandlerRecord run = handler(static_cast<uint32_t>(id) * 10 + i,
                                        std::array{"obj_shop", "obj_menu", "obj_log"}[i], 100004 + i, payload, 13 + i);
            run.reads = {"id", "status"};
            if (status == 1 && i == 0) {
                RequestRecord request;
                request.number = 3;
                request.id = Datum(3);
                request.kind = "http_get";
                request.completes_as = http();
                run.requests = {request};
            }
            if (status == 0 && i == 0) run.changes = {{"self.gold", Datum(0), Datum(10), {run.file, 6, 1}}};
            top.handlers.push_back(run);
        }
        m_events.push_back({static_cast<uint64_t>(id), {top}});
    }
    m_events.push_back(handled_twice());
    m_events.push_back(faulted());
    m_problems = {{"unknown-name",
                   Severity::warning,
                   "`gold_max` is read but never set",
                   {"objects/obj_shop/Step_0.gml", 3, 5},
                   "set it in Create, or remove it"},
                  {"fault",
                   Severity::error,
                   "json_parse: cannot parse undefined",
                   {"objects/obj_menu/Other_62.gml", 2, 12},
                   "test the status first"}};
    m_output = {{"Shop: open", {"objects/obj_shop/Create_0.gml", 3, 1}},
                {"Shop: 50 gold arrived", {"objects/obj_shop/Other_62.gml", 6, 1}}};
    RequestRecord get;
    get.number = 4;
    get.id = Datum(4);
    get.kind = "http_get";
    get.args = {Datum("https://api.example/daily")};
    get.completes_as = http();
    get.mode = "event";
    get.object = "obj_shop";
    get.instance = 100004;
    get.place = {"objects/obj_shop/Create_0.gml", 12, 9};
    get.frame = 1260;
    waiting = {get};
    auto source = [&](const std::string& path, const std::string& text) { m_sources[path] = {path, text}; };
    source(
        "objects/obj_shop/Other_62.gml",
        "if (async_load[? \"id\"] != daily) exit;\nif (async_load[? \"status\"] < 0) {\n    retry_in = 60; exit;\n}\n"
        "var _r = json_parse(async_load[? \"result\"]);\ngold += _r.gold;\nasync_load[? \"seen_by\"] = \"shop\";\n"
        "on_gold(_r.gold);\nglobal.last_sync = current_time;\n");
    source("objects/obj_menu/Other_62.gml", "var _retries = async_load[? \"retries\"];\nshown_gold = "
                                            "json_parse(async_load[? \"result\"]).gold;\n\nfire_news();\n");
    source("objects/obj_log/Other_62.gml",
           "if (async_load[? \"id\"] != mine) exit;\nshow_debug_message(\"got it\");\n");
}

std::shared_ptr<EventStore> store_of(const std::vector<EventLine>& events) {
    auto store = std::make_shared<EventStore>();
    for (const EventLine& event : events) store->append(event);
    return store;
}

const EventStore& FixturePort::events() const {
    if (std::exchange(m_stored, m_generation) != m_generation) m_store = store_of(m_events);
    return *m_store;
}

std::vector<Receiver> FixturePort::receivers(int32_t number) const {
    if (number != handled) return {};
    std::vector<Receiver> all;
    for (size_t i = 0; i < dead_receivers; ++i) {
        std::string name = fmt::format("obj_dead{}", i);
        all.push_back({name, name, fmt::format("objects/{}/Other_62.gml", name), {}, {}});
    }
    std::vector<Receiver> usual = {
        {"obj_shop", "obj_shop", "objects/obj_shop/Other_62.gml", {100004}, {"room rm_shop"}},
        {"obj_menu", "obj_ui", "objects/obj_ui/Other_62.gml", {100009}, {"room rm_shop"}},
        {"obj_log", "obj_log", "objects/obj_log/Other_62.gml", {100011}, {"objects/obj_shop/Create_0.gml:2"}},
        {"obj_lobby", "obj_lobby", "objects/obj_lobby/Other_62.gml", {}, {"room rm_lobby"}}};
    all.insert(all.end(), usual.begin(), usual.end());
    return all;
}

std::vector<InstanceView> FixturePort::instances() const {
    return {{100004, "obj_shop", true, {{"gold", Datum(gold)}, {"daily", Datum(3)}}},
            {100009, "obj_menu", true, {{"shown_gold", Datum(50)}}},
            {100011, "obj_log", false, {{"lines", Datum(4)}}}};
}

VariablesView FixturePort::variables(uint32_t id) const {
    if (id == 0) return {{{"last_sync", Datum(21.4)}}, {{"score", Datum(0)}, {"room", Datum("ref room rm_shop")}}};
    for (const InstanceView& each : instances())
        if (each.id == id) return {each.variables, {{"x", Datum(64)}, {"y", Datum(32)}}};
    return {};
}

std::vector<LedgerView> FixturePort::ledger() const {
    return {{"ref ds_list 1", "ds_list", 12, {"objects/obj_log/Create_0.gml", 4, 9}, "obj_log", ""},
            {"ref ds_map 2", "ds_map", 3, {"objects/obj_shop/Create_0.gml", 2, 9}, "obj_shop", "ref ds_list 1"}};
}

const SourceView* FixturePort::source(const std::string& path) const {
    auto found = m_sources.find(path);
    return found == m_sources.end() ? nullptr : &found->second;
}

Result<void> FixturePort::fire(const FireInput& input) {
    fired.push_back(input);
    DispatchRecord top = dispatch(m_next, m_frame, http(), input.payload.value_or(Datum::ds_map({})));
    HandlerRecord run = handler(m_next * 10, "obj_shop", 100004, top.payload, 20);
    run.reads = {"id"};
    top.handlers = {run};
    m_events.push_back({m_next++, {top}});
    happen();
    ++m_generation;
    return {};
}

void FixturePort::fire_every_kind() {
    for (const CatalogEvent& event : Catalog::builtin().events()) {
        DispatchRecord top = dispatch(m_next, ++m_frame, {event_type::other, event.number}, Datum::ds_map({}));
        m_events.push_back({m_next++, {top}});
    }
    ++m_generation;
}

void FixturePort::long_code(size_t dashes) {
    SourceView& source = m_sources["objects/obj_shop/Other_62.gml"];
    for (int line = 10; line < 300; ++line) source.text += fmt::format("step({});\n", line);
    source.text += "var _text = \"" + std::string(dashes, '-') + "\"; far_away();\n";
    ++m_generation;
}

void FixturePort::fault_in_a_script() {
    m_sources["scripts/scr_ui/scr_ui.gml"] = {"scripts/scr_ui/scr_ui.gml",
                                              "function show_reward(text) {\n    return json_parse(text);\n}\n"};
    FaultRecord& fault = *m_events.at(3).dispatches[0].handlers[1].fault;
    fault.place = {"scripts/scr_ui/scr_ui.gml", 2, 12};
    fault.stack = {{"gml_Script_show_reward", fault.place},
                   {"gml_Object_obj_menu_Other_62", {"objects/obj_menu/Other_62.gml", 2, 12}}};
    ++m_generation;
}

void FixturePort::happen() {
    if (surprise) m_problems.push_back(*surprise);
    over |= std::exchange(ends, false);
}

void FixturePort::fault(const char* during) {
    happen();
    if (!faulty) return;
    FaultRecord record{"variable obj_lobby.door not set before reading it.",
                       {"objects/obj_shop/Other_62.gml", 5, 1},
                       "obj_lobby",
                       during,
                       {{"gml_Object_obj_lobby_Create_0", {"objects/obj_shop/Other_62.gml", 5, 1}}}};
    record.frame = m_frame;
    record.after = m_events.empty() ? 0 : m_events.back().dispatches.back().id;
    m_faults.push_back(record);
}

Result<void> FixturePort::apply(const InputRecord& input) {
    applied.push_back(input);
    ++m_generation;
    fault(input.kind == "create" ? "Create_0" : "Step_0");
    const Datum* name = input.arguments.find("name");
    if (input.kind == "room" && name && name->text() != "rm_lobby")
        return fail(fmt::format("no room is called {}", name->text()));
    if (input.kind == "room") room = goes_on_to.empty() ? name->text() : goes_on_to;
    return {};
}

Result<void> FixturePort::console(const std::string& code) {
    ++m_generation;
    m_answer = {"2", Datum(2)};
    if (code == "work") busy = 1000;
    fault("console");
    if (code == "1 +") return fail("unexpected end of the code");
    if (code == "m") {
        MapBuilder map;
        for (int i = 0; i < 20; ++i) map.add(fmt::format("key{}", i), i);
        m_answer = {"ref ds_map 0", map.map()};
    }
    if (code == "long") m_answer = {std::string(3000, 'x') + " end", {}};
    return {};
}

void FixturePort::run(uint64_t frames) {
    m_frame += frames;
    fault("Step_0");
    ++m_generation;
}

Result<void> FixturePort::repeat() {
    repeated = applied.size();
    if (outcome_changes) m_events[2].dispatches[0].handlers[0].changes[0].new_value = Datum(70);
    ++m_generation;
    return {};
}

Result<void> FixturePort::restart(bool) {
    m_events.clear();
    m_frame = 0;
    ++m_generation;
    return {};
}

} // namespace scope
