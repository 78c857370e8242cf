function pick(_x) {
    var said = "";
    switch (_x) {
        case "a": said += "A";
        case "b": said += "B"; break;
        default: said += "D";
        case 3: said += "3"; break;
        case undefined: said += "U"; break;
        case 0.000001: said += "never"; break;
    }
    return said;
}
show_debug_message(pick("a"));
show_debug_message(pick("b"));
show_debug_message(pick(3.000001));
show_debug_message(pick(99));
show_debug_message(pick(undefined));
// expect: AB
// expect: B
// expect: 3
// expect: D3
// expect: U

for (var i = 0; i < 4; i++) {
    switch (i) {
        case 0: continue;
        case 2: break;
        default: show_debug_message(i);
    }
    if (i == 2) show_debug_message("two");
}
// expect: 1
// expect: two
// expect: 3

switch (4) { }
switch (4) { default: show_debug_message("only"); }
// expect: only
