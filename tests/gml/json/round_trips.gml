// json_stringify, json_parse, json_encode, json_decode: kinds, nesting, errors.
show_debug_message(json_stringify({ a: 1, b: [true, undefined, "x\n"] })); // expect: {"a":1.0,"b":[true,null,"x\n"]}
var parsed = json_parse("{\"n\": 2.5, \"list\": [1, {\"deep\": null}], \"flag\": false}");
show_debug_message([parsed.n, parsed.list[1].deep, parsed.flag]); // expect: [ 2.50,undefined,0 ]
show_debug_message(typeof(parsed.flag)); // expect: bool
try {
    json_parse("{\"open\": ");
} catch (e) {
    show_debug_message("not JSON"); // expect: not JSON
}
try {
    json_parse("[1] x");
} catch (e) {
    show_debug_message(e.message); // expect: json_parse :: expected the end of the text at character 5
}
var map = ds_map_create(), list = ds_list_create();
ds_list_add(list, 1, "two");
ds_map_add_list(map, "list", list);
map[? "n"] = 1.5;
show_debug_message(json_encode(map)); // expect: {"list":[1.0,"two"],"n":1.5}
ds_map_destroy(map);
var decoded = json_decode("{\"a\": {\"b\": [10, 20]}, \"t\": true}");
show_debug_message(decoded[? "a"][? "b"][| 1]); // expect: 20
show_debug_message([decoded[? "t"], typeof(decoded[? "t"])]); // expect: [ 1,"number" ]
ds_map_destroy(decoded);
decoded = json_decode("[1, 2]");
show_debug_message(ds_list_size(decoded[? "default"])); // expect: 2
ds_map_destroy(decoded);
show_debug_message(json_decode("not json")); // expect: -1
var circle = {};
circle.me = circle;
show_debug_message(is_string(json_stringify(circle))); // expect: 1
show_debug_message(json_stringify({ s: "é/\"" })); // expect: {"s":"é/\""}
show_debug_message(json_parse("[76561198000000001, 9007199254740992, -9223372036854775808, 5]")); // expect: [ 76561198000000001,9007199254740992,-9223372036854775808,5 ]
var kinds = json_parse("[76561198000000001, 9007199254740993, 9007199254740992, 76561198000000001.0, 76561198000000001000000]");
show_debug_message(array_map(kinds, typeof)); // expect: [ "int64","int64","number","number","number" ]
var ids = json_decode("{\"id\":76561198000000001}");
show_debug_message(ids[? "id"]); // expect: 76561198000000001
ds_map_destroy(ids);
