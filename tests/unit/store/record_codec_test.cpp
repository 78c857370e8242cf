#include "core/store/event_store.h"
#include "core/store/record_codec.h"
#include "core/trace/record_json.h"

#include <gtest/gtest.h>

using namespace scope;

static std::string text_of(const EventLine& event) {
    JsonWriter out;
    write_record(out, event);
    return out.take();
}

/// One of everything, with `number` in it.
static EventLine sample(int number) {
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

TEST(EventStore, WhatIsWrittenReadsBackTheSame) {
    EventStore store;
    RecordEncoder encoder(store.dictionary());
    std::vector<std::string> written;
    for (int i = 0; i < 6000; ++i) { // more than a segment
        EventLine event = sample(i % 7);
        event.seq = static_cast<uint64_t>(i);
        ByteWriter bytes;
        encoder.put_event(bytes, event);
        store.append(bytes.view());
        if (store.segment_is_full()) store.end_segment();
        written.push_back(text_of(event));
    }
    ASSERT_EQ(store.size(), written.size());
    for (size_t i : {0u, 1u, 5999u, 3000u, 2u}) {
        auto event = store.event(i);
        ASSERT_TRUE(event);
        EXPECT_EQ(text_of(*event), written[i]);
        EXPECT_EQ(event->dispatches[0].handlers[0].left->cut, std::vector<std::string>{"long"});
    }
    EXPECT_EQ(store.event(6000), nullptr);
    EXPECT_LT(store.bytes() / store.size(), 400u);
}

TEST(RecordCodec, AnyBytesAreReadWithoutHarm) {
    Dictionary dictionary;
    RecordEncoder encoder(dictionary);
    ByteWriter definitions, bytes;
    encoder.put_event(bytes, sample(3));
    size_t told = 0;
    dictionary.put_new(definitions, told);
    std::string sound(bytes.view());
    Entries entries;
    ByteReader defined(definitions.view());
    ASSERT_TRUE(entries.read(defined));
    size_t refused = 0;
    uint32_t random = 1;
    for (int i = 0; i < 20000; ++i) {
        std::string damaged = sound;
        random = random * 1664525 + 1013904223;
        size_t at = (random >> 8) % damaged.size();
        random = random * 1664525 + 1013904223;
        damaged[at] = static_cast<char>(random >> 16);
        if (i % 3 == 0) damaged.resize(at);
        ByteReader in(damaged);
        EventLine out;
        RecordDecoder(entries).get_event(in, out);
        refused += !in.sound();
    }
    EXPECT_GT(refused, 5000u);
}
