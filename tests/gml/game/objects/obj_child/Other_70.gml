show_debug_message("child first");
event_inherited();
async_load[? "seen_by"] = "child";
