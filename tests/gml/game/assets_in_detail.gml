// Facts of assets that games ask rarely, and changes of objects.
show_debug_message([font_get_italic(fnt_small), font_get_first(fnt_small), font_get_last(fnt_small)]); // expect: [ 0,32,127 ]
show_debug_message([sprite_get_bbox_left(spr_coin), sprite_get_bbox_top(spr_coin), sprite_get_bbox_bottom(spr_coin), sprite_get_speed_type(spr_coin) == spritespeed_framespersecond]); // expect: [ 1,2,15,1 ]
var info = sprite_get_info(spr_coin);
show_debug_message([info.width, info.height, info.num_subimages]); // expect: [ 24,16,3 ]
show_debug_message(sprite_add_ext("none.png", 1, 0, 0, false) >= 0); // expect: 1
show_debug_message([path_get_kind(pth_square), path_get_name(pth_square), path_get_precision(pth_square), path_get_point_x(pth_square, 1), path_get_point_y(pth_square, 2), path_get_speed(pth_square, 0.5)]); // expect: [ 0,"pth_square",4,10,10,50 ]
show_debug_message([object_exists(obj_base), object_exists(99), object_get_parent(obj_child) == obj_base, object_get_mask(obj_base), object_get_physics(obj_base)]); // expect: [ 1,0,1,ref sprite -1,0 ]
object_set_solid(obj_plain, true);
object_set_mask(obj_plain, spr_coin);
show_debug_message([object_get_solid(obj_plain), object_get_mask(obj_plain) == spr_coin]); // expect: [ 1,1 ]
show_debug_message(extension_get_option_names("Shop")); // expect: [ "key","limit","sandbox" ]
show_debug_message([shader_get_name(0), shader_is_compiled(0), timeline_get_name(0), timeline_max_moment(0), timeline_size(0), tileset_get_name(0), tileset_get_info(0)]); // expect: [ "<undefined>",0,"<undefined>",0,0,"<undefined>",undefined ]
var curve = animcurve_create();
animcurve_destroy(curve);
show_debug_message(animcurve_exists(5)); // expect: 0
show_debug_message([room_previous(rm_end) == rm_shop, room_set_persistent(rm_end, true), room_set_view_enabled(rm_end, true)]); // expect: [ 1,undefined,undefined ]
show_debug_message([instance_id_get(0) == instance_find(all, 0), instance_furthest(0, 0, obj_base) != noone]); // expect: [ 1,1 ]
show_debug_message([array_length(variable_instance_get_names(instance_find(all, 0))) == variable_instance_names_count(instance_find(all, 0))]); // expect: [ 1 ]
