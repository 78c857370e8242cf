// Layers by name and by handle, the instances on them, and elements as properties.
var layer_one = layer_get_id("Instances");
show_debug_message([layer_exists("instances"), layer_exists(layer_one), layer_exists("none"), layer_get_name(layer_one)]); // expect: [ 1,1,0,"Instances" ]
var front = layer_create(-50, "Front");
show_debug_message([layer_get_depth(front), array_length(layer_get_all()), layer_get_id_at_depth(-50)[0] == front, layer_get_id_at_depth(7)]); // expect: [ -50,2,1,[ -1 ] ]
layer_add_instance("Front", inst_child);
show_debug_message([inst_child.layer == front, inst_child.depth, layer_has_instance(front, inst_child), layer_has_instance(front, obj_base), layer_has_instance(layer_one, inst_child)]); // expect: [ 1,-50,1,1,0 ]
layer_depth(front, 300);
show_debug_message([inst_child.depth, layer_get_depth(front)]); // expect: [ 300,300 ]
layer_x(front, 5); layer_y(front, 6); layer_hspeed(front, 2); layer_vspeed("Front", 1);
show_debug_message([layer_get_x(front), layer_get_y(front), layer_get_hspeed(front), layer_get_vspeed(front)]); // expect: [ 5,6,2,1 ]
layer_set_visible(front, false);
layer_force_draw_depth(true, 4);
show_debug_message([layer_get_visible(front), layer_is_draw_depth_forced(), layer_get_forced_depth(), layer_get_script_begin(front)]); // expect: [ 0,1,4,ref script -1 ]
var elements = layer_get_all_elements(front);
show_debug_message([array_length(elements), layer_get_element_type(elements[0]) == layerelementtype_instance, layer_instance_get_instance(elements[0]) == inst_child, layer_get_element_layer(elements[0]) == front]); // expect: [ 1,1,1,1 ]
var coin = layer_sprite_create(front, 10, 20, spr_coin);
show_debug_message([layer_sprite_exists(front, coin), layer_sprite_exists(layer_one, coin), layer_sprite_get_x(coin), layer_sprite_get_sprite(coin) == spr_coin, layer_sprite_get_alpha(coin)]); // expect: [ 1,0,10,1,1 ]
layer_sprite_x(coin, 33); layer_sprite_angle(coin, 45); layer_sprite_blend(coin, c_red);
show_debug_message([layer_sprite_get_x(coin), layer_sprite_get_angle(coin), layer_sprite_get_blend(coin) == c_red]); // expect: [ 33,45,1 ]
var back = layer_background_create(front, spr_coin);
layer_background_index(back, 4);
layer_background_htiled(back, true);
show_debug_message([layer_background_get_id(front) == back, layer_background_get_index(back), layer_background_get_htiled(back), layer_background_get_vtiled(back)]); // expect: [ 1,1,1,0 ]
var words = layer_text_create(front, 1, 2, -1, "hello");
layer_text_text(words, "bye");
show_debug_message([layer_text_get_text(words), layer_text_get_y(words), layer_get_element_type(words) == layerelementtype_text]); // expect: [ "bye",2,1 ]
layer_element_move(coin, "Instances");
show_debug_message([layer_get_element_layer(coin) == layer_one, layer_sprite_exists(layer_one, coin)]); // expect: [ 1,1 ]
show_debug_message([layer_text_get_x(coin), layer_get_element_type(12345) == layerelementtype_undefined]); // expect: [ -1,1 ]
try {
    layer_sprite_get_x("text");
} catch (e) {
    show_debug_message("no element"); // expect: no element
}
layer_destroy(front);
// expect: destroyed obj_child
// expect: cleaned up obj_child
show_debug_message([layer_exists("Front"), instance_exists(inst_child), layer_text_exists(front, words), layer_sprite_exists(layer_one, coin)]); // expect: [ 0,0,0,1 ]
layer_destroy_instances("Instances");
// expect: destroyed obj_base
// expect: cleaned up obj_base
