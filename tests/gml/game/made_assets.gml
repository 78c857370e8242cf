// Assets that are made at run time have names by which they are found; a handle to what is gone prints -1.
var path = path_add(), sprite = sprite_duplicate(spr_coin), font = font_add_sprite(spr_coin, 32, true, 0), line = timeline_add(), place = room_add();
var names = [path_get_name(path), sprite_get_name(sprite), font_get_name(font), timeline_get_name(line), room_get_name(place)];
show_debug_message(array_map(names, string_letters)); // expect: [ "newpath","newsprite","newfont","newtimeline","newroom" ]
show_debug_message(array_map(names, function(name) { return string_starts_with(name, "__new"); })); // expect: [ 1,1,1,1,1 ]
var all_made = [path, sprite, font, line];
show_debug_message([path, sprite] ); // expect: [ ref path __newpath1,ref sprite __newsprite1 ]
show_debug_message(array_map(all_made, function(one, i) { return string_split(string(one), " ")[2]; })[0] == names[0]); // expect: 1
show_debug_message(string(place) == "ref room " + names[4]); // expect: 1
for (var i = 0; i < 4; i++) {
    var made = all_made[i];
    show_debug_message([asset_get_index(names[i]) == made, handle_parse(string(made)) == made, json_parse(json_stringify(made)) == made, asset_get_type(names[i]) == asset_get_type(made), string_pos(names[i], json_stringify(made)) > 0]);
}
// expect: [ 1,1,1,1,1 ]
// expect: [ 1,1,1,1,1 ]
// expect: [ 1,1,1,1,1 ]
// expect: [ 1,1,1,1,1 ]
show_debug_message([path_get_name(real(path)), array_contains(asset_get_ids(asset_path), path), array_contains(asset_get_ids(asset_sprite), sprite)]); // expect: [ "__newpath1",1,1 ]
path_delete(path);
sprite_delete(sprite);
show_debug_message([path, sprite, path_get_name(path), json_stringify(path), asset_get_index("__newpath1")]); // expect: [ ref path -1,ref sprite -1,"<undefined>",""@ref path()"",-1 ]
show_debug_message(path_add()); // expect: ref path __newpath1
