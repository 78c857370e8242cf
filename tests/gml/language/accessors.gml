// The five accessors, alone, in chains, as targets of every kind of assignment, with what is not there.
var list = ds_list_create(), map = ds_map_create(), grid = ds_grid_create(2, 2), array = [1, 2, 3], struct = { k: 1 };
list[| 0] = 5; list[| 0] += 1; list[| 2] = "grown";
show_debug_message([list[| 0], list[| 1], list[| 2], list[| 9], ds_list_size(list)]); // expect: [ 6,0,"grown",undefined,3 ]
map[? "k"] = 1; map[? "k"]++; map[? 5] = "five"; map[? "none"] ??= "made";
show_debug_message([map[? "k"], map[? 5], map[? "none"], map[? "absent"]]); // expect: [ 2,"five","made",undefined ]
grid[# 1, 0] = 4; grid[# 1, 0] *= 2; grid[#0,1] = 7;
show_debug_message([grid[# 1, 0], grid[# 0, 1], grid[# 0, 0]]); // expect: [ 8,7,0 ]
array[@ 1] = 9; array[@ 1]--;
show_debug_message(array[@ 1]); // expect: 8
struct[$ "k"] += 1; struct[$ "new " + "key"] = true; struct[$ 12] = "number";
show_debug_message([struct.k, struct[$ "new key"], struct[$ "12"], struct[$ "absent"]]); // expect: [ 2,1,"number",undefined ]
enum Slot { first, second }
struct[$ Slot.second] = "enum";
show_debug_message(struct[$ 1]); // expect: enum
map[? "deep"] = [{ rows: list }];
ds_list_add(list, { grid: grid });
show_debug_message(map[? "deep"][0].rows[| 3].grid[# 1, 0]); // expect: 8
map[? "deep"][0].rows[| 3].grid[# 1, 0] += 2;
show_debug_message(map[? "deep"][0][$ "rows"][| 3][$ "grid"][# 1, 0]); // expect: 10
struct.inner = { list: list };
struct.inner.list[| 0]++;
struct[$ "inner"].list[| 0]++;
show_debug_message(list[| 0]); // expect: 8
struct.self_made[2][1] = "x";
show_debug_message(struct.self_made); // expect: [ 0,0,[ 0,"x" ] ]
function give() { return { m: [10, 20] }; }
show_debug_message([give().m[1], give()[$ "m"][0]]); // expect: [ 20,10 ]
try {
    show_debug_message(array[7]);
} catch (e) {
    show_debug_message(e.message); // expect: Push :: Execution Error - Variable Index [7] out of range [3]
}
try {
    show_debug_message(struct.absent);
} catch (e) {
    show_debug_message(string_pos("not set before reading it", e.message) > 0); // expect: 1
}
var sparse = [];
sparse[3] = 1;
show_debug_message(sparse); // expect: [ 0,0,0,1 ]
