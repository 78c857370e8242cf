#include "core/store/packed_file.h"
#include "scratch.h"

#include <zstd.h>

using namespace scope;

class PackedFile : public Scratch {
protected:
    /// Records a trace of four segments.
    std::map<uint64_t, std::string> record(const std::string& file) {
        auto writer = BlockWriter::create(file, bytes_of("header"));
        Author author(**writer, 9);
        for (int segment = 0; segment < 4; ++segment) {
            for (int i = 0; i < 100; ++i) author.block();
            if (segment < 3) author.seal();
        }
        return author.blocks;
    }
};

TEST_F(PackedFile, IsReadAsItIsAndUnpacksToTheSameBytes) {
    auto blocks = record(path("a.astrace"));
    ASSERT_TRUE(pack(path("a.astrace"), path("a.astrace.zst")));
    auto reader = BlockReader::open(path("a.astrace.zst"));
    ASSERT_TRUE(reader) << reader.error().text();
    EXPECT_EQ(text_of((*reader)->header()), "header");
    EXPECT_EQ((*reader)->segments().size(), 4u);
    WhatIsRead all = read_all(**reader);
    EXPECT_TRUE(all.damage.empty());
    EXPECT_TRUE(all.blocks == blocks);
    EXPECT_TRUE((*reader)->footer(2));
    auto done = unpack(path("a.astrace.zst"), path("b.astrace"));
    ASSERT_TRUE(done) << done.error().text();
    EXPECT_TRUE(content(path("b.astrace")) == content(path("a.astrace")));
    EXPECT_TRUE(pack(path("b.astrace"), path("a.astrace.zst"))); // is a trace, so it may be replaced
    EXPECT_EQ(files(), 3u);
}

TEST_F(PackedFile, ZstdItselfUnpacksIt) {
    record(path("a.astrace"));
    ASSERT_TRUE(pack(path("a.astrace"), path("a.astrace.zst")));
    Bytes packed = content(path("a.astrace.zst")), unpacked(content(path("a.astrace")).size());
    size_t count = ZSTD_decompress(unpacked.data(), unpacked.size(), packed.data(), packed.size());
    ASSERT_FALSE(ZSTD_isError(count)) << ZSTD_getErrorName(count);
    EXPECT_TRUE(unpacked == content(path("a.astrace")));
}

TEST_F(PackedFile, ADamagedPartLosesItsSegmentAlone) {
    auto blocks = record(path("a.astrace"));
    ASSERT_TRUE(pack(path("a.astrace"), path("a.astrace.zst")));
    Bytes whole = content(path("a.astrace.zst"));
    for (size_t at = 100; at + 60 < whole.size(); at += whole.size() / 15) {
        Bytes bytes = whole;
        for (size_t i = 0; i < 20; ++i) bytes[at + i] ^= std::byte{0x55};
        replace(path("b.zst"), bytes);
        auto reader = BlockReader::open(path("b.zst"));
        if (!reader) continue; // it was in the header's part
        WhatIsRead all = read_all(**reader);
        EXPECT_FALSE(all.damage.empty());
        EXPECT_GE(all.blocks.size(), 200u) << at;
        for (const auto& block : all.blocks) EXPECT_TRUE(blocks[block.first] == block.second);
        EXPECT_FALSE(unpack(path("b.zst"), path("c.astrace")));
        EXPECT_FALSE(std::filesystem::exists(path("c.astrace")));
    }
}

TEST_F(PackedFile, WhatDeclaresTooMuchOrIsNoTraceIsRefused) {
    record(path("a.astrace"));
    ASSERT_TRUE(pack(path("a.astrace"), path("a.astrace.zst")));
    Bytes whole = content(path("a.astrace.zst"));
    for (size_t at = whole.size() - 57; at < whole.size(); at += 4) { // the table
        Bytes bytes = whole;
        bytes[at] ^= std::byte{0x81};
        replace(path("b.zst"), bytes);
        EXPECT_FALSE(unpack(path("b.zst"), path("c"))) << whole.size() - at;
        auto reader = BlockReader::open(path("b.zst"));
        if (reader) read_all(**reader);
    }
    for (size_t length = 0; length < whole.size(); length += whole.size() / 12) {
        replace(path("b.zst"), std::span(whole).first(length));
        EXPECT_FALSE(unpack(path("b.zst"), path("c")));
        EXPECT_FALSE(BlockReader::open(path("b.zst")));
    }
    replace(path("b.zst"), bytes_of("text"));
    EXPECT_FALSE(unpack(path("b.zst"), path("c")));
    EXPECT_FALSE(pack(path("b.zst"), path("c")));
    replace(path("mine.gml"), bytes_of("x = 1;\n"));
    EXPECT_FALSE(pack(path("a.astrace"), path("mine.gml")));
    EXPECT_EQ(files(), 4u);
}
