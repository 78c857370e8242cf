// Views have a port, a camera and a surface.
view_set_visible(1, true); view_set_xport(1, 10); view_set_yport(1, 20); view_set_hport(1, 30); view_set_surface_id(1, 4);
var camera = camera_create();
view_set_camera(1, camera);
show_debug_message([view_get_visible(1), view_get_xport(1), view_get_yport(1), view_get_hport(1), view_get_surface_id(1), view_get_camera(1) == camera]); // expect: [ 1,10,20,30,4,1 ]
