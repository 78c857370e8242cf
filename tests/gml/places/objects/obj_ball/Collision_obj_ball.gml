show_debug_message($"{name} met {other.name}");
