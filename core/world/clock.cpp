#include "core/world/clock.h"

#include <algorithm>
#include <cmath>

namespace scope {

void Clock::next_frame() {
    double length = 1e6 / std::max(game_speed, 1.0);
    m_planned += length;
    // Looking at the clock may have run ahead of the frames; time never goes back.
    m_now = std::max(m_now, static_cast<int64_t>(std::llround(m_planned)));
    m_delta = m_now - m_frame_began;
    m_frame_began = m_now;
    ++m_frame;
}

void Clock::advance_us(int64_t microseconds) {
    microseconds = std::clamp<int64_t>(microseconds, 0, int64_t(1) << 60);
    m_now += microseconds;
    m_planned += static_cast<double>(microseconds);
}

} // namespace scope
