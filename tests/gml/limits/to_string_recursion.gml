// A toString that calls string() on itself is recursion too.
var endless = { toString: function() { return string(self); } };
show_debug_message(string(endless));
// expect limit: depth
