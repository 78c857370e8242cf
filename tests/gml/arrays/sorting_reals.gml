// Reals that the epsilon tells apart have one order; those it does not keep the order they had, as 0 and -0 do.
var row = [3, 1.5, -2, 1.5, infinity, -infinity, 1000000];
array_sort(row, true);
show_debug_message(row);
array_sort(row, false);
show_debug_message(row);
// expect: [ -inf,-2,1.50,1.50,3,1000000,inf ]
// expect: [ inf,1000000,3,1.50,1.50,-2,-inf ]

var close = [2, 1.000009, 1.000001, 1.000005, 0];
array_sort(close, true);
for (var i = 0; i < 5; i++) show_debug_message(string_format(close[i], 1, 6));
// expect: 0.000000
// expect: 1.000009
// expect: 1.000001
// expect: 1.000005
// expect: 2.000000

var signs = [0, -0.0, 0, -1];
array_sort(signs, true);
show_debug_message(json_stringify(signs));
// expect: [-1.0,0.0,-0.0,0.0]

var mixed = [3, "b", 1, "a", true];
array_sort(mixed, true);
show_debug_message(mixed);
// expect: [ 1,1,3,"a","b" ]
