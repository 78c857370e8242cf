// Bounding boxes: spr_coin is 24 x 16 with its origin at 12, 8 and a box from 1, 2 to 14, 15.
function coin(at_x, at_y) {
    var made = instance_create_depth(at_x, at_y, 0, obj_plain);
    made.sprite_index = spr_coin;
    return made;
}
var a = coin(100, 100), b = coin(200, 100);
show_debug_message([a.bbox_left, a.bbox_right, a.bbox_top, a.bbox_bottom]); // expect: [ 89,103,94,108 ]
with (a) {
    show_debug_message([place_meeting(x, y, obj_plain), place_meeting(187, 100, obj_plain), place_meeting(186, 100, obj_plain)]); // expect: [ 0,1,0 ]
    show_debug_message([instance_place(195, 105, obj_plain) == b, instance_place(195, 105, obj_base), place_meeting(200, 100, [obj_base, b]), place_meeting(200, 100, all)]); // expect: [ 1,-4,1,1 ]
    show_debug_message([distance_to_object(b), distance_to_point(113, 100)]); // expect: [ 86,10 ]
    // Of its own object the caller is the nearest.
    show_debug_message([distance_to_object(obj_plain), distance_to_object(id), distance_to_object(all)]); // expect: [ 0,0,0 ]
    show_debug_message([place_free(200, 100), place_empty(200, 100), place_empty(150, 100)]); // expect: [ 1,0,1 ]
    b.solid = true;
    show_debug_message(place_free(200, 100)); // expect: 0
}
show_debug_message([position_meeting(90, 95, obj_plain), position_meeting(88, 95, obj_plain), instance_position(199, 100, all) == b, position_empty(500, 5)]); // expect: [ 1,0,1,1 ]
var found = ds_list_create();
show_debug_message([instance_position_list(100, 100, [obj_plain, a, all], found, false), found[| 0] == a]); // expect: [ 1,1 ]
ds_list_destroy(found);
show_debug_message([collision_point(100, 100, obj_plain, false, false) == a, collision_point(300, 100, obj_plain, false, false)]); // expect: [ 1,-4 ]
show_debug_message([collision_rectangle(0, 0, 95, 95, obj_plain, false, false) == a, collision_rectangle(110, 0, 180, 300, obj_plain, false, false)]); // expect: [ 1,-4 ]
show_debug_message([collision_line(0, 101, 400, 101, obj_plain, false, false) == a, collision_line(0, 0, 400, 50, obj_plain, false, false)]); // expect: [ 1,-4 ]
show_debug_message([collision_circle(120, 100, 18, obj_plain, false, false) == a, collision_circle(120, 100, 16, obj_plain, false, false)]); // expect: [ 1,-4 ]
show_debug_message([collision_ellipse(80, 60, 300, 140, obj_plain, false, false) == a, collision_ellipse(110, 0, 180, 80, obj_plain, false, false)]); // expect: [ 1,-4 ]
var list = ds_list_create();
show_debug_message(collision_rectangle_list(0, 0, 400, 400, obj_plain, false, false, list, false)); // expect: 2
show_debug_message(collision_line_list(300, 100, 0, 100, obj_plain, false, true, list, true)); // expect: 2
show_debug_message([ds_list_size(list), list[| 0] == a, list[| 2] == b]); // expect: [ 4,1,1 ]
with (a) show_debug_message([collision_rectangle(80, 80, 120, 120, obj_plain, false, true), instance_position_list(200, 100, obj_plain, list, false)]); // expect: [ -4,1 ]
// Moving up to what is solid, away from everything, round the room (320 wide).
with (a) {
    move_contact_solid(0, 500);
    show_debug_message([x, y, place_free(x + 1, y)]); // expect: [ 186,100,0 ]
    x = 190;
    move_outside_all(180, 100);
    show_debug_message(x); // expect: 186
    x = 335;
    move_wrap(true, true, 10);
    show_debug_message([x, y]); // expect: [ -5,100 ]
    x = 100;
}
a.image_xscale = 2;
show_debug_message([a.bbox_left, a.bbox_right]); // expect: [ 78,106 ]
a.image_angle = 90;
show_debug_message([round(a.bbox_left), round(a.bbox_right), round(a.bbox_top), round(a.bbox_bottom)]); // expect: [ 94,108,94,122 ]
// Without a sprite nothing meets.
var bare = instance_create_depth(400, 400, 0, obj_plain);
show_debug_message([position_meeting(400, 400, obj_plain), position_empty(400, 400), bare.bbox_left, distance_to_object(obj_grand)]); // expect: [ 0,1,400,10000000000 ]
