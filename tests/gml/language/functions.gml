// Defaults, skipped arguments, named function expressions, closures over self, statics, argument[].
function defaults(a, b = a * 2, c = undefined) { return [a, b, c]; }
show_debug_message(defaults(1)); // expect: [ 1,2,undefined ]
show_debug_message(defaults(1, undefined, 3)); // expect: [ 1,2,3 ]
show_debug_message(defaults(1,, 3)); // expect: [ 1,2,3 ]
show_debug_message(defaults(1,,)); // expect: [ 1,2,undefined ]
function counted() { return argument_count; }
show_debug_message([counted(), counted(1), counted(1, 2)]); // expect: [ 0,1,2 ]
function sum() {
    var total = 0;
    for (var i = 0; i < argument_count; i++) total += argument[i];
    return total;
}
show_debug_message(sum(1, 2, 3, 4)); // expect: 10
var named = function twice(x) { return x * 2; };
show_debug_message(named(4)); // expect: 8
function next() {
    static number = 10;
    return number++;
}
next();
show_debug_message(next()); // expect: 11
show_debug_message(next.number); // expect: 12
show_debug_message((function(x) { return x + 1; })(1)); // expect: 2
var make = function(step) {
    return { total: 0, step: step, add: function() { total += step; return self; } };
}
show_debug_message(make(3).add().add().total); // expect: 6
function nothing() { }
show_debug_message(nothing()); // expect: undefined
show_debug_message(script_execute(sum, 5, 6)); // expect: 11
var bound = method({ value: 4 }, function() { return value; });
show_debug_message(bound()); // expect: 4
show_debug_message(method_get_self(bound).value); // expect: 4
