// room_restart begins the room anew.
instance_create_depth(0, 0, 0, obj_plain);
show_debug_message(instance_number(obj_plain)); // expect: 1
room_restart();
// expect: cleaned up obj_base
// expect: cleaned up obj_child
call_later(2, time_source_units_frames, function() {
    show_debug_message(instance_number(obj_plain)); // expect: 0
    game_end();
});
// expect: cleaned up obj_base
// expect: cleaned up obj_child
