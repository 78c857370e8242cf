show_debug_message("plain {0}");             // expect: plain {0}
show_debug_message("{0}!", "hi");            // expect: hi!
show_debug_message({ a: 1 });                // expect: { a : 1 }
function outer() { return debug_get_callstack(); }
show_debug_message(string_starts_with(outer()[0], "gml_Script_outer")); // expect: 1
function stack_of(most) { return debug_get_callstack(most); }
var stack = stack_of(1);
show_debug_message([array_length(stack), stack[1], array_last(outer())]); // expect: [ 2,0,0 ]
show_debug_message(stack_of(0));              // expect: [ 0 ]
show_debug_message(code_is_compiled());      // expect: 0
try { show_error("it goes on", false); } catch (e) { show_debug_message("no: " + e.message); } // expect: no: it goes on
try { show_error("it broke", true); } catch (e) { show_debug_message(e.message); } // expect: it broke
show_debug_message(md5_string_utf8("abc"));  // expect: 900150983cd24fb0d6963f7d28e17f72
show_debug_message(md5_string_unicode("ab")); // expect: aa3a791e273bce9cf4a2a7caa9028b36
show_debug_message(sha1_string_utf8("abc")); // expect: a9993e364706816aba3e25717850c26c9cd0d89d
show_debug_message(base64_decode(base64_encode("añ🙂"))); // expect: añ🙂
show_error("the end", true);                 // expect fault: the end
