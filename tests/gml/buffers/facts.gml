// What a buffer says of itself, and how it changes its size.
var b = buffer_create(16, buffer_fixed, 4);
show_debug_message([buffer_get_type(b) == buffer_fixed, buffer_get_alignment(b), buffer_get_size(b)]); // expect: [ 1,4,16 ]
show_debug_message([buffer_sizeof(buffer_u8), buffer_sizeof(buffer_f64), buffer_sizeof(buffer_u16)]); // expect: [ 1,8,2 ]
buffer_resize(b, 40);
show_debug_message(buffer_get_size(b)); // expect: 40
buffer_set_used_size(b, 8);
show_debug_message([typeof(buffer_get_address(b))]); // expect: [ "ptr" ]
buffer_write(b, buffer_u32, 1234);
buffer_save_ext(b, "part.bin", 0, 4);
var target = buffer_create(8, buffer_grow, 1);
buffer_load_ext(target, "part.bin", 2);
show_debug_message([buffer_peek(target, 2, buffer_u32), buffer_get_size(target)]); // expect: [ 1234,8 ]
buffer_async_group_begin("group");
show_debug_message(buffer_async_group_option("showdialog", 0)); // expect: undefined
buffer_save_async(b, "async.bin", 0, 4);
show_debug_message(buffer_async_group_end()); // expect: 1
show_debug_message(is_numeric(zip_unzip_async("none.zip", "out"))); // expect: 1
