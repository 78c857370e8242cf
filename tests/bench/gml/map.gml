#macro COUNT 1000000
var keys; keys[COUNT - 1] = "";
for (var i = 0; i < COUNT; i += 1) { keys[i] = "key" + string(i); }
var m = ds_map_create();
for (var i = 0; i < COUNT; i += 1) { ds_map_add(m, keys[i], i); }
var sum = 0;
for (var i = 0; i < COUNT; i += 1) { sum += ds_map_find_value(m, "key" + string(i)); }
for (var i = 0; i < COUNT; i += 1) { ds_map_delete(m, keys[i]); }
show_debug_message(string(sum)); show_debug_message(string(ds_map_size(m)));
