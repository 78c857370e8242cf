// Moving until something is in the way, and from room to room.
var here = instance_create_depth(100, 100, 0, obj_plain), wall = instance_create_depth(130, 100, 0, obj_plain);
here.sprite_index = spr_coin; wall.sprite_index = spr_coin;
var found = ds_list_create();
with (here) {
    show_debug_message([instance_place_list(130, 100, obj_plain, found, false), found[| 0] == wall]); // expect: [ 1,1 ]
    move_contact_all(0, 100);
    show_debug_message([x > 100, x < 130, place_meeting(x, y, wall)]); // expect: [ 1,1,0 ]
    x = 130;
    move_outside_solid(180, 100);
    move_random(16, 16);
    show_debug_message([x mod 16, y mod 16]); // expect: [ 0,0 ]
}
ds_list_clear(found);
show_debug_message([collision_point_list(130, 100, obj_plain, false, true, found, false) >= 1, collision_circle_list(130, 100, 4, obj_plain, false, true, found, false) >= 1, collision_ellipse_list(120, 90, 140, 110, obj_plain, false, true, found, false) >= 1]); // expect: [ 1,1,1 ]
position_destroy(130, 100);
show_debug_message(instance_exists(wall)); // expect: 0
room_goto_next();
// expect: cleaned up obj_base
// expect: cleaned up obj_child
call_later(2, time_source_units_frames, function() {
    show_debug_message(room_get_name(room)); // expect: rm_end
    room_goto_previous();
    call_later(2, time_source_units_frames, function() {
        show_debug_message(room_get_name(room)); // expect: rm_shop
        game_end();
    });
});
// expect: cleaned up obj_base
// expect: cleaned up obj_child
