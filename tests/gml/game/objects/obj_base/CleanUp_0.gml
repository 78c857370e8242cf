show_debug_message($"cleaned up {object_get_name(object_index)}");
