// Starting, stopping and resetting reach what is below; paused sources go on where they were.
var nothing = function() {};
var top = time_source_create(time_source_game, 10, time_source_units_frames, nothing, [], 2);
var below = time_source_create(top, 5, time_source_units_frames, nothing);
function states(a, b) { show_debug_message([time_source_get_state(a), time_source_get_state(b)]); }
states(top, below);                       // expect: [ 0,0 ]
time_source_pause(top); states(top, below); // expect: [ 0,0 ]
time_source_start(top); states(top, below); // expect: [ 1,1 ]
time_source_pause(top); states(top, below); // expect: [ 2,2 ]
time_source_start(top); states(top, below); // expect: [ 1,1 ]
time_source_stop(top); states(top, below);  // expect: [ 3,3 ]
time_source_reset(top); states(top, below); // expect: [ 0,0 ]
show_debug_message([time_source_get_reps_remaining(top), time_source_get_reps_completed(top)]); // expect: [ 2,0 ]
// What cannot be destroyed stays, silently.
time_source_destroy(time_source_game);
time_source_destroy(top);
show_debug_message([time_source_exists(time_source_game), time_source_exists(top), time_source_exists(2)]); // expect: [ 1,1,0 ]
time_source_stop(time_source_game);
show_debug_message(time_source_get_state(time_source_game)); // expect: 1
time_source_destroy(time_source_game, true);
show_debug_message([time_source_exists(top), time_source_exists(below)]); // expect: [ 0,0 ]
// call_later's are not among them.
call_later(1, time_source_units_frames, function() { show_debug_message("later"); game_end(); });
show_debug_message(array_length(time_source_get_children(time_source_global))); // expect: 0
time_source_destroy(time_source_global, true);
// expect: later
