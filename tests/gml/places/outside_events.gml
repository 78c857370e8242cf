// Outside Room once each time an instance leaves, Intersect Boundary in every step; the same for views that are shown.
var guest = instance_create_depth(310, 50, 0, obj_guest, { name: "a" });
guest.hspeed = 20;
// expect: a: outside of the room
// expect: a: on its boundary
// expect: a: on its boundary
call_later(3, time_source_units_frames, function() {
    with (obj_guest) {
        x = 304;
        hspeed = 0;
    }
});
call_later(4, time_source_units_frames, function() {
    with (obj_guest) x = 321;
});
// expect: a: outside of the room
// expect: a: on its boundary

// Without a mask the position counts.
call_later(5, time_source_units_frames, function() {
    instance_destroy(all);
    instance_create_depth(-1, 10, 0, obj_bare, { name: "b" });
    instance_create_depth(320, 240, 0, obj_bare, { name: "corner" });
});
// expect: b: outside of the room
// expect: b: on its boundary

// View 0 shows 160 x 120 pixels from 0, 0.
call_later(6, time_source_units_frames, function() {
    instance_destroy(all);
    view_enabled = true;
    instance_create_depth(200, 50, 0, obj_guest, { name: "c" });
    instance_create_depth(150, 50, 0, obj_guest, { name: "d" });
    instance_create_depth(10, 10, 0, obj_guest, { name: "within" });
    instance_create_depth(160, 10, 0, obj_bare, { name: "point" });
});
// expect: c: outside of view 0
// expect: d: on the boundary of view 0
call_later(7, time_source_units_frames, function() {
    view_visible[0] = false;
    camera_set_view_pos(view_camera[0], 1000, 0);
});
call_later(8, time_source_units_frames, function() {
    show_debug_message(instance_number(obj_guest)); // expect: 4
});
