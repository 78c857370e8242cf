show_debug_message($"{object_get_name(object_index)} met {object_get_name(other.object_index)}");
