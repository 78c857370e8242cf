show_debug_message($"answer {async_load[? "id"]}: {async_load[? "status"]}");
