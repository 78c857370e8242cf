// What a camera runs and how it projects.
var camera = camera_create(), script = function() {};
camera_set_update_script(camera, script);
camera_set_end_script(camera, script);
show_debug_message([camera_get_update_script(camera) == script, camera_get_end_script(camera) == script]); // expect: [ 1,1 ]
var lens = matrix_build_projection_ortho(100, 50, 1, 101);
camera_set_proj_mat(camera, lens);
show_debug_message(camera_get_proj_mat(camera)[0] == lens[0]); // expect: 1
camera_apply(camera);
