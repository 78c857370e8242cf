#pragma once
// GameMaker's datetimes: days since 30 December 1899, the time of day as a fraction. Calendar arithmetic is the
// proleptic Gregorian one, without the machine's clock or time zones: "local" is a fixed number of minutes that the
// world's clock knows.

#include <cstdint>

namespace scope {

inline constexpr double days_before_1970 = 25569;

/// A moment in calendar terms; weekday 0 is Sunday.
struct CalendarTime {
    int64_t year, month, day, hour, minute, second, weekday, day_of_year;
};

/// Milliseconds since 1970 of a datetime. Values below 25569 count from 1970, as GameMaker has it; nonsense saturates.
int64_t milliseconds_of(double datetime);
double datetime_of(int64_t milliseconds);
CalendarTime calendar_of(int64_t milliseconds);
/// Parts out of range carry over: month 13 is January of the next year. Saturates.
int64_t milliseconds_from(int64_t year, int64_t month, int64_t day, int64_t hour, int64_t minute, int64_t second);
bool is_leap_year(int64_t year);
int64_t days_in_month(int64_t year, int64_t month);

} // namespace scope
