// The window's settings are kept; the window itself is nowhere.
window_set_color(c_red);
show_debug_message([window_get_color() == c_red, window_get_colour() == c_red]); // expect: [ 1,1 ]
window_set_colour(c_blue);
show_debug_message(window_get_colour() == c_blue); // expect: 1
window_set_cursor(cr_drag);
window_set_showborder(false);
window_enable_borderless_fullscreen(true);
show_debug_message([window_get_cursor() == cr_drag, window_get_showborder(), window_get_borderless_fullscreen(), window_get_fullscreen(), window_has_focus()]); // expect: [ 1,0,1,0,1 ]
window_set_rectangle(10, 20, 300, 200);
show_debug_message([window_get_x(), window_get_y(), window_get_width(), window_get_height()]); // expect: [ 10,20,300,200 ]
window_set_min_width(100);
window_set_min_height(100);
window_set_max_width(200);
window_set_max_height(150);
show_debug_message([window_center(), window_minimise(), window_restore()]); // expect: [ undefined,undefined,undefined ]
window_mouse_set(7, 8);
show_debug_message([window_mouse_get_x(), window_mouse_get_y(), window_mouse_get_delta_x(), window_mouse_get_delta_y()]); // expect: [ 0,0,0,0 ]
show_debug_message([window_view_mouse_get_x(0), window_view_mouse_get_y(0), window_views_mouse_get_x(), window_views_mouse_get_y()]); // expect: [ 0,0,0,0 ]
show_debug_message(application_get_position()); // expect: [ 0,0,300,200 ]
