// What decides that a touch is a gesture.
gesture_double_tap_distance(2); gesture_double_tap_time(3); gesture_drag_distance(4); gesture_flick_speed(5); gesture_pinch_angle_away(6); gesture_pinch_angle_towards(7);
show_debug_message([gesture_get_double_tap_distance(), gesture_get_double_tap_time(), gesture_get_drag_distance(), gesture_get_flick_speed(), gesture_get_pinch_angle_away(), gesture_get_pinch_angle_towards()]); // expect: [ 2,3,4,5,6,7 ]
gesture_pinch_distance(2); gesture_rotate_angle(3); gesture_rotate_time(4); gesture_tap_count(5);
show_debug_message([gesture_get_pinch_distance(), gesture_get_rotate_angle(), gesture_get_rotate_time(), gesture_get_tap_count()]); // expect: [ 2,3,4,1 ]
gamepad_set_button_threshold(0, 0.25);
show_debug_message(gamepad_get_button_threshold(0)); // expect: 0.25
