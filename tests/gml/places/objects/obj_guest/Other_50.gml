show_debug_message($"{name}: on the boundary of view 0");
