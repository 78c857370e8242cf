var d = date_create_datetime(2024, 2, 29, 13, 5, 30);
show_debug_message(date_datetime_string(d));                       // expect: 29/02/2024 13:05:30
show_debug_message([date_get_year(d), date_get_month(d), date_get_day(d), date_get_hour(d), date_get_minute(d), date_get_second(d)]); // expect: [ 2024,2,29,13,5,30 ]
show_debug_message([date_get_weekday(d), date_get_day_of_year(d), date_get_hour_of_year(d), date_get_week(d)]); // expect: [ 4,60,1429,8 ]
show_debug_message([date_days_in_month(d), date_days_in_year(d), date_leap_year(d)]); // expect: [ 29,366,1 ]
show_debug_message(date_datetime_string(date_inc_month(d, 12)));   // expect: 01/03/2025 13:05:30
show_debug_message(date_date_string(date_inc_day(d, -60)));        // expect: 31/12/2023
show_debug_message(date_time_string(date_inc_second(d, 3600)));    // expect: 14:05:30
show_debug_message(date_datetime_string(date_date_of(d)));         // expect: 29/02/2024 00:00:00
var later = date_inc_hour(d, 36);
show_debug_message([date_hour_span(d, later), date_day_span(later, d), date_second_span(d, later)]); // expect: [ 36,1.50,129600 ]
show_debug_message([date_compare_datetime(d, later), date_compare_date(later, d), date_compare_time(d, d)]); // expect: [ -1,1,0 ]
show_debug_message([date_valid_datetime(2023, 2, 29, 0, 0, 0), date_valid_datetime(2024, 2, 29, 0, 0, 0), date_valid_datetime(1969, 1, 1, 0, 0, 0)]); // expect: [ 0,1,0 ]
show_debug_message(date_create_datetime(1970, 1, 1, 0, 0, 0));     // expect: 25569
show_debug_message(date_datetime_string(date_create_datetime(2024, 14, 1, 25, 0, 0))); // expect: 02/02/2025 01:00:00
// The clock is the game's own.
show_debug_message(date_datetime_string(date_current_datetime())); // expect: 01/01/2025 12:00:00
show_debug_message(date_is_today(date_current_datetime()));        // expect: 1
show_debug_message(get_timer() < get_timer());                     // expect: 1
date_set_timezone(timezone_utc);
show_debug_message(date_get_timezone() == timezone_utc);           // expect: 1
