// An uncaught error ends the run where it stands.
show_debug_message("before"); // expect: before
var list = ds_list_create();
ds_list_destroy(list);
ds_list_size(list); // expect fault: ds_list_size argument 1 invalid reference to (ds_list)
show_debug_message("after");
