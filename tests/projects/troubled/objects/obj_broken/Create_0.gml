/// Its Create asks for what is not there.
items = ds_list_create();
first = items[| 0].name;
