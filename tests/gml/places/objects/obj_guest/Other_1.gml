show_debug_message($"{name}: on its boundary");
