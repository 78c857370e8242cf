var group = async_load[? "group_id"];
if (group == undefined)
    show_debug_message($"answer {async_load[? "id"]}: {async_load[? "status"]}");
else
    show_debug_message($"group {group}: {audio_group_is_loaded(group)} keys {ds_map_size(async_load)}");
