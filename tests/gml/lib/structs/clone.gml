var original = { list: [1, { deep: 2 }], name: "a" };
original.me = original;
original.say = method(original, function() { return name; });
var copy = variable_clone(original);
copy.name = "b";
copy.list[1].deep = 3;
show_debug_message([original.list[1].deep, copy.me == copy, copy.say(), original.say()]); // expect: [ 2,1,"b","a" ]
var flat = variable_clone(original, 0);
flat.list[1].deep = 9;
show_debug_message([original.list[1].deep, flat == original]); // expect: [ 9,0 ]
function Point(_x) constructor { x = _x; static double = function() { return x * 2; }; }
var p = variable_clone(new Point(4));
show_debug_message([instanceof(p), p.double(), is_instanceof(p, Point)]); // expect: [ "Point",8,1 ]
show_debug_message(variable_clone(7));                         // expect: 7
