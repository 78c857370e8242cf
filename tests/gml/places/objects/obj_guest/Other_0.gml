show_debug_message($"{name}: outside of the room");
