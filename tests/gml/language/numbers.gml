// Every way to write a number, and what its type is.
show_debug_message([1e3, 1.5e2, 2E+2, 25e-1, 1e0]); // expect: [ 1000,150,200,2.50,1 ]
show_debug_message([0b101, 0b1111_0000, 0B11]); // expect: [ 5,240,3 ]
show_debug_message([1_000, 12_34.5, 0xFF_FF, $FF]); // expect: [ 1000,1234.50,65535,255 ]
show_debug_message([.5, 5., -.25]); // expect: [ 0.50,5,-0.25 ]
show_debug_message([#FF0000 == c_red, #00FF00 == c_lime, #0000FF == c_blue]); // expect: [ 1,1,1 ]
show_debug_message([typeof(2147483647), typeof(2147483648), typeof(-2147483648)]); // expect: [ "number","int64","int64" ]
show_debug_message([typeof(0x7FFFFFFF), typeof(0x80000000), typeof(0xFFFFFFFFFF)]); // expect: [ "number","int64","int64" ]
show_debug_message(0xFFFFFFFFFFFFFFFF); // expect: -1
show_debug_message([9223372036854775807, 9223372036854775807 - int64(7)]); // expect: [ 9223372036854775807,9223372036854775800 ]
show_debug_message([typeof(5 | 0), typeof(5 & 1), typeof(~5), typeof(5 << 1), typeof(5 >> 1), typeof(5 ^ 1)]);
// expect: [ "int64","int64","int64","int64","int64","int64" ]
// Integers stay integers among themselves; with a real they are reals.
var five = int64(5), two = int64(2);
show_debug_message([five / two, five div two, five mod two, five / 2, five * two, five - two]); // expect: [ 2,2,1,2.50,10,3 ]
show_debug_message([typeof(five / two), typeof(five + 1), typeof(five * two)]); // expect: [ "int64","number","int64" ]
show_debug_message(int64(9007199254740993) + int64(1)); // expect: 9007199254740994
show_debug_message([-7 div 2, -7 mod 2, 7.5 mod 2, 7.5 div 2]); // expect: [ -3,-1,1.50,3 ]
show_debug_message([6 & 3, 6 | 3, 6 ^ 3, ~6, -16 >> 2, 1 << 33]); // expect: [ 2,7,5,-7,-4,8589934592 ]
show_debug_message([1 / 0, -1 / 0, is_nan(0 / 0)]); // expect: [ inf,-inf,1 ]
