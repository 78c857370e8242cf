// game_restart: back to the first room with nothing left but globals.
global.rounds = 0;
var saver = instance_create_depth(0, 0, 0, obj_saver);
saver.persistent = true;
room_goto(rm_end);
call_later(3, time_source_units_frames, function() {
    show_debug_message([room == rm_end, instance_exists(obj_saver)]);
    global.rounds++;
    call_later(3, time_source_units_frames, function() { show_debug_message("never"); });
    game_restart();
});
time_source_start(time_source_create(time_source_global, 6, time_source_units_frames, function() {
    show_debug_message([room == rm_shop, global.rounds, instance_exists(obj_saver), instance_exists(inst_base), inst_base.gold]);
    game_end();
}));
// expect: cleaned up obj_base
// expect: cleaned up obj_child
// expect: [ 1,1 ]
// expect: [ 1,1,0,1,10 ]
// expect: cleaned up obj_base
// expect: cleaned up obj_child
