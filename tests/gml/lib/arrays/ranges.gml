// Offsets count from the end when negative, negative lengths walk backwards.
var a = [1, 2, 3, 4, 5];
show_debug_message(array_reverse(a, 1, 3));             // expect: [ 4,3,2 ]
show_debug_message(array_reverse(a, -1, -2));           // expect: [ 4,5 ]
show_debug_message(array_reverse([]));                  // expect: [  ]
show_debug_message(array_reverse_ext(a, 0, 2));         // expect: 2
show_debug_message(a);                                  // expect: [ 2,1,3,4,5 ]
show_debug_message(array_map(a, function(v, i) { return v * 10 + i; }, -2)); // expect: [ 43,54 ]
show_debug_message(array_filter(a, function(v) { return v > 2; }, -1, -infinity)); // expect: [ 5,4,3 ]
show_debug_message(array_find_index(a, function(v) { return v == 4; }));     // expect: 3
show_debug_message(array_find_index(a, function(v) { return v == 9; }));     // expect: -1
show_debug_message(array_reduce(a, function(sum, v) { return sum + v; }));   // expect: 15
// What == calls equal is found: a number by a text that begins with it.
show_debug_message([array_contains([1, 2, 3], "2"), array_get_index(["1"], 1), array_contains_ext([1, 2], ["2"])]); // expect: [ 1,0,1 ]
show_debug_message([array_contains(["a", ""], 0), array_contains([undefined], "undefined"), array_get_index([true], "1")]); // expect: [ 0,0,0 ]
show_debug_message(array_reduce([], function(sum, v) { return sum + v; }, 7)); // expect: 7
show_debug_message([array_any(a, is_string), array_all(a, is_real)]);        // expect: [ 0,1 ]
show_debug_message(array_create_ext(3, function(i) { return i * i; }));      // expect: [ 0,1,4 ]
show_debug_message(array_copy_while(a, function(v) { return v < 4; }));      // expect: [ 2,1,3 ]
array_foreach(a, function(v, i) { show_debug_message($"{i}:{v}"); }, 3);     // expect: 3:4
// expect: 4:5
show_debug_message(array_filter_ext(a, function(v) { return v mod 2 == 1; })); // expect: 3
show_debug_message(a);                                  // expect: [ 1,3,5,4,5 ]
show_debug_message([array_contains(a, 3), array_get_index(a, 5, -1, -5), array_contains_ext(a, [9, 3]), array_contains_ext(a, [9, 3], true)]); // expect: [ 1,4,1,0 ]
// Asked for all of them, a value that is listed twice has to be there twice.
var moves = ["left", "right", "left", "up"];
show_debug_message([array_contains_ext(moves, ["left", "left"], true), array_contains_ext(moves, ["left", "left", "left"], true), array_contains_ext(moves, ["left", "left", "left"])]); // expect: [ 1,0,1 ]
show_debug_message([array_contains_ext(moves, ["left", "up", "left"], true), array_contains_ext(moves, ["left", "left"], true, 1), array_contains_ext(moves, [], true)]); // expect: [ 1,0,1 ]
array_reduce([], function(sum, v) { return v; });       // expect fault: array_reduce
