// date_inc_*, date_*_span and date_compare_*: arithmetic with datetimes. Months and years have their average length in
// spans.

#include "core/lib/date_time.h"
#include "core/lib/value_tables.h"
#include "core/world/world.h"

#include <cmath>

namespace scope {

/// Adds to one part of the date in UTC; a day that the new month does not have carries over.
template<int64_t CalendarTime::*part, int64_t times> static NativeStatus increased(NativeCall& c) {
    int64_t milliseconds = milliseconds_of(c.real(0)),
            amount = std::clamp<int64_t>(c.integer(1), -10'000'000, 10'000'000);
    CalendarTime parts = calendar_of(milliseconds);
    int64_t rest =
        milliseconds - milliseconds_from(parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second);
    parts.*part += amount * times;
    return c.done(datetime_of(
        milliseconds_from(parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second) + rest));
}

/// Adds a fixed length of time.
template<int64_t unit_ms> static NativeStatus later(NativeCall& c) {
    int64_t milliseconds = milliseconds_of(c.real(0)),
            amount = std::clamp<int64_t>(c.integer(1), -1'000'000'000, 1'000'000'000);
    return c.done(datetime_of(milliseconds + amount * unit_ms));
}

/// Seconds between the two datetimes, whole ones, never negative.
static double seconds_between(NativeCall& c) {
    int64_t from = milliseconds_of(c.real(0)), to = milliseconds_of(c.real(1));
    return std::fabs(std::floor(static_cast<double>(to - from) / 1000));
}
static NativeStatus date_second_span(NativeCall& c) {
    return c.done(seconds_between(c));
}
static NativeStatus date_minute_span(NativeCall& c) {
    return c.done(seconds_between(c) / 60);
}
static NativeStatus date_hour_span(NativeCall& c) {
    return c.done(seconds_between(c) / 3600);
}
static NativeStatus date_day_span(NativeCall& c) {
    return c.done(seconds_between(c) / 86400);
}
static NativeStatus date_week_span(NativeCall& c) {
    return c.done(seconds_between(c) / 86400 / 7);
}
static NativeStatus date_month_span(NativeCall& c) {
    return c.done(seconds_between(c) / 86400 / 30.4375);
}
static NativeStatus date_year_span(NativeCall& c) {
    return c.done(seconds_between(c) / 86400 / 365.25);
}

static double order(double a, double b) {
    return a < b ? -1 : a > b ? 1 : 0;
}

static NativeStatus date_compare_datetime(NativeCall& c) {
    double a = c.real(0), b = c.real(1);
    return c.done(order(a, b));
}

/// Days since 1970 and seconds of the day, in the time zone in use.
static std::pair<double, double> split_argument(NativeCall& c, uint32_t index) {
    const Clock& clock = world_of(c).clock();
    int64_t zone = clock.dates_in_utc ? 0 : clock.timezone_minutes * 60;
    double seconds = std::floor(static_cast<double>(milliseconds_of(c.real(index))) / 1000) + static_cast<double>(zone);
    double day = std::floor(seconds / 86400);
    return {day, seconds - day * 86400};
}
static NativeStatus date_compare_date(NativeCall& c) {
    return c.done(order(split_argument(c, 0).first, split_argument(c, 1).first));
}
static NativeStatus date_compare_time(NativeCall& c) {
    return c.done(order(split_argument(c, 0).second, split_argument(c, 1).second));
}

static constexpr NativeRow rows[] = {
    {"date_inc_year", increased<&CalendarTime::year, 1>, 2, 2},
    {"date_inc_month", increased<&CalendarTime::month, 1>, 2, 2},
    {"date_inc_week", increased<&CalendarTime::day, 7>, 2, 2},
    {"date_inc_day", increased<&CalendarTime::day, 1>, 2, 2},
    {"date_inc_hour", later<3'600'000>, 2, 2},
    {"date_inc_minute", later<60'000>, 2, 2},
    {"date_inc_second", later<1000>, 2, 2},
    {"date_second_span", date_second_span, 2, 2},
    {"date_minute_span", date_minute_span, 2, 2},
    {"date_hour_span", date_hour_span, 2, 2},
    {"date_day_span", date_day_span, 2, 2},
    {"date_week_span", date_week_span, 2, 2},
    {"date_month_span", date_month_span, 2, 2},
    {"date_year_span", date_year_span, 2, 2},
    {"date_compare_datetime", date_compare_datetime, 2, 2},
    {"date_compare_date", date_compare_date, 2, 2},
    {"date_compare_time", date_compare_time, 2, 2},
};

std::span<const NativeRow> date_span_natives() {
    return rows;
}

} // namespace scope
