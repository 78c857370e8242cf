show_debug_message($"{name}: outside of view 0");
