var a = [];
array_push(a, 1, 2, 3);
array_insert(a, 1, "x", "y");
show_debug_message(a);                       // expect: [ 1,"x","y",2,3 ]
array_insert(a, 7, 9);
show_debug_message(a);                       // expect: [ 1,"x","y",2,3,0,0,9 ]
array_delete(a, -1, -3);
show_debug_message(a);                       // expect: [ 1,"x","y",2,3 ]
array_delete(a, 1, 2);
show_debug_message([array_pop(a), array_shift(a), a]); // expect: [ 3,1,[ 2 ] ]
show_debug_message([array_pop([]), array_first([]), array_last([4, 5])]); // expect: [ undefined,undefined,5 ]
array_copy(a, 3, [7, 8, 9], -1, -2);
show_debug_message(a);                       // expect: [ 2,0,0,9,8 ]
array_copy(a, 1, a, 0, 3);
show_debug_message(a);                       // expect: [ 2,2,0,0,8 ]
array_resize(a, 2);
show_debug_message(array_concat(a, [1], [])); // expect: [ 2,2,1 ]
show_debug_message(array_unique([3, 1, 3, "1", 1])); // expect: [ 3,1,"1" ]
show_debug_message(array_union([1, 2], [2, 3], [4])); // expect: [ 1,2,3,4 ]
show_debug_message(array_intersection([3, 1, 2, 3], [2, 3], [3, 2, 1])); // expect: [ 3,2 ]
show_debug_message(array_equals([1, [2, "x"]], [1, [2, "x"]])); // expect: 1
show_debug_message(array_length("no array")); // expect: 0
show_debug_message(array_create(NaN, 1)); // expect: [  ]
array_get(a, 2);                              // expect fault: array_get :: Index [2] out of range [2]
