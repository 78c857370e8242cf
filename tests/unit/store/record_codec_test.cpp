#include "core/store/event_store.h"
#include "core/store/record_codec.h"
#include "core/trace/record_json.h"
#include "tests/unit/trace/sample_event.h"

#include <gtest/gtest.h>

using namespace scope;
using scope::test::sample_event;

static std::string text_of(const EventLine& event) {
    JsonWriter out;
    write_record(out, event);
    return out.take();
}

TEST(EventStore, WhatIsWrittenReadsBackTheSame) {
    EventStore store;
    RecordEncoder encoder(store.dictionary());
    std::vector<std::string> written;
    for (int i = 0; i < 6000; ++i) { // more than a segment
        EventLine event = sample_event(i % 7);
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
    encoder.put_event(bytes, sample_event(3));
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
