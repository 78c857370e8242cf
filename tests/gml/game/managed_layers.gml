// Instances made by depth, or given another depth than their layer's, are on layers that GameMaker manages and hides.
global.made = instance_create_depth(0, 0, 0, obj_plain);
var made = global.made;
show_debug_message([made.layer, made.depth, layer_get_name(made.layer), array_length(layer_get_all())]); // expect: [ -1,0,"",1 ]
show_debug_message([layer_has_instance("Instances", made), layer_has_instance("Instances", inst_base)]); // expect: [ 0,1 ]
var back = layer_create(100, "Back");
made.layer = back;
show_debug_message([made.layer == back, made.depth, layer_has_instance("Back", made)]); // expect: [ 1,100,1 ]
made.depth = 33;
show_debug_message([made.layer, made.depth, layer_has_instance("Back", made), array_length(layer_get_all_elements("Back"))]); // expect: [ -1,33,0,0 ]
layer_depth("Back", 33);
show_debug_message([made.layer, array_length(layer_get_all())]); // expect: [ -1,2 ]
layer_destroy_instances("Back");
show_debug_message(instance_exists(made)); // expect: 1
layer_add_instance("Back", made);
made.depth = 33.75; // the fraction does not count
show_debug_message(made.layer == back); // expect: 1
made.depth = -5;
global.kept = instance_create_layer(0, 0, "Instances", obj_plain, { depth: 0 });
show_debug_message(layer_get_name(global.kept.layer)); // expect: Instances
instance_deactivate_layer("Instances");
show_debug_message([instance_exists(made), instance_exists(global.kept), instance_exists(inst_base)]); // expect: [ 1,0,0 ]
instance_activate_layer("Instances");
show_debug_message([instance_exists(global.kept), instance_exists(inst_base)]); // expect: [ 1,1 ]
// Persistent ones find the layer of the same name, or stay on a managed one.
made.persistent = true;
global.kept.persistent = true;
room_goto(rm_end);
// expect: cleaned up obj_base
// expect: cleaned up obj_child
call_later(3, time_source_units_frames, function() {
    show_debug_message([room == rm_end, global.made.layer, global.made.depth, layer_get_name(global.kept.layer)]); // expect: [ 1,-1,-5,"Instances" ]
});
