// A map saved securely comes back with what it owns; a changed file does not.
var map = ds_map_create();
map[? "Three"] = 3;
ds_map_add_list(map, "list", ds_list_create());
ds_list_add(map[? "list"], "a", 2);
show_debug_message(ds_map_secure_save(map, "map.sav")); // expect: 1
ds_map_destroy(map);
map = ds_map_secure_load("map.sav");
show_debug_message([ds_map_size(map), map[? "Three"], ds_map_is_list(map, "list"), map[? "list"][| 0]]); // expect: [ 2,3,1,"a" ]
var buffer = buffer_create(1, buffer_grow, 2);
buffer_write(buffer, buffer_u8, 7);
ds_map_secure_save_buffer(map, buffer);
buffer_write(buffer, buffer_u8, 9);
buffer_seek(buffer, buffer_seek_start, 1);
var again = ds_map_secure_load_buffer(buffer);
show_debug_message([again[? "Three"], buffer_read(buffer, buffer_u8)]); // expect: [ 3,9 ]
show_debug_message(string_pos("Three", buffer_peek(buffer, 2, buffer_string))); // expect: 0
show_debug_message([ds_map_secure_load("none.sav"), ds_map_secure_load_buffer(buffer)]); // expect: [ -1,-1 ]
var file = file_text_open_append("map.sav");
file_text_write_string(file, "A");
file_text_close(file);
show_debug_message(ds_map_secure_load("map.sav")); // expect: -1
