#include "core/lib/date_time.h"

#include <algorithm>
#include <cmath>

namespace scope {

namespace {

constexpr int64_t second_ms = 1000, day_ms = 86'400'000;

int64_t floor_div(int64_t a, int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

/// Days since 1970 of a date; years begin in March here, so that the leap day is the last.
int64_t days_from(int64_t year, int64_t month, int64_t day) {
    year -= month <= 2 ? 1 : 0;
    int64_t era = floor_div(year, 400), of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

} // namespace

bool is_leap_year(int64_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int64_t days_in_month(int64_t year, int64_t month) {
    constexpr int64_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap_year(year) ? 29 : lengths[month - 1];
}

int64_t milliseconds_of(double datetime) {
    if (std::isnan(datetime)) return 0;
    double days = datetime < days_before_1970 ? datetime : datetime - days_before_1970;
    return std::llround(std::clamp(days, -1e8, 1e8) * static_cast<double>(day_ms));
}

double datetime_of(int64_t milliseconds) {
    return static_cast<double>(milliseconds) / static_cast<double>(day_ms) + days_before_1970;
}

CalendarTime calendar_of(int64_t milliseconds) {
    int64_t days = floor_div(milliseconds, day_ms), second = (milliseconds - days * day_ms) / second_ms;
    int64_t shifted = days + 719468; // days since 1 March 0000
    int64_t era = floor_div(shifted, 146097), of_era = shifted - era * 146097;
    int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * of_year + 2) / 153;
    CalendarTime out{};
    out.day = of_year - (153 * month + 2) / 5 + 1;
    out.month = month < 10 ? month + 3 : month - 9;
    out.year = year_of_era + era * 400 + (out.month <= 2 ? 1 : 0);
    out.hour = second / 3600;
    out.minute = second / 60 % 60;
    out.second = second % 60;
    out.weekday = days + 4 - floor_div(days + 4, 7) * 7; // 1 January 1970 was a Thursday
    out.day_of_year = days - days_from(out.year, 1, 1) + 1;
    return out;
}

int64_t milliseconds_from(int64_t year, int64_t month, int64_t day, int64_t hour, int64_t minute, int64_t second) {
    auto bounded = [](int64_t number) { return std::clamp<int64_t>(number, -10'000'000, 10'000'000); };
    int64_t months = std::clamp<int64_t>(year, -200'000, 200'000) * 12 + bounded(month) - 1;
    int64_t whole_years = floor_div(months, 12);
    int64_t days = days_from(whole_years, months - whole_years * 12 + 1, 1) + bounded(day) - 1;
    return days * day_ms + (bounded(hour) * 3600 + bounded(minute) * 60 + bounded(second)) * second_ms;
}

} // namespace scope
