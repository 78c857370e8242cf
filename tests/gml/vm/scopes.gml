// self, other, method, with.
function whose() { return name; }
name = "global";
var one = {name: "one"}, two = {name: "two"};
one.whose = method(undefined, whose);
show_debug_message(whose());
show_debug_message(one.whose());
show_debug_message(method(two, whose)());
with (two) {
    show_debug_message(whose());
    show_debug_message(one.whose());
    show_debug_message(other.name);
    with (one) show_debug_message(name + " " + other.name);
}
// expect: global
// expect: one
// expect: two
// expect: two
// expect: one
// expect: global
// expect: one two

// A literal's right sides are worked out outside of it; bare self and other are the new struct and its maker.
function Maker() constructor {
    tag = "maker";
    make = function() { return {tag: "made by " + tag, me: self, maker: other, copy: tag}; };
}
var made = new Maker().make();
show_debug_message(made.tag);
show_debug_message(made.me.tag);
show_debug_message(made.maker.tag);
show_debug_message(made.copy);
// expect: made by maker
// expect: made by maker
// expect: maker
// expect: maker

// In a bound method other is who called it, and a dot makes that the struct before it (tests/gml/legacy has the other
// rule); in an unbound one it is the caller whose code has the dot.
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
tag = "global";
var outer = new Outer(), ask = outer.inner.ask;
show_debug_message(outer.go());
show_debug_message(outer.go_twice());
show_debug_message(outer.go_unbound());
show_debug_message(outer.go_borrowed());
show_debug_message(outer.borrowed());
show_debug_message(ask());
with (outer) show_debug_message(ask());
with (outer.inner) show_debug_message(ask());
// expect: inner
// expect: inner
// expect: outer
// expect: outer
// expect: outer
// expect: global
// expect: outer
// expect: inner

with (noone) show_debug_message("never");
with (undefined) show_debug_message("never");
with (self) show_debug_message(name);
// expect: global

function leave() { with ({v: 4}) { return v; } }
show_debug_message(leave());
// expect: 4
var loops = 0;
with ({v: 1}) { loops++; if (v) continue; loops += 10; }
with ({v: 1}) { loops++; break; }
show_debug_message(loops);
// expect: 2
