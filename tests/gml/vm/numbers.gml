enum Size { small = 1, big = small_plus_nine, huge = Size.small << 40 }
#macro small_plus_nine 10
show_debug_message(Size.big);
show_debug_message(Size.huge);
show_debug_message(typeof(Size.big));
show_debug_message(typeof(Size.big + 1));
show_debug_message(Size.big / 4);
show_debug_message(7 / 2);
show_debug_message(-7 div 2);
show_debug_message(7.5 mod 2);
show_debug_message(typeof(6 & 3));
show_debug_message(0x7FFFFFFFFFFFFFFF);
show_debug_message(1 == 1.000001);
show_debug_message(1 < 1.000001);
show_debug_message(1 <= 0.999999);
show_debug_message(true + true);
show_debug_message("1" == 1);
show_debug_message(3 * "ab");
show_debug_message(undefined == 0);
show_debug_message(-"5");
// expect: 10
// expect: 1099511627776
// expect: int64
// expect: int64
// expect: 2.50
// expect: 3.50
// expect: -3
// expect: 1.50
// expect: int64
// expect: 9223372036854775807
// expect: 1
// expect: 0
// expect: 1
// expect: 2
// expect: 1
// expect: ababab
// expect: 0
// expect: -5
