show_debug_message("the game starts");
