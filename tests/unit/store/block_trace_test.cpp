#include "core/store/block_trace_writer.h"
#include "core/store/convert_trace.h"
#include "core/store/event_store.h"
#include "core/store/open_trace.h"
#include "core/trace/record_json.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

using namespace scope;

namespace fs = std::filesystem;

static std::string scratch(const std::string& name) {
    return (fs::temp_directory_path() / ("asyncscope_" + std::to_string(::getpid()) + "_" + name)).string();
}

static std::string content(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

static EventLine event(int number) {
    HandlerRecord run;
    run.id = static_cast<uint32_t>(number + 1);
    run.object = "obj_" + std::to_string(number % 5);
    run.file = "objects/obj/Other_70.gml";
    run.before = run.after = Datum::ds_map({{"id", number}, {"body", std::string(number % 50, 'x')}});
    run.reads = {"id"};
    run.lines["f.gml"] = {1, 2};
    run.log = {{"line " + std::to_string(number), {"f.gml", 4, 1}}};
    DispatchRecord dispatch{static_cast<uint32_t>(number + 1),
                            0,
                            events::async_social,
                            run.before,
                            "ref ds_map 0",
                            true,
                            static_cast<uint64_t>(number),
                            83333,
                            {run}};
    return {static_cast<uint64_t>(number), {dispatch}};
}

static TraceHeader header() {
    TraceHeader out;
    out.tool = "0.1.0";
    out.project = "coin_shop";
    return out;
}

/// One record of each kind around some events.
static void write_some(TraceWriter& writer, int events) {
    writer.write(InputRecord{"fire", Datum::structure({{"event", 70}})});
    writer.write(EnvironmentRecord{"start_date", Datum::int64(5)});
    writer.write(SourceRecord{"f.gml", "abc", "x = 1;\n"});
    for (int i = 0; i < events; ++i) {
        if (i % 10 == 0) writer.write(LogRecord{"hello " + std::to_string(i), {"f.gml", 1, 1}});
        writer.write(event(i));
    }
    writer.write(RequestRecord{
        1, Datum(4), "http_get", {Datum("u")}, events::async_web, "event", 100001, "obj", {"f.gml", 5, 1}, 12});
    writer.write(Diagnostic{"stub", Severity::note, "message", {"f.gml", 2, 3}, "hint"});
    FaultRecord fault{"bad", {"f.gml", 9, 2}, "obj_shop", "Create_0", {{"x", {"g.gml", 1, 1}}}};
    fault.frame = 7;
    writer.write(fault);
}

static std::string convert(const std::string& from, const std::string& to) {
    auto reader = open_trace(from);
    EXPECT_TRUE(reader) << reader.error().text();
    auto writer = create_trace(to, (*reader)->header(), true);
    EXPECT_TRUE(writer) << writer.error().text();
    std::vector<Diagnostic> damage;
    auto done = convert_trace(**reader, **writer, damage);
    EXPECT_TRUE(done);
    EXPECT_TRUE(damage.empty());
    return to;
}

TEST(BlockTrace, TextAndBlocksHoldTheSame) {
    for (int events : {0, 1, 20000}) {
        std::string text = scratch("a.jsonl");
        write_some(**create_trace(text, header(), true), events);
        std::string blocks = convert(text, scratch("b.astrace"));
        EXPECT_EQ(content(convert(blocks, scratch("c.jsonl"))), content(text));
        EXPECT_LT(fs::file_size(blocks), fs::file_size(text) / (events > 1000 ? 5 : 1) + 8192);
        auto reader = open_trace(blocks);
        ASSERT_TRUE(reader);
        EXPECT_TRUE((*reader)->complete());
        EXPECT_TRUE((*reader)->damage().empty());
        if (events > 1000) {
            EXPECT_EQ((*reader)->kind(1005), TraceLineKind::dispatch);
            EXPECT_EQ((*reader)->event(1005)->seq, (*reader)->event(1006)->seq - 1);
        }
    }
}

static std::string kinds(const TraceReader& reader) {
    std::string out;
    for (size_t line = 0; line < reader.line_count(); ++line)
        if (is_event(reader.kind(line)))
            out += (reader.kind(line) == TraceLineKind::unfinished ? "u" : "e") +
                   std::to_string(reader.event(line)->dispatches[0].id) + " ";
    return out;
}

/// What an event was on its way counts only as long as nothing more is known.
TEST(BlockTrace, AnEventWithoutItsEndIsTheLastOne) {
    for (bool ends : {false, true}) {
        std::string path = scratch("u.astrace"), text = scratch("u.jsonl");
        EventLine other = event(2);
        {
            auto writer = BlockTraceWriter::create(path, header(), true);
            ASSERT_TRUE(writer);
            (*writer)->write(event(1));
            (*writer)->write_unfinished(event(2));
            (*writer)->write(LogRecord{"still there", {}});
            other.dispatches[0].id = 7;
            (*writer)->write_unfinished(other);
            (*writer)->write(LogRecord{"and still", {}});
            if (ends) (*writer)->write(event(3));
            (*writer)->leave_open();
        }
        auto id = [](const EventLine& line) { return std::to_string(line.dispatches[0].id) + " "; };
        std::string expected = "e" + id(event(1)) + (ends ? "e" + id(event(3)) : "u7 ");
        EXPECT_EQ(kinds(**open_trace(path)), expected);
        EXPECT_EQ(kinds(**open_trace(convert(path, text))), expected);
        EXPECT_EQ(content(convert(convert(text, scratch("w.astrace")), scratch("w.jsonl"))), content(text));
        auto opened = open_events(path);
        ASSERT_TRUE(opened);
        ASSERT_EQ(opened->events->size(), 2u);
        EXPECT_EQ(id(*opened->events->event(1)), ends ? id(event(3)) : "7 ");
        SegmentCursor cursor;
        EventLine read;
        ASSERT_TRUE(cursor.at(opened->events->segment(0))->event(1, read));
        EXPECT_EQ(id(read), ends ? id(event(3)) : "7 ");
    }
}

/// In a segment that was not sealed.
TEST(BlockTrace, WhatAnEventOfSeveralBlocksDefinesIsKnownBehindIt) {
    std::string path = scratch("l.astrace");
    EventLine large = event(1), small = event(2);
    large.dispatches[0].payload =
        Datum::ds_map({{"first_here", std::string(20'000'000, 'x')}, {"second_here", std::string(20'000'000, 'y')}});
    small.dispatches[0].payload = Datum::ds_map({{"second_here", 2}, {"first_here", 1}});
    {
        auto writer = BlockTraceWriter::create(path, header(), true);
        ASSERT_TRUE(writer);
        (*writer)->write(event(3));
        (*writer)->write_unfinished(large);
        (*writer)->write_unfinished(small);
        (*writer)->leave_open();
    }
    auto opened = open_events(path);
    ASSERT_TRUE(opened);
    ASSERT_EQ(opened->events->size(), 2u);
    EXPECT_EQ(opened->events->event(1)->dispatches[0].payload, small.dispatches[0].payload);
    EXPECT_TRUE(opened->reader->damage().empty());
}

TEST(BlockTrace, EventsAreCopiedUntilItParts) {
    std::string path = scratch("d.astrace");
    EventStore store;
    RecordEncoder encoder(store.dictionary());
    {
        auto writer = BlockTraceWriter::create(path, header(), true);
        ASSERT_TRUE(writer);
        (*writer)->follow(store.dictionary());
        for (int i = 0; i < 30000; ++i) {
            ByteWriter bytes;
            encoder.put_event(bytes, event(i));
            store.append(bytes.view());
            if (i < 25000)
                (*writer)->copy(bytes.view());
            else
                (*writer)->write(event(i));
            if (i % 100 == 0) (*writer)->write(LogRecord{"between", {}});
            if (!store.segment_is_full()) continue;
            if ((*writer)->copies()) (*writer)->end_segment();
            store.end_segment();
        }
        EXPECT_FALSE((*writer)->copies());
    }
    auto reader = open_trace(path);
    ASSERT_TRUE(reader);
    size_t number = 0;
    for (size_t line = 0; line < (*reader)->line_count(); ++line) {
        if ((*reader)->kind(line) != TraceLineKind::dispatch) continue;
        if (number % 997 == 0) {
            auto read = (*reader)->event(line);
            ASSERT_TRUE(read) << read.error().text();
            JsonWriter expected, actual, stored;
            write_record(expected, event(static_cast<int>(number)));
            write_record(actual, *read);
            write_record(stored, *store.event(number));
            std::string text = expected.take();
            EXPECT_EQ(actual.take(), text);
            EXPECT_EQ(stored.take(), text);
        }
        ++number;
    }
    EXPECT_EQ(number, 30000u);
}

TEST(BlockTrace, ADamagedSegmentLosesWhatItDefinesAndNoMore) {
    std::string path = scratch("e.astrace");
    write_some(**create_trace(path, header(), true), 20000);
    std::string whole = content(path);
    size_t read = 0, lost = 0;
    for (size_t at : {size_t(9000), whole.size() / 2, whole.size() - 3000}) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 4);
        std::ofstream(path, std::ios::binary) << damaged;
        auto reader = open_trace(path);
        ASSERT_TRUE(reader);
        EXPECT_FALSE((*reader)->damage().empty());
        for (size_t line = 0; line < (*reader)->line_count(); ++line) {
            if ((*reader)->kind(line) != TraceLineKind::dispatch) continue;
            auto found = (*reader)->event(line);
            lost += !found;
            if (!found) continue;
            ++read;
            JsonWriter expected, actual;
            EventLine original = event(static_cast<int>(found->dispatches[0].frame));
            original.seq = found->seq; // counted by what is left
            write_record(expected, original);
            write_record(actual, *found);
            ASSERT_EQ(actual.take(), expected.take());
        }
    }
    EXPECT_GE(read, 3 * 20000u - 10);
    EXPECT_LE(lost, 10u);
}
