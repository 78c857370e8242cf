#include "core/trace/handler_matrix.h"

#include "core/data/datum_edit.h"
#include "core/data/typed_json.h"

#include <gtest/gtest.h>

namespace scope {

static DispatchRecord three_runs() {
    DispatchRecord dispatch;
    dispatch.payload = MapBuilder()
                           .add("id", 3)
                           .add("result", "{\"gold\":50}")
                           .add("headers", MapBuilder().add("Length", 12).add("ETag", "x").map())
                           .map();
    HandlerRecord shop, menu, log;
    shop.id = 1;
    shop.object = shop.owner = "obj_shop";
    shop.before = dispatch.payload;
    shop.reads = {"id", "result", "result > gold"};
    shop.writes = {{"seen", std::nullopt, Datum(1), {}}, {"seen", Datum(1), Datum("shop"), {}}};
    menu.id = 2;
    menu.object = "obj_menu";
    menu.owner = "obj_ui";
    menu.before = with_entry(dispatch.payload, "seen", "shop");
    menu.missing = {"retries", "offer"};
    menu.tested = {"offer", "id"};
    menu.writes = {{"seen", Datum("shop"), std::nullopt, {}}};
    menu.fault = FaultRecord{"broken", {"f.gml", 7, 1}, "obj_menu", "Other_62", {}};
    log.id = 3;
    log.object = log.owner = "obj_log";
    log.before = dispatch.payload;
    log.dumped = true;
    log.left = GuardRecord{{"f.gml", 2, 1}, "id 3, mine 7"};
    dispatch.handlers = {shop, menu, log};
    return dispatch;
}

static std::string drawn(const HandlerMatrix& matrix) {
    static constexpr const char* marks[] = {"-", "o", "*", "d", "w", "!", "?"};
    auto text = [](const std::optional<Datum>& value) { return value ? summary(*value, 30) : "none"; };
    std::string out;
    for (const MatrixRow& row : matrix.rows) {
        out += std::string(static_cast<size_t>(row.depth) * 2, ' ') + row.label + ":";
        for (const MatrixCell& cell : row.cells) {
            (out += ' ') += marks[static_cast<int>(cell.access)];
            if (cell.access == KeyAccess::written) out += text(cell.old_value) + ">";
            out += text(cell.value);
        }
        out += '\n';
    }
    return out;
}

TEST(HandlerMatrix, ShowsWhatEachRunSaw) {
    HandlerMatrix matrix = handler_matrix(three_runs());
    EXPECT_EQ(drawn(matrix), "id: *3 ?3 d3\n"
                             "result: *\"{\\\"gold\\\":50}\" o\"{\\\"gold\\\":50}\" d\"{\\\"gold\\\":50}\"\n"
                             "  gold: *50 o50 d50\n"
                             "headers: o{\"Length\":12,\"ETag\":\"x\"} o{\"Length\":12,\"ETag\":\"x\"} "
                             "d{\"Length\":12,\"ETag\":\"x\"}\n"
                             "seen: wnone>\"shop\" w\"shop\">none -none\n"
                             "retries: -none !none -none\n"
                             "offer: -none ?none -none\n");
    EXPECT_TRUE(matrix.rows[5].never_there);
    EXPECT_TRUE(matrix.rows[6].never_there);
    EXPECT_FALSE(matrix.rows[4].never_there);
    EXPECT_EQ(matrix.columns[0].inherited, "");
    EXPECT_EQ(matrix.columns[1].inherited, "obj_ui");
}

TEST(HandlerMatrix, SaysHowEachRunEnded) {
    HandlerMatrix matrix = handler_matrix(three_runs());
    EXPECT_EQ(matrix.columns[0].outcome.end, RunEnd::finished);
    EXPECT_EQ(matrix.columns[0].outcome.text, "ran to its end");
    EXPECT_EQ(matrix.columns[1].outcome.end, RunEnd::fault);
    EXPECT_EQ(matrix.columns[1].outcome.text, "fault at line 7");
    EXPECT_EQ(matrix.columns[2].outcome.end, RunEnd::left);
    EXPECT_EQ(matrix.columns[2].outcome.text, "left at line 2");
    EXPECT_EQ(matrix.columns[2].outcome.because, "id 3, mine 7");
    HandlerRecord run;
    run.file = "objects/obj_shop/Other_62.gml";
    run.left = GuardRecord{{}, "id == 3, was 7", true};
    EXPECT_EQ(outcome_of(run).text, "nothing but its conditions ran");
    run.changes.resize(1);
    EXPECT_EQ(outcome_of(run).text, "nothing ran after its conditions");
    run.fault = FaultRecord{"no save", {"scripts/scr_save/scr_save.gml", 3, 1}, "", "", {}};
    EXPECT_EQ(outcome_of(run).text, "fault in scr_save.gml at line 3");
}

TEST(HandlerMatrix, OpensContainersAndJson) {
    DispatchRecord dispatch = three_runs();
    HandlerMatrix closed = handler_matrix(dispatch);
    EXPECT_FALSE(closed.rows[0].has_children);
    EXPECT_FALSE(closed.rows[1].has_children) << "the only part shows because it was read";
    EXPECT_TRUE(closed.rows[3].has_children);
    HandlerMatrix open = handler_matrix(dispatch, {"headers", "result", "gone"});
    ASSERT_EQ(open.rows.size(), 9u);
    EXPECT_EQ(open.rows[2].path, "result > gold");
    EXPECT_EQ(open.rows[5].path, "headers/ETag");
    EXPECT_EQ(open.rows[5].depth, 1);
    EXPECT_EQ(summary(*open.rows[5].cells[0].value), "\"x\"");
}

TEST(HandlerMatrix, WhatIsBeyondTheLimitsIsCounted) {
    DispatchRecord dispatch;
    MapBuilder payload;
    for (int i = 0; i < 5000; ++i) payload.add("key" + std::to_string(i), i);
    dispatch.payload = payload.map();
    dispatch.handlers.resize(3000);
    dispatch.handlers[2999].reads = {"key4999"};
    for (HandlerRecord& handler : dispatch.handlers) handler.before = dispatch.payload;
    HandlerMatrix matrix = handler_matrix(dispatch, {}, {100, 200});
    ASSERT_EQ(matrix.columns.size(), 100u);
    EXPECT_EQ(matrix.columns_left_out, 2900u);
    ASSERT_EQ(matrix.rows.size(), 200u);
    EXPECT_EQ(matrix.rows_left_out, 4800u);
    EXPECT_EQ(matrix.rows[0].path, "key4999") << "what a handler touched comes first";
    EXPECT_EQ(matrix.rows[1].path, "key0");
}

} // namespace scope
