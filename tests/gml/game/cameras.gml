// Cameras are state: each view of a room has one, GML makes others; nothing is drawn.
var camera = view_camera[0];
show_debug_message([camera == view_get_camera(0), camera != view_camera[1], array_length(view_camera)]); // expect: [ 1,1,8 ]
camera_set_view_pos(camera, 10, 20);
camera_set_view_size(camera, 160, 120);
show_debug_message([camera_get_view_x(camera), camera_get_view_y(camera), camera_get_view_width(camera), camera_get_view_height(camera)]);
// expect: [ 10,20,160,120 ]
camera_set_view_angle(camera, 30);
camera_set_view_border(camera, 40, 50);
camera_set_view_speed(camera, 3, 4);
show_debug_message([camera_get_view_angle(camera), camera_get_view_border_x(camera), camera_get_view_border_y(camera), camera_get_view_speed_x(camera), camera_get_view_speed_y(camera)]);
// expect: [ 30,40,50,3,4 ]
var made = camera_create_view(1, 2, 300, 200, 0, obj_base, 5, 6, 7, 8);
show_debug_message([camera_get_view_x(made), camera_get_view_width(made), camera_get_view_target(made) == obj_base, camera_get_view_border_y(made)]);
// expect: [ 1,300,1,8 ]
var plain = camera_create_view(0, 0, 20, 10);
show_debug_message([camera_get_view_target(plain), camera_get_view_speed_x(plain), camera_get_view_border_x(plain), camera_get_begin_script(plain)]);
// expect: [ -1,-1,0,-1 ]
camera_copy_transforms(plain, made);
show_debug_message(camera_get_view_width(plain)); // expect: 300
var begin_script = function() {};
camera_set_begin_script(plain, begin_script);
show_debug_message(camera_get_begin_script(plain) == begin_script); // expect: 1
var look = matrix_build_lookat(0, 50, -100, 0, 0, 0, 0, 0, 1);
camera_set_view_mat(plain, look);
show_debug_message(array_equals(camera_get_view_mat(plain), look)); // expect: 1
show_debug_message(camera_get_default() == plain); // expect: 0
camera_set_default(plain);
show_debug_message([camera_get_default() == plain, camera_get_active()]); // expect: [ 1,-1 ]
camera_destroy(plain);
try {
    camera_get_view_x(plain);
} catch (e) {
    show_debug_message(e.message); // expect: camera_get_view_x argument 1 invalid reference to (camera)
}
// A camera in a visible view follows its target after each step, inside of the room and no faster than its speed.
view_enabled = true;
view_visible[0] = true;
camera_set_view_pos(camera, 0, 0);
camera_set_view_size(camera, 100, 100);
camera_set_view_border(camera, 50, 50);
camera_set_view_speed(camera, -1, 10);
camera_set_view_target(camera, inst_base);
inst_base.x = 300;
inst_base.y = 200;
call_later(2, time_source_units_frames, function() {
    var camera = view_camera[0];
    show_debug_message([camera_get_view_x(camera), camera_get_view_y(camera)]); // expect: [ 220,10 ]
    game_end();
});
// expect: cleaned up obj_base
// expect: cleaned up obj_child
