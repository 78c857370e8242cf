var a = [3, 1, 2];
array_sort(a, true);
show_debug_message(a);                  // expect: [ 1,2,3 ]
array_sort(a, false);
show_debug_message(a);                  // expect: [ 3,2,1 ]
array_sort(a, function(x, y) { return x - y; });
show_debug_message(a);                  // expect: [ 1,2,3 ]
var words = ["pear", "fig", "apple", "kiwi"];
array_sort(words, true);
show_debug_message(words);              // expect: [ "apple","fig","kiwi","pear" ]
array_sort(words, function(x, y) { return string_length(x) - string_length(y); });
show_debug_message(words);              // expect: [ "fig","kiwi","pear","apple" ]
// Fractions below 1 count as equal, so nothing moves.
var b = [3, 1, 2];
array_sort(b, function(x, y) { return (x - y) / 10; });
show_debug_message(b);                  // expect: [ 3,1,2 ]
// A comparison that contradicts itself gives some order of the same values.
var c = array_create_ext(50, function(i) { return i; });
array_sort(c, function(x, y) { return 1; });
array_sort(c, true);
show_debug_message([c[0], c[49], array_length(c)]); // expect: [ 0,49,50 ]
// One that empties the array does no harm.
global.d = [2, 1, 3];
array_sort(global.d, function(x, y) { array_resize(global.d, 1); return x - y; });
show_debug_message(global.d);           // expect: [ 1 ]
array_sort([2, 1], function(x, y) { }); // expect fault: array_sort
