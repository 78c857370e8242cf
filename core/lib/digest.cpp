#include "core/lib/digest.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace scope {

namespace {

/// Calls `take` for each block of 64 bytes: the text, a one bit, zeros, and the length in bits (`big`: its highest byte
/// first).
template<typename Take> void each_block(std::string_view bytes, bool big, Take take) {
    size_t at = 0;
    for (; at + 64 <= bytes.size(); at += 64) take(reinterpret_cast<const uint8_t*>(bytes.data()) + at);
    uint8_t tail[128] = {};
    size_t left = bytes.size() - at;
    if (left > 0) std::memcpy(tail, bytes.data() + at, left);
    tail[left] = 0x80;
    size_t size = left < 56 ? 64 : 128;
    uint64_t bits = static_cast<uint64_t>(bytes.size()) * 8;
    for (size_t i = 0; i < 8; ++i) tail[size - 8 + i] = static_cast<uint8_t>(bits >> (big ? 56 - 8 * i : 8 * i));
    for (size_t block = 0; block < size; block += 64) take(tail + block);
}

template<size_t count> std::string hex_of(const std::array<uint32_t, count>& words, bool big) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (uint32_t word : words)
        for (int i = 0; i < 4; ++i) {
            uint32_t byte = word >> (big ? 24 - 8 * i : 8 * i) & 255;
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    return out;
}

/// floor(2^32 |sin(i + 1)|): how RFC 1321 defines its constants.
std::array<uint32_t, 64> md5_constants() {
    std::array<uint32_t, 64> out{};
    for (size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<uint32_t>(std::floor(std::fabs(std::sin(static_cast<double>(i + 1))) * 4294967296.0));
    return out;
}

void md5_block(const uint8_t* block, std::array<uint32_t, 4>& state) {
    static const std::array<uint32_t, 64> constants = md5_constants();
    static constexpr int shifts[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
    uint32_t words[16];
    for (int i = 0; i < 16; ++i)
        words[i] = block[4 * i] | uint32_t(block[4 * i + 1]) << 8 | uint32_t(block[4 * i + 2]) << 16 |
                   uint32_t(block[4 * i + 3]) << 24;
    auto [a, b, c, d] = state;
    for (uint32_t i = 0; i < 64; ++i) {
        uint32_t mixed, word;
        switch (i / 16) {
        case 0: mixed = (b & c) | (~b & d), word = i; break;
        case 1: mixed = (d & b) | (~d & c), word = (5 * i + 1) % 16; break;
        case 2: mixed = b ^ c ^ d, word = (3 * i + 5) % 16; break;
        default: mixed = c ^ (b | ~d), word = 7 * i % 16; break;
        }
        uint32_t turned = std::rotl(a + mixed + constants[i] + words[word], shifts[i / 16][i % 4]);
        a = d;
        d = c;
        c = b;
        b += turned;
    }
    state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d};
}

void sha1_block(const uint8_t* block, std::array<uint32_t, 5>& state) {
    uint32_t words[80];
    for (int i = 0; i < 16; ++i)
        words[i] = uint32_t(block[4 * i]) << 24 | uint32_t(block[4 * i + 1]) << 16 | uint32_t(block[4 * i + 2]) << 8 |
                   block[4 * i + 3];
    for (int i = 16; i < 80; ++i) words[i] = std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    auto [a, b, c, d, e] = state;
    for (int i = 0; i < 80; ++i) {
        uint32_t mixed, constant;
        switch (i / 20) {
        case 0: mixed = (b & c) | (~b & d), constant = 0x5A827999; break;
        case 1: mixed = b ^ c ^ d, constant = 0x6ED9EBA1; break;
        case 2: mixed = (b & c) | (b & d) | (c & d), constant = 0x8F1BBCDC; break;
        default: mixed = b ^ c ^ d, constant = 0xCA62C1D6; break;
        }
        uint32_t next = std::rotl(a, 5) + mixed + e + constant + words[i];
        e = d;
        d = c;
        c = std::rotl(b, 30);
        b = a;
        a = next;
    }
    state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d, state[4] + e};
}

} // namespace

std::string md5_hex(std::string_view bytes) {
    std::array<uint32_t, 4> state = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476};
    each_block(bytes, false, [&](const uint8_t* block) { md5_block(block, state); });
    return hex_of(state, false);
}

std::string sha1_hex(std::string_view bytes) {
    std::array<uint32_t, 5> state = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    each_block(bytes, true, [&](const uint8_t* block) { sha1_block(block, state); });
    return hex_of(state, true);
}

} // namespace scope
