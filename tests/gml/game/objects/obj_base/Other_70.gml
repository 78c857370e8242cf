array_push(seen, async_load[? "id"]);
show_debug_message($"base for {object_get_name(object_index)}: {async_load[? "id"]}, {event_type} {event_number}");
