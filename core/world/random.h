#pragma once
// The world's random numbers: WELL512a over a 512-bit state, seeded by a linear congruential generator, as in
// GameMaker; the seed starts at 0. For the target html5 values are derived as its public runner does. The native runner
// shares the generator, but derives whole numbers from 63 bits and expands seeds without a sign; that is reported by
// people who compared with it, not documented. 64 bytes, copied with the world.

#include <array>
#include <cstdint>

namespace scope {

struct WorldParts;

class Random {
public:
    explicit Random(bool html5 = false) : m_html5(html5) { seed(0); }
    void seed(uint32_t value);
    uint32_t current_seed() const { return m_seed; } ///< random_get_seed
    uint32_t next();                                 ///< 32 even bits
    double unit();                                   ///< [0, 1]; 1 once in 2^31 draws
    uint32_t below(uint32_t limit);                  ///< choose: [0, limit); 0 for limit 0
    int64_t whole(int64_t most);                     ///< irandom: between 0 and `most`, both included
    int64_t between(int64_t low, int64_t high);      ///< irandom_range: both included, in any order
    uint32_t next_seed(uint32_t base);               ///< of randomise: `base`, then others

private:
    friend struct WorldParts;
    uint64_t modulo(uint64_t size);

    std::array<uint32_t, 16> m_state{};
    uint32_t m_index = 0;
    uint32_t m_seed = 0;
    uint32_t m_randomised = 0;
    bool m_html5;
};

} // namespace scope
