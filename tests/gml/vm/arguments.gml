function defaults(_a, _b = string(_a) + "!", _c = undefined) { return [_a, _b, _c]; }
show_debug_message(defaults(1));
show_debug_message(defaults(1, undefined, 3));
show_debug_message(defaults(, 5));
show_debug_message(defaults(1, 2, 3, 4));
// expect: [ 1,"1!",undefined ]
// expect: [ 1,"1!",3 ]
// expect: [ undefined,5,undefined ]
// expect: [ 1,2,3 ]

function count() { return argument_count; }
show_debug_message(count());
show_debug_message(count(1, , 3));
// expect: 0
// expect: 3

function sum() {
    var total = 0;
    for (var i = 0; i < argument_count; i++) total += argument[i];
    return total;
}
show_debug_message(sum(1, 2, 3, 4, 5));
// expect: 15

function old_style() { argument0 += 1; return argument0 * argument1; }
show_debug_message(old_style(2, 5));
// expect: 15

function named(_first) { argument[0] = 7; return _first; }
show_debug_message(named(1));
// expect: 7

function locals_after_arguments() {
    var a = 1, b = 2, c = 3;
    return argument[3] + a + b + c;
}
show_debug_message(locals_after_arguments(10, 20, 30, 40));
// expect: 46

// What was not given is undefined, also beyond all that was.
function beyond() { return [argument_count, argument[1], argument[9]]; }
show_debug_message(beyond(1, 2));
show_debug_message(beyond(1));
// expect: [ 2,2,undefined ]
// expect: [ 1,undefined,undefined ]

function nothing() {}
show_debug_message(nothing());
// expect: undefined
