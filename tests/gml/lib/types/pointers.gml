// ptr() of an object is an address of its own, the same while it lives.
var a = {}, b = {}, f = function() {}, list = [];
show_debug_message([typeof(ptr(a)), typeof(ptr(f)), typeof(ptr(list)), typeof(ptr(self))]); // expect: [ "ptr","ptr","ptr","ptr" ]
show_debug_message([ptr(a) == ptr(a), ptr(a) == ptr(b), is_ptr(ptr(a)), is_struct(ptr(a)), is_nan(ptr(a))]); // expect: [ 1,0,1,0,0 ]
show_debug_message(ptr({}) != ptr(a)); // expect: 1
repeat (3000) { var gone = ptr({}); }
show_debug_message(ptr(a) == ptr(a)); // expect: 1
// The hexadecimal digits that a text begins with, else pointer_null.
show_debug_message([ptr("1F") == ptr(31), ptr("1.72") == ptr(1), ptr("other") == pointer_null, ptr("") == pointer_null]); // expect: [ 1,1,1,1 ]
real(ptr(a)); // expect fault: real() argument
