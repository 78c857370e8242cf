// load_csv: strings, quotes, short lines, a missing file.
var file = file_text_open_write("table.csv");
file_text_write_string(file, "id,name,note\n1,\"Ann, A.\",\"says \"\"hi\"\"\"\n2,Bob\n");
file_text_close(file);
var grid = load_csv("table.csv");
show_debug_message(ds_grid_width(grid)); // expect: 3
show_debug_message(ds_grid_height(grid)); // expect: 3
show_debug_message(grid[# 1, 1]); // expect: Ann, A.
show_debug_message(grid[# 2, 1]); // expect: says "hi"
show_debug_message(is_string(grid[# 0, 2])); // expect: 1
show_debug_message(grid[# 0, 2] == 2); // expect: 1
show_debug_message(grid[# 2, 2] == ""); // expect: 1
ds_grid_destroy(grid);
show_debug_message(load_csv("missing.csv")); // expect: -1
