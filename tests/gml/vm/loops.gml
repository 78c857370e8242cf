var n = 0;
repeat (2.5) n++;
show_debug_message(n);
repeat (-3) n++;
show_debug_message(n);
var i = 10;
while (i > 0) { i -= 3; if (i == 4) continue; if (i < 2) break; }
show_debug_message(i);
do i++; until (i >= 5);
show_debug_message(i);
for (;;) { if (i-- < 3) break; }
show_debug_message(i);
for (var a = 0, b = 10; a < b; { a++; b -= 2; }) {}
show_debug_message(string(a) + " " + string(b));
var total = 0;
for (var y1 = 0; y1 < 3; y1++) for (var x1 = 0; x1 < 3; x1++) { if (x1 == 1) continue; if (y1 == 2) break; total += x1 * 10 + y1; }
show_debug_message(total);
// expect: 2
// expect: 2
// expect: 1
// expect: 5
// expect: 1
// expect: 4 2
// expect: 42
