#include "scratch.h"

#include <csignal>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace scope;

class BlockFile : public Scratch {};

static std::unique_ptr<BlockWriter> record(const std::string& path, std::string_view header = "header",
                                           bool overwrite = false) {
    auto writer = BlockWriter::create(path, bytes_of(header), overwrite);
    EXPECT_TRUE(writer) << writer.error().text();
    return writer ? std::move(*writer) : nullptr;
}

static std::string refusal(const std::string& path, bool overwrite = false) {
    auto writer = BlockWriter::create(path, {}, overwrite);
    return writer ? "" : writer.error().text();
}

TEST_F(BlockFile, WhatIsWrittenReadsBackTheSame) {
    auto writer = record(path("a.astrace"), "the header");
    Author author(*writer, 1);
    for (int segment = 0; segment < 5; ++segment) {
        for (int i = 0; i < 300; ++i) author.block();
        if (segment < 4) author.seal();
    }
    EXPECT_EQ(writer->segment(), 4u);
    EXPECT_GT(writer->segment_bytes(), 10'000u);
    uint64_t bytes = writer->bytes();
    EXPECT_EQ(writer->finish(), "");
    EXPECT_EQ(std::filesystem::file_size(path("a.astrace")), bytes);
    auto reader = BlockReader::open(path("a.astrace"));
    ASSERT_TRUE(reader) << reader.error().text();
    EXPECT_EQ(text_of((*reader)->header()), "the header");
    ASSERT_EQ((*reader)->segments().size(), 5u);
    EXPECT_EQ((*reader)->segments()[3].state, SegmentState::sealed);
    EXPECT_EQ((*reader)->segments()[4].state, SegmentState::open);
    EXPECT_FALSE((*reader)->footer(4));
    WhatIsRead all = read_all(**reader);
    EXPECT_TRUE(all.damage.empty()) << all.damage[0].text();
    EXPECT_TRUE(all.blocks == author.blocks);
    for (const auto& [offset, block] : author.blocks) {
        uint8_t kind = static_cast<uint8_t>(block[0]);
        auto one = (*reader)->read({offset, static_cast<uint32_t>(block.size() - 1), kind, false});
        ASSERT_TRUE(one) << one.error().text();
        EXPECT_EQ(text_of(*one), block.substr(1));
    }
    for (size_t segment = 0; segment < 4; ++segment) {
        auto footer = (*reader)->footer(segment);
        ASSERT_TRUE(footer) << footer.error().text();
        EXPECT_EQ(author.blocks[(*reader)->segments()[segment].footer].substr(1), text_of(*footer));
    }
}

TEST_F(BlockFile, OneInMemoryIsReadWhileItGrowsAndAfterwards) {
    auto writer = BlockWriter::in_memory(bytes_of("h"));
    ASSERT_TRUE(writer) << writer.error().text();
    auto reader = BlockReader::of(**writer);
    ASSERT_TRUE(reader) << reader.error().text();
    EXPECT_TRUE((*reader)->segments().empty());
    Author author(**writer, 2);
    for (int i = 0; i < 40; ++i) {
        for (int j = 0; j < 20; ++j) author.block();
        if (i % 7 == 6) author.seal();
        (*reader)->refresh();
        WhatIsRead all = read_all(**reader);
        EXPECT_TRUE(all.damage.empty());
        ASSERT_TRUE(all.blocks == author.blocks) << i;
    }
    writer->reset();
    (*reader)->refresh();
    EXPECT_TRUE(read_all(**reader).blocks == author.blocks);
}

TEST_F(BlockFile, AScanGoesOnWhereTheLastOneEnded) {
    auto writer = record(path("a.astrace"));
    writer->append(1, bytes_of("one"));
    auto reader = BlockReader::open(path("a.astrace"));
    size_t seen = 0;
    auto count = [&](const BlockAt&, std::span<const std::byte>) { return ++seen, true; };
    uint64_t end = (*reader)->scan(0, count).end;
    EXPECT_EQ(seen, 1u);
    writer->append(2, {});
    writer->append(3, bytes_of("three"));
    (*reader)->refresh();
    EXPECT_EQ((*reader)->scan(0, count, end).end, writer->bytes());
    EXPECT_EQ(seen, 3u);
}

TEST_F(BlockFile, ALargeBlockIsWholeAndATooLargeOneIsAnError) {
    auto writer = record(path("a.astrace"));
    std::string large(largest_block, 'x');
    writer->append(1, bytes_of("small"));
    writer->append(1, bytes_of(large));
    writer->append(2, bytes_of("small"));
    EXPECT_EQ(writer->reserve(largest_block + 1), nullptr);
    EXPECT_NE(writer->error().find("is larger than the 16777215"), std::string::npos) << writer->error();
    EXPECT_EQ(writer->append(2, bytes_of("late")).kind, 0);
    writer->finish();
    auto reader = BlockReader::open(path("a.astrace"));
    WhatIsRead all = read_all(**reader);
    ASSERT_EQ(all.blocks.size(), 3u);
    EXPECT_EQ(std::next(all.blocks.begin())->second.size(), large.size() + 1);
}

TEST_F(BlockFile, ABlockTakesAtMostTwelveBytesMore) {
    auto writer = record(path("a.astrace"));
    for (size_t length = 0; length < 200; ++length) {
        uint64_t before = writer->bytes();
        writer->append(1, Bytes(length));
        uint64_t with_mark = length ? 0 : block_format::segment_unit; // the first one begins the segment
        EXPECT_LE(writer->bytes() - before, length + 12 + with_mark);
    }
}

TEST_F(BlockFile, OnlyATraceThatNobodyRecordsToIsReplaced) {
    std::string file = path("a.astrace");
    { record(file)->append(1, bytes_of("first")); }
    {
        auto second = record(file);
        EXPECT_EQ(refusal(file), file + ": error: another session records to this file");
        EXPECT_EQ(refusal(file, true), file + ": error: another session records to this file");
    }
    replace(file, bytes_of("{\"format\":\"astrace\",\"version\":1}\n"));
    record(file);
    replace(file, {});
    record(file);
    replace(file, bytes_of("x = 1;\n"));
    EXPECT_NE(refusal(file).find("is no trace; --overwrite replaces it"), std::string::npos);
    EXPECT_EQ(text_of(content(file)), "x = 1;\n");
    record(file, "h", true);
    EXPECT_TRUE(BlockReader::open(file));
    EXPECT_EQ(files(), 1u); // nothing hidden is left
}

TEST_F(BlockFile, WhatIsNoFileIsRefused) {
    ::mkfifo(path("pipe").c_str(), 0600);
    std::filesystem::create_directory(path("folder"));
    { record(path("a.astrace")); }
    std::filesystem::create_symlink(path("a.astrace"), path("link"));
    for (bool overwrite : {false, true}) {
        EXPECT_NE(refusal(path("pipe"), overwrite).find("it is a pipe, not a file"), std::string::npos);
        EXPECT_NE(refusal(path("folder"), overwrite).find("it is a folder, not a file"), std::string::npos);
        EXPECT_NE(refusal(path("folder/"), overwrite).find("it is a folder, not a file"), std::string::npos);
        EXPECT_NE(refusal(path("link"), overwrite).find("it is a link, not a file"), std::string::npos);
        EXPECT_NE(refusal("/dev/null", overwrite).find("it is a device, not a file"), std::string::npos);
        EXPECT_NE(refusal(path("none/a"), overwrite).find("No such file"), std::string::npos);
        EXPECT_NE(refusal(std::string("a\0b", 3), overwrite), "");
        EXPECT_NE(refusal("", overwrite), "");
    }
    EXPECT_EQ(files(), 4u);
    EXPECT_FALSE(BlockReader::open(path("folder")));
    EXPECT_FALSE(BlockReader::open(path("pipe")));
}

TEST_F(BlockFile, WhatIsNoTraceOrFromTheFutureIsNotRead) {
    { record(path("a.astrace"))->append(1, bytes_of("x")); }
    Bytes whole = content(path("a.astrace"));
    auto error_of = [&](const Bytes& bytes) {
        replace(path("b"), bytes);
        auto reader = BlockReader::open(path("b"));
        return reader ? std::string() : reader.error().message;
    };
    EXPECT_EQ(error_of({}), "this is no trace of AsyncScope");
    EXPECT_EQ(error_of(bytes_of("{\"format\":\"astrace\"}\n")), "this is no trace of AsyncScope");
    Bytes changed = whole;
    changed[12] = std::byte{3};
    EXPECT_EQ(error_of(changed), "this trace is of version 3, which this AsyncScope does not know");
    for (size_t place : {20, 25, 33, 49}) {
        changed = whole;
        changed[place] ^= std::byte{4};
        EXPECT_NE(error_of(changed).find("damaged"), std::string::npos) << place;
    }
    changed = whole;
    block_format::FileHead head;
    std::memcpy(&head, changed.data(), sizeof head);
    head.required_features = 1;
    head.check = block_format::file_check(head, std::span(changed).subspan(sizeof head, 6));
    std::memcpy(changed.data(), &head, sizeof head);
    EXPECT_EQ(error_of(changed), "this trace needs a newer AsyncScope (features 0x1)");
    for (size_t length = 1; length < 54; ++length)
        EXPECT_NE(error_of(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length))), "") << length;
}

/// A child that may write no file beyond `limit` records until it cannot; what it says went wrong.
static std::string record_under_limit(const std::string& path, rlim_t limit) {
    int said[2];
    if (::pipe(said) != 0) return "no pipe";
    pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        struct rlimit most {
            limit, limit
        };
        ::setrlimit(RLIMIT_FSIZE, &most);
        auto writer = BlockWriter::create(path, bytes_of("header"));
        std::string error = writer ? "" : writer.error().message;
        for (uint64_t i = 0; writer && (*writer)->error().empty() && i < 1'000'000; ++i)
            (*writer)->append(1, std::as_bytes(std::span(&i, 1)));
        if (writer) error = (*writer)->finish();
        (void)!::write(said[1], error.data(), error.size());
        ::_exit(0);
    }
    ::close(said[1]);
    std::string text(200, '\0');
    text.resize(static_cast<size_t>(std::max<ssize_t>(0, ::read(said[0], text.data(), text.size()))));
    ::close(said[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status)) << "ended by signal " << WTERMSIG(status);
    return text;
}

TEST_F(BlockFile, AFullDiskIsAnErrorAndWhatWasCommittedStays) {
    EXPECT_EQ(record_under_limit(path("a.astrace"), 1'000'000), "recording stopped: File too large");
    auto reader = BlockReader::open(path("a.astrace"));
    ASSERT_TRUE(reader) << reader.error().text();
    WhatIsRead all = read_all(**reader);
    EXPECT_TRUE(all.damage.empty());
    EXPECT_GT(all.blocks.size(), 780'000u / 16);
    uint64_t number = 0;
    for (const auto& block : all.blocks) {
        ASSERT_EQ(block.second.substr(1), text_of(std::as_bytes(std::span(&number, 1))));
        ++number;
    }
    EXPECT_EQ(record_under_limit(path("b.astrace"), 20), "cannot write the trace: File too large");
    EXPECT_EQ(files(), 1u);
}

TEST_F(BlockFile, AFileThatIsCutMeanwhileStopsTheRecordingWhenItGrows) {
    auto writer = record(path("a.astrace"));
    writer->append(1, bytes_of("x"));
    writer->seal({}); // so that nothing is mapped: what is, the kernel takes away
    std::filesystem::resize_file(path("a.astrace"), 100);
    for (int i = 0; i < 100 && writer->error().empty(); ++i) writer->reserve(1 << 20);
    EXPECT_EQ(writer->error(), "recording stopped: somebody else cut the file that is recorded to");
}

TEST_F(BlockFile, AFileThatIsCutBetweenTwoBlocksStopsTheRecording) {
    auto writer = record(path("a.astrace"));
    writer->append(1, bytes_of("x"));
    std::filesystem::resize_file(path("a.astrace"), 100);
    for (int i = 0; i < 500 && writer->error().empty(); ++i) { // reserves and writes nothing, which would end us
        ::usleep(10'000);
        writer->reserve(10);
    }
    EXPECT_EQ(writer->error(), "recording stopped: somebody else cut the file that is recorded to");
    EXPECT_EQ(writer->append(1, bytes_of("y")).kind, 0);
}

TEST_F(BlockFile, AReaderGoesOnWhenTheFileShrinks) {
    auto writer = record(path("a.astrace"));
    Author author(*writer, 3);
    for (int i = 0; i < 300; ++i) author.block();
    author.seal();
    for (int i = 0; i < 300; ++i) author.block();
    writer->finish();
    auto reader = BlockReader::open(path("a.astrace"));
    for (size_t left = std::filesystem::file_size(path("a.astrace")); left > 1000; left = left * 9 / 10) {
        std::filesystem::resize_file(path("a.astrace"), left);
        WhatIsRead all = read_all(**reader);
        for (const auto& block : all.blocks) EXPECT_TRUE(author.blocks[block.first] == block.second);
        EXPECT_TRUE(left >= (*reader)->segments()[0].length || !all.damage.empty());
    }
}

/// What a killed process had committed is there. The child says each count that it has committed.
TEST_F(BlockFile, AKillLosesNoCommittedBlock) {
    std::mt19937 random(7);
    for (int round = 0; round < rounds(20); ++round) {
        std::string file = path("kill.astrace");
        int told[2];
        ASSERT_EQ(::pipe(told), 0);
        pid_t child = ::fork();
        if (child == 0) {
            auto writer = BlockWriter::create(file, bytes_of("header"));
            if (!writer) ::_exit(1);
            for (uint64_t number = 0;; ++number) {
                std::string text(number % 13 == 0 ? 3000 : number % 90, static_cast<char>('a' + number % 26));
                Bytes block = bytes_of(std::to_string(number) + ":" + text);
                (*writer)->append(1, block);
                if (number % 1000 == 999) (*writer)->seal(bytes_of("footer"));
                if (number % 16 == 0 && ::write(told[1], &number, sizeof number) != sizeof number) ::_exit(1);
            }
        }
        ::close(told[1]);
        uint64_t last = 0, heard = 0, wanted = 1 + random() % 300;
        for (uint64_t i = 0; i < wanted && ::read(told[0], &heard, sizeof heard) == sizeof heard; ++i) last = heard;
        ::kill(child, SIGKILL);
        while (::read(told[0], &heard, sizeof heard) == sizeof heard) last = heard;
        ::close(told[0]);
        ::waitpid(child, nullptr, 0);
        auto reader = BlockReader::open(file);
        ASSERT_TRUE(reader) << reader.error().text();
        WhatIsRead all = read_all(**reader);
        EXPECT_TRUE(all.damage.empty()) << all.damage[0].text();
        uint64_t number = 0;
        for (const auto& block : all.blocks)
            if (static_cast<uint8_t>(block.second[0]) != footer_kind) {
                ASSERT_EQ(block.second.substr(1, block.second.find(':') - 1), std::to_string(number));
                ++number;
            }
        EXPECT_GT(number, last);
    }
}

TEST_F(BlockFile, AMarkThatWasBegunIsNoDamage) {
    {
        auto writer = record(path("a.astrace"));
        writer->append(1, bytes_of("x"));
        writer->seal({});
        writer->append(1, bytes_of("y"));
    }
    Bytes whole = content(path("a.astrace"));
    whole.resize(16384);
    for (size_t kept : {0, 1, 16, 31}) { // of the second one, whose checksum ends at 32
        Bytes bytes = whole;
        std::fill(bytes.begin() + 8192 + static_cast<std::ptrdiff_t>(kept), bytes.end(), std::byte{0});
        replace(path("b.astrace"), bytes);
        auto reader = BlockReader::open(path("b.astrace"));
        ASSERT_TRUE(reader);
        EXPECT_EQ((*reader)->segments().size(), 1u);
        EXPECT_TRUE((*reader)->damage().empty()) << kept;
    }
    whole[8192 + 16] ^= std::byte{1}; // but when blocks follow it is
    replace(path("b.astrace"), whole);
    auto reader = BlockReader::open(path("b.astrace"));
    EXPECT_EQ((*reader)->damage().size(), 1u);
    EXPECT_EQ(read_all(**reader).blocks.size(), 3u); // x, its footer, y
}

/// What another process sees of the file's last segments, as fast as it can look; what is wrong, or "".
static std::string look_while_recorded(const std::string& file) {
    auto reader = BlockReader::open(file);
    if (!reader) return reader.error().text();
    uint64_t before = 0, last = 0;
    for (int look = 0; look < 200; ++look, before = last) {
        (*reader)->refresh();
        for (const Diagnostic& one : (*reader)->damage()) return one.text();
        size_t count = (*reader)->segments().size();
        for (size_t segment = count < 3 ? 0 : count - 3; segment < count; ++segment) {
            bool follows = true;
            uint64_t number = 0;
            auto scan = (*reader)->scan(segment, [&](const BlockAt& at, std::span<const std::byte> content) {
                if (at.kind == footer_kind) return true;
                uint64_t here;
                std::memcpy(&here, content.data(), sizeof here);
                follows = follows && (number == 0 || here == number + 1);
                last = number = here;
                return true;
            });
            for (const Diagnostic& one : scan.damage) return one.text();
            if (!follows) return "a block is missing";
        }
        if (last < before) return "blocks went away";
    }
    return last > 1 ? "" : "nothing was seen";
}

TEST_F(BlockFile, ALiveFileIsReadUpToItsLastBlock) {
    auto writer = record(path("live.astrace"));
    uint64_t number = 1;
    auto write_one = [&] {
        Bytes block(40 + number % 60);
        std::memcpy(block.data(), &number, sizeof number);
        writer->append(1, block);
        if (number % 500 == 0) writer->seal(bytes_of("footer"));
        if (number % 20 == 0) ::usleep(100);
        ++number;
    };
    write_one();
    pid_t child = ::fork();
    if (child == 0) {
        std::string wrong = look_while_recorded(path("live.astrace"));
        if (!wrong.empty()) std::fprintf(stderr, "%s\n", wrong.c_str());
        ::_exit(wrong.empty() ? 0 : 1);
    }
    int status = 0;
    while (::waitpid(child, &status, WNOHANG) == 0) write_one();
    EXPECT_EQ(status, 0);
}
