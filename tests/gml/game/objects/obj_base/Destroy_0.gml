show_debug_message($"destroyed {object_get_name(object_index)}");
