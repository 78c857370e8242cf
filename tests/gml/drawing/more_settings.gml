// Settings that games make and read.
draw_set_circle_precision(32); draw_set_lighting(true); draw_set_svg_aa_level(1); draw_set_swf_aa_level(2); draw_set_colour(c_red); draw_set_font(-1);
show_debug_message([draw_get_circle_precision(), draw_get_lighting(), draw_get_svg_aa_level(), draw_get_swf_aa_level(), draw_get_color() == c_red]); // expect: [ 32,1,1,2,1 ]
application_surface_draw_enable(false); application_surface_enable(false);
show_debug_message([application_surface_is_draw_enabled(), application_surface_is_enabled()]); // expect: [ 0,0 ]
gpu_set_blendenable(false);
show_debug_message(gpu_get_blendenable()); // expect: 0
date_set_timezone(timezone_utc);
show_debug_message(date_datetime_string(date_inc_minute(date_create_datetime(2024, 1, 2, 3, 4, 5), 90))); // expect: 02/01/2024 04:34:05
