// A persistent room is found as it was left: instances, layers and views.
room_persistent = true;
view_set_wport(0, 77);
view_enabled = true;
kept_camera = view_camera[0];
camera_set_view_pos(kept_camera, 12, 34);
layer_create(5, "Added");
inst_base.gold = 99;
room_goto(rm_end);
call_later(2, time_source_units_frames, function() {
    show_debug_message([room == rm_end, view_wport[0], view_enabled, view_camera[0] == kept_camera, layer_exists("Added"), instance_exists(inst_base)]); // expect: [ 1,320,0,0,0,0 ]
    instance_activate_all();
    show_debug_message(instance_exists(inst_base)); // expect: 0
    room_goto(rm_shop);
});
call_later(4, time_source_units_frames, function() {
    show_debug_message([view_wport[0], view_enabled, view_camera[0] == kept_camera, camera_get_view_x(view_camera[0]), layer_exists("Added"), inst_base.gold]); // expect: [ 77,1,1,12,1,99 ]
    game_end();
});
// expect: cleaned up obj_base
// expect: cleaned up obj_child
