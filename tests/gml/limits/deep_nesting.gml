// A list of many nested lists, structs or arrays is freed and printed without a crash.
var chain = undefined;
repeat (200000) chain = { next: chain };
chain = undefined;
var array = [];
repeat (200000) array = [array];
array = undefined;
var outer = ds_list_create(), at = outer;
repeat (50000) {
    var inner = ds_list_create();
    ds_list_add_list(at, inner);
    at = inner;
}
ds_list_destroy(outer);
show_debug_message(ds_exists(at, ds_type_list)); // expect: 0
var round = [];
round[0] = round;
show_debug_message(string_length(string(round)) < 1000); // expect: 1
var many = ds_list_create();
repeat (300000) ds_list_add(many, [1, [2]]);
show_debug_message(ds_list_size(many)); // expect: 300000
ds_list_destroy(many);
