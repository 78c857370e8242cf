// do..until, repeat, nested break and continue, empty parts of for, switch.
var i = 0;
do {
    i++;
    if (i == 2) continue;
    if (i > 4) break;
} until (i >= 10);
show_debug_message(i); // expect: 5
do i--; until i < 3
show_debug_message(i); // expect: 2
var count = 0;
repeat (2.4) count++;
repeat (-3) count++;
show_debug_message(count); // expect: 2
for (;;) {
    count++;
    if (count > 5) break;
}
show_debug_message(count); // expect: 6
for (var a = 0, b = 10; a < b; { a += 2; b--; }) count++;
show_debug_message(count); // expect: 10
var text = "";
for (var y = 0; y < 3; y++) {
    for (var x = 0; x < 3; x++) {
        if (x == y) continue;
        if (x + y > 2) break;
        text += string(x) + string(y) + " ";
    }
}
show_debug_message(text); // expect: 10 20 01 02 
while (count-- > 0) if (count == 4) break; else continue;
show_debug_message(count); // expect: 4
var which = function(value) {
    switch (value) {
        case "a": return "text";
        case 1:
        case 2: return "few";
        default: return "other";
        case 3: break;
    }
    return "three";
}
show_debug_message([which("a"), which(2), which(3), which(9)]); // expect: [ "text","few","three","other" ]
switch (1.000001) {
    case 1: show_debug_message("within epsilon"); break; // expect: within epsilon
}
var asked = 1;
switch (asked) {
    case ++asked: show_debug_message("what is asked changed"); break;
    case 1: show_debug_message(asked); break; // expect: 2
}
