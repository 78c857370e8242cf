// A toString that calls string() on itself is recursion too. Written as string(self) it would only be "-1".
var endless = { toString: function() { var me = self; return string(me); } };
show_debug_message(string({ toString: function() { return string(self); } })); // expect: -1
show_debug_message(string(endless));
// expect limit: depth
