// What a time source says of itself, and how it is set anew.
var parent = time_source_create(time_source_game, 10, time_source_units_frames, function() {});
var source = time_source_create(parent, 5, time_source_units_frames, function() {
    show_debug_message("never");
});
show_debug_message([time_source_get_parent(source) == parent, time_source_get_units(source) == time_source_units_frames]); // expect: [ 1,1 ]
time_source_reconfigure(source, 2, time_source_units_frames, function() {
    show_debug_message("anew");
    game_end();
});
time_source_start(parent);
time_source_start(source);
show_debug_message(time_source_get_time_remaining(source)); // expect: 2
time_source_pause(source);
time_source_resume(source);
// expect: anew
