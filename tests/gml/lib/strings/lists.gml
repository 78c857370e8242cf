show_debug_message(string_split("a,b,,c", ","));            // expect: [ "a","b","","c" ]
show_debug_message(string_split("a,b,,c", ",", true));      // expect: [ "a","b","c" ]
show_debug_message(string_split("a,b,c,d", ",", false, 2)); // expect: [ "a","b","c,d" ]
show_debug_message(string_split("a,b,c", ",", false, -1));  // expect: [ "a","b","c" ]
show_debug_message(string_split("abc", ""));                // expect: [ "abc" ]
show_debug_message(string_split_ext("a, b;c", [", ", ";"])); // expect: [ "a","b","c" ]
show_debug_message(string_join("-", 1, "b", [2]));          // expect: 1-b-[ 2 ]
show_debug_message(string_join_ext("/", ["a", "b", "c"], -2)); // expect: b/c
show_debug_message(string_concat_ext(["a", "b", "c"], 2, -3)); // expect: cba
show_debug_message("[" + string_trim("  x y \n") + "]");    // expect: [x y]
show_debug_message(string_trim("__x--", ["_", "-"]));       // expect: x
show_debug_message(string_trim_start("  x "));              // expect: x 
string_foreach("aé🙂", function(c, at) { show_debug_message($"{at}{c}"); }); // expect: 1a
// expect: 2é
// expect: 3🙂
string_foreach("aé🙂", function(c, at) { show_debug_message($"{at}{c}"); }, -1, -2); // expect: 3🙂
// expect: 2é
