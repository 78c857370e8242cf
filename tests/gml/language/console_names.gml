// Names of consoles' functions and constants are known on every target, also those that are documented nowhere; what the
// game itself names so is the game's.
var name = "plain";
if (switch_check_profanity(name)) name = switch_mask_profanity(name);
show_debug_message(name); // expect: plain
show_debug_message([xboxone_get_user_count(), psn_get_avatar_url(0), ps4_touchpad_mouse_enable(false)]); // expect: [ 0,"",undefined ]
show_debug_message([switch_not_known_to_anybody(1, 2), ps5_not_known_either()]); // expect: [ 0,0 ]
show_debug_message(ps5_some_constant | switch_controller_some_style); // expect: 0
switch_state = 3;
switch_toggle = function() { return switch_state * 2; };
function switch_of_our_own(a) { return a + 1; }
show_debug_message([switch_state, switch_toggle(), switch_of_our_own(1)]); // expect: [ 3,6,2 ]
var holder = { switch_id: 5, show: function() { return switch_id; } };
show_debug_message(holder.show()); // expect: 5
show_debug_message([GM_runtime_type, is_string(GM_runtime_version)]); // expect: [ "gms2",1 ]
