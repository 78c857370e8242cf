// Time sources of the game come after call_later's, those of the global source before.
var frames = time_source_units_frames;
time_source_start(time_source_create(time_source_game, 1, frames, function() { show_debug_message("game"); }));
call_later(1, frames, function() { show_debug_message("later"); });
time_source_start(time_source_create(time_source_global, 1, frames, function() { show_debug_message("global"); }));

// Who is stopped by a callback before its turn does not run.
var first = time_source_create(time_source_game, 2, frames, function() {
    time_source_stop(global.second);
    show_debug_message("stops the second");
});
global.second = time_source_create(time_source_game, 2, frames, function() { show_debug_message("never"); });
time_source_start(first);
time_source_start(global.second);

// Frames are whole, at least one; seconds have six digits.
function period(period, units) { return time_source_get_period(time_source_create(time_source_game, period, units, function() {})); }
show_debug_message([period(2.5, frames), period(0, frames), period(0.25, time_source_units_seconds)]); // expect: [ 2,1,0.25 ]
show_debug_message(period(0, time_source_units_seconds) * 1000000);                                    // expect: 1

// What is gone, built in or made by call_later has nothing to tell.
var gone = time_source_create(time_source_game, 1, frames, function() {});
time_source_destroy(gone);
show_debug_message([time_source_get_state(gone), time_source_get_period(time_source_global), time_source_get_state(time_source_game)]); // expect: [ undefined,undefined,1 ]
var late = call_later(5, frames, function() {});
show_debug_message([time_source_exists(late), time_source_get_state(late)]); // expect: [ 0,undefined ]
call_cancel(late);
show_debug_message(time_source_create(gone, 1, frames, function() {}));     // expect: -1
try { time_source_create(time_source_game, 1, 7, function() {}); } catch (e) { show_debug_message(e.message); }           // expect: Error: Illegal time source unit type: 7
try { time_source_create(time_source_game, 1, frames, function() {}, [], -5); } catch (e) { show_debug_message(e.message); } // expect: Error: Illegal time source repetition value: -5
try { time_source_create(time_source_game, 1, frames, function() {}, [], 1, 7); } catch (e) { show_debug_message(e.message); } // expect: Error: Illegal time source expiry type: 7
call_later(3, frames, function() { show_debug_message(time_source_get_reps_completed(global.second)); game_end(); });
// expect: global
// expect: later
// expect: game
// expect: stops the second
// expect: 0
