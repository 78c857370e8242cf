show_debug_message(string("{0} and {1}, {0}", 1, "two"));  // expect: 1 and two, 1
show_debug_message(string("{2} {x} {{0}}", 1, 2));         // expect: {2} {x} {0}
show_debug_message(string("only {0}"));                    // expect: only {0}
show_debug_message(string_ext("{0}-{1}", ["a", "b"]));     // expect: a-b
show_debug_message("{0} + {1}", 1, 2.5);                   // expect: 1 + 2.50
show_debug_message_ext("{1}{0}", ["b", "a"]);              // expect: ab
show_debug_message(string_format(3.14159, 4, 2));          // expect:    3.14
show_debug_message(string_format(-0.5, 1, 0));             // expect: -0
show_debug_message(string_digits("a1b22"));                // expect: 122
var named = { toString: function() { return "<" + name + ">"; }, name: "n" };
show_debug_message(string(named));                         // expect: <n>
show_debug_message(string_concat("x", named, 1));          // expect: x<n>1
show_debug_message(string_join(",", named, named));        // expect: <n>,<n>
show_debug_message([named, { inner: named }]);             // expect: [ <n>,{ inner : <n> } ]
