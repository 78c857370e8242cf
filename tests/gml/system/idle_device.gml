// The window, the display and the device of a game that has none.
show_debug_message([display_get_dpi_x(), display_get_dpi_y(), display_get_frequency(), display_get_orientation() == display_landscape]); // expect: [ 96,96,60,1 ]
show_debug_message([display_mouse_get_x(), display_mouse_get_y(), display_mouse_set(5, 6), display_mouse_get_x()]); // expect: [ 0,0,undefined,0 ]
show_debug_message(display_reset(0, true)); // expect: undefined
show_debug_message([device_mouse_x(0), device_mouse_y(0), device_mouse_raw_x(0), device_mouse_raw_y(0), device_mouse_y_to_gui(0)]); // expect: [ 0,0,0,0,0 ]
show_debug_message([device_mouse_check_button(0, mb_left), device_mouse_check_button_pressed(0, mb_left), device_mouse_check_button_released(0, mb_left)]); // expect: [ 0,0,0 ]
show_debug_message([device_mouse_dbclick_enable(true), mouse_check_button_pressed(mb_left), mouse_check_button_released(mb_left), mouse_wheel_up(), mouse_wheel_down(), mouse_clear(mb_left)]); // expect: [ undefined,0,0,0,0,undefined ]
show_debug_message([keyboard_check_direct(vk_left), keyboard_get_numlock(), keyboard_set_numlock(true), keyboard_get_numlock()]); // expect: [ 0,1,undefined,1 ]
show_debug_message([gamepad_is_supported(), gamepad_get_device_count(), gamepad_get_description(0), gamepad_get_guid(0), gamepad_get_mapping(0)]); // expect: [ 1,12,"","","" ]
show_debug_message([gamepad_axis_count(0), gamepad_button_count(0), gamepad_hat_count(0), gamepad_hat_value(0, 0), gamepad_button_value(0, gp_face1)]); // expect: [ 0,0,0,0,0 ]
show_debug_message([gamepad_button_check(0, gp_face1), gamepad_button_check_pressed(0, gp_face1), gamepad_button_check_released(0, gp_face1)]); // expect: [ 0,0,0 ]
show_debug_message([gamepad_set_vibration(0, 1, 1), gamepad_set_color(0, c_red), gamepad_set_colour(0, c_red)]); // expect: [ undefined,undefined,undefined ]
show_debug_message([os_get_config(), os_is_paused(), os_lock_orientation(true), os_set_orientation_lock(true, false), os_powersave_enable(true)]); // expect: [ "Default",0,undefined,undefined,undefined ]
show_debug_message([is_debug_overlay_open(), show_debug_overlay(true), is_keyboard_used_debug_overlay(), is_mouse_over_debug_overlay(), show_debug_log(true)]); // expect: [ 0,undefined,0,0,undefined ]
show_debug_message([gml_release_mode(true), gc_enable(true), gc_target_frame_time(100), gc_get_target_frame_time()]); // expect: [ undefined,undefined,undefined,100 ]
show_debug_message([url_get_domain(), url_open_ext("https://example.com", "_blank"), url_open_full("https://example.com", "_blank", "")]); // expect: [ "",undefined,undefined ]
show_debug_message([shaders_are_supported(), sequence_exists(0), timeline_exists(0), animcurve_exists(0)]); // expect: [ 1,0,0,0 ]
show_debug_message(is_string(os_get_region())); // expect: 1
