// self and other of an instance are the instance itself; its handle is id.
function Owner() constructor {
    owner = other;
    mine = self;
    static me = function() { return self; }
}
with (inst_base) {
    var me = self;
    show_debug_message([typeof(self), typeof(id), is_struct(self), is_struct(me), is_handle(self), is_handle(id)]);
    // expect: [ "struct","ref",0,0,0,1 ]
    show_debug_message([self == id, id == me, me == self, me != id, array_contains([self], id), me == inst_child]); // expect: [ 1,1,1,0,1,0 ]
    // Written into string() or a template the names are their old numbers; the value shows the variables.
    show_debug_message([string(self), $"{self} {other}", string("{0}{1}", self, other)]); // expect: [ "-1","-1 -2","-1-2" ]
    show_debug_message(self); // expect: { gold : 10, seen : [  ], steps : 0 }
    show_debug_message(string(me)); // expect: { gold : 10, seen : [  ], steps : 0 }
    show_debug_message(json_stringify(self)); // expect: {"gold":10.0,"seen":[],"steps":0.0}
    show_debug_message(struct_get_names(me)); // expect: [ "gold","seen","steps" ]
    show_debug_message([struct_exists(me, "x"), me[$ "x"] == x, me.id == id, me.object_index == obj_base]); // expect: [ 1,1,1,1 ]
    show_debug_message([instance_exists(self), instance_number(me), instanceof(self), is_instanceof(self, Owner)]); // expect: [ 1,1,"instance",0 ]
    me.gold = 11;
    variable_instance_set(self, "silver", 2);
    show_debug_message([gold, me.silver, variable_instance_exists(me, "silver")]); // expect: [ 11,2,1 ]
    var times = 0;
    with (self) times++;
    with (me) times++;
    show_debug_message(times); // expect: 2
    show_debug_message(variable_clone(self) == me); // expect: 1
    var map = ds_map_create();
    map[? self] = "by instance";
    map[? "value"] = self;
    show_debug_message([map[? me], map[? "value"] == id]); // expect: [ "by instance",1 ]
    ds_map_destroy(map);
    // A method holds the instance and tells its handle.
    var bound = method(self, function() { return self; });
    show_debug_message([bound() == me, typeof(method_get_self(bound)), method_get_self(bound) == me]); // expect: [ 1,"ref",1 ]
    var weak = weak_ref_create(self);
    show_debug_message([weak_ref_alive(weak), weak.ref == me]); // expect: [ 1,1 ]
    // In a literal and a constructor self is the new struct.
    var literal = { it: self, maker: other, own: me, x1: self.gold };
    show_debug_message([is_struct(literal.it), literal.it == literal, literal.maker == me, literal.own == id, literal.x1]); // expect: [ 1,1,1,1,11 ]
    var owned = new Owner();
    show_debug_message([owned.owner == me, typeof(owned.owner), owned.mine == owned, owned.me() == owned]); // expect: [ 1,"struct",1,1 ]
    with (owned) show_debug_message([string(self), other == me, is_struct(self)]); // expect: [ "-1",1,1 ]
    switch (self) {
        case me: show_debug_message("the same"); break; // expect: the same
    }
    keeper = function() { return gold; };
    loop = self;
    global.kept = self;
    global.kept_id = id;
    instance_destroy(self);
    // expect: destroyed obj_base
    // expect: cleaned up obj_base
}
// What was kept can be read when the instance is gone, and its methods run.
call_later(3, time_source_units_frames, function() {
    var kept = global.kept, visits = 0;
    with (kept) visits++;
    show_debug_message([instance_exists(kept), instance_exists(global.kept_id), visits, typeof(kept)]); // expect: [ 0,0,0,"struct" ]
    show_debug_message([kept.gold, kept.keeper(), kept.loop == kept]); // expect: [ 11,11,1 ]
    kept.gold++;
    show_debug_message(kept.gold); // expect: 12
    try {
        show_debug_message(global.kept_id.gold);
    } catch (e) {
        show_debug_message("its handle means nobody"); // expect: its handle means nobody
    }
});
