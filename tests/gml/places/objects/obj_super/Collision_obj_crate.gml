show_debug_message("super met a crate");
event_inherited();
