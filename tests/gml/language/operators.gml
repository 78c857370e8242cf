// Ternaries, nullish, short circuits, increments, compound assignment, comparison bands, integer division.
var order = [];
var note = function(order, value) { array_push(order, value); return value; };
show_debug_message(true ? false ? 1 : 2 : 3); // expect: 2
show_debug_message(false ? 1 : true ? 2 : 3); // expect: 2
var nothing = undefined;
show_debug_message(nothing ?? "default"); // expect: default
nothing ??= 4;
nothing ??= 5;
show_debug_message(nothing); // expect: 4
if (note(order, false) && note(order, true)) order = [];
if (note(order, true) || note(order, true)) array_push(order, "end");
show_debug_message(order); // expect: [ 0,1,"end" ]
var i = 5;
show_debug_message(i++ + ++i); // expect: 12
show_debug_message(i--); // expect: 7
i += 4; i -= 2; i *= 3; i /= 2; i %= 7;
show_debug_message(i); // expect: 5
show_debug_message(1 == 1.000001); // expect: 1
show_debug_message(1 < 1.000001); // expect: 0
show_debug_message(0.1 + 0.2 == 0.3); // expect: 1
show_debug_message(7 div 2 + -7 div 2); // expect: 0
show_debug_message(-7 mod 3); // expect: -1
show_debug_message(1 / 0); // expect: inf
show_debug_message("1" == 1); // expect: 1
show_debug_message("a" + "b" + string(3)); // expect: ab3
show_debug_message(3 * "ab"); // expect: ababab
show_debug_message(!0.4); // expect: 1
show_debug_message(undefined == 0); // expect: 0
show_debug_message([1] == [1]); // expect: 0
try {
    show_debug_message("a" + 1);
} catch (e) {
    show_debug_message("no sum"); // expect: no sum
}

// A plus sign before a value is nothing at all.
show_debug_message("skipped: " + +string(2)); // expect: skipped: 2
show_debug_message([+"x", typeof(+true)]); // expect: [ "x","bool" ]
