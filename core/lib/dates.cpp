// date_*: making datetimes and taking them apart. Parts are local ones unless date_set_timezone chose UTC.

#include "core/lib/date_time.h"
#include "core/lib/value_tables.h"
#include "core/world/world.h"

#include <cmath>
#include <fmt/format.h>

namespace scope {

static int64_t zone_ms(NativeCall& c) {
    const Clock& clock = world_of(c).clock();
    return clock.dates_in_utc ? 0 : int64_t(clock.timezone_minutes) * 60'000;
}

/// The calendar parts of the datetime argument.
static CalendarTime parts_argument(NativeCall& c, uint32_t index = 0) {
    return calendar_of(milliseconds_of(c.real(index)) + zone_ms(c));
}

static double moment(NativeCall& c, const CalendarTime& parts) {
    return datetime_of(milliseconds_from(parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second) -
                       zone_ms(c));
}

/// UTC, whole seconds.
static double now(NativeCall& c) {
    Clock& clock = world_of(c).clock();
    int64_t microseconds = clock.start_us + clock.read_us();
    return datetime_of(microseconds / 1'000'000 * 1000);
}

static NativeStatus date_current_datetime(NativeCall& c) {
    return c.done(now(c));
}
static NativeStatus get_timer(NativeCall& c) {
    return c.done(static_cast<double>(world_of(c).clock().read_us()));
}

static NativeStatus date_create_datetime(NativeCall& c) {
    CalendarTime parts{};
    int64_t* fields[] = {&parts.year, &parts.month, &parts.day, &parts.hour, &parts.minute, &parts.second};
    for (uint32_t i = 0; i < 6; ++i) *fields[i] = c.integer(i);
    return c.done(moment(c, parts));
}

/// 1970 at least, and nothing that would carry over.
static NativeStatus date_valid_datetime(NativeCall& c) {
    int64_t part[6];
    for (uint32_t i = 0; i < 6; ++i) part[i] = c.integer(i);
    auto within = [&](int index, int64_t least, int64_t most) { return part[index] >= least && part[index] <= most; };
    bool valid = within(0, 1970, 200'000) && within(1, 1, 12) && within(2, 1, 31) && within(3, 0, 23) &&
                 within(4, 0, 59) && within(5, 0, 59);
    return c.done(Value::boolean(valid && part[2] <= days_in_month(part[0], part[1])));
}

template<int64_t CalendarTime::*part> static NativeStatus date_part(NativeCall& c) {
    return c.done(static_cast<double>(parts_argument(c).*part));
}
static NativeStatus date_get_week(NativeCall& c) {
    return c.done(std::floor(static_cast<double>(parts_argument(c).day_of_year) / 7));
}

/// Hours, minutes or seconds since the year began.
template<int64_t unit_seconds> static NativeStatus of_year(NativeCall& c) {
    CalendarTime parts = parts_argument(c);
    int64_t seconds = (parts.day_of_year - 1) * 86400 + parts.hour * 3600 + parts.minute * 60 + parts.second;
    return c.done(static_cast<double>(seconds / unit_seconds));
}

static NativeStatus date_date_of(NativeCall& c) {
    CalendarTime parts = parts_argument(c);
    parts.hour = parts.minute = parts.second = 0;
    return c.done(moment(c, parts));
}
static NativeStatus date_time_of(NativeCall& c) {
    double datetime = c.real(0);
    return c.done(datetime - std::trunc(datetime));
}

static NativeStatus date_days_in_month(NativeCall& c) {
    CalendarTime parts = parts_argument(c);
    return c.done(static_cast<double>(days_in_month(parts.year, parts.month)));
}
static NativeStatus date_days_in_year(NativeCall& c) {
    return c.done(is_leap_year(parts_argument(c).year) ? 366.0 : 365.0);
}
static NativeStatus date_leap_year(NativeCall& c) {
    return c.done(Value::boolean(is_leap_year(parts_argument(c).year)));
}
static NativeStatus date_is_today(NativeCall& c) {
    CalendarTime parts = parts_argument(c), today = calendar_of(milliseconds_of(now(c)) + zone_ms(c));
    return c.done(Value::boolean(parts.year == today.year && parts.day_of_year == today.day_of_year));
}

static std::string date_text(const CalendarTime& parts) {
    return fmt::format("{:02}/{:02}/{}", parts.day, parts.month, parts.year);
}
static std::string time_text(const CalendarTime& parts) {
    return fmt::format("{:02}:{:02}:{:02}", parts.hour, parts.minute, parts.second);
}
static NativeStatus date_date_string(NativeCall& c) {
    return c.done(std::string_view(date_text(parts_argument(c))));
}
static NativeStatus date_time_string(NativeCall& c) {
    return c.done(std::string_view(time_text(parts_argument(c))));
}
static NativeStatus date_datetime_string(NativeCall& c) {
    CalendarTime parts = parts_argument(c);
    return c.done(std::string_view(date_text(parts) + ' ' + time_text(parts)));
}

static NativeStatus date_set_timezone(NativeCall& c) {
    int64_t zone = c.integer(0);
    if (!c.failed()) world_of(c).clock().dates_in_utc = zone == 1; // timezone_local 0, timezone_utc 1
    return c.done();
}
static NativeStatus date_get_timezone(NativeCall& c) {
    return c.done(world_of(c).clock().dates_in_utc ? 1.0 : 0.0);
}

static constexpr NativeRow rows[] = {
    {"date_current_datetime", date_current_datetime, 0, 0},
    {"get_timer", get_timer, 0, 0},
    {"date_create_datetime", date_create_datetime, 6, 6},
    {"date_valid_datetime", date_valid_datetime, 6, 6},
    {"date_get_year", date_part<&CalendarTime::year>, 1, 1},
    {"date_get_month", date_part<&CalendarTime::month>, 1, 1},
    {"date_get_day", date_part<&CalendarTime::day>, 1, 1},
    {"date_get_hour", date_part<&CalendarTime::hour>, 1, 1},
    {"date_get_minute", date_part<&CalendarTime::minute>, 1, 1},
    {"date_get_second", date_part<&CalendarTime::second>, 1, 1},
    {"date_get_weekday", date_part<&CalendarTime::weekday>, 1, 1},
    {"date_get_day_of_year", date_part<&CalendarTime::day_of_year>, 1, 1},
    {"date_get_week", date_get_week, 1, 1},
    {"date_get_hour_of_year", of_year<3600>, 1, 1},
    {"date_get_minute_of_year", of_year<60>, 1, 1},
    {"date_get_second_of_year", of_year<1>, 1, 1},
    {"date_date_of", date_date_of, 1, 1},
    {"date_time_of", date_time_of, 1, 1},
    {"date_days_in_month", date_days_in_month, 1, 1},
    {"date_days_in_year", date_days_in_year, 1, 1},
    {"date_leap_year", date_leap_year, 1, 1},
    {"date_is_today", date_is_today, 1, 1},
    {"date_date_string", date_date_string, 1, 1},
    {"date_time_string", date_time_string, 1, 1},
    {"date_datetime_string", date_datetime_string, 1, 1},
    {"date_set_timezone", date_set_timezone, 1, 1},
    {"date_get_timezone", date_get_timezone, 0, 0},
};

std::span<const NativeRow> date_natives() {
    return rows;
}

} // namespace scope
