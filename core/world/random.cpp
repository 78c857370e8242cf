#include "core/world/random.h"

#include <algorithm>

namespace scope {

/// A share of `size` values, as the HTML5 runner takes one. It leaves the range once in 2^31 draws; that is not
/// followed.
static uint64_t share_of(double unit, uint64_t size) {
    double drawn = unit * static_cast<double>(size);
    return drawn < static_cast<double>(size - 1) ? static_cast<uint64_t>(drawn) : size - 1;
}

void Random::seed(uint32_t value) {
    m_seed = value;
    for (uint32_t& word : m_state) {
        value = value * 214013u + 2531011u;
        bool negative = m_html5 && (value & 0x80000000u);
        value = value >> 16 | (negative ? 0x7fff0000u : 0u);
        word = value;
    }
    m_index = 0;
}

// Panneton, L'Ecuyer, Matsumoto: WELL512a.
uint32_t Random::next() {
    uint32_t a = m_state[m_index];
    uint32_t c = m_state[(m_index + 13) & 15];
    uint32_t b = a ^ c ^ a << 16 ^ c << 15;
    c = m_state[(m_index + 9) & 15];
    // What JavaScript shifts to the right keeps its sign.
    c ^= c >> 11 | (m_html5 && (c & 0x80000000u) ? 0xffe00000u : 0u);
    a = m_state[m_index] = b ^ c;
    uint32_t d = a ^ (a << 5 & 0xDA442D24u);
    m_index = (m_index + 15) & 15;
    a = m_state[m_index];
    return m_state[m_index] = a ^ b ^ d ^ a << 2 ^ b << 18 ^ c << 28;
}

double Random::unit() {
    return (next() & 0x7fffffffu) / 2147483647.0;
}

uint32_t Random::below(uint32_t limit) {
    if (limit == 0) return 0;
    return m_html5 ? static_cast<uint32_t>(share_of(unit(), limit)) : next() % limit;
}

/// 63 bits of two draws within `size`; 0: all of them.
uint64_t Random::modulo(uint64_t size) {
    uint64_t low = next(), high = next();
    uint64_t drawn = (high << 32 | low) & 0x7fffffffffffffffu;
    return size ? drawn % size : drawn;
}

int64_t Random::whole(int64_t most) {
    uint64_t size = most < 0 ? 1 - static_cast<uint64_t>(most) : static_cast<uint64_t>(most) + 1;
    uint64_t drawn = m_html5 ? share_of(unit(), size) : modulo(size);
    if (m_html5) next(); // two draws, as the native runner
    return static_cast<int64_t>(most < 0 ? 0 - drawn : drawn);
}

int64_t Random::between(int64_t low, int64_t high) {
    if (low > high) std::swap(low, high);
    uint64_t size = static_cast<uint64_t>(high) - static_cast<uint64_t>(low) + 1; // 0: all of them
    uint64_t drawn = m_html5 && size ? share_of(unit(), size) : modulo(size);
    return static_cast<int64_t>(static_cast<uint64_t>(low) + drawn);
}

uint32_t Random::next_seed(uint32_t base) {
    return base ^ m_randomised++ * 0x9E3779B9u;
}

} // namespace scope
