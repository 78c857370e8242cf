#include "core/world/random.h"

#include <utility>

namespace scope {

void Random::seed(uint64_t value) {
    m_seed = value;
    uint32_t state = static_cast<uint32_t>(value ^ value >> 32);
    for (uint32_t& word : m_state) {
        state = state * 214013u + 2531011u;
        word = state ^ state >> 15;
    }
    m_index = 0;
}

// Panneton, L'Ecuyer, Matsumoto: WELL512a.
uint32_t Random::next() {
    uint32_t a = m_state[m_index];
    uint32_t c = m_state[(m_index + 13) & 15];
    uint32_t b = a ^ c ^ a << 16 ^ c << 15;
    c = m_state[(m_index + 9) & 15];
    c ^= c >> 11;
    a = m_state[m_index] = b ^ c;
    uint32_t d = a ^ (a << 5 & 0xDA442D24u);
    m_index = (m_index + 15) & 15;
    a = m_state[m_index];
    return m_state[m_index] = a ^ b ^ d ^ a << 2 ^ b << 18 ^ c << 28;
}

double Random::unit() {
    return next() * (1.0 / 4294967296.0);
}

uint32_t Random::below(uint32_t limit) {
    return static_cast<uint32_t>(static_cast<uint64_t>(next()) * limit >> 32);
}

int64_t Random::between(int64_t low, int64_t high) {
    if (low > high) std::swap(low, high);
    uint64_t width = static_cast<uint64_t>(high) - static_cast<uint64_t>(low) + 1; // 0: all of them
    uint64_t drawn = static_cast<uint64_t>(next()) << 32;
    drawn |= next();
    if (width != 0) drawn = static_cast<uint64_t>(static_cast<unsigned __int128>(drawn) * width >> 64);
    return static_cast<int64_t>(static_cast<uint64_t>(low) + drawn);
}

} // namespace scope
