// Arrays: growth, sharing, accessors, legacy indices, deletion.
var a = [1];
a[4] = 5;
show_debug_message(a); // expect: [ 1,0,0,0,5 ]
var b = a;
b[0] = 9;
show_debug_message(a[0]); // expect: 9
a[@ 1] = 7;
show_debug_message(b[1]); // expect: 7
var grid = [];
grid[2][1] = "x";
show_debug_message(array_length(grid)); // expect: 3
show_debug_message(grid[2][1]); // expect: x
var old;
old[1, 2] = 3;
show_debug_message([array_length(old), old[1, 2]]); // expect: [ 2,3 ]
array_push(a, 6, 7);
show_debug_message(array_pop(a)); // expect: 7
show_debug_message(array_length(a)); // expect: 6
array_delete(a, 0, 2);
show_debug_message(a); // expect: [ 0,0,5,6 ]
array_insert(a, 1, "in");
show_debug_message(a); // expect: [ 0,"in",0,5,6 ]
array_resize(a, 2);
show_debug_message(a); // expect: [ 0,"in" ]
array_sort(a, function(one, two) { return is_string(one) ? -1 : 1; });
show_debug_message(a); // expect: [ "in",0 ]
show_debug_message(array_equals([1, [2, 3]], [1, [2, 3]])); // expect: 1
var copy = [];
array_copy(copy, 2, [1, 2, 3], 1, 2);
show_debug_message(copy); // expect: [ 0,0,2,3 ]
try {
    show_debug_message(copy[9]);
} catch (e) {
    show_debug_message("out of range"); // expect: out of range
}
try {
    copy[-1] = 0;
} catch (e) {
    show_debug_message("negative"); // expect: negative
}
