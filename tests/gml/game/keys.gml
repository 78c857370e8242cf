// Nobody sits at the keyboard: only keys that GML presses itself are down.
show_debug_message([keyboard_check(vk_left), keyboard_check(vk_anykey), keyboard_check(vk_nokey), mouse_check_button(mb_left), mouse_check_button(mb_none)]); // expect: [ 0,0,1,0,1 ]
keyboard_key_press(ord("A"));
show_debug_message([keyboard_check(ord("A")), keyboard_check("A"), keyboard_check_pressed(ord("A")), keyboard_check(vk_anykey), keyboard_lastkey, keyboard_key]); // expect: [ 1,1,1,1,65,65 ]
call_later(1, time_source_units_frames, function() {
    show_debug_message([keyboard_check(ord("A")), keyboard_check_pressed(ord("A"))]); // expect: [ 1,0 ]
    keyboard_key_release(ord("A"));
    show_debug_message([keyboard_check(ord("A")), keyboard_check_released(ord("A")), keyboard_check(vk_nokey)]); // expect: [ 0,1,1 ]
    keyboard_set_map(vk_up, vk_down);
    keyboard_key_press(vk_down);
    show_debug_message([keyboard_check(vk_up), keyboard_get_map(vk_up) == vk_down]); // expect: [ 1,1 ]
    keyboard_unset_map();
    keyboard_clear(vk_down);
    show_debug_message([keyboard_check(vk_down), keyboard_check(vk_up)]); // expect: [ 0,0 ]
    keyboard_key_press(vk_space);
    io_clear();
    show_debug_message(keyboard_check(vk_space)); // expect: 0
    gamepad_set_axis_deadzone(0, 0.2);
    show_debug_message([gamepad_is_connected(0), gamepad_axis_value(0, gp_axislh), gamepad_get_axis_deadzone(0), gamepad_get_axis_deadzone(1), device_mouse_x_to_gui(0)]); // expect: [ 0,0,0.20,0,0 ]
    gesture_drag_time(0.5);
    show_debug_message([gesture_get_drag_time(), gesture_get_double_tap_time(), gesture_get_tap_count()]); // expect: [ 0.50,0.16,1 ]
    game_end();
});
// expect: cleaned up obj_base
// expect: cleaned up obj_child
