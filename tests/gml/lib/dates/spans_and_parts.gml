// Spans between two dates, parts of one, and steps of weeks and years.
date_set_timezone(timezone_utc);
var a = date_create_datetime(2024, 2, 29, 12, 30, 15), b = date_create_datetime(2025, 3, 29, 12, 45, 15);
show_debug_message([date_get_minute_of_year(a), date_get_second_of_year(a)]); // expect: [ 85710,5142615 ]
show_debug_message([date_datetime_string(date_inc_week(a, 2)), date_datetime_string(date_inc_year(b, 1))]); // expect: [ "14/03/2024 12:30:15","29/03/2026 12:45:15" ]
show_debug_message([date_minute_span(a, b), round(date_week_span(a, b)), round(date_month_span(a, b)), round(date_year_span(a, b))]); // expect: [ 567375,56,13,1 ]
show_debug_message(date_time_string(date_time_of(a))); // expect: 12:30:15
