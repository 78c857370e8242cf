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

// In a method other is the one who called.
function Inner() constructor {
    tag = "inner";
    ask = function() { return other.tag; };
}
function Outer() constructor {
    tag = "outer";
    inner = new Inner();
    go = function() { return inner.ask(); };
}
show_debug_message(new Outer().go());
// expect: outer

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
