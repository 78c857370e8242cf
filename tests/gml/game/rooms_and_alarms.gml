// Alarms count frames; a room change ends what is not persistent.
inst_base.alarm[0] = 3;
call_later(6, time_source_units_frames, function() {
    show_debug_message(room_get_name(room));
    room_goto(rm_end);
});
call_later(8, time_source_units_frames, function() {
    show_debug_message([room == rm_end, instance_number(all), room_width]);
    game_end();
});
// expect: alarm after 2 steps
// expect: rm_shop
// expect: cleaned up obj_base
// expect: cleaned up obj_child
// expect: [ 1,0,640 ]
