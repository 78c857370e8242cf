// Lists, stacks, queues, priorities and grids.
var list = ds_list_create();
ds_list_add(list, "b", "a", "C");
list[| 5] = 1;
show_debug_message([ds_list_size(list), list[| 3], list[| 99]]); // expect: [ 6,0,undefined ]
ds_list_delete(list, 5); ds_list_delete(list, 4); ds_list_delete(list, 3); ds_list_delete(list, 77);
ds_list_sort(list, true);
show_debug_message(list[| 0] + list[| 1] + list[| 2]); // expect: Cab
ds_list_insert(list, 1, "!");
show_debug_message(ds_list_find_index(list, "!")); // expect: 1
show_debug_message(ds_list_find_index(list, "none")); // expect: -1
ds_list_add(list, "5", 6);
show_debug_message([ds_list_find_index(list, 5), ds_list_find_index(list, "6"), ds_list_find_index(list, 0)]); // expect: [ 4,5,-1 ]
ds_list_destroy(list);

var stack = ds_stack_create();
ds_stack_push(stack, 1, 2, 3);
show_debug_message(ds_stack_pop(stack)); // expect: 3
show_debug_message([ds_stack_top(stack), ds_stack_size(stack)]); // expect: [ 2,2 ]
ds_stack_clear(stack);
show_debug_message(ds_stack_pop(stack)); // expect: undefined
var queue = ds_queue_create();
ds_queue_enqueue(queue, "x", "y");
show_debug_message(ds_queue_dequeue(queue)); // expect: x
show_debug_message([ds_queue_head(queue), ds_queue_tail(queue)]); // expect: [ "y","y" ]
var priority = ds_priority_create();
ds_priority_add(priority, "low", 1);
ds_priority_add(priority, "high", 9);
show_debug_message(ds_priority_delete_min(priority)); // expect: low
show_debug_message([ds_priority_find_max(priority), ds_priority_size(priority)]); // expect: [ "high",1 ]
var grid = ds_grid_create(3, 2);
grid[# 2, 1] = 4;
ds_grid_add_region(grid, 0, 0, 2, 0, 1);
show_debug_message([ds_grid_get_sum(grid, 0, 0, 2, 1), ds_grid_get_max(grid, 0, 0, 2, 1), grid[# 0, 1]]); // expect: [ 7,4,0 ]
ds_grid_resize(grid, 4, 4);
show_debug_message([ds_grid_width(grid), grid[# 2, 1], grid[# 3, 3]]); // expect: [ 4,4,0 ]
show_debug_message([ds_grid_value_exists(grid, 0, 0, 3, 3, "4"), ds_priority_find_priority(priority, "high")]); // expect: [ 1,9 ]
// Adding to what is of another kind replaces it; no string is multiplied.
grid[# 0, 0] = "a"; grid[# 1, 0] = undefined; grid[# 2, 0] = "b";
ds_grid_add(grid, 0, 0, 1);
ds_grid_add(grid, 1, 0, 1);
ds_grid_multiply(grid, 2, 0, 2);
show_debug_message([grid[# 0, 0], grid[# 1, 0], grid[# 2, 0]]); // expect: [ 1,1,"b" ]
ds_grid_add_region(grid, 0, 0, 2, 0, "c");
ds_grid_multiply_region(grid, 0, 0, 2, 1, 2);
show_debug_message([grid[# 0, 0], grid[# 1, 0], grid[# 2, 0], grid[# 2, 1]]); // expect: [ "c","c","bc",8 ]
ds_grid_multiply(grid, 2, 1, "2");
show_debug_message(grid[# 2, 1]); // expect: 8
ds_stack_destroy(stack); ds_queue_destroy(queue); ds_priority_destroy(priority); ds_grid_destroy(grid);
show_debug_message(ds_exists(grid, ds_type_grid)); // expect: 0
