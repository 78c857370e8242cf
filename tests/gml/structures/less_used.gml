// Functions of data structures that games use rarely.
var g = ds_grid_create(3, 3), h = ds_grid_create(2, 2);
ds_grid_set_region(g, 0, 0, 2, 2, 1);
g[# 1, 1] = 9; g[# 2, 0] = 4;
ds_grid_clear(h, 5);
show_debug_message([ds_grid_get_mean(g, 0, 0, 2, 2), ds_grid_get_min(g, 0, 0, 2, 2), ds_grid_get_disk_max(g, 1, 1, 1), ds_grid_get_disk_sum(g, 1, 1, 1), ds_grid_get_disk_mean(g, 1, 1, 1)]); // expect: [ 2.22,1,9,13,2.60 ]
show_debug_message([ds_grid_value_y(g, 0, 0, 2, 2, 9), ds_grid_value_disk_y(g, 1, 1, 1, 9)]); // expect: [ 1,1 ]
ds_grid_add_grid_region(g, h, 0, 0, 1, 1, 0, 0);
show_debug_message([g[# 0, 0], g[# 1, 1], g[# 2, 2]]); // expect: [ 6,14,1 ]
ds_grid_set_grid_region(g, h, 0, 0, 0, 0, 2, 2);
show_debug_message(g[# 2, 2]); // expect: 5
ds_grid_sort(g, 0, false);
show_debug_message([g[# 0, 0], g[# 0, 1], g[# 0, 2]]); // expect: [ 6,6,1 ]
ds_grid_shuffle(g);
show_debug_message(ds_grid_get_sum(g, 0, 0, 2, 2)); // expect: 44
var l = ds_list_create(), m = ds_map_create(), inner = ds_list_create();
ds_list_add(l, 1, 2, 3);
ds_list_replace(l, 0, 10);
ds_list_add_map(l, m);
ds_list_insert_list(l, 0, inner);
var second = ds_map_create();
ds_list_insert_map(l, 1, second);
show_debug_message([ds_list_is_list(l, 0), ds_list_is_map(l, 1), l[| 2], ds_list_size(l)]); // expect: [ 1,1,10,6 ]
ds_list_destroy(l);
show_debug_message([ds_exists(m, ds_type_map), ds_exists(inner, ds_type_list), ds_exists(second, ds_type_map)]); // expect: [ 0,0,0 ]
l = ds_list_create();
ds_list_add(l, 1, 2, 3, 4);
ds_list_shuffle(l);
ds_list_sort(l, true);
show_debug_message([l[| 0], l[| 3]]); // expect: [ 1,4 ]
m = ds_map_create();
show_debug_message([ds_map_replace(m, "a", 1), ds_map_replace(m, "a", 2), m[? "a"]]); // expect: [ 0,1,2 ]
ds_map_replace_list(m, "a", ds_list_create());
show_debug_message(ds_map_is_list(m, "a")); // expect: 1
var p = ds_priority_create();
ds_priority_add(p, "a", 1);
ds_priority_add(p, "b", 2);
ds_priority_change_priority(p, "a", 3);
show_debug_message(ds_priority_find_max(p)); // expect: a
ds_priority_clear(p);
var q = ds_queue_create();
ds_queue_enqueue(q, 1);
ds_queue_clear(q);
show_debug_message([ds_priority_size(p), ds_queue_size(q)]); // expect: [ 0,0 ]
show_debug_message([array_length_1d([1, 2]), array_height_2d([[1, 2], [3]]), array_length_2d([[1, 2], [3]], 0)]); // expect: [ 2,2,2 ]
var shuffled = [1, 2, 3, 4];
array_shuffle_ext(shuffled, 1, 3);
show_debug_message([shuffled[0], array_length(shuffled)]); // expect: [ 1,4 ]
var s = {a: 1, b: 2};
show_debug_message([variable_struct_names_count(s), struct_remove_from_hash(s, variable_get_hash("a")), struct_exists(s, "a")]); // expect: [ 2,undefined,0 ]
