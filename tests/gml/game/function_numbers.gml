// Functions of the game are numbered from 100000 in the order of the scripts, without gaps and without ours.
var names = [];
for (var i = 100000; script_exists(i); i++) array_push(names, script_get_name(i));
show_debug_message([names[0], names[1], names[2], array_contains(names, "shop_price")]); // expect: [ "scr_shop","shop_price","scr_shop",1 ]
show_debug_message(array_filter(names, function(name) { return string_pos("prelude", name) > 0 || string_pos("__struct", name) > 0; })); // expect: [  ]
show_debug_message([real(shop_price), shop_price == 100001, real(asset_get_index("scr_goods")), real(Good), script_exists(99999)]); // expect: [ 100001,1,100003,100004,0 ]
var number = real(shop_price);
show_debug_message([script_execute(number, 4), script_execute_ext(number, [5]), script_get_name(number)]); // expect: [ 8,10,"shop_price" ]
show_debug_message([handle_parse($"ref script {number}"), handle_parse($"ref script {number}") == shop_price, handle_parse(string(shop_price)) == shop_price]); // expect: [ ref script shop_price,1,1 ]
show_debug_message([asset_get_index("shop_price") == number, array_contains(asset_get_ids(asset_script), Good), json_parse($"\"@ref script({number})\"")]); // expect: [ 1,1,ref script shop_price ]
show_debug_message([script_exists(100000 + array_length(names)), handle_parse("ref script 199999"), script_get_name(199999)]); // expect: [ 0,undefined,"<unknown>" ]
show_debug_message(new (method_get_index(Good))("apple").name); // expect: apple
// A built-in function is a number that counts from 0.
show_debug_message([string(abs) == string(real(abs)), string_digits(abs) == string(abs), script_get_name(real(abs)), abs == real(abs)]); // expect: [ 1,1,"abs",1 ]
show_debug_message([handle_parse($"ref script {abs}"), handle_parse("ref script abs"), json_stringify([abs]) == json_stringify([real(abs)])]); // expect: [ ref script abs,ref script abs,1 ]
var held = method_get_index(method(undefined, abs));
show_debug_message([held, typeof(held), held == abs, held(-3), script_execute(held, -4), array_map([-5], held)]); // expect: [ ref script abs,"ref",1,3,4,[ 5 ] ]
show_debug_message([$"{abs}" == string(real(abs)), typeof(abs), is_handle(abs), is_handle(held)]); // expect: [ 1,"number",0,1 ]
// A layer without a script has the handle of none, which calls nothing.
var none = layer_get_script_begin("Instances");
show_debug_message([none, none == -1, script_exists(none)]); // expect: [ ref script -1,1,0 ]
try { none(); } catch (problem) { show_debug_message(problem.message); } // expect: unable to call a function that does not exist
