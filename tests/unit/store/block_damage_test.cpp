#include "scratch.h"

#include <algorithm>
#include <array>

using namespace scope;

/// What a damaged file gives, beside what it was made of: no block that was never written, and each one that is missing
/// lies in a range that is said to be lost.
class BlockDamage : public Scratch {
protected:
    struct Original {
        Bytes bytes;
        std::map<uint64_t, std::string> blocks;
    };

    static Original make(uint32_t seed, int segments, size_t blocks, bool sealed_at_the_end) {
        auto writer = BlockWriter::in_memory(bytes_of("the header of a trace"));
        Author author(**writer, seed);
        for (int segment = 0; segment < segments; ++segment) {
            for (size_t i = 0; i < blocks; ++i) author.block();
            if (segment + 1 < segments || sealed_at_the_end) author.seal();
        }
        Original original;
        original.bytes.resize((*writer)->bytes());
        EXPECT_EQ(::pread((*writer)->descriptor(), original.bytes.data(), original.bytes.size(), 0),
                  static_cast<ssize_t>(original.bytes.size()));
        original.blocks = author.blocks;
        return original;
    }

    /// [from, to) as a message says it.
    static std::pair<uint64_t, uint64_t> range_of(const Diagnostic& what) {
        unsigned long long count = 0, offset = 0;
        int found =
            std::sscanf(what.message.c_str(), "%llu bytes at offset %llu of the trace are lost: ", &count, &offset);
        EXPECT_EQ(found, 2) << what.message;
        return {offset, offset + count};
    }

    /// How many of the original's blocks are there; `from` on, none needs to be or to be missed.
    size_t check(const Original& original, const Bytes& bytes, uint64_t excused = UINT64_MAX) {
        replace(path("damaged"), bytes);
        auto reader = BlockReader::open(path("damaged"));
        if (!reader) {
            bool in_header = !std::equal(bytes.begin(), bytes.begin() + std::min<std::ptrdiff_t>(69, std::ssize(bytes)),
                                         original.bytes.begin()) ||
                             bytes.size() < 69;
            EXPECT_TRUE(in_header) << reader.error().text();
            return 0;
        }
        WhatIsRead all = read_all(**reader);
        for (const auto& [offset, block] : all.blocks) {
            auto found = original.blocks.find(offset);
            EXPECT_TRUE(found != original.blocks.end() && found->second == block) << "a block that was never written";
        }
        std::vector<std::pair<uint64_t, uint64_t>> lost;
        for (const Diagnostic& one : all.damage) lost.push_back(range_of(one));
        for (const auto& [offset, block] : original.blocks) {
            if (offset >= excused || all.blocks.count(offset)) continue;
            bool said = std::any_of(lost.begin(), lost.end(),
                                    [at = offset](auto range) { return at >= range.first && at < range.second; });
            EXPECT_TRUE(said) << "nothing says that the block at " << offset << " is lost";
            if (!said) break;
        }
        return all.blocks.size();
    }
};

TEST_F(BlockDamage, EachFlippedBitLosesOneBlockAtMost) {
    Original original = make(1, 3, 12, true);
    for (size_t bit = 4096 * 8; bit < original.bytes.size() * 8; bit += 1511) {
        Bytes bytes = original.bytes;
        bytes[bit / 8] ^= static_cast<std::byte>(1 << bit % 8);
        ASSERT_GE(check(original, bytes) + 1, original.blocks.size()) << bit;
        if (HasFailure()) FAIL() << "bit " << bit;
    }
}

TEST_F(BlockDamage, WhatComesBehindALargeHoleIsFound) {
    Original original = make(2, 6, 200, true);
    for (size_t count : {100, 5000, 100'000}) {
        Bytes bytes = original.bytes;
        std::fill_n(bytes.begin() + 60'000, count, std::byte{0x3c});
        size_t within = static_cast<size_t>(
            std::distance(original.blocks.lower_bound(60'000), original.blocks.lower_bound(60'000 + count)));
        EXPECT_GE(check(original, bytes) + within + 1, original.blocks.size());
    }
}

TEST_F(BlockDamage, WhateverHappensToTheBytesNothingElseIsRead) {
    Original original = make(3, 5, 60, true);
    std::mt19937 random(5);
    auto pick = [&](size_t below) { return random() % below; };
    std::vector<uint64_t> places;
    for (const auto& block : original.blocks) places.push_back(block.first);
    size_t read = 0;
    const int mutants = rounds(250);
    for (int round = 0; round < mutants; ++round) {
        Bytes bytes = original.bytes;
        size_t size = bytes.size();
        auto range = [&] { return bytes.begin() + static_cast<std::ptrdiff_t>(pick(size)); };
        for (size_t change = 0; change <= pick(3); ++change) {
            switch (pick(8)) {
            case 0: *range() ^= static_cast<std::byte>(1 << pick(8)); break;
            case 1: bytes.resize(std::max<size_t>(1, pick(size))); break;
            case 2: { // two blocks change places, with their heads
                uint64_t one = places[pick(places.size())], other = places[pick(places.size())];
                size_t count = 8 + pick(80);
                if (std::max(one, other) + count > bytes.size() || std::max(one, other) - std::min(one, other) < count)
                    break;
                std::swap_ranges(&bytes[one], &bytes[one] + count, &bytes[other]);
                break;
            }
            case 3: { // a block lies over another one
                uint64_t one = places[pick(places.size())], other = places[pick(places.size())];
                size_t count = 8 + pick(3000);
                if (std::max(one, other) + count > bytes.size()) break;
                std::memmove(&bytes[other], &bytes[one], count);
                break;
            }
            case 4: // overwritten
                for (auto at = range(), end = std::min(bytes.end(), at + static_cast<std::ptrdiff_t>(pick(9000)));
                     at < end; ++at)
                    *at = static_cast<std::byte>(random());
                break;
            case 5: { // a page that never reached the disk
                size_t page = pick(size) / 4096 * 4096;
                for (size_t i = page; i < std::min(bytes.size(), page + 4096); ++i) bytes[i] = std::byte{0};
                break;
            }
            case 6: { // something is missing, what follows moves up
                auto at = range();
                if (at < bytes.end())
                    bytes.erase(at, std::min(bytes.end(), at + static_cast<std::ptrdiff_t>(1 + pick(5000))));
                break;
            }
            case 7: { // doubled
                auto at = range();
                if (at >= bytes.end()) break;
                Bytes copy(at, std::min(bytes.end(), at + static_cast<std::ptrdiff_t>(1 + pick(5000))));
                bytes.insert(at, copy.begin(), copy.end());
                break;
            }
            }
            size = bytes.size();
        }
        // What was cut off cannot be missed, nor what became zeros up to the end: nothing more may have been written.
        auto last = std::find_if(bytes.rbegin(), bytes.rend(), [](std::byte one) { return one != std::byte{0}; });
        read += check(original, bytes, static_cast<uint64_t>(bytes.rend() - last));
        if (HasFailure()) FAIL() << "mutant " << round;
    }
    EXPECT_GT(read, original.blocks.size() * static_cast<size_t>(mutants) / 2);
    std::printf("%d mutants, %zu of %zu blocks read\n", mutants, read,
                original.blocks.size() * static_cast<size_t>(mutants));
}

TEST_F(BlockDamage, HostileLengthsTakeNeitherMemoryNorTime) {
    Original original = make(4, 2, 50, true);
    // Every word passes for a block of some length.
    for (uint32_t word : {0x01ffffffu, 0x0100ffffu, 0x01000fffu, 0xff000000u, 0x01000004u}) {
        Bytes bytes = original.bytes;
        bytes.resize(3 << 20);
        for (size_t at = 4096 + 48; at + 4 <= bytes.size(); at += 4) std::memcpy(&bytes[at], &word, 4);
        replace(path("hostile"), bytes);
        auto reader = BlockReader::open(path("hostile"));
        ASSERT_TRUE(reader);
        WhatIsRead all = read_all(**reader);
        EXPECT_TRUE(all.blocks.empty());
        EXPECT_FALSE(all.damage.empty());
        EXPECT_LT(all.damage.size(), 300u);
    }
}

/// The system stops at any moment. What was synced before is on the disk; of each page that was written since, the disk
/// has any version between.
TEST_F(BlockDamage, ACrashLosesNoSyncedBlockAndNothingElseIsRead) {
    std::mt19937 random(11);
    auto pick = [&](size_t below) { return random() % below; };
    for (int round = 0; round < rounds(5); ++round) {
        auto writer = BlockWriter::in_memory(bytes_of("the header of a trace"));
        Author author(**writer, static_cast<uint32_t>(round));
        std::vector<Bytes> versions; // of the whole file, one for each commit, seal and extension since the sync
        std::map<uint64_t, std::string> synced;
        auto look = [&] {
            Bytes now(static_cast<size_t>(::lseek((*writer)->descriptor(), 0, SEEK_END)));
            (void)!::pread((*writer)->descriptor(), now.data(), now.size(), 0);
            versions.push_back(std::move(now));
        };
        look();
        for (int step = 0; step < 40; ++step) {
            if (pick(9) == 0) {
                versions.erase(versions.begin(), versions.end() - 1);
                synced = author.blocks;
            }
            if (pick(8) == 0)
                author.seal();
            else
                for (size_t i = 0; i <= pick(10); ++i) author.block();
            look();
            Bytes disk(versions[pick(versions.size())].size()); // the length is any of them, too
            if (disk.size() < versions.front().size()) disk.resize(versions.front().size());
            for (size_t page = 0; page < disk.size(); page += 4096) {
                const Bytes& from =
                    versions[pick(2) ? versions.size() - 1 - pick(2) % versions.size() : pick(versions.size())];
                size_t end = std::min({disk.size(), from.size(), page + 4096});
                if (page < end) std::copy(&from[page], &from[page] + (end - page), &disk[page]);
            }
            replace(path("crash"), disk);
            auto reader = BlockReader::open(path("crash"));
            ASSERT_TRUE(reader) << reader.error().text();
            WhatIsRead all = read_all(**reader);
            for (const auto& block : all.blocks) {
                auto found = author.blocks.find(block.first);
                ASSERT_TRUE(found != author.blocks.end() && found->second == block.second) << round << ":" << step;
            }
            for (const auto& block : synced)
                ASSERT_TRUE(all.blocks.count(block.first)) << round << ":" << step << " at " << block.first;
        }
    }
}
