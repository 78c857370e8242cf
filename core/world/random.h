#pragma once
// The world's random numbers: WELL512a over a 512-bit state, seeded by a linear congruential generator. GameMaker uses
// the same family, but its exact output is not documented, so sequences do not match a real runner's; they are the same
// in every run here. The seed starts at 0, as in GameMaker. 64 bytes, copied with the world.

#include <array>
#include <cstdint>

namespace scope {

class Random {
public:
    Random() { seed(0); }
    void seed(uint64_t value);
    uint64_t current_seed() const { return m_seed; } ///< random_get_seed
    uint32_t next();                                 ///< 32 even bits
    double unit();                                   ///< [0, 1)
    uint32_t below(uint32_t limit);                  ///< [0, limit); 0 for limit 0
    int64_t between(int64_t low, int64_t high);      ///< both included, in any order

private:
    std::array<uint32_t, 16> m_state{};
    uint32_t m_index = 0;
    uint64_t m_seed = 0;
};

} // namespace scope
