// and, or, not, xor, mod, div, begin, end, = as comparison, ^ ~ >> <<.
show_debug_message(true and not false); // expect: 1
show_debug_message(false or true); // expect: 1
show_debug_message(true xor true); // expect: 0
show_debug_message(true ^^ false); // expect: 1
show_debug_message(not 1 or 1); // expect: 1
if (3 = 3) begin
    show_debug_message("equal"); // expect: equal
end
var a = 5, b = 5;
show_debug_message(a = b); // expect: 1
show_debug_message(7 mod 3 + 7 div 2); // expect: 4
show_debug_message(6 ^ 3); // expect: 5
show_debug_message(~0); // expect: -1
show_debug_message(-8 >> 1); // expect: -4
show_debug_message(1 << 40); // expect: 1099511627776
show_debug_message(typeof(6 & 3)); // expect: int64
show_debug_message(a <> 4); // expect: 1
var flags = 1;
flags |= 6;
flags ^= 2;
flags &= ~1;
show_debug_message(flags); // expect: 4
