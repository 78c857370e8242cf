show_debug_message($"picture {async_load[? "id"]}: {async_load[? "status"]} {async_load[? "filename"]}");
