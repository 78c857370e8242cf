function deep(_n) {
    if (_n == 0) return undefined + 1;
    return deep(_n - 1);
}
try {
    deep(2);
} catch (_e) {
    show_debug_message(_e.message);
    show_debug_message(_e.line);
    show_debug_message(_e.script);
    show_debug_message(array_length(_e.stacktrace));
    show_debug_message(_e.stacktrace[0]);
    show_debug_message(typeof(_e.longMessage));
}
// expect: DoAdd :: Execution Error
// expect: 2
// expect: gml_Script_deep
// expect: 4
// expect: gml_Script_deep (line 2)
// expect: string

// Anything can be thrown.
var things = [1, "text", {a: 1}, [1, 2], undefined];
for (var i = 0; i < array_length(things); i++) {
    try { throw things[i]; } catch (_e) { show_debug_message(_e); }
}
// expect: 1
// expect: text
// expect: { a : 1 }
// expect: [ 1,2 ]
// expect: undefined

// Through functions, loops and with.
function raise() { with ({x1: 1}) { repeat (3) { throw x1; } } }
x1 = 5;
try { raise(); } catch (_e) { show_debug_message(_e + x1); }
// expect: 6

// The variable keeps its value behind the catch.
try { throw 3; } catch (_e) {}
show_debug_message(_e);
// expect: 3

var unset;
show_debug_message(unset); // expect fault: local variable unset(
