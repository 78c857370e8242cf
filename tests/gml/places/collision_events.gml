// Collision events run between moving and End Step: once for each pair that meets, for both who have one.
var ball = instance_create_depth(0, 0, 0, obj_ball);
ball.hspeed = 4;
instance_create_depth(18, 0, 0, obj_crate);
// expect: obj_ball at 4 met obj_crate: 4 obj_thing of obj_ball
// expect: obj_crate met obj_ball
// expect: end step

// Where one is solid, both are back where they were.
call_later(2, time_source_units_frames, function() {
    instance_destroy(all);
    var ball = instance_create_depth(20, 0, 0, obj_ball);
    ball.hspeed = 5;
    instance_create_depth(40, 0, 0, obj_wall);
});
// expect: obj_ball at 20 before obj_wall at 40

// Two of the same object: the older one first.
call_later(3, time_source_units_frames, function() {
    instance_destroy(all);
    instance_create_depth(108, 0, 0, obj_ball, { name: "one" });
    instance_create_depth(100, 0, 0, obj_ball, { name: "two" });
    instance_create_depth(124, 0, 0, obj_ball, { name: "three" }); // touches "one" without meeting it
});
// expect: one met two
// expect: two met one

// The event for the object itself goes before the one for its parent, which event_inherited runs.
call_later(4, time_source_units_frames, function() {
    instance_destroy(all);
    instance_create_depth(0, 0, 0, obj_super);
    instance_create_depth(8, 0, 0, obj_crate);
    instance_create_depth(4, 4, 0, obj_thing);
});
// expect: obj_super at 0 met obj_thing: 4 obj_thing of obj_ball
// expect: super met a crate
// expect: obj_super at 0 met obj_crate: 4 obj_thing of obj_ball
// expect: obj_crate met obj_super
// expect: end step

// Who destroys itself meets nobody else; who was met still hears of it.
call_later(5, time_source_units_frames, function() {
    instance_destroy(all);
    var ball = instance_create_depth(0, 0, 0, obj_ball);
    ball.fragile = true;
    instance_create_depth(4, 0, 0, obj_crate);
    instance_create_depth(8, 0, 0, obj_crate);
});
// expect: obj_ball at 0 met obj_crate: 4 obj_thing of obj_ball
// expect: obj_crate met obj_ball

// Deactivated ones and those without a mask meet nobody.
call_later(6, time_source_units_frames, function() {
    instance_destroy(all);
    instance_create_depth(0, 0, 0, obj_ball);
    var bare = instance_create_depth(0, 0, 0, obj_crate), asleep = instance_create_depth(0, 0, 0, obj_crate);
    bare.sprite_index = -1;
    instance_deactivate_object(asleep);
});
call_later(7, time_source_units_frames, function() {
    show_debug_message([instance_number(obj_ball), instance_number(obj_crate)]); // expect: [ 1,1 ]
});
