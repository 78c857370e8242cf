// ds_map: keys, add against set, accessors, iteration, ownership, copies, ids.
var map = ds_map_create();
show_debug_message(ds_map_add(map, "k", 1)); // expect: 1
show_debug_message(ds_map_add(map, "k", 2)); // expect: 0
show_debug_message(map[? "k"]); // expect: 1
map[? "k"] = 3;
map[? 1] = "one";
map[? "1"] = "text one";
show_debug_message([map[? 1], map[? "1"], ds_map_size(map)]); // expect: [ "one","text one",3 ]
show_debug_message(map[? "missing"]); // expect: undefined
map[? "nothing"] = undefined;
show_debug_message([ds_map_exists(map, "nothing"), ds_map_exists(map, "missing")]); // expect: [ 1,0 ]
var key = ds_map_find_first(map), text = "";
while (!is_undefined(key)) {
    text += string(key) + ";";
    key = ds_map_find_next(map, key);
}
show_debug_message(text); // expect: k;1;1;nothing;
ds_map_delete(map, "k");
ds_map_delete(map, "k");
show_debug_message(ds_map_keys_to_array(map)); // expect: [ 1,"1","nothing" ]
var inner = ds_map_create(), list = ds_list_create();
ds_map_add_map(map, "inner", inner);
ds_map_add_list(map, "list", list);
inner[? "deep"] = 4;
ds_list_add(list, 1, 2);
show_debug_message(ds_map_is_map(map, "inner")); // expect: 1
show_debug_message(map[? "inner"][? "deep"] + map[? "list"][| 1]); // expect: 6
ds_map_destroy(map);
show_debug_message([ds_exists(inner, ds_type_map), ds_exists(list, ds_type_list)]); // expect: [ 0,0 ]
try {
    inner[? "deep"] = 5;
} catch (e) {
    show_debug_message(string_pos("invalid reference to (ds_map)", e.message) > 0); // expect: 1
}
try {
    ds_map_size("text");
} catch (e) {
    show_debug_message(string_pos("incorrect type", e.message) > 0); // expect: 1
}
var one = ds_map_create(), two = ds_map_create();
one[? [1]] = "by reference";
show_debug_message(one[? [1]]); // expect: undefined
ds_map_copy(two, one);
show_debug_message(ds_map_size(two)); // expect: 1
var restored = ds_map_create();
two[? "a"] = 1.5;
ds_map_delete(two, ds_map_find_first(two));
show_debug_message(ds_map_read(restored, ds_map_write(two))); // expect: 1
show_debug_message(restored[? "a"]); // expect: 1.50
