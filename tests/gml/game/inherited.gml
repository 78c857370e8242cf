// event_inherited through generations, all and noone, events of other objects.
show_debug_message([instance_number(all), instance_exists(noone), instance_find(obj_base, 5), instance_nearest(0, 0, obj_plain)]); // expect: [ 2,0,-4,-4 ]
var visits = 0;
with (all) visits++;
with (noone) visits += 100;
show_debug_message(visits); // expect: 2
show_debug_message([all, noone, instance_find(all, 0) == inst_base, instance_find(all, 1) == inst_child]); // expect: [ -3,-4,1,1 ]
try {
    all.gold = 1;
} catch (e) {
    show_debug_message("not through all"); // expect: not through all
}
try {
    all.x = 1;
} catch (e) {
    show_debug_message(e.message); // expect: Unable to find any instance for object index '-3' name '<undefined>'
}
try {
    show_debug_message(noone.gold);
} catch (e) {
    show_debug_message("not through noone"); // expect: not through noone
}
show_debug_message(inst_child.gold); // expect: 15
with (instance_create_depth(0, 0, 0, obj_grand)) {
    show_debug_message(gold); // expect: 15
    event_user(0); // expect: user event, gold 15, other is self: 0
    event_perform(ev_other, ev_user0); // expect: user event, gold 15, other is self: 0
    event_perform_object(obj_base, ev_other, ev_user0); // expect: user event, gold 15, other is self: 0
    event_user(1);
    event_user(99);
    instance_change(obj_plain, false);
    show_debug_message([object_get_name(object_index), gold]); // expect: [ "obj_plain",15 ]
    event_inherited();
    event_user(0);
    instance_destroy();
}
show_debug_message([instance_number(obj_grand), instance_number(obj_plain)]); // expect: [ 0,0 ]
