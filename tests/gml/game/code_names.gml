// What functions are called: the place of an anonymous one, the static variable that holds it, everything around, the script.
var shelf = new Shelf();
show_debug_message(shelf.sort); // expect: function gml_Script_sort@anon@201@Shelf@scr_goods
show_debug_message(shelf.sort()); // expect: function gml_Script_anon@221@sort@anon@201@Shelf@scr_goods
show_debug_message(shelf.first); // expect: gml_Script_first@anon@259@Shelf@scr_goods
show_debug_message(shelf.parts.middle); // expect: function gml_Script_anon@328@Shelf@scr_goods
show_debug_message(shelf.put); // expect: function gml_Script_anon@400@Shelf@scr_goods
show_debug_message([shelf.take, script_get_name(shelf.take), shelf.take()]);
// expect: [ function gml_Script_take@Shelf@scr_goods,"gml_Script_take@Shelf@scr_goods","gml_Script_take@Shelf@scr_goods" ]
var made = shelf_maker();
show_debug_message(made() == script_get_name(made)); // expect: 1
show_debug_message(made()); // expect: gml_Script_anon@454@shelf_maker@scr_goods
show_debug_message([shelf_maker, script_get_name(shelf_maker), instanceof(shelf)]); // expect: [ ref script shelf_maker,"shelf_maker","Shelf" ]
instance_create_depth(0, 0, 0, obj_stall);
// expect: Stall@gml_Object_obj_stall_Create_0
// expect: 1
// expect: gml_Script_open@anon@49@Stall@gml_Object_obj_stall_Create_0
// expect: [ function gml_Script_price@gml_Object_obj_stall_Create_0,"gml_Script_price@gml_Object_obj_stall_Create_0","gml_Script_price@gml_Object_obj_stall_Create_0" ]
// expect: function gml_Script_anon@138@gml_Object_obj_stall_Create_0
// expect: function gml_Script_anon@158@anon@138@gml_Object_obj_stall_Create_0
