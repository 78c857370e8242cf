// Rooms changed or made by the game, and defaults of objects.
room_set_width(rm_end, 900);
room_set_viewport(rm_end, 2, true, 1, 2, 30, 40);
show_debug_message([room_get_info(rm_end).width, room_get_viewport(rm_end, 2)]); // expect: [ 900,[ 1,1,2,30,40 ] ]
made = room_add();
room_assign(made, rm_end);
room_set_height(made, 111);
added = room_instance_add(made, 7, 8, obj_plain);
show_debug_message([room_exists(made), room_get_info(made).width, array_length(room_get_info(made).instances), instance_exists(added)]); // expect: [ 1,900,1,0 ]
var twin = room_duplicate(made);
room_instance_clear(twin);
show_debug_message([array_length(room_get_info(twin).instances), array_length(room_get_info(made).instances), room_next(made)]); // expect: [ 0,1,-1 ]
object_set_sprite(obj_plain, spr_coin);
object_set_visible(obj_plain, false);
object_set_persistent(obj_plain, true);
show_debug_message([object_get_sprite(obj_plain) == spr_coin, object_get_visible(obj_plain), object_get_persistent(obj_plain), object_get_solid(obj_plain)]); // expect: [ 1,0,1,0 ]
room_goto(made);
// expect: cleaned up obj_base
// expect: cleaned up obj_child
call_later(2, time_source_units_frames, function() {
    show_debug_message([room == made, room_width, room_height, view_wport[2], added.x, added.sprite_index == spr_coin, added.visible]); // expect: [ 1,900,111,30,7,1,0 ]
    room_goto(rm_end);
});
call_later(4, time_source_units_frames, function() {
    show_debug_message([room == rm_end, room_width, instance_exists(added)]); // expect: [ 1,900,1 ]
    game_end();
});
