#include "core/data/typed_json.h"
#include "core/trace/record_json.h"
#include "core/trace/text_trace_reader.h"
#include "core/trace/text_trace_writer.h"
#include "tests/unit/trace/sample_event.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

using namespace scope;
using scope::test::sample_event;

static std::string scratch(const char* name) {
    return (std::filesystem::temp_directory_path() /
            (std::string("asyncscope_") + name + std::to_string(::getpid()) + ".astrace"))
        .string();
}

static std::string read_all(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(TraceFile, WhatIsWrittenReadsBackTheSame) {
    std::string path = scratch("round");
    {
        auto writer = TextTraceWriter::create(
            path, {1, "0.1.0", "coin_shop", "abc", "2026-01-01", "windows", "Default", 42, false, {}});
        ASSERT_TRUE(writer) << writer.error().text();
        (*writer)->write(InputRecord{"fire", Datum::structure({{"event", 70}})});
        (*writer)->write(SourceRecord{"f.gml", "abc", "x = 1;\n"});
        (*writer)->write(sample_event());
    }
    auto reader = TextTraceReader::open(path);
    ASSERT_TRUE(reader) << reader.error().text();
    EXPECT_EQ((*reader)->header().project, "coin_shop");
    EXPECT_EQ((*reader)->header().seed, 42u);
    ASSERT_EQ((*reader)->line_count(), 4u); // input, source, dispatch, end
    EXPECT_TRUE((*reader)->complete());
    EXPECT_EQ((*reader)->source(1)->text, "x = 1;\n");
    auto event = (*reader)->event(2);
    ASSERT_TRUE(event);
    JsonWriter expected, actual;
    write_record(expected, sample_event().dispatches[0]);
    write_record(actual, event->dispatches[0]);
    EXPECT_EQ(actual.text(), expected.text());
    EXPECT_EQ(event->dispatches[0].handlers[0].before, sample_event().dispatches[0].handlers[0].before);
    std::filesystem::remove(path);
}

TEST(TraceFile, WhatWasStoppedFromOutsideIsNotComplete) {
    std::string path = scratch("stopped");
    {
        auto writer = TextTraceWriter::create(path, {});
        (*writer)->write(sample_event());
        (*writer)->cut_short();
    }
    auto reader = TextTraceReader::open(path);
    ASSERT_TRUE(reader);
    EXPECT_EQ((*reader)->line_count(), 2u);
    EXPECT_TRUE((*reader)->damage().empty());
    EXPECT_FALSE((*reader)->complete());
    std::filesystem::remove(path);
}

TEST(TraceFile, AnyTornTailLosesOnlyItsLine) {
    std::string path = scratch("torn");
    {
        auto writer = TextTraceWriter::create(path, {});
        for (int i = 0; i < 3; ++i) (*writer)->write(sample_event());
    }
    std::string whole = read_all(path);
    size_t last = whole.rfind('\n', whole.size() - 2); // the end line starts here
    size_t third = whole.rfind('\n', last - 1);
    for (size_t cut = third + 2; cut < last; cut += 97) {
        std::ofstream(path, std::ios::binary | std::ios::trunc) << whole.substr(0, cut);
        auto reader = TextTraceReader::open(path);
        ASSERT_TRUE(reader);
        EXPECT_EQ((*reader)->line_count(), 2u);
        EXPECT_EQ((*reader)->damage().size(), 1u);
        EXPECT_FALSE((*reader)->complete());
    }
    std::string damaged = whole;
    damaged.replace(third + 200, 30, std::string(30, '\x01'));
    std::ofstream(path, std::ios::binary | std::ios::trunc) << damaged;
    auto reader = TextTraceReader::open(path);
    ASSERT_TRUE(reader);
    EXPECT_FALSE((*reader)->event(2)); // says so when it is asked for
    EXPECT_TRUE((*reader)->event(1));
    std::filesystem::remove(path);
}

TEST(TraceFile, WhatIsNoTraceIsRefused) {
    std::string path = scratch("bad");
    for (std::string_view text :
         {"", "hello\n", "{\"format\":\"other\"}\n", "{\"format\":\"astrace\",\"version\":99}\n", "\xff\xfe\n"}) {
        std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
        auto reader = TextTraceReader::open(path);
        ASSERT_FALSE(reader);
        EXPECT_NE(reader.error().text().find(path), std::string::npos);
    }
    std::filesystem::remove(path);
    EXPECT_FALSE(TextTraceReader::open("/nowhere/at/all.astrace"));
}

TEST(Summary, TellingKeysStandFirst) {
    Datum payload = Datum::ds_map({{"url", "https://example.com"}, {"status", 0}, {"id", 3}});
    EXPECT_EQ(summary_of(payload), "id 3, status 0, url \"https://example.com\"");
    EXPECT_EQ(summary_of(payload, 12), "id 3, sta...");
}
