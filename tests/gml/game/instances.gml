// Creating, with, all, noone, reading and writing through objects, destroying, activation.
show_debug_message([instance_number(obj_base), instance_number(obj_child), instance_exists(obj_plain)]); // expect: [ 2,1,0 ]
show_debug_message(inst_child.gold); // expect: 15
show_debug_message(inst_child.price); // expect: 3
show_debug_message(obj_base.gold); // expect: 10
var made = instance_create_layer(5, 6, "Instances", obj_child, { price: 9 });
show_debug_message([made.x, made.y, made.price, made.gold]); // expect: [ 5,6,9,15 ]
obj_child.gold = 1;
show_debug_message([inst_child.gold, made.gold, inst_base.gold]); // expect: [ 1,1,10 ]
var count = 0;
with (obj_base) count++;
with (all) count += 10;
with (noone) count += 1000;
with (obj_plain) count += 1000;
show_debug_message(count); // expect: 33
with (made) {
    gold += other_gold();
    show_debug_message(gold); // expect: 3
    with (inst_base) show_debug_message(other.gold); // expect: 3
}
function other_gold() { return 2; }
show_debug_message(object_is_ancestor(obj_child, obj_base)); // expect: 1
show_debug_message(made.object_index == obj_child); // expect: 1
with (inst_base) event_user(0); // expect: user event, gold 10, other is self: 0
with (obj_child) if (id == made) instance_destroy();
// expect: destroyed obj_child
// expect: cleaned up obj_child
show_debug_message(instance_exists(made)); // expect: 0
show_debug_message(instance_number(obj_child)); // expect: 1
instance_deactivate_object(inst_child);
show_debug_message([instance_exists(inst_child), inst_child.gold]); // expect: [ 0,1 ]
instance_activate_object(inst_child);
show_debug_message(instance_exists(inst_child)); // expect: 1
with (inst_base) instance_destroy(id, false); // expect: cleaned up obj_base
try {
    show_debug_message(obj_plain.gold);
} catch (e) {
    show_debug_message(string_pos("Unable to find any instance for object index", e.message) > 0); // expect: 1
}
// Built-in variables by name, on one instance and on all of an object.
var plain = instance_create_depth(1, 2, 0, obj_plain);
variable_instance_set(plain, "x", 55);
struct_set(plain, "depth", 5);
plain[$ "y"] = 7;
show_debug_message([plain.x, plain.y, plain.depth, variable_instance_get(plain, "x")]); // expect: [ 55,7,5,55 ]
variable_instance_set(obj_plain, "image_angle", 9);
struct_set_from_hash(plain, variable_get_hash("visible"), false);
variable_struct_set(plain, "hspeed", 3);
show_debug_message([plain.image_angle, plain.visible, plain.speed]); // expect: [ 9,0,3 ]
try {
    variable_instance_set(plain, "id", 3);
} catch (e) {
    show_debug_message(e.message); // expect: Attempting to write to a read-only variable id
}
// An object's number in the message is no real.
try {
    show_debug_message((100000).gold);
} catch (e) {
    show_debug_message(e.message); // expect: Unable to find any instance for object index '100000' name '<undefined>'
}
// What a weak reference answers is the instance itself, equal to its handle and number.
var watcher = weak_ref_create(plain);
show_debug_message([watcher.ref == plain, plain == watcher.ref, watcher.ref == real(plain), watcher.ref == inst_child]); // expect: [ 1,1,1,0 ]
