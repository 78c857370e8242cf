#pragma once
// Time as the processor counts it, for durations of handler runs: reading the system's clock would cost as much as a
// short run takes. Where there is no such counter the system's clock is read.

#include <chrono>
#include <cstdint>
#if defined(__x86_64__)
#include <x86intrin.h>
#endif

namespace scope {

class Ticks {
public:
    Ticks() : m_first(now()), m_began(std::chrono::steady_clock::now()) {}

    static uint64_t now() {
#if defined(__x86_64__)
        return __rdtsc();
#else
        return static_cast<uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
#endif
    }
    /// Whole microseconds. The rate is measured against the system's clock, since the first of these was made.
    uint64_t to_us(uint64_t ticks) {
        if (ticks < m_least) return 0;
        if (now() >= m_measure_at) measure();
        return static_cast<uint64_t>(static_cast<double>(ticks) * m_us_per_tick);
    }

private:
    void measure() {
        uint64_t passed = now() - m_first;
        double us = std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - m_began).count();
        if (us < 1 || passed == 0) us = 1, passed = 1000;
        m_us_per_tick = us / static_cast<double>(passed);
        m_least = static_cast<uint64_t>(0.9 / m_us_per_tick);
        m_measure_at = m_first + passed * 2;
    }

    uint64_t m_first;
    std::chrono::steady_clock::time_point m_began;
    uint64_t m_measure_at = 0;
    uint64_t m_least = 0; ///< what is surely no microsecond
    double m_us_per_tick = 0;
};

} // namespace scope
