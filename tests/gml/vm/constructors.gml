// The rules that GameMaker's own test suite rests on.
function Shape(_name) constructor {
    name = _name;
    kind = instanceof(self);
    static describe = function() { return name + ":" + string(area()); };
    static area = function() { return 0; };
    static made = 0;
    made_before = Shape.made;
    Shape.made++;
}
function Square(_side) : Shape("square") constructor {
    side = _side;
    static area = function() { return side * side; };
    static say = describe; // an inherited static
}
function Cube(_side) : Square(_side) constructor {
    name = "cube";
    static area = function() { return side * side * 6; };
}
var a = new Square(3), b = new Cube(2), c = new Shape("dot");
show_debug_message(a.describe());
show_debug_message(b.say());
show_debug_message(c.describe());
show_debug_message(a.kind + " " + b.kind + " " + instanceof(b));
show_debug_message(c.made_before);
show_debug_message(Shape.made);
show_debug_message(a);
// expect: square:9
// expect: cube:24
// expect: dot:0
// expect: Shape Shape Cube
// expect: 2
// expect: 3
// expect: { name : "square", kind : "Shape", made_before : 0, side : 3 }

// A static method is not bound: self is whoever it is called on.
var borrowed = {side: 10, area: a.area};
show_debug_message(borrowed.area());
// expect: 100

// A function written in the constructor is bound to the struct that it made.
function Counter() constructor {
    n = 0;
    bump = function() { n++; return n; };
}
var counter = new Counter();
var bump = counter.bump;
bump();
show_debug_message(bump());
show_debug_message(counter.n);
// expect: 2
// expect: 2

// Statics exist before the first statement runs.
function early() { return before; static before = 4; }
show_debug_message(early());
// expect: 4

function Base() constructor { static value = 1; }
function Derived() : Base() constructor { value = 5; }
var derived = new Derived();
show_debug_message(derived.value);
show_debug_message(Base.value);
// expect: 5
// expect: 1

show_debug_message(new nobody_here()); // expect fault: unknown function or script 'nobody_here'
