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
// Integers stay integers among themselves; with a real they are reals. A whole number that is written as an operand
// counts as an integer, but not one that divides or is divided.
var five = int64(5), two = int64(2);
show_debug_message([five / two, five div two, five mod two, five / 2, five * two, five - two]); // expect: [ 2,2,1,2.50,10,3 ]
show_debug_message([typeof(five / two), typeof(five + 1), typeof(five * two)]); // expect: [ "int64","int64","int64" ]
show_debug_message(int64(9007199254740993) + int64(1)); // expect: 9007199254740994
show_debug_message([typeof(1 + five), typeof(five div 2), typeof(7 mod five), typeof(-five * 3), typeof(five / 2), typeof(7 / five)]);
// expect: [ "int64","int64","int64","int64","number","number" ]
var one = 1;
show_debug_message([typeof(five + one), typeof(five + 0.5), typeof(five * true)]); // expect: [ "number","number","number" ]
var seed = int64(12345678), steam = int64("76561198000000001");
show_debug_message([seed * 1103515245 + 12345, steam + 1, 1 + steam, steam - 1, steam mod 10, steam div 10, 0x10 + steam]);
// expect: [ 13623643882873455,76561198000000002,76561198000000002,76561198000000000,1,7656119800000000,76561198000000017 ]
steam += 1;
var kept = { id: steam, list: [steam] };
kept.id += 1;
kept.id *= 1;
kept.list[0] -= 3;
kept.id++;
global.steam = steam;
global.steam += 5;
show_debug_message([steam, kept.id, kept.list[0], global.steam]);
// expect: [ 76561198000000002,76561198000000004,76561197999999999,76561198000000007 ]
show_debug_message([24 * 60 * 60 * steam == steam * 86400, typeof(24 * 60 * 60 * steam)]); // expect: [ 1,"int64" ]
enum Flag { low = 5, high = 1 << 60, next = Flag.high + 1 }
#macro BIG 1152921504606846977
show_debug_message([Flag.next, typeof(Flag.low + 1), Flag.high - 1, BIG - 1, 1 + BIG, Flag.low / 2]);
// expect: [ 1152921504606846977,"int64",1152921504606846975,1152921504606846976,1152921504606846978,2.50 ]
show_debug_message([int64("1_000"), int64("-12_34.9")]); // expect: [ 1000,-1234 ]
show_debug_message([-7 div 2, -7 mod 2, 7.5 mod 2, 7.5 div 2]); // expect: [ -3,-1,1.50,3 ]
show_debug_message([6 & 3, 6 | 3, 6 ^ 3, ~6, -16 >> 2, 1 << 33]); // expect: [ 2,7,5,-7,-4,8589934592 ]
show_debug_message([1 / 0, -1 / 0, is_nan(0 / 0)]); // expect: [ inf,-inf,1 ]
