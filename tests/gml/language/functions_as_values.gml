// Functions as values: built in ones, named ones, literals and what they are bound to.
var is = is_string, up = string_upper;
show_debug_message([is("a"), is(1), up("abc"), is == is_string, is == is_real]); // expect: [ 1,0,"ABC",1,0 ]
var table = { check: is_numeric, make: array_create };
show_debug_message([table.check(4), table.make(2, "x")]); // expect: [ 1,[ "x","x" ] ]
show_debug_message(array_map(["a", "b"], string_upper)); // expect: [ "A","B" ]
show_debug_message([typeof(is_string), is_callable(is_string), is_method(is_string)]); // expect: [ "number",1,0 ]
function named(value) { return value + 1; }
show_debug_message([typeof(named), is_callable(named), is_method(named), script_get_name(named)]); // expect: [ "ref",1,0,"named" ]
var literal = function(value) { return value * 2; };
show_debug_message([typeof(literal), is_callable(literal), is_method(literal)]); // expect: [ "method",1,1 ]
var expression = function half(value) { return value / 2; };
show_debug_message([expression(8), (function(value) { return -value; })(3), (true ? named : expression)(1)]); // expect: [ 4,-3,2 ]
var same = literal;
show_debug_message([same == literal, method(undefined, literal) == literal, literal == expression]); // expect: [ 1,0,0 ]
// A literal is bound to the self it was made in, inside a struct literal to that struct; method() says otherwise.
var holder = { tag: "holder", tell: function() { return tag; } };
var tell = holder.tell;
show_debug_message(tell()); // expect: holder
show_debug_message(method({ tag: "other" }, tell)()); // expect: other
var loose = method(undefined, tell);
show_debug_message(is_undefined(method_get_self(loose))); // expect: 1
with ({ tag: "whoever runs it" }) show_debug_message(loose()); // expect: whoever runs it
var moved = { tag: "moved", tell: loose };
show_debug_message(moved.tell()); // expect: moved
// Calls of what calls give, of elements, of members.
var list = [function() { return function(n) { return n + 10; }; }, holder];
show_debug_message([list[0]()(1), list[1].tell(), holder[$ "tell"]()]); // expect: [ 11,"holder","holder" ]
function gaps(a, b, c = "default") { return [a, b, c, argument_count]; }
show_debug_message(gaps(1,,3)); // expect: [ 1,undefined,3,3 ]
show_debug_message(gaps(,2)); // expect: [ undefined,2,"default",2 ]
show_debug_message(gaps(1, 2, undefined)); // expect: [ 1,2,"default",3 ]
show_debug_message(gaps(1, 2,,)); // expect: [ 1,2,"default",3 ]
show_debug_message(method_call(gaps, [1, 2, 3], 1)); // expect: [ 2,3,"default",2 ]
show_debug_message(method_call(gaps, [1, 2, 3], -2, 1)); // expect: [ 2,undefined,"default",1 ]
show_debug_message(script_execute_ext(gaps, [7, 8], 1)); // expect: [ 8,undefined,"default",1 ]
try {
    var nothing = 3;
    nothing();
} catch (e) {
    show_debug_message("not a function"); // expect: not a function
}
