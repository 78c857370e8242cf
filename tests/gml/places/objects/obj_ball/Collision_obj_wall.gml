show_debug_message($"{object_get_name(object_index)} at {x} before {object_get_name(other.object_index)} at {other.x}");
