#include "fixture.h"

#include "core/data/typed_json.h"
#include "ui/model/event_index.h"
#include "ui/model/filter_box.h"
#include "ui/model/matrix_view.h"
#include "ui/model/payload_rows.h"
#include "ui/model/problem_rows.h"
#include "ui/model/timeline.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace scope {

static std::string shown(const std::vector<PayloadRow>& rows) {
    std::string out;
    for (const PayloadRow& row : rows)
        out += fmt::format("{}{}:{}={}\n", std::string(static_cast<size_t>(row.depth) * 2, ' '), row.key, row.type,
                           row.value);
    return out;
}

TEST(PayloadRows, OpenContainersAndJsonStrings) {
    Datum payload = shop_payload(3, 0, "{\"gold\":50}");
    EXPECT_EQ(shown(payload_rows(payload, {"result", "response_headers"})),
              "id:real=3\n"
              "status:real=0\n"
              "result:string=\"{\\\"gold\\\":50}\"\n"
              "  gold:JSON=50\n"
              "url:string=\"https://api.example/daily\"\n"
              "http_status:real=200\n"
              "response_headers:ds_map=2 keys\n"
              "  Content-Type:string=\"application/json\"\n"
              "  ETag:string=\"33a64df5\"\n");
    EXPECT_EQ(payload_rows(payload, {})[2].path, "result");
    EXPECT_EQ(payload_rows(payload, {"result"})[3].path, "result > gold");
}

TEST(PayloadRows, ADeepOrHugePayloadStaysBounded) {
    Datum deep = Datum::array({1});
    std::set<std::string> open;
    std::string path = "k";
    for (int i = 0; i < 100000; ++i) deep = Datum::array({deep});
    for (int i = 0; i < 100; ++i) {
        open.insert(path);
        path += "/0";
    }
    EXPECT_LE(payload_rows(Datum::ds_map({{"k", deep}}), open).size(), 40u);
    Datum wide = Datum::array(std::vector<Datum>(1000, Datum(1)));
    EXPECT_EQ(payload_rows(Datum::ds_map({{"w", wide}}), {"w"}, 100).size(), 100u);
}

static std::vector<uint32_t> ids(std::string_view filter) {
    FixturePort port;
    EventIndex index;
    index.update(port.events(), port.faults(), filter);
    EXPECT_FALSE(index.error()) << filter;
    std::vector<uint32_t> found;
    for (EventRef ref : index.rows()) found.push_back(dispatch_at(port.events(), ref)->id);
    return found;
}

TEST(EventRows, FiltersByWhatHandlersDid) {
    using Ids = std::vector<uint32_t>;
    EXPECT_EQ(ids(""), (Ids{71, 84, 102, 103, 110}));
    EXPECT_EQ(ids("type:http missing:*"), (Ids{102, 110}));
    EXPECT_EQ(ids("type:social"), (Ids{103}));
    EXPECT_EQ(ids("type:62 -fault"), (Ids{71, 84, 102}));
    EXPECT_EQ(ids("wrote:seen_by"), (Ids{102}));
    EXPECT_EQ(ids("change:gold"), (Ids{84, 102}));
    EXPECT_EQ(ids("fault:parse"), (Ids{110}));
    EXPECT_EQ(ids("nested"), (Ids{103}));
    EXPECT_EQ(ids("frame:1204..1240"), (Ids{71, 84}));
    EXPECT_EQ(ids("log:\"gold arrived\""), (Ids{102}));
    EXPECT_EQ(ids("key:response_headers -read:result"), (Ids{71, 84}));
    EXPECT_EQ(ids("gold_changed"), (Ids{103}));
}

TEST(EventRows, AFilterThatIsWrongLeavesTheRowsOfTheLastOne) {
    FixturePort port;
    EventIndex index;
    index.update(port.events(), {}, "typ:http");
    ASSERT_TRUE(index.error());
    EXPECT_EQ(index.error()->column, 1u);
    EXPECT_EQ(index.rows().size(), 5u) << "there was none before";
    index.update(port.events(), {}, "fault");
    EXPECT_FALSE(index.error());
    EXPECT_EQ(index.rows().size(), 1u);
    uint64_t version = index.version();
    index.update(port.events(), {}, "fault or");
    ASSERT_TRUE(index.error());
    EXPECT_EQ(index.rows().size(), 1u);
    EXPECT_EQ(index.filter(), "fault");
    index.update(port.events(), {}, "fault");
    EXPECT_FALSE(index.error());
    EXPECT_EQ(index.version(), version) << "it was not looked for anew";
    index.update(EventStore(), {}, "fault or");
    index.update(port.events(), {}, "fault or");
    EXPECT_EQ(index.rows().size(), 1u) << "of other events, too, the last right one tells";
}

TEST(EventRows, LookingThroughManyEventsCanBeStopped) {
    std::vector<EventLine> lines(1000);
    for (size_t i = 0; i < lines.size(); ++i) {
        lines[i].dispatches.resize(1);
        lines[i].dispatches[0].id = static_cast<uint32_t>(i + 1);
    }
    auto store = store_of(lines);
    EventIndex index;
    index.update(*store, {}, "number>100", std::chrono::microseconds(0));
    EXPECT_EQ(index.lines(), 16u) << "no time is a slice, too";
    EXPECT_FALSE(index.complete(*store));
    index.stop(true);
    index.update(*store, {}, "number>100", EventIndex::to_the_end);
    EXPECT_EQ(index.lines(), 16u);
    EXPECT_TRUE(index.complete(*store)) << "nothing comes by itself";
    index.update(*store, {}, "number>", EventIndex::to_the_end);
    EXPECT_EQ(index.lines(), 16u) << "a filter that is wrong starts nothing";
    index.stop(false);
    index.update(*store, {}, "number>100", EventIndex::to_the_end);
    EXPECT_EQ(index.rows().size(), 900u);
    index.stop(true);
    index.update(*store, {}, "number>990", EventIndex::to_the_end);
    EXPECT_FALSE(index.stopped());
    EXPECT_EQ(index.rows().size(), 10u) << "another filter goes on";
    EXPECT_EQ(index.total(), 1000u);
    EXPECT_EQ(index.table().rows().size(), 1000u);
    EXPECT_FALSE(index.searches());
    index.update(*store, {}, "number>1", std::chrono::microseconds(0));
    EXPECT_TRUE(index.searches());
    EXPECT_EQ(index.table().rows().size(), 1000u) << "whatever the filter has seen of them";
    index.update(*store, {}, "number>1", EventIndex::to_the_end);
    store->append(lines.back());
    index.update(*store, {}, "number>1", std::chrono::microseconds(0), 0);
    EXPECT_FALSE(index.searches()) << "what comes anew is no search";
}

TEST(FilterBox, OffersWhileOneTypes) {
    FixturePort port;
    EventIndex index;
    index.update(port.events(), port.faults(), "");
    const FilterFacts& facts = index.table().facts();
    FilterBox box;
    box.follow("", 0, facts, false);
    EXPECT_FALSE(box.is_open()) << "nothing shows before something was typed";
    box.follow("obj:obj_m", 9, facts, true);
    ASSERT_TRUE(box.is_open());
    EXPECT_EQ(box.chosen(), -1) << "Enter belongs to the text";
    size_t cursor = 9;
    EXPECT_EQ(box.take("obj:obj_m", -1, cursor, facts), "obj:obj_menu");
    EXPECT_EQ(cursor, 12u);
    EXPECT_FALSE(box.is_open()) << "what is complete needs no help";
    box.follow("fault", 5, facts, true);
    EXPECT_FALSE(box.is_open()) << "the rows are not covered by how it might go on";
    box.follow("frame", 5, facts, true);
    EXPECT_TRUE(box.is_open()) << "alone it asks nothing";
    // A word leads to its values at once.
    box.follow("ty", 2, facts, true);
    cursor = 2;
    EXPECT_EQ(box.take("ty", -1, cursor, facts), "type:");
    ASSERT_TRUE(box.is_open());
    EXPECT_EQ(box.offers()[0].text, "HTTP");
    box.move(1);
    box.move(1);
    EXPECT_EQ(box.chosen(), 1);
    cursor = 5;
    EXPECT_EQ(box.take("type:", -1, cursor, facts), "type:Social");
    box.follow("type:Social ", 12, facts, true);
    EXPECT_FALSE(box.is_open()) << "not everything behind each space";
    box.show("type:Social ", 12, facts);
    ASSERT_TRUE(box.is_open()) << "but when it is asked for";
    EXPECT_GT(box.offers().size(), filter_words().size());
    box.move(-1);
    EXPECT_EQ(box.chosen(), static_cast<int>(box.offers().size()) - 1);
    box.move(1);
    EXPECT_EQ(box.chosen(), 0) << "round";
    box.follow("type:Social ", 12, facts, false);
    EXPECT_EQ(box.chosen(), 0) << "nothing moved";
    box.follow("type:Social ", 3, facts, false);
    EXPECT_EQ(box.chosen(), -1) << "the cursor did";
    box.close();
    box.move(1);
    EXPECT_EQ(box.chosen(), -1);
}

TEST(EventRows, FaultsOutsideOfHandlersStandWhereTheyHappened) {
    FixturePort port;
    std::vector<FaultRecord> faults(3);
    faults[0] = {"no settings", {"scripts/a/a.gml", 2, 1}, "", "gml_GlobalScript_a", {}};
    faults[1] = {"no door", {"objects/obj_lobby/Create_0.gml", 5, 1}, "obj_lobby", "Create_0", {}, 1240, 0, 84};
    faults[2] = {"no key", {}, "obj_shop", "Step_0", {}, 1300, 0, 110};
    auto rows = [&](std::string_view filter) {
        EventIndex index;
        index.update(port.events(), faults, filter);
        std::string told;
        for (EventRef ref : index.rows()) {
            told += ref.is_fault() ? "f" + std::to_string(ref.fault()) + " "
                                   : std::to_string(dispatch_at(port.events(), ref)->id) + " ";
            EXPECT_EQ(index.rows()[static_cast<size_t>(index.find(ref))], ref);
        }
        return told;
    };
    EXPECT_EQ(rows(""), "f0 71 84 f1 102 103 110 f2 ");
    EXPECT_EQ(rows("fault"), "f0 f1 110 f2 ");
    EXPECT_EQ(rows("-fault"), "71 84 102 103 ");
    EXPECT_EQ(rows("object:lobby"), "f1 ");
    EXPECT_EQ(rows("frame:1240"), "f1 ");
    EXPECT_EQ(rows("fault:key"), "f2 ");
    EXPECT_EQ(rows("no settings"), "f0 ");
    EventRow row = fault_row(faults[1]);
    EXPECT_EQ(row.title, "obj_lobby Create_0");
    EXPECT_EQ(row.result, "fault at obj_lobby/Create_0.gml:5");
    EXPECT_EQ(row.tone, Tone::fault);
    // Faults and events that come later are added behind.
    EventIndex index;
    std::vector<EventLine> events(port.lines().begin(), port.lines().begin() + 2);
    std::vector<FaultRecord> known(faults.begin(), faults.begin() + 2);
    index.update(*store_of(events), known, "");
    EXPECT_EQ(index.rows().size(), 4u);
    index.update(port.events(), faults, "");
    EXPECT_EQ(index.rows().size(), 8u);
    EXPECT_EQ(index.total(), 8u);
}

TEST(EventRows, NothingIsGreenWhenEveryHandlerLeft) {
    FixturePort port;
    std::vector<EventLine> events = port.lines();
    DispatchRecord& dispatch = events[1].dispatches[0];
    EXPECT_EQ(event_row(*store_of(events), {1, 0}).tone, Tone::ok);
    for (HandlerRecord& handler : dispatch.handlers) handler.left = GuardRecord{{handler.file, 1, 1}, "id 3"};
    EXPECT_EQ(event_row(*store_of(events), {1, 0}).result, "1 change; every handler left");
    EXPECT_EQ(event_row(*store_of(events), {1, 0}).tone, Tone::quiet);
}

TEST(EventRows, SpeakOfRunsAsTheMatrixDoes) {
    FixturePort port;
    std::vector<EventLine> events = port.lines();
    DispatchRecord& dispatch = events[1].dispatches[0];
    dispatch.handlers.resize(1);
    HandlerRecord& run = dispatch.handlers[0];
    run.changes.clear();
    run.left = GuardRecord{{run.file, 1, 1}, "id == 3, was 7", true};
    EXPECT_EQ(event_row(*store_of(events), {1, 0}).result, "nothing but its conditions ran");
    EXPECT_EQ(event_row(*store_of(events), {1, 0}).result, matrix_view(dispatch).cells.columns[0].outcome.text);
    run.changes.resize(1);
    EXPECT_EQ(event_row(*store_of(events), {1, 0}).result, "1 change; nothing ran after its conditions");
    EXPECT_EQ(event_row(*store_of(events), {1, 0}).tone, Tone::quiet);
    // Another one that ran to its end and changed nothing makes it no greener.
    dispatch.handlers.push_back(run);
    dispatch.handlers[1].left.reset();
    dispatch.handlers[1].changes.clear();
    EXPECT_EQ(event_row(*store_of(events), {1, 0}).tone, Tone::quiet);
}

TEST(EventRows, AKeyTestedForIsNotMissing) {
    FixturePort port;
    std::vector<EventLine> events = port.lines();
    HandlerRecord& menu = events[2].dispatches[0].handlers[1];
    EXPECT_EQ(event_row(*store_of(events), {2, 0}).result, "1 key missing");
    menu.tested = menu.missing;
    EXPECT_EQ(event_row(*store_of(events), {2, 0}).tone, Tone::ok);
    EXPECT_TRUE(parse_filter("missing")->matches(events[3], 0));
    EXPECT_FALSE(parse_filter("missing")->matches(events[2], 0));
}

TEST(ProblemRows, AGroupOpens) {
    std::vector<Diagnostic> all{{"a", Severity::warning, "x is gone", {}, ""},
                                {"b", Severity::error, "broken", {}, ""},
                                {"a", Severity::warning, "y is gone", {}, ""}};
    ProblemGroups groups;
    groups.update(all);
    std::set<std::string> open;
    ASSERT_EQ(problem_row_count(groups, open), 2u);
    EXPECT_FALSE(problem_row(groups, open, 0).is_group) << "one alone is no group";
    EXPECT_EQ(problem_row(groups, open, 0).problem, 1u);
    ProblemRow group = problem_row(groups, open, 1);
    EXPECT_TRUE(group.is_group);
    EXPECT_EQ(group.group->title, "... is gone");
    open.insert(key_of(*group.group));
    ASSERT_EQ(problem_row_count(groups, open), 4u);
    EXPECT_EQ(problem_row(groups, open, 3).problem, 2u);
    EXPECT_FALSE(problem_row(groups, open, 3).is_group);
}

TEST(EventRows, SayWhatHappened) {
    FixturePort port;
    EventRow top = event_row(port.events(), {2, 0}), nested = event_row(port.events(), {2, 1}),
             fault = event_row(port.events(), {3, 0});
    EXPECT_EQ(top.handlers, "3 + 2 nested");
    EXPECT_EQ(top.result, "1 key missing");
    EXPECT_EQ(top.us, 97u);
    EXPECT_EQ(nested.from, "from #102");
    EXPECT_EQ(nested.depth, 1);
    EXPECT_EQ(nested.title, "Social");
    EXPECT_EQ(fault.result, "fault in obj_menu");
    EXPECT_EQ(fault.tone, Tone::fault);
    EXPECT_EQ(event_row(port.events(), {9, 9}).id, 0u);
}

TEST(EventRows, TheIndexGrowsInSlices) {
    std::vector<EventLine> lines(1000);
    for (size_t i = 0; i < lines.size(); ++i) lines[i].dispatches.resize(1);
    auto store = store_of(lines);
    EventIndex index;
    index.update(*store, {}, "", EventIndex::to_the_end, 300);
    EXPECT_EQ(index.rows().size(), 300u);
    EXPECT_FALSE(index.complete(*store));
    for (int i = 0; i < 3; ++i) index.update(*store, {}, "", EventIndex::to_the_end, 300);
    EXPECT_TRUE(index.complete(*store));
    EXPECT_EQ(index.find({500, 0}), 500);
    EXPECT_EQ(index.find({5000, 0}), -1);
}

TEST(Timeline, HasALaneForEachEventAndArcsForRequests) {
    FixturePort port;
    EventTimeline timeline;
    DispatchTable table;
    table.update(port.events(), Patience(Patience::to_the_end));
    timeline.update(table, port.events(), 2);
    timeline.update(table, port.events());
    ASSERT_EQ(timeline.lanes().size(), 2u);
    EXPECT_EQ(timeline.lanes()[0].title, "HTTP");
    EXPECT_EQ(timeline.lanes()[0].marks.size(), 4u);
    EXPECT_EQ(timeline.lanes()[1].title, "Social");
    EXPECT_TRUE(timeline.lanes()[1].marks[0].nested);
    ASSERT_EQ(timeline.arcs().size(), 1u);
    EXPECT_EQ(timeline.arcs()[0].from, 1204u * 1000000 / 60);
    EXPECT_EQ(timeline.arcs()[0].to, 1284u * 1000000 / 60);
    EXPECT_EQ(timeline.lanes()[0].first_at(timeline.arcs()[0].to), 2u);
    EXPECT_EQ(timeline.lanes()[0].first_at(UINT64_MAX), 4u);
    table.update(EventStore(), Patience(Patience::to_the_end));
    timeline.update(table, EventStore());
    EXPECT_TRUE(timeline.lanes().empty());
}

TEST(MatrixView, SaysHowEachRunEnded) {
    FixturePort port;
    MatrixView view = matrix_view(port.lines()[2].dispatches[0]);
    ASSERT_EQ(view.heads.size(), 3u);
    EXPECT_EQ(view.heads[0].how, "ran to its end");
    EXPECT_EQ(view.heads[0].did, "3 changes, 1 call out");
    EXPECT_EQ(view.heads[1].how, "never compared id");
    EXPECT_EQ(view.heads[1].tone, Tone::warning);
    EXPECT_EQ(view.heads[2].how, "left at line 1: id 3, mine 7");
    EXPECT_EQ(view.heads[2].tone, Tone::quiet);
}

TEST(MatrixView, FindsWhoNeverComparedTheId) {
    FixturePort port;
    MatrixView view = matrix_view(port.lines()[2].dispatches[0]);
    ASSERT_EQ(view.findings.size(), 2u);
    EXPECT_EQ(view.findings[0].text, "obj_shop and obj_menu both used id 3; obj_menu never compared it.");
    EXPECT_EQ(view.findings[0].handler, 2u);
    EXPECT_EQ(view.findings[1].text, "obj_menu #100009 asked for retries, which the payload does not have.");
    MatrixView failed = matrix_view(port.lines()[3].dispatches[0]);
    EXPECT_EQ(failed.findings[0].tone, Tone::fault);
    EXPECT_EQ(failed.heads[1].how, "fault at line 2");
}

TEST(MatrixView, AKeyTestedForUndefinedIsNotMissed) {
    DispatchRecord dispatch;
    dispatch.payload = Datum::ds_map({{"id", 1}});
    HandlerRecord handler;
    handler.before = dispatch.payload;
    handler.missing = {"retries"};
    dispatch.handlers = {handler};
    EXPECT_EQ(matrix_view(dispatch).heads[0].tone, Tone::warning);
    dispatch.handlers[0].tested = {"retries"};
    MatrixView view = matrix_view(dispatch);
    EXPECT_EQ(view.heads[0].tone, Tone::ok);
    EXPECT_TRUE(view.findings.empty());
}

} // namespace scope
