// Rows of all dispatches: the same whether they are made at once, in slices between frames or on a thread, of events in
// memory or of a file.
#include "fixture.h"

#include "core/store/block_trace_writer.h"
#include "ui/model/event_index.h"
#include "ui/model/trace_view.h"

#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <thread>

namespace scope {

/// Each of some 60 KB, so that 17 of them fill a segment: no text comes twice.
static EventLine large_event(uint32_t number) {
    EventLine line;
    for (uint32_t nested = 0; nested < 1 + number % 2; ++nested) {
        DispatchRecord& dispatch = line.dispatches.emplace_back();
        dispatch.id = number * 10 + 1 + nested;
        dispatch.event = {7, 62};
        dispatch.frame = number;
        dispatch.payload = Datum::ds_map(
            {{"id", Datum(int(number % 7))}, {"text", Datum(std::string(60'000, 'a') + std::to_string(number))}});
        HandlerRecord& run = dispatch.handlers.emplace_back();
        run.id = dispatch.id + 5;
        run.object = number % 3 ? "obj_shop" : "obj_lobby";
        run.instance = 100001;
    }
    return line;
}

static std::shared_ptr<EventStore> large_store(uint32_t events) {
    auto store = std::make_shared<EventStore>();
    for (uint32_t i = 0; i < events; ++i) store->append(large_event(i));
    return store;
}

static std::string told(const DispatchTable& table) {
    std::string out;
    for (const DispatchRow& row : table.rows())
        out += fmt::format("{} {}.{} {} {}\n", row.id, row.line, row.dispatch, row.frame, row.is(RowFlag::damaged));
    return out;
}

/// Frames until nothing is left to look at.
static size_t in_slices(EventIndex& index, const EventStore& events, const std::vector<FaultRecord>& faults,
                        std::string_view filter) {
    size_t frames = 0;
    do {
        index.update(events, faults, filter, std::chrono::microseconds(0));
        std::this_thread::yield();
        ++frames;
    } while (!index.complete(events));
    return frames;
}

TEST(DispatchTable, IsTheSameAtOnceAndInSlices) {
    auto store = large_store(120);
    ASSERT_GT(store->segments(), 5u);
    DispatchTable at_once, sliced;
    at_once.update(*store, Patience(Patience::to_the_end));
    ASSERT_EQ(at_once.rows().size(), 180u);
    while (sliced.lines() < store->size()) sliced.update(*store, Patience(std::chrono::microseconds(0)));
    EXPECT_EQ(told(sliced), told(at_once));
    for (size_t line : {0u, 1u, 59u, 119u}) {
        ASSERT_NE(sliced.find(line, 0), nullptr);
        EXPECT_EQ(sliced.find(line, 0)->id, line * 10 + 1);
        EXPECT_EQ(sliced.find(line, line % 2 + 1), nullptr);
    }
    EXPECT_EQ(sliced.lines_before(1), 1u) << "one at least, which is that dispatch's";
    EXPECT_EQ(sliced.lines_before(119 * 10 + 2), std::nullopt);
}

TEST(DispatchTable, AFilterFindsTheSameAtOnceAndOnAThread) {
    auto store = large_store(120);
    std::vector<FaultRecord> faults(3);
    faults[1].after = 401;
    faults[2].after = 1191;
    for (const char* filter : {"", "key.id=3", "obj:lobby", "nested or fault", "key.id=99"}) {
        EventIndex at_once, sliced;
        at_once.update(*store, faults, filter, EventIndex::to_the_end);
        EXPECT_GT(in_slices(sliced, *store, faults, filter), 1u) << filter;
        EXPECT_EQ(sliced.rows(), at_once.rows()) << filter;
        EXPECT_EQ(sliced.rows().empty(), std::string_view(filter) == "key.id=99");
    }
}

TEST(DispatchTable, GoesOnWithWhatComesWhileAThreadReads) {
    auto store = large_store(60);
    EventIndex index;
    for (uint32_t more = 60; more < 120; ++more) {
        index.update(*store, {}, "key.id=3", std::chrono::microseconds(0));
        store->append(large_event(more));
    }
    in_slices(index, *store, {}, "key.id=3");
    EventIndex at_once;
    at_once.update(*store, {}, "key.id=3", EventIndex::to_the_end);
    EXPECT_EQ(index.rows(), at_once.rows());
    EXPECT_EQ(told(index.table()), told(at_once.table()));
}

TEST(DispatchTable, AnotherFilterLeavesOffTheThread) {
    auto store = large_store(120);
    EventIndex index;
    in_slices(index, *store, {}, "obj:shop");
    for (int i = 0; i < 41; ++i) {
        index.update(*store, {}, i % 2 ? "key.id=3" : "obj:lobby", std::chrono::microseconds(0));
        EventIndex left; // goes while its thread reads
        left.update(*store, {}, "key.id=3", std::chrono::microseconds(0));
        left.update(*store, {}, "key.id=3", std::chrono::microseconds(0));
    }
    in_slices(index, *store, {}, "key.id=3");
    EventIndex at_once;
    at_once.update(*store, {}, "key.id=3", EventIndex::to_the_end);
    EXPECT_EQ(index.rows(), at_once.rows());
}

TEST(DispatchTable, WhatIsForgottenKeepsItsPlace) {
    auto store = large_store(60);
    DispatchTable seen;
    seen.update(*store, Patience(Patience::to_the_end));
    store->forget_oldest();
    size_t first = store->first();
    ASSERT_GT(first, 0u);
    seen.update(*store, Patience(Patience::to_the_end));
    EXPECT_EQ(seen.rows().size(), 90u) << "rows stay when events go";
    EXPECT_EQ(seen.rows().front().id, 1u);
    DispatchTable late;
    late.update(*store, Patience(Patience::to_the_end));
    ASSERT_EQ(late.lines(), store->size());
    EXPECT_TRUE(late.rows().front().is(RowFlag::damaged));
    EXPECT_EQ(late.find(first, 0)->id, first * 10 + 1);
    EventRow row = row_of(*store, {}, {0, 0}, seen.find(0, 0));
    EXPECT_EQ(row.id, 1u);
    EXPECT_EQ(row.result, "no longer in memory");
}

/// A file of some segments, in one block of which a byte is another one.
class DamagedTrace : public testing::Test {
protected:
    DamagedTrace() {
        std::filesystem::remove(path);
        auto writer = BlockTraceWriter::create(path, {}, true);
        for (uint32_t i = 0; i < 60; ++i) (*writer)->write(large_event(i));
        (*writer)->finish();
    }
    ~DamagedTrace() override { std::filesystem::remove(path); }
    void damage(std::string_view text) {
        std::string bytes;
        {
            std::ifstream in(path, std::ios::binary);
            bytes.assign(std::istreambuf_iterator<char>(in), {});
        }
        size_t at = bytes.find(text);
        ASSERT_NE(at, std::string::npos);
        bytes[at] ^= 1;
        std::ofstream(path, std::ios::binary) << bytes;
    }

    std::string path = testing::TempDir() + "damaged_rows.astrace";
};

TEST_F(DamagedTrace, ShowsWhatIsSound) {
    auto whole = TraceView::open(path);
    ASSERT_TRUE(whole);
    EXPECT_EQ((*whole)->events().size(), 60u);
    EXPECT_TRUE((*whole)->problems().empty());
    damage("a31"); // the end of that event's text
    auto view = TraceView::open(path);
    ASSERT_TRUE(view);
    ASSERT_EQ((*view)->problems().size(), 1u);
    EXPECT_EQ((*view)->problems()[0].severity, Severity::error);
    EventIndex index;
    in_slices(index, (*view)->events(), {}, "");
    EXPECT_EQ(index.table().lines(), 59u) << "the one that is lost has no row, the problem tells of it";
    for (const DispatchRow& row : index.table().rows()) {
        EXPECT_FALSE(row.is(RowFlag::damaged));
        EXPECT_NE(row.id, 311u);
    }
}

TEST_F(DamagedTrace, WhatIsDamagedWhileItShowsHasAWord) {
    auto view = TraceView::open(path);
    ASSERT_TRUE(view);
    damage("a31");
    const EventStore& events = (*view)->events();
    EXPECT_EQ(events.event(31), nullptr);
    EXPECT_NE(events.event(30), nullptr);
    EventIndex index;
    in_slices(index, events, {}, "");
    EXPECT_EQ(index.table().lines(), 60u) << "numbers stay";
    EventRow row = row_of(events, {}, {31, 0}, index.table().find(31, 0));
    EXPECT_EQ(row.result, "damaged");
    EXPECT_EQ(index.table().find(32, 0)->id, 321u);
}

} // namespace scope
