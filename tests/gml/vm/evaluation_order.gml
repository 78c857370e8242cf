// Operands, arguments, elements and keys from left to right; an assignment works out its value before its target's parts.
log = "";
function say(_text, _value) { log += _text; return _value; }
function three(_a, _b, _c) { return _a + _b + _c; }

show_debug_message(say("a", 1) + say("b", 2) * say("c", 3));
show_debug_message(log); log = "";
show_debug_message(three(say("1", 1), say("2", 2), say("3", 3)));
show_debug_message(log); log = "";
show_debug_message([say("x", 1), say("y", 2)]);
show_debug_message(log); log = "";
var s = {a: say("p", 1), b: say("q", 2)};
show_debug_message(log); log = "";
var list = [0, 0];
list[say("k", 1)] = say("v", 5);
show_debug_message(log); log = "";
list[say("k", 1)] += say("v", 5);
show_debug_message(log); log = "";
show_debug_message(list);
show_debug_message(say("l", false) && say("r", true));
show_debug_message(say("l", true) || say("r", true));
show_debug_message(say("u", undefined) ?? say("v", 3));
show_debug_message(log);
var i = 1;
show_debug_message(i + i++ + i);
i = 1;
show_debug_message(i++ + ++i);
i = i++;
show_debug_message(i);
// expect: 7
// expect: abc
// expect: 6
// expect: 123
// expect: [ 1,2 ]
// expect: xy
// expect: pq
// expect: vk
// expect: kv
// expect: [ 0,10 ]
// expect: 0
// expect: 1
// expect: 3
// expect: lluv
// expect: 4
// expect: 4
// expect: 3
