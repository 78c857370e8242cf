#pragma once
// What the tests of core/store share: a folder that goes with the test, bytes, and how long the long ones are.

#include "core/store/block_reader.h"
#include "core/store/block_writer.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <string>
#include <unistd.h>
#include <vector>

namespace scope {

using Bytes = std::vector<std::byte>;

inline Bytes bytes_of(std::string_view text) {
    Bytes bytes(text.size());
    std::memcpy(bytes.data(), text.data(), text.size());
    return bytes;
}

inline std::string text_of(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Ten or more times as many with ASYNCSCOPE_ROUNDS=10 in the environment.
inline int rounds(int usual) {
    const char* factor = std::getenv("ASYNCSCOPE_ROUNDS");
    return factor ? usual * std::atoi(factor) : usual;
}

class Scratch : public testing::Test {
protected:
    Scratch() {
        std::string name = (std::filesystem::temp_directory_path() / "asyncscope_XXXXXX").string();
        m_folder = ::mkdtemp(name.data());
    }
    ~Scratch() override { std::filesystem::remove_all(m_folder); }
    std::string path(const std::string& name) const { return (m_folder / name).string(); }
    size_t files() const {
        auto all = std::filesystem::directory_iterator(m_folder);
        return static_cast<size_t>(std::distance(begin(all), end(all)));
    }

    static Bytes content(const std::string& path) {
        std::ifstream in(path, std::ios::binary);
        return bytes_of(std::string{std::istreambuf_iterator<char>(in), {}});
    }
    static void replace(const std::string& path, std::span<const std::byte> bytes) {
        std::ofstream(path, std::ios::binary | std::ios::trunc)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }

private:
    std::filesystem::path m_folder;
};

/// Every whole block of a trace by its offset, and how much is said to be lost.
struct WhatIsRead {
    std::map<uint64_t, std::string> blocks; ///< kind as one character, then the content
    std::vector<Diagnostic> damage;
};

inline WhatIsRead read_all(const BlockReader& reader) {
    WhatIsRead all;
    all.damage = reader.damage();
    for (size_t segment = 0; segment < reader.segments().size(); ++segment) {
        auto scan = reader.scan(segment, [&](const BlockAt& at, std::span<const std::byte> content) {
            EXPECT_EQ(at.length, content.size());
            all.blocks[at.offset] = static_cast<char>(at.kind) + text_of(content);
            return true;
        });
        all.damage.insert(all.damage.end(), scan.damage.begin(), scan.damage.end());
    }
    return all;
}

/// Appends blocks of many lengths, some with room that is not used, and remembers each.
class Author {
public:
    Author(BlockWriter& writer, uint32_t seed) : m_writer(writer), m_random(seed) {}

    std::map<uint64_t, std::string> blocks;

    void block() {
        size_t length = pick(20) ? pick(120) : pick(9000), more = pick(3) ? 0 : pick(5000);
        std::byte* place = m_writer.reserve(length + more);
        if (!place) return;
        std::string text;
        for (size_t i = 0; i < length + more; ++i) text += static_cast<char>(pick(4) ? pick(256) : 0);
        std::memcpy(place, text.data(), text.size());
        uint8_t kind = static_cast<uint8_t>(1 + pick(20));
        BlockAt at = m_writer.commit(kind, length);
        blocks[at.offset] = static_cast<char>(kind) + text.substr(0, length);
    }
    void seal() {
        std::string footer(pick(300), 'f');
        m_writer.seal(bytes_of(footer));
        auto reader = BlockReader::of(m_writer);
        blocks[(*reader)->segments().back().footer] = static_cast<char>(footer_kind) + footer;
    }
    size_t pick(size_t below) { return m_random() % below; }

private:
    BlockWriter& m_writer;
    std::mt19937 m_random;
};

} // namespace scope
