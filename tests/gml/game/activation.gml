// Deactivating by object, layer and region; what sleeps is found again.
var back = layer_create(100, "Back");
layer_add_instance(back, inst_child);
instance_deactivate_layer("Back");
show_debug_message([instance_exists(inst_child), instance_exists(inst_base)]); // expect: [ 0,1 ]
instance_activate_layer(back);
show_debug_message(instance_exists(inst_child)); // expect: 1
// inst_base is at 32, 48 and inst_child at 64, 48.
instance_deactivate_region(0, 0, 50, 100, true, false);
show_debug_message([instance_exists(inst_child), instance_exists(inst_base)]); // expect: [ 1,0 ]
instance_activate_region(0, 0, 50, 100, false);
show_debug_message(instance_exists(inst_base)); // expect: 0
instance_activate_region(0, 0, 50, 100, true);
show_debug_message(instance_exists(inst_base)); // expect: 1
with (inst_base) instance_deactivate_region(0, 0, 50, 100, false, true);
show_debug_message([instance_exists(inst_child), instance_exists(inst_base)]); // expect: [ 0,1 ]
instance_activate_all();
with (inst_base) instance_deactivate_all(true);
show_debug_message([instance_exists(inst_child), instance_exists(inst_base), instance_number(all)]); // expect: [ 0,1,1 ]
instance_activate_object(all);
instance_deactivate_object(obj_base);
instance_activate_object(obj_child);
show_debug_message([instance_exists(inst_child), instance_exists(inst_base), inst_base.gold]); // expect: [ 1,0,10 ]
// A region ends with its last pixel, and takes a box that reaches its first one.
instance_activate_all();
var plain = instance_create_depth(31.5, 10, 0, obj_plain);
instance_deactivate_region(0, 0, 32, 32, true, false);
show_debug_message(instance_exists(plain)); // expect: 1
plain.x = 31;
instance_deactivate_region(0, 0, 32, 32, true, false);
show_debug_message(instance_exists(plain)); // expect: 0
instance_activate_region(0, 0, 32, 32, true);
show_debug_message(instance_exists(plain)); // expect: 1
plain.sprite_index = spr_coin;
plain.x = 100;
plain.y = 100;
show_debug_message(plain.bbox_right); // expect: 103
instance_deactivate_region(104, 0, 10, 200, true, false);
show_debug_message(instance_exists(plain)); // expect: 1
instance_deactivate_region(103, 0, 10, 200, true, false);
show_debug_message(instance_exists(plain)); // expect: 0
