// A project whose options are older than option_legacy_other_behaviour: a dot before a struct's own method leaves the caller
// as other, and a call without one changes nothing. Compare tests/gml/vm/scopes.gml.
function Inner() constructor {
    tag = "inner";
    ask = function() { return other.tag; };
    ask_again = function() { return ask(); };
    static ask_unbound = function() { return other.tag; };
}
function Outer() constructor {
    tag = "outer";
    inner = new Inner();
    borrowed = inner.ask;
    go = function() { return inner.ask(); };
    go_twice = function() { return inner.ask_again(); };
    go_unbound = function() { return inner.ask_unbound(); };
    go_borrowed = function() { return borrowed(); };
}
global.tag = "global";
var outer = new Outer(), ask = outer.inner.ask;
show_debug_message(outer.go()); // expect: outer
show_debug_message(outer.go_twice()); // expect: outer
show_debug_message(outer.go_unbound()); // expect: outer
show_debug_message(outer.go_borrowed()); // expect: outer
show_debug_message(outer.borrowed()); // expect: global
show_debug_message(ask()); // expect: global
with (outer) show_debug_message(ask()); // expect: outer
with (outer.inner) show_debug_message(ask()); // expect: global
