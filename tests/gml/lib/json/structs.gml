var s = json_parse("{\"a\":[1,true,null],\"b\":{\"c\":\"x\"}}");
show_debug_message(s);                                  // expect: { a : [ 1,1,undefined ], b : { c : "x" } }
show_debug_message(json_stringify(s));                  // expect: {"a":[1.0,true,null],"b":{"c":"x"}}
show_debug_message(json_stringify({ n: 1.5 }, true) == "{\n  \"n\":1.5\n}"); // expect: 1
// Filters see each value, members before what holds them when reading, after when writing.
var doubled = json_stringify({ a: 1, b: [2] }, false, function(key, value) { return is_real(value) ? value * 2 : value; });
show_debug_message(doubled);                            // expect: {"a":2.0,"b":[4.0]}
var read = json_parse("{\"a\":1,\"b\":[2,3]}", function(key, value) { return is_real(value) ? string(key) + "=" + string(value) : value; });
show_debug_message(read);                               // expect: { a : "a=1", b : [ "0=2","1=3" ] }
try { json_parse(undefined); } catch (e) { show_debug_message(e.message); } // expect: json_parse : expects a string argument
try { json_parse("{"); } catch (e) { show_debug_message("bad"); } // expect: bad
var map = json_decode("{\"k\":[1,2],\"t\":true}");
show_debug_message([map[? "k"][| 1], map[? "t"]]);      // expect: [ 2,1 ]
show_debug_message(json_encode(map));                   // expect: {"k":[1.0,2.0],"t":1.0}
ds_map_destroy(map);
show_debug_message(json_decode("{"));                   // expect: -1
json_stringify({ a: 1 }, false, function(key, value) { throw "no"; }); // expect fault: no
