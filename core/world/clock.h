#pragma once
// The virtual clock: start date + frames at the game speed + one microsecond for each time that somebody looks at it,
// so that busy-waits end and two runs agree. Never reads the machine's clock.

#include <cstdint>

namespace scope {

struct WorldParts;

class Clock {
public:
    /// 2025-01-01 12:00:00 UTC: what a game sees unless the environment says otherwise.
    static constexpr int64_t default_start = 1735732800LL * 1000000;

    int64_t start_us = default_start; ///< microseconds since 1970, UTC
    int32_t timezone_minutes = 0;     ///< what "local" means, east of UTC
    bool dates_in_utc = false;        ///< date_set_timezone(timezone_utc)
    double game_speed = 60;           ///< frames per second; never below 1

    /// Microseconds since the game started, for GML: each call is one later than the last.
    int64_t read_us() { return ++m_now; }
    /// The same for reports: looks without moving.
    int64_t now_us() const { return m_now; }
    int64_t unix_us() const { return start_us + m_now; }
    uint64_t frame() const { return m_frame; }
    /// Microseconds between the begin of this frame and of the one before (delta_time).
    int64_t delta_us() const { return m_delta; }
    void next_frame();
    /// Lets time pass without frames.
    void advance_us(int64_t microseconds);

private:
    friend struct WorldParts;
    int64_t m_now = 0;
    int64_t m_frame_began = 0;
    int64_t m_delta = 0;
    double m_planned = 0; // where the frames alone would stand
    uint64_t m_frame = 0;
};

} // namespace scope
