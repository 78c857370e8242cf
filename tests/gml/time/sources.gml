// call_later and time sources run in later frames, in order of time.
call_later(3, time_source_units_frames, function() { show_debug_message("three frames"); });
call_later(0.02, time_source_units_seconds, function() { show_debug_message("a fiftieth of a second"); });
global.ticks = 0;
global.source = time_source_create(time_source_game, 2, time_source_units_frames, function() {
    global.ticks++;
    if (global.ticks == 4) {
        show_debug_message("four ticks");
        time_source_destroy(global.source);
        game_end();
    }
}, [], -1);
time_source_start(global.source);
var cancelled = call_later(1, time_source_units_frames, function() { show_debug_message("never"); });
call_cancel(cancelled);
show_debug_message("set up");
// expect: set up
// expect: a fiftieth of a second
// expect: three frames
// expect: four ticks
