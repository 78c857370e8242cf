// A project whose options are older than option_legacy_json_parsing: what follows the value is ignored by json_parse.
show_debug_message(json_parse("[1] x")); // expect: [ 1 ]
show_debug_message(json_parse("{\"a\":1}}")); // expect: { a : 1 }
var doubled = json_parse("[1,2] and more", function(key, value) { return is_real(value) ? value * 2 : value; });
show_debug_message(doubled); // expect: [ 2,4 ]
try { json_parse("[1 x]"); } catch (e) { show_debug_message("not JSON"); } // expect: not JSON
show_debug_message(json_decode("[1] x")); // expect: -1
