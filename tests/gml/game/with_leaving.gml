// break, continue and return inside with; newcomers are not visited; destroyed ones are skipped.
function first_of(object) {
    with (object) return id;
    return noone;
}
show_debug_message(first_of(obj_base) == inst_base.id); // expect: 1
show_debug_message(first_of(obj_plain)); // expect: -4
var visited = 0;
with (obj_base) {
    visited++;
    if (visited > 5) break;
    instance_create_depth(0, 0, 0, obj_plain);
    instance_copy(false);
}
show_debug_message(visited); // expect: 2
visited = 0;
with (obj_plain) {
    visited++;
    with (obj_plain) if (id != other.id) instance_destroy();
}
show_debug_message(visited); // expect: 1
