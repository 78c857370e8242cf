// Surfaces have a format and a depth buffer, but no pixels.
show_debug_message(surface_format_is_supported(surface_rgba8unorm)); // expect: 1
surface_depth_disable(true);
show_debug_message(surface_get_depth_disable()); // expect: 1
var s = surface_create(10, 20);
show_debug_message(surface_has_depth(s)); // expect: 0
surface_depth_disable(false);
var t = surface_create(10, 20);
show_debug_message([surface_has_depth(t), surface_get_width(surface_create_ext("name", 30, 40))]); // expect: [ 1,30 ]
var made = sprite_create_from_surface(s, 0, 0, 10, 20, false, false, 0, 0);
show_debug_message([sprite_get_width(made), sprite_get_height(made)]); // expect: [ 10,20 ]
show_debug_message([sprite_get_bbox_left(made), sprite_get_bbox_top(made), sprite_get_bbox_bottom(made)]); // expect: [ 0,0,19 ]
