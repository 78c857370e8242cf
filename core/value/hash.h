#pragma once
// The one hash of text: String::hash() and a look-up by string_view have to agree on it. Eight bytes a step, unseeded,
// because the same inputs have to give the same trace; about 2 ns for a short key.

#include <cstdint>
#include <cstring>
#include <string_view>

namespace scope {

/// Multiplies to 128 bits and folds the halves: every input bit reaches every output bit.
inline uint64_t mix_bits(uint64_t a, uint64_t b) {
    unsigned __int128 product = static_cast<unsigned __int128>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

/// Never 0, so that 0 can mean "not computed yet".
inline uint32_t hash_text(std::string_view text) {
    constexpr uint64_t odd_a = 0x9E3779B97F4A7C15ull, odd_b = 0xD1B54A32D192ED03ull;
    const char* at = text.data();
    size_t left = text.size();
    uint64_t hash = odd_b ^ left;
    uint64_t word;
    for (; left >= 8; left -= 8, at += 8) {
        std::memcpy(&word, at, 8);
        hash = mix_bits(hash ^ word, odd_a);
    }
    word = 0;
    if (left) std::memcpy(&word, at, left);
    hash = mix_bits(hash ^ word, odd_b);
    uint32_t folded = static_cast<uint32_t>(hash ^ hash >> 32);
    return folded ? folded : 1;
}

} // namespace scope
