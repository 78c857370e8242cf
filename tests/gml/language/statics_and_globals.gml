globalvar declared, other_one;
declared = 4;
other_one = declared + 1;
show_debug_message([global.declared, other_one, variable_global_exists("declared")]); // expect: [ 4,5,1 ]
function reads() { return declared; }
show_debug_message(reads()); // expect: 4
delete declared;
show_debug_message(declared); // expect: undefined
var local = { a: 1 };
delete local;
show_debug_message(is_undefined(local)); // expect: 1
var struct = { held: { v: 1 } };
var weak = weak_ref_create(struct.held);
delete struct.held;
show_debug_message([struct, weak_ref_alive(weak)]); // expect: [ { held : undefined },0 ]
function statics() {
    static made = statics_made();
    static list = [1, 2];
    made++;
    return made;
}
function statics_made() { show_debug_message("once"); return 10; }
statics(); // expect: once
statics();
show_debug_message([statics.made, statics.list, static_get(statics).made]); // expect: [ 12,[ 1,2 ],12 ]
statics.made = 50;
show_debug_message(statics()); // expect: 51
function Parent() constructor {
    static shared = "parent";
    static tell = function() { return shared; };
    static count = 0;
    static add = function() { return ++count; };
}
function Child() : Parent() constructor {
    static own = "child of " + shared;
    static tell_both = function() { return own + "/" + tell(); };
}
var child = new Child();
show_debug_message(child.tell_both()); // expect: child of parent/parent
show_debug_message(static_get(static_get(Child)) == static_get(Parent)); // expect: 1
// The root that all static structs and plain structs share; nothing is behind it.
var root = static_get(static_get(Parent));
show_debug_message([is_struct(root), static_get({}) == root, static_get(root), static_get(undefined)]); // expect: [ 1,1,undefined,undefined ]
var links = 0;
for (var node = static_get(Child); !is_undefined(node); node = static_get(node)) links++;
show_debug_message(links); // expect: 3
new Parent().add();
// Reading finds the static, writing makes a member of the struct.
show_debug_message([child.add(), child.add(), Parent.count, variable_struct_get_names(child)]); // expect: [ 1,2,0,[ "count" ] ]
static_set(child, { own: "replaced", tell: function() { return "new"; } });
show_debug_message([child.own, child.tell()]); // expect: [ "replaced","new" ]
show_debug_message([is_instanceof(new Child(), Parent), instanceof(new Child()), instanceof({})]); // expect: [ 1,"Child","struct" ]
var started = current_time, rounds = 0;
while (current_time < started + 1) if (++rounds > 100000) break;
show_debug_message(rounds < 100000); // expect: 1
