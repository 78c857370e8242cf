// Two ways through, changes deep inside, output: what a recorder has seen before helps it little.
var number = async_load[? "id"];
n += async_load[? "status"];
if (number mod 3 == 0) {
    data.seen.last = async_load[? "body"];
    data.list[number mod 5] = { number: number, text: async_load[? "body"] };
    data.kept[? "k" + string(number mod 20)] = number;
    show_debug_message("kept " + string(number));
} else {
    data.seen.count += 1;
    data.seen.at = { number: number, of: async_load[? "of" + string(number mod 7)] };
    if (ds_map_exists(async_load, "extra")) data.list[4] = async_load[? "extra"];
}
