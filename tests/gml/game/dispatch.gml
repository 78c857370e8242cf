// event_perform_async: each live instance once, by owner of the handler; async_load inside, nested and afterwards.
show_debug_message(async_load); // expect: -1
var map = ds_map_create();
map[? "id"] = "one";
event_perform_async(ev_async_social, map);
// expect: base for obj_base: one, 7 70
// expect: child first
// expect: base for obj_child: one, 7 70
show_debug_message(ds_exists(map, ds_type_map)); // expect: 0
show_debug_message(async_load); // expect: -1
show_debug_message(inst_child.seen); // expect: [ "one" ]

// A descendant without a handler of its own runs its parent's, once.
instance_create_depth(0, 0, 0, obj_grand);
map = ds_map_create();
map[? "id"] = "two";
event_perform_async(ev_async_social, map);
// expect: base for obj_base: two, 7 70
// expect: child first
// expect: base for obj_child: two, 7 70
// expect: child first
// expect: base for obj_grand: two, 7 70

// Nobody handles it: the map goes all the same.
map = ds_map_create();
event_perform_async(ev_async_push_notification, map);
show_debug_message(ds_exists(map, ds_type_map)); // expect: 0
try {
    event_perform_async(ev_async_social, map);
} catch (e) {
    show_debug_message("dead map refused"); // expect: dead map refused
}

// Outside of an event there is no map to look into; what would have been assigned stays.
var kept = "kept";
try {
    kept = async_load[? "id"];
} catch (e) {
    show_debug_message(kept); // expect: kept
}
